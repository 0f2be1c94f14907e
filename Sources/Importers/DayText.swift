import Calculus

/// Days as exports write them: `2024-03-15`.
///
/// A last day of the year 9999 is how several systems write “without an end”, so it is read as that.
enum DayText {
  static let years = 1900...2200

  /// The number of each month's first day from January 1900, and of the day after December 2200.
  static let monthStarts: [Int32] = {
    var starts: [Int32] = []
    for year in years {
      for month in 1...12 { starts.append(Day(year: year, month: month, day: 1)!.number) }
    }
    starts.append(starts[starts.count - 1] + 31)
    return starts
  }()

  /// The number of a day, if year, month and day make one within the supported years.
  static func number(year: Int, month: Int, day: Int) -> Int32? {
    guard years.contains(year), 1...12 ~= month, day >= 1 else { return nil }
    let index = (year - years.lowerBound) * 12 + month - 1
    let first = monthStarts[index]
    guard Int32(day) <= monthStarts[index + 1] - first else { return nil }
    return first + Int32(day) - 1
  }

  /// The digits `2024-03-15` at the start of a cell, whether or not there is such a day.
  static func parts(_ cell: Cell) -> (year: Int, month: Int, day: Int)? {
    guard cell.count >= 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let century = twoDigits(cell, 0), let year = twoDigits(cell, 2), let month = twoDigits(cell, 5),
      let day = twoDigits(cell, 8)
    else { return nil }
    return (century * 100 + year, month, day)
  }

  /// A whole cell as a day.
  static func parse(_ cell: Cell) -> Int32? {
    guard cell.count == 10, let parts = parts(cell) else { return nil }
    return number(year: parts.year, month: parts.month, day: parts.day)
  }

  /// Whether a text is a day as it stands, for a few.
  static func reads(_ text: String) -> Bool {
    Cell.withCell(text) { parse($0) != nil || isNever($0) }
  }

  /// `9999-12-31`, with or without a time: an end that never comes.
  static func isNever(_ cell: Cell) -> Bool {
    guard let parts = parts(cell) else { return false }
    return parts.year == 9999 && parts.month == 12 && parts.day == 31
  }

  /// Why a cell is no day, for the reject report.
  static func reason(_ cell: Cell) -> String {
    guard let parts = parts(cell) else { return "\(cell.quoted) is not a day as in 2024-03-15" }
    return reason(parts) ?? "\(cell.quoted) is a day with more behind it"
  }

  static func reason(_ parts: (year: Int, month: Int, day: Int)) -> String? {
    if !(1...12 ~= parts.month) { return "there is no month \(parts.month)" }
    if !(1...31 ~= parts.day) { return "there is no day \(parts.day)" }
    if !years.contains(parts.year) {
      return "the year \(parts.year) is outside \(years.lowerBound)–\(years.upperBound)"
    }
    if number(year: parts.year, month: parts.month, day: parts.day) == nil {
      return "\(Month(year: parts.year, month: parts.month)?.description ?? "the month") has no day \(parts.day)"
    }
    return nil
  }

  static func twoDigits(_ cell: Cell, _ index: Int) -> Int? {
    let (tens, ones) = (cell[index] &- 48, cell[index + 1] &- 48)
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
  }
}
