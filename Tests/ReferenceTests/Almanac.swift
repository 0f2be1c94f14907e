import Foundation

/// One day with everything a calendar says of it.
struct AlmanacDay {
  /// Days since 1970-01-01.
  let number: Int
  let year: Int
  let month: Int
  let day: Int
  let daysInMonth: Int
  /// 0 is Monday.
  let weekday: Int
  /// `2024-W28`: the week belongs to the year of its Thursday (ISO 8601).
  let week: String

  var iso: String { "\(year)-\(Almanac.twoDigits(month))-\(Almanac.twoDigits(day))" }
  var monthName: String { "\(year)-\(Almanac.twoDigits(month))" }
  var quarterName: String { "\(year)-Q\((month + 2) / 3)" }
  var weekdayName: String { Almanac.weekdays[weekday] }
}

/// The days of 2022 … 2026, written down one after another.
enum Almanac {
  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// 2022-01-01, a Saturday, is day 18,993.
  private static let firstNumber = 18_993

  private static let days: [AlmanacDay] = {
    var plain: [(year: Int, month: Int, day: Int, length: Int, ofYear: Int)] = []
    for year in 2022...2026 {
      var ofYear = 0
      for month in 1...12 {
        let length = [31, year == 2024 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        for day in 1...length {
          ofYear += 1
          plain.append((year, month, day, length, ofYear))
        }
      }
    }
    return plain.enumerated().map { index, date in
      let weekday = (index + 5) % 7
      let thursday = plain[min(max(index - weekday + 3, 0), plain.count - 1)]
      return AlmanacDay(
        number: firstNumber + index, year: date.year, month: date.month, day: date.day, daysInMonth: date.length,
        weekday: weekday, week: "\(thursday.year)-W\(twoDigits((thursday.ofYear - 1) / 7 + 1))")
    }
  }()

  private static let numbers = Dictionary(uniqueKeysWithValues: days.map { ($0.iso, $0.number) })

  static func day(_ number: Int) -> AlmanacDay { days[number - firstNumber] }

  static func number(_ iso: String) -> Int { numbers[iso]! }

  /// `2024-03-15T08:30`, in minutes since 1970-01-01T00:00.
  static func minute(_ iso: String) -> Int {
    number(String(iso.prefix(10))) * 1440 + Int(iso.dropFirst(11).prefix(2))! * 60 + Int(iso.dropFirst(14).prefix(2))!
  }

  static func clock(_ minuteOfDay: Int) -> String { "\(twoDigits(minuteOfDay / 60)):\(twoDigits(minuteOfDay % 60))" }

  static func isoMinute(_ minute: Int) -> String { day(minute.floored(1440)).iso + "T" + clock(minute.rest(1440)) }

  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int {
  /// Division that rounds down, below zero too.
  func floored(_ divisor: Int) -> Int { (self - rest(divisor)) / divisor }
  func rest(_ divisor: Int) -> Int { ((self % divisor) + divisor) % divisor }
}

/// Local time by Foundation, which reads its zones elsewhere than the engine does.
enum Clock {
  /// Minutes that the zone is ahead of UTC at an instant, given in minutes since 1970.
  static func offset(of zone: TimeZone, atUTC minute: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minute) * 60)) / 60
  }

  static func local(ofUTC minute: Int, in zone: TimeZone) -> Int { minute + offset(of: zone, atUTC: minute) }

  /// The first pass through a doubled hour; a minute that a gap skipped is moved forward by the gap.
  static func utc(ofLocal minute: Int, in zone: TimeZone) -> Int {
    let before = offset(of: zone, atUTC: minute - 2 * 1440)
    let after = offset(of: zone, atUTC: minute + 2 * 1440)
    let fitting = [minute - before, minute - after].filter { local(ofUTC: $0, in: zone) == minute }
    return fitting.min() ?? minute - before
  }

  /// Whether the clocks of the zone ever showed this minute.
  static func exists(local minute: Int, in zone: TimeZone) -> Bool {
    local(ofUTC: utc(ofLocal: minute, in: zone), in: zone) == minute
  }
}
