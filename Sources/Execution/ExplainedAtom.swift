import Calculus
import Planning
import Store

/// What stands behind one figure of rows in one cell: the rows that are in it, each with its part, and those that are not,
/// each with the reason.
public struct ExplainedAtom: Sendable {
  /// How the parts come to the figure.
  public enum Rule: Sendable, Hashable {
    /// Σ value × weight ÷ Σ weight.
    case weightedMean
    /// Σ value × weight: months, opening hours, days.
    case weightedSum
    /// Σ of what each row adds.
    case sum
    /// The level of one day: of the first, the last, the highest or lowest.
    case ofDay(Day)
    /// The bookings that are running at one minute.
    case ofInstant(Int32)
    /// A fold of the level of days.
    case foldOfDays(Fold)
    /// A fold of inner figures.
    case fold(Fold)

    var isOfDays: Bool { if case .foldOfDays = self { true } else { false } }
  }

  /// Its place among the plan's figures.
  public let number: Int
  public let rule: Rule
  public let figure: Figure
  /// Largest first.
  public let parts: [ExplainedPart]
  /// What the sum of the parts is divided by; 1 where it is the figure.
  public let divisor: Rational
  public let table: TableName
  public let left: RowsLeftOut
  /// Rows of the table that have a part in the figure.
  public let rowsIn: Int
  public let rowCount: Int
  /// What inner figures are told apart by: `user`, `day`.
  public let innerKeys: [String]
}

/// A row, or an inner figure, with its part in a figure.
public struct ExplainedPart: Sendable {
  public enum Source: Sendable, Hashable {
    /// A row of the table.
    case row(Int)
    /// A row on the days `[from, to)` of the cell on which it has one value.
    case stay(row: Int, from: Int32, to: Int32)
    case day(Day)
    /// An inner figure: what it is of, and the rows behind it.
    case inner([String?], rows: [Int])
  }

  public let source: Source
  /// The level's value, or the inner figure; nil where a row has only its part.
  public let value: Rational?
  public let weight: Rational?
  /// What it adds; nil of an inner figure that the fold does not take.
  public let part: Rational?

  var row: Int? {
    switch source {
    case .row(let row), .stay(let row, _, _): row
    case .day, .inner: nil
    }
  }
}

/// Rows that have no part in a figure, by reason, and days on which a row that has one was out.
public struct RowsLeftOut: Sendable {
  public struct Reason: Sendable {
    public let reason: String
    public var count: Int
    /// The first rows.
    public var rows: [Int]
  }

  public struct Partly: Sendable, Hashable {
    public let row: Int
    public let from: Int32
    public let to: Int32
    public let reason: String
  }

  /// Whole rows, in the order in which they are asked; together with the rows that are in they are all rows.
  public private(set) var reasons: [Reason] = []
  /// Days of rows that are in on others.
  public internal(set) var partly: [Partly] = []

  static let mostExamples = 3
  /// Of rows that are looked at one by one.
  private var reasonOfRow: [Int: Int] = [:]

  /// Why a row is out; nil where it is in, or not looked at by itself.
  public func reason(of row: Int) -> String? { reasonOfRow[row].map { reasons[$0].reason } }

  mutating func add(_ row: Int, _ reason: String) {
    let place = place(of: reason)
    reasons[place].count += 1
    if reasons[place].rows.count < Self.mostExamples { reasons[place].rows.append(row) }
    reasonOfRow[row] = place
  }

  /// Rows that nobody looks at one by one.
  mutating func add(count: Int, _ reason: String) {
    if count > 0 { reasons[place(of: reason)].count += count }
  }

  private mutating func place(of reason: String) -> Int {
    if let known = reasons.firstIndex(where: { $0.reason == reason }) { return known }
    reasons.append(Reason(reason: reason, count: 0, rows: []))
    return reasons.count - 1
  }

  public var count: Int { reasons.reduce(0) { $0 + $1.count } }
}

/// A cell of an evaluation whose figures are explained.
struct ExplainedPlace {
  let context: SpanContext
  /// By its number in the space of keys.
  let group: UInt32
  let cell: Int
  /// The figures have the plan's keys; totals have none.
  let isKeyed: Bool

  /// From the first to the last day of the cell's stretch.
  var days: DaySpan {
    let days = context.cells.days(ofStretch: context.cells.stretch(ofCell: cell))
    return DaySpan(
      first: context.span.first.adding(days: days.lowerBound), end: context.span.first.adding(days: days.upperBound))
  }
}

extension [ExplainedPart] {
  /// What all parts add up to.
  public func total() throws(ArithmeticError) -> Rational {
    var sum = Rational.zero
    for element in self { if let part = element.part { sum = try sum.adding(part) } }
    return sum
  }

  /// The largest first; of equal ones, as they came.
  func largestFirst() -> [ExplainedPart] {
    enumerated().sorted { left, right in
      let (a, b) = (left.element.part?.size ?? .zero, right.element.part?.size ?? .zero)
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
  }
}
