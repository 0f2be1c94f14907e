/// A cell of the calendar: a year, quarter, month or ISO week, counted so that neighbours have neighbouring indices.
public protocol CalendarUnit: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Consecutive: the next unit has the next index.
  var index: Int32 { get }
  init(index: Int32)
  /// The unit that a day lies in.
  init(containing day: Day)
  /// The days of the unit.
  var span: DaySpan { get }
}

extension CalendarUnit {
  public var next: Self { adding(1) }
  public var previous: Self { adding(-1) }

  /// The unit so many units later, or earlier.
  public func adding(_ count: Int) -> Self {
    Self(index: index.addingClamped(count))
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.index < right.index
  }
}

/// `2024`
public struct Year: CalendarUnit {
  /// The year itself.
  public let index: Int32

  public init(index: Int32) {
    self.index = index
  }

  public init(_ year: Int) {
    index = Int32(clamping: year)
  }

  public init(containing day: Day) {
    self.init(day.year)
  }

  public var span: DaySpan {
    DaySpan(first: Day(civil: Int(index), 1, 1), end: Day(civil: Int(index) + 1, 1, 1))
  }

  public var description: String { Int(index).padded(to: 4) }
}

/// `2024-Q1`
public struct Quarter: CalendarUnit {
  /// Quarters since the year 0.
  public let index: Int32

  public init(index: Int32) {
    self.index = index
  }

  public init?(year: Int, quarter: Int) {
    guard 1...9999 ~= year, 1...4 ~= quarter else { return nil }
    index = Int32(year * 4 + quarter - 1)
  }

  public init(containing day: Day) {
    let (year, month, _) = day.civil
    index = Int32(year * 4 + (month - 1) / 3)
  }

  public var year: Int { floorDivide(Int(index), by: 4) }
  /// 1 … 4.
  public var quarter: Int { Int(index) - year * 4 + 1 }

  public var span: DaySpan {
    let first = Month(index: Int32(clamping: Int(index) * 3))
    return DaySpan(first: first.span.first, end: first.adding(3).span.first)
  }

  public var description: String { "\(year.padded(to: 4))-Q\(quarter)" }
}

/// `2024-03`
public struct Month: CalendarUnit {
  /// Months since the year 0.
  public let index: Int32

  public init(index: Int32) {
    self.index = index
  }

  public init?(year: Int, month: Int) {
    guard 1...9999 ~= year, 1...12 ~= month else { return nil }
    index = Int32(year * 12 + month - 1)
  }

  public init(containing day: Day) {
    let (year, month, _) = day.civil
    index = Int32(clamping: year * 12 + month - 1)
  }

  public var year: Int { floorDivide(Int(index), by: 12) }
  /// 1 … 12.
  public var month: Int { Int(index) - year * 12 + 1 }
  /// 28 … 31.
  public var dayCount: Int { Day.count(inMonth: month, of: year) }

  public var span: DaySpan {
    let first = Day(civil: year, month, 1)
    return DaySpan(first: first, end: first.adding(days: dayCount))
  }

  public var description: String { "\(year.padded(to: 4))-\(month.padded(to: 2))" }
}

/// `2024-W28`: Monday to Sunday, in the year that has its Thursday (ISO 8601 §3.1.1.23: week 1 has the first Thursday).
public struct ISOWeek: CalendarUnit {
  /// Weeks since the one that has 1970-01-01: a week's Thursday is day `7 × index`.
  public let index: Int32

  public init(index: Int32) {
    self.index = index
  }

  /// Nil if the year has no such week.
  public init?(year: Int, week: Int) {
    guard 1...9999 ~= year, 1...ISOWeek.count(inYear: year) ~= week else { return nil }
    index = ISOWeek(containing: Day(civil: year, 1, 4)).index + Int32(week - 1)
  }

  public init(containing day: Day) {
    index = Int32(floorDivide(Int(day.number) + 3, by: 7))
  }

  /// The ISO week year: that of 2027-01-01 is 2026.
  public var year: Int { thursday.year }

  /// 1 … 53.
  public var week: Int {
    (Int(thursday.number) - Int(Day(civil: thursday.year, 1, 1).number)) / 7 + 1
  }

  public var span: DaySpan {
    DaySpan(first: thursday.adding(days: -3), end: thursday.adding(days: 4))
  }

  public var description: String { "\(year.padded(to: 4))-W\(week.padded(to: 2))" }

  /// 52 or 53: the week of 28 December is a year's last.
  public static func count(inYear year: Int) -> Int {
    ISOWeek(containing: Day(civil: year, 12, 28)).week
  }

  private var thursday: Day { Day(number: Int32(clamping: Int(index) * 7)) }
}

/// Division that rounds down, also below zero. The divisor is above zero.
func floorDivide(_ value: Int, by divisor: Int) -> Int {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
