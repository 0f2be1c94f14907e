/// A question: `user alice hours 2024-03 by week`.
public struct Query: Hashable, Sendable {
  /// Those before the metric; those after the frame are clauses.
  public let filters: [Filter]
  public let subject: Subject
  /// Nil after `_`, and where somebody forgot it.
  public let frame: FrameSyntax?
  public let clauses: [Clause]
  public let place: Place

  public init(filters: [Filter] = [], subject: Subject, frame: FrameSyntax?, clauses: [Clause] = [], place: Place) {
    self.filters = filters
    self.subject = subject
    self.frame = frame
    self.clauses = clauses
    self.place = place
  }
}

/// What a query is about.
public enum Subject: Hashable, Sendable {
  /// `_`, the last answer
  case last(Place)
  /// `occupancy desks bom`
  case metric(MetricSyntax)

  public var place: Place {
    switch self {
    case .last(let place): place
    case .metric(let metric): metric.place
    }
  }
}

/// The words of a metric, its mode still among them: the binder splits `occupancy desks bom`.
public struct MetricSyntax: Hashable, Sendable {
  public let phrase: Phrase
  /// `chargeback 5000 EUR`
  public let amount: Amount?

  public init(phrase: Phrase, amount: Amount? = nil) {
    self.phrase = phrase
    self.amount = amount
  }

  public var place: Place { amount.map { phrase.place.union($0.place) } ?? phrase.place }
}

/// `5000 EUR`
public struct Amount: Hashable, Sendable {
  public let number: Name
  public let currency: Name

  public init(number: Name, currency: Name) {
    self.number = number
    self.currency = currency
  }

  public var place: Place { number.place.union(currency.place) }
}

/// `user alice`, `location Berlin, Sofia`, `user by`
public struct Filter: Hashable, Sendable {
  /// One of `Keyword.keys`, in the spelling of the user.
  public let key: Name
  /// At least one.
  public let names: [Name]

  public init(key: Name, names: [Name]) {
    self.key = key
    self.names = names
  }

  public var place: Place { names.last.map { key.place.union($0.place) } ?? key.place }
}

/// A frame as written; `Calculus.FramePoint` reads the texts.
public enum FrameSyntax: Hashable, Sendable {
  /// `2024-03`
  case point(Name)
  /// `2024-01..2024-03`
  case range(Name, Name)
  /// `since 2024-02-10`
  case since(Name, Place)

  /// The times in it.
  public var points: [Name] {
    switch self {
    case .point(let point): [point]
    case .range(let first, let last): [first, last]
    case .since(let first, _): [first]
    }
  }

  public var place: Place {
    switch self {
    case .point(let point): point.place
    case .range(let first, let last): first.place.union(last.place)
    case .since(let first, let keyword): keyword.union(first.place)
    }
  }
}

/// What may follow a frame.
public struct Clause: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// `user alice`
    case filter(Filter)
    /// `by costcenter, type`
    case by([Name])
    /// `where status = approved`
    case `where`(Predicate)
    /// `having occupancy > 80%`
    case having(Predicate)
    /// `sort hours desc`
    case sort(Name, descending: Bool)
    /// `top 5`
    case top(Name)
    /// `between 09:00 and 12:00`
    case between(Name, Name)
    /// `with coefficient 2`
    case with(Name, Name)
    /// `vs previous`
    case vs(Comparison)
    /// `in EUR`
    case `in`(Name)
    /// `on days`
    case on(Name)
    /// `under Robin, Cobot`
    case under([Phrase])
    /// `as json`
    case `as`(Name)
    /// `to "march.csv"`
    case to(Name)
  }

  public let kind: Kind
  public let place: Place

  public init(_ kind: Kind, place: Place) {
    self.kind = kind
    self.place = place
  }
}

/// What `vs` compares with.
public enum Comparison: Hashable, Sendable {
  case frame(FrameSyntax)
  case previous
  case lastYear
}

/// `list resources vacant today`: rows and states.
public struct ListQuery: Hashable, Sendable {
  public let table: Name
  /// `vacant`, `ending`, `unused`
  public let state: Phrase?
  public let frame: FrameSyntax?
  public let clauses: [Clause]
  public let place: Place

  public init(table: Name, state: Phrase? = nil, frame: FrameSyntax? = nil, clauses: [Clause] = [], place: Place) {
    self.table = table
    self.state = state
    self.frame = frame
    self.clauses = clauses
    self.place = place
  }
}

/// `check`, `check bookings to "odd.xlsx"`: what is odd in the data, all of it or in one table; one finding, row by row; or
/// what became of each file.
public struct CheckQuery: Hashable, Sendable {
  /// A table, what a finding is called, as `dangling-link`, or `files`.
  public let subject: Name?
  /// How the answer is written, and where to.
  public let clauses: [Clause]
  public let place: Place

  public init(subject: Name? = nil, clauses: [Clause] = [], place: Place) {
    self.subject = subject
    self.clauses = clauses
    self.place = place
  }
}
