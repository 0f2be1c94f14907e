import Calculus

/// From which day a workbook counts.
///
/// - SeeAlso: ISO/IEC 29500-1 §18.17.4.1.
public enum SerialEpoch: Sendable {
  /// 1 is 1900-01-01, and 60 the 29 February 1900 that never was.
  case from1900
  /// 0 is 1904-01-01, as old workbooks of the Macintosh have it.
  case from1904

  /// Days from 1970-01-01 to the day 0; of 1900 that holds from the day 61 on.
  var origin: Int {
    switch self {
    case .from1900: -25_569
    case .from1904: -24_107
    }
  }

  /// The day of a serial number; nil where there is none.
  func day(_ serial: Int) -> Day? {
    let day: Int
    switch self {
    case .from1900:
      guard serial >= 1, serial != 60 else { return nil }
      day = serial + origin + (serial < 60 ? 1 : 0)
    case .from1904:
      guard serial >= 0 else { return nil }
      day = serial + origin
    }
    let last = 2_932_896  // 9999-12-31
    return day <= last ? Day(number: Int32(day)) : nil
  }

  /// Writes days, in seconds since the epoch, as date or time.
  ///
  /// - Parameters:
  ///   - isWithinDay: less than a day, so a time of day: `09:00`.
  ///   - showsTime: its format does: midnight is then written, `2024-03-15T00:00`.
  /// - Returns: whether there is such a day.
  func append(
    seconds: Int, isWithinDay: Bool, showsTime: Bool, to result: inout [UInt8]
  ) -> Bool {
    guard seconds >= 0 else { return false }
    if isWithinDay, showsTime || seconds > 0 {
      result.appendTime(min(seconds, 86_399))
      return true
    }
    guard let day = day(seconds / 86_400) else { return false }
    result.append(day)
    if showsTime || seconds % 86_400 != 0 {
      result.append(UInt8(ascii: "T"))
      result.appendTime(seconds % 86_400)
    }
    return true
  }
}

extension [UInt8] {
  /// `2024-03-15`
  mutating func append(_ day: Day) {
    let (year, month, day) = day.civil
    appendDate(year, month, day)
  }

  /// `09:00`, `09:00:30`
  mutating func appendTime(_ seconds: Int) {
    appendTwoDigits(seconds / 3600)
    appendMinutes(seconds)
  }

  /// Writes `2024-03-15`, `2024-03-15T09:00:00.000Z` or `09:00:00` as dates are written here; a zone is kept.
  ///
  /// - Returns: whether it is one of them.
  mutating func append(isoDate value: String) -> Bool {
    var text = value
    let zone = text.hasSuffix("Z") ? text.removeLast() : nil
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    switch (parts.count, zone) {
    case (1, nil):
      if let day = Day(iso: parts[0]) {
        append(day)
      } else if let seconds = Self.seconds(ofTime: parts[0]) {
        appendTime(Swift.min(seconds, 86_399))
      } else {
        return false
      }
      return true
    case (2, _):
      guard let day = Day(iso: parts[0]), let seconds = Self.seconds(ofTime: parts[1]) else {
        return false
      }
      append(day.adding(days: seconds / 86_400))
      append(UInt8(ascii: "T"))
      appendTime(seconds % 86_400)
      if zone != nil { append(UInt8(ascii: "Z")) }
      return true
    default: return false
    }
  }

  /// `09:00`, `09:00:30`, `09:00:30.250`: seconds since midnight, rounded.
  private static func seconds(ofTime text: Substring) -> Int? {
    let fraction = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = fraction[0].split(separator: ":", omittingEmptySubsequences: false).map { part in
      part.utf8.count == 2 && part.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(part) : nil
    }
    guard 2...3 ~= numbers.count, let hours = numbers[0], let minutes = numbers[1],
      let seconds = numbers.count == 3 ? numbers[2] : 0, hours < 24, minutes < 60, seconds < 60
    else { return nil }
    guard fraction.count == 2 else { return hours * 3600 + minutes * 60 + seconds }
    guard let tenth = fraction[1].utf8.first, fraction[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds + (tenth >= 0x35 ? 1 : 0)
  }

  /// Hours may be many: `36:00`, `-1:30`, `0:00:05`
  mutating func appendDuration(_ seconds: Int) {
    if seconds < 0 { append(UInt8(ascii: "-")) }
    self += String(seconds.magnitude / 3600).utf8
    appendMinutes(Int(seconds.magnitude))
  }

  private mutating func appendMinutes(_ seconds: Int) {
    append(UInt8(ascii: ":"))
    appendTwoDigits(seconds / 60 % 60)
    if seconds % 60 != 0 {
      append(UInt8(ascii: ":"))
      appendTwoDigits(seconds % 60)
    }
  }
}
