/// A day of the Gregorian calendar, counted from 1970-01-01.
///
/// - SeeAlso: H. Hinnant, “chrono-compatible low-level date algorithms”: years that begin in March put the leap day at
///   the end, and eras of 400 years (146 097 days) repeat.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is 0.
  public let number: Int32

  /// The first day of the supported range.
  public static let min = Day(civil: 1900, 1, 1)
  /// The last day of the supported range.
  public static let max = Day(civil: 2200, 12, 31)

  public init(number: Int32) {
    self.number = number
  }

  /// The day of a date, nil if there is no such date (2023-02-29), or its year is not within 1 … 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Day.count(inMonth: month, of: year) else { return nil }
    self.init(civil: year, month, day)
  }

  /// A date as ISO 8601 writes it, with nothing around it: `2024-03-15`.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Int(asciiDigits: bytes[0..<4]), let month = Int(asciiDigits: bytes[5..<7]),
      let day = Int(asciiDigits: bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// A date that exists; the day may pass the month's end on either side, and counts on from there.
  init(civil year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: Int32(clamping: era * 146_097 + dayOfEra - 719_468))
  }

  /// Year, month (1 … 12) and day of the month (1 … 31) at once.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  public var year: Int { civil.year }
  /// 1 … 12.
  public var month: Int { civil.month }
  /// The day of the month, 1 … 31.
  public var day: Int { civil.day }

  /// 0 is Monday, 6 is Sunday. ``Weekday/names`` has the words.
  public var weekday: Int {
    let sinceMonday = (Int(number) + 3) % 7  // 1970-01-01 was a Thursday
    return sinceMonday >= 0 ? sinceMonday : sinceMonday + 7
  }

  public var calendarYear: Year { Year(containing: self) }
  public var calendarQuarter: Quarter { Quarter(containing: self) }
  public var calendarMonth: Month { Month(containing: self) }
  public var isoWeek: ISOWeek { ISOWeek(containing: self) }

  /// The day so many days later, or earlier; it stops at the ends of `Int32`.
  public func adding(days: Int) -> Day {
    Day(number: number.addingClamped(days))
  }

  /// The days of a month, 28 … 31; months are 1 … 12.
  public static func count(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }
}

extension Day: CustomStringConvertible {
  /// As ISO 8601 writes it: `2024-03-15`.
  public var description: String {
    let (year, month, day) = civil
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension Day {
  /// A moment of the day grid: `2024-03-15T08:30`.
  ///
  /// - Parameters:
  ///   - minute: local minutes since 1970-01-01T00:00.
  ///   - separator: what stands between day and time; people get a blank.
  public static func text(ofMinute minute: Int32, separator: String = " ") -> String {
    let day = Int(minute).quotientAndRemainder(dividingBy: 1440)
    let number = day.remainder < 0 ? day.quotient - 1 : day.quotient
    let ofDay = Int(minute) - number * 1440
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(Day(number: Int32(number)))\(separator)\(two(ofDay / 60)):\(two(ofDay % 60))"
  }
}

/// The words for the days of the week, as keys of `by` and in `where`.
public enum Weekday {
  /// From Monday (0) to Sunday (6).
  public static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The number of a name, ignoring case: `mon` is 0.
  public static func number(of name: some StringProtocol) -> Int? {
    let wanted = name.lowercased()
    return names.firstIndex { $0.lowercased() == wanted }
  }
}

extension Int {
  /// A run of ASCII digits; nil if it is empty, has anything else in it, or does not fit.
  init?(asciiDigits digits: some Sequence<UInt8>) {
    var value: Int?
    for digit in digits {
      guard digit.isDecimalDigit else { return nil }
      let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    guard let value else { return nil }
    self = value
  }

  /// The digits with zeros before them: `7.padded(to: 2)` is `07`.
  func padded(to width: Int) -> String {
    let digits = String(magnitude)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

extension Int32 {
  /// The sum, stopped at the ends of the type.
  func addingClamped(_ other: Int) -> Int32 {
    let (sum, overflow) = Int(self).addingReportingOverflow(other)
    if overflow { return other < 0 ? .min : .max }
    return Int32(clamping: sum)
  }
}
