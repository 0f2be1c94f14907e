import Calculus

/// A half-open span of local minutes since 1970-01-01T00:00.
struct Stay {
  let start: Int
  let end: Int

  init(from start: Int, to end: Int) {
    self.start = start
    self.end = end
  }

  /// Minutes of the day.
  init(on day: Day, from start: Int, to end: Int) {
    self.init(from: Int(day.number) * 1440 + start, to: Int(day.number) * 1440 + end)
  }

  /// The stay of a booking's cells: dates alone reach to the end of the last day, no end reaches for ever.
  init(start: String, end: String?) {
    self.start = Self.minute(start)
    guard let end else {
      self.end = Int.max
      return
    }
    self.end = Self.minute(end) + (end.contains("T") ? 0 : 1440)
  }

  func overlaps(_ other: Stay) -> Bool { start < other.end && other.start < end }

  /// `2024-03-05T09:00`
  static func stamp(_ minute: Int) -> String {
    let (day, rest) = minute.quotientAndRemainder(dividingBy: 1440)
    return "\(Day(number: Int32(day)))T\(twoDigits(rest / 60)):\(twoDigits(rest % 60))"
  }

  private static func minute(_ stamp: String) -> Int {
    let parts = stamp.split(separator: "T")
    var minute = Int(day(String(parts[0])).number) * 1440
    if parts.count == 2 {
      let clock = parts[1].split(separator: ":").compactMap { Int($0) }
      minute += clock[0] * 60 + clock[1]
    }
    return minute
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The day of a hand-written date.
func day(_ text: String) -> Day {
  guard let day = Day(iso: text) else { preconditionFailure("\(text) is not a day") }
  return day
}

/// Who holds what and when, so that generated bookings do not collide with each other or with the hand-written ones.
struct Diary {
  private var stays: [String: [Stay]] = [:]

  func isFree(_ resource: String, during stay: Stay) -> Bool {
    !(stays[resource] ?? []).contains { $0.overlaps(stay) }
  }

  mutating func enter(_ resource: String, _ stay: Stay) { stays[resource, default: []].append(stay) }

  /// Enters the days on which a resource is not there: outside its own interval, and blocked.
  mutating func close(resources: Table, availability: Table) {
    for row in resources.rows {
      guard let id = row["id"] else { continue }
      if let opened = row["available_from"] {
        enter(id, Stay(start: "1970-01-01", end: "\(day(opened).adding(days: -1))"))
      }
      if let closed = row["available_to"] {
        enter(id, Stay(start: "\(day(closed).adding(days: 1))", end: nil))
      }
    }
    for row in availability.rows where row["state"] == "blocked" {
      guard let id = row["resource"], let from = row["from"] else { continue }
      enter(id, Stay(start: from, end: row["to"]))
    }
  }
}
