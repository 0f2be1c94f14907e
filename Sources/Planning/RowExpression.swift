import Store

/// What a definition says of one row: bound to a table, and to names of columns and values, but to no data, so that it is
/// also the key under which a computed column is kept.
///
/// Numbers are millionths (`Numbers.scale`); truths are 0 and 1. What is reached through a missing link is 0.
public indirect enum RowExpression: Hashable, Sendable {
  public enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  public enum Operation: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case maximum = "max"
    case minimum = "min"
  }

  case number(millionths: Int64)
  case truth(Bool)
  /// A numeric column.
  case column(String)
  case flag(String)
  /// A text or link column that equals one of these names (texts ignoring case; rows by id or name).
  case matches(column: String, names: [String])
  /// A text of several names, as `groups`, that holds one of these.
  case lists(column: String, names: [String])
  /// A day or minute column within `[from, to)`, in days; `nil` is unbounded.
  case within(column: String, from: Int32?, to: Int32?)
  case missing(column: String)
  /// Minutes from one moment of the row to another.
  case minutes(from: String, to: String)
  /// A booking that has a minute in the days `[from, to)`, as it was booked or as it happened.
  case touches(from: Int32, to: Int32, isActual: Bool)
  /// A booking on the days on which it has a minute, as it was booked or as it happened: `running`.
  case touchesDay(isActual: Bool)
  /// The same of the row that a link names: `parent.scoped`.
  case through(link: String, RowExpression)
  /// The row's part of what the row has that a link names: split among all rows that name it, in proportion to a weight.
  case split(link: String, amount: RowExpression, by: RowExpression)
  /// A fold over the rows that name this one: `count of children where available`.
  case fold(RowFold, of: ToMany, measure: RowExpression, where: RowExpression)
  /// In force that day: `open`, `running`.
  case inForce(TableName)
  case and([RowExpression])
  case or([RowExpression])
  case not(RowExpression)
  case compare(Comparison, RowExpression, RowExpression)
  case conditional(RowExpression, RowExpression, RowExpression)
  case arithmetic(Operation, RowExpression, RowExpression)
  /// A definition that reaches itself through a link of its own table, and the place where it does.
  case recursive(String, RowExpression)
  case recur(String)
}

/// Folds of rows that name a row.
public enum RowFold: String, Hashable, Sendable, CaseIterable {
  case count, sum, any
  case maximum = "max"
  case minimum = "min"
}

/// The rows of `table` whose column `link` names the row at hand.
public struct ToMany: Hashable, Sendable {
  public let table: TableName
  public let link: String

  public init(table: TableName, link: String) {
    self.table = table
    self.link = link
  }

  /// The to-many links that have a name of their own; others are called like the table they lead to.
  public static func named(_ name: String, from table: TableName) -> ToMany? {
    if table == .resources, name == "children" { return ToMany(table: .resources, link: "parent") }
    guard let target = TableName(rawValue: name) else { return nil }
    let links = Schema.fields(of: target).filter { $0.type == .link(table) }
    return links.count == 1 ? ToMany(table: target, link: links[0].name) : nil
  }
}

/// A condition with the reason that a row gets which does not meet it.
public struct LabelledPredicate: Hashable, Sendable {
  public let label: String
  public let condition: RowExpression
  /// Nobody asked for it: `bookings.counts`.
  public let isImplied: Bool

  public init(label: String, condition: RowExpression, isImplied: Bool = false) {
    self.label = label
    self.condition = condition
    self.isImplied = isImplied
  }
}

extension RowExpression {
  public static let always = RowExpression.truth(true)

  public static func conjunction(_ parts: [RowExpression]) -> RowExpression {
    let real = parts.filter { $0 != .always }
    return real.count == 1 ? real[0] : real.isEmpty ? .always : .and(real)
  }

  /// The conditions that all hold where it holds.
  public var conjuncts: [RowExpression] {
    switch self {
    case .and(let parts): parts.flatMap(\.conjuncts)
    case .truth(true): []
    default: [self]
    }
  }

  /// Whether any of the expressions that it is made of is meant: of those right below it.
  ///
  /// - Complexity: nothing allocated.
  public func anyOperand(_ isMeant: (RowExpression) -> Bool) -> Bool {
    switch self {
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay,
      .inForce,
      .recur:
      false
    case .through(_, let inner), .not(let inner), .recursive(_, let inner): isMeant(inner)
    case .split(_, let first, let second), .fold(_, _, let first, let second), .compare(_, let first, let second),
      .arithmetic(_, let first, let second):
      isMeant(first) || isMeant(second)
    case .and(let parts), .or(let parts): parts.contains(where: isMeant)
    case .conditional(let test, let yes, let no): isMeant(test) || isMeant(yes) || isMeant(no)
    }
  }

  /// Whether the value can change from day to day.
  public var dependsOnDay: Bool {
    switch self {
    case .inForce, .touchesDay: true
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .recur: false
    case .through, .not, .recursive, .fold, .split, .and, .or, .compare, .arithmetic, .conditional:
      anyOperand { $0.dependsOnDay }
    }
  }
}

extension RowExpression {
  /// Whether it asks what a column says, however long the way: `user = alice`, `user.email`, a column of a definition that
  /// does. Asking whether it says anything at all is not that.
  func reads(from table: TableName, where isMeant: (TableName, String) -> Bool) -> Bool {
    switch self {
    case .number, .truth, .missing, .minutes, .touches, .touchesDay, .recur, .inForce: false
    case .column(let name), .flag(let name), .matches(let name, _), .lists(let name, _), .within(let name, _, _):
      isMeant(table, name)
    case .through(let link, let inner):
      if case .link(let target)? = Schema.field(link, of: table)?.type {
        inner.reads(from: target, where: isMeant)
      } else {
        false
      }
    case .split(let link, let amount, let weight):
      RowExpression.through(link: link, amount).reads(from: table, where: isMeant)
        || weight.reads(from: table, where: isMeant)
    case .fold(_, let many, let measure, let condition):
      measure.reads(from: many.table, where: isMeant)
        || condition.reads(from: many.table, where: isMeant)
    case .and(let parts), .or(let parts): parts.contains { $0.reads(from: table, where: isMeant) }
    case .not(let inner), .recursive(_, let inner): inner.reads(from: table, where: isMeant)
    case .compare(_, let left, let right), .arithmetic(_, let left, let right):
      left.reads(from: table, where: isMeant) || right.reads(from: table, where: isMeant)
    case .conditional(let test, let yes, let no):
      [test, yes, no].contains { $0.reads(from: table, where: isMeant) }
    }
  }
}

extension RowExpression {
  /// Whether it asks when bookings were.
  public var asksTouch: Bool {
    switch self {
    case .touches, .touchesDay: true
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .inForce, .recur: false
    case .through, .not, .recursive, .fold, .split, .and, .or, .compare, .arithmetic, .conditional:
      anyOperand { $0.asksTouch }
    }
  }
}

extension RowExpression {
  /// Whether rows of the table in force are part of it.
  public func mentions(_ table: TableName) -> Bool {
    switch self {
    case .inForce(let other): other == table
    case .touches, .touchesDay: table == .bookings
    case .fold(_, let many, _, _) where many.table == table: true
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .recur: false
    case .through, .not, .recursive, .fold, .split, .and, .or, .compare, .arithmetic, .conditional:
      anyOperand { $0.mentions(table) }
    }
  }
}
