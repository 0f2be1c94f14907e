/// A half-open run of days: `first` is in it, `end` is the day after its last.
public struct DaySpan: Hashable, Sendable {
  public let first: Day
  /// The day after the last.
  public let end: Day

  /// An end before the first day gives an empty span.
  public init(first: Day, end: Day) {
    self.first = first
    self.end = Swift.max(first, end)
  }

  /// Both days are in it, as people write it.
  public init(first: Day, through last: Day) {
    self.init(first: first, end: last.adding(days: 1))
  }

  /// The last day; of an empty span, the day before its first.
  public var last: Day { end.adding(days: -1) }
  public var dayCount: Int { Int(end.number) - Int(first.number) }
  public var isEmpty: Bool { first == end }

  /// As people read it: `2024-01-01 to 2024-03-31`.
  public var text: String { "\(first) to \(last)" }

  /// It begins and ends where months do.
  public var isWholeMonths: Bool {
    first == first.calendarMonth.span.first && end == end.calendarMonth.span.first
  }

  public func contains(_ day: Day) -> Bool {
    first <= day && day < end
  }

  /// The days in both; empty if they have none in common.
  public func intersection(_ other: DaySpan) -> DaySpan {
    DaySpan(first: Swift.max(first, other.first), end: Swift.min(end, other.end))
  }

  /// Its days, in order.
  public var days: some RandomAccessCollection<Day> {
    (first.number..<end.number).lazy.map { Day(number: $0) }
  }

  /// The units that it touches, in order: `span.units(Month.self)`.
  public func units<Unit: CalendarUnit>(_ unit: Unit.Type) -> [Unit] {
    guard !isEmpty else { return [] }
    return (Unit(containing: first).index...Unit(containing: last).index).map { Unit(index: $0) }
  }

  /// The span with the units that it cuts made whole: `span.widened(to: ISOWeek.self)` goes from a Monday to a Sunday.
  public func widened<Unit: CalendarUnit>(to unit: Unit.Type) -> DaySpan {
    guard !isEmpty else { return self }
    return DaySpan(first: Unit(containing: first).span.first, end: Unit(containing: last).span.end)
  }
}

extension DaySpan: CustomStringConvertible {
  /// The first and the last day: `2024-01-01..2024-03-31`.
  public var description: String { "\(first)..\(last)" }
}
