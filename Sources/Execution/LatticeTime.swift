import Calculus

/// A stretch of time in which people are counted: a year, its quarters, their months, and the parts of weeks that months
/// cut.
///
/// Weeks and months cross, and whoever is told of both can subtract them until the parts are left: so the parts are what
/// the week's figures are made of. Each stretch lies in exactly one of the level above.
struct LatticeTime: Hashable, Comparable, Sendable {
  enum Level: Int, Comparable, Sendable {
    case year, quarter, month, part

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  let level: Level
  /// Consecutive among years, quarters and months; of a part, the month's times 8 plus the week's number in it.
  let index: Int32

  static func year(_ index: Int32) -> LatticeTime { LatticeTime(level: .year, index: index) }

  /// The part of a week within a month that a day lies in.
  static func part(containing day: Day) -> LatticeTime {
    let month = day.calendarMonth
    let week = day.isoWeek.index - month.span.first.isoWeek.index
    return LatticeTime(level: .part, index: month.index * 8 + week)
  }

  /// What it lies in; nil of a year.
  var parent: LatticeTime? {
    switch level {
    case .year: nil
    case .quarter: LatticeTime(level: .year, index: index / 4)
    case .month: LatticeTime(level: .quarter, index: index / 3)
    case .part: LatticeTime(level: .month, index: index / 8)
    }
  }

  /// What lies in it; nothing in a part.
  var children: [LatticeTime] {
    switch level {
    case .year: (0..<4).map { LatticeTime(level: .quarter, index: index * 4 + $0) }
    case .quarter: (0..<3).map { LatticeTime(level: .month, index: index * 3 + $0) }
    case .month:
      (0..<8).map { LatticeTime(level: .part, index: index * 8 + $0) }.filter { $0.span.dayCount > 0 }
    case .part: []
    }
  }

  var span: DaySpan {
    switch level {
    case .year: return Year(index: index).span
    case .quarter: return Quarter(index: index).span
    case .month: return Month(index: index).span
    case .part:
      let month = Month(index: index / 8).span
      let week = ISOWeek(index: month.first.isoWeek.index + index % 8).span
      let first = max(month.first, week.first)
      return DaySpan(first: first, end: max(first, min(month.end, week.end)))
    }
  }

  static func < (left: LatticeTime, right: LatticeTime) -> Bool {
    (left.level, left.index) < (right.level, right.index)
  }
}
