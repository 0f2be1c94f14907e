/// What is computed. Brackets are not kept: the tree says it all, and the printer sets them anew.
public indirect enum Expression: Hashable, Sendable {
  /// `12`, `-0.5`, `80%`
  case number(Name)
  /// `occupied desks`, `parent.scoped`, `"R&D"`, `2024-03-15`
  case name(Phrase)
  /// `- net`
  case negate(Expression, Place)
  /// `occupied / available`
  case binary(Operator, Expression, Expression)
  /// `if counts_as_desk then 1 else size`
  case conditional(Predicate, Expression, Expression, Place)
  /// `max(size, 1)`, `round(share, 2)`; the name is `max`, `min`, `floor`, `ceiling`, `round` or `previous`
  case call(Name, [Expression], Place)
  /// `count of bookings`
  case aggregate(Aggregate)
  /// `total basis`
  case total(Expression, Place)
  /// `split amount by basis`
  case split(Expression, by: Expression, Place)
  /// `scoped and not parent.scoped`, as a column of a row. Never a bare phrase or `any of …`: those are `.name` and
  /// `.aggregate`.
  case predicate(Predicate)

  public enum Operator: String, Hashable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  public var place: Place {
    switch self {
    case .number(let name): name.place
    case .name(let phrase): phrase.place
    case .aggregate(let aggregate): aggregate.place
    case .predicate(let predicate): predicate.place
    case .binary(_, let left, let right): left.firstPlace.union(right.place)
    case .negate(_, let place), .conditional(_, _, _, let place), .call(_, _, let place), .total(_, let place),
      .split(_, _, let place):
      place
    }
  }

  /// The place of what stands first: a chain of operators leans left, so this walks instead of recursing.
  private var firstPlace: Place {
    var first = self
    while case .binary(_, let left, _) = first { first = left }
    return first.place
  }
}

/// What holds or does not.
public indirect enum Predicate: Hashable, Sendable {
  /// `a or b or c`; two or more
  case or([Predicate])
  /// `a and b and c`; two or more
  case and([Predicate])
  /// `not parent.scoped`
  case not(Predicate, Place)
  /// `days_per_week < 2`
  case comparison(Expression, Relation, Expression)
  /// `weekday in (Mon, Tue)`, `weekday not in (Sat, Sun)`
  case member(Expression, [Expression], negated: Bool, Place)
  /// `parent.scoped`: a column that says yes or no
  case test(Phrase)
  /// `any of assignments where in_force`: there is such a row
  case any(Aggregate)
  /// `no parent`: nothing stands in the column
  case missing(Phrase, Place)

  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  public var place: Place {
    switch self {
    case .or(let parts), .and(let parts): parts[0].place.union(parts[parts.count - 1].place)
    case .comparison(let left, _, let right): left.place.union(right.place)
    case .test(let phrase): phrase.place
    case .any(let aggregate): aggregate.place
    case .not(_, let place), .member(_, _, _, let place), .missing(_, let place): place
    }
  }
}

/// `sum each day of count of resources where available`
public struct Aggregate: Hashable, Sendable {
  /// `sum`, `count`, `mean`, `max`, `min`, `any`; nil for `hours of bookings`.
  public let fold: Name?
  /// `price` of `sum price of memberships`: a number, a name, or any expression in brackets.
  public let measure: Expression?
  /// `user`, `day` of `count each user and day of bookings`.
  public let each: [Name]
  /// `count of all bookings`: also those that are left out elsewhere.
  public let all: Bool
  public let source: Source
  public let `where`: Predicate?
  public let having: Predicate?
  public let place: Place

  public indirect enum Source: Hashable, Sendable {
    case table(Name)
    case aggregate(Aggregate)
    /// `(occupied / available)` of `max each day of (occupied / available)`
    case figure(Expression)
  }

  public init(
    fold: Name?, measure: Expression? = nil, each: [Name] = [], all: Bool = false, source: Source,
    where: Predicate? = nil, having: Predicate? = nil, place: Place
  ) {
    self.fold = fold
    self.measure = measure
    self.each = each
    self.all = all
    self.source = source
    self.where = `where`
    self.having = having
    self.place = place
  }
}
