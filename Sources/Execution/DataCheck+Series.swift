import Calculus
import Planning
import Store

extension DataCheck {
  /// Bookings with a rule of recurrence that stand alone, as in an export that has one row for a whole series.
  ///
  /// A rule stands in an attribute that is called like one. Rows are of one series where they have the same series id, in
  /// an attribute called like that; without one, where rule, resource, person and time of day are the same. A rule that
  /// ends before it would come again says nothing more than its row.
  func loneSeries() -> [Finding] {
    let bookings = table(.bookings)
    guard let starts = bookings.minutes("start"), let (rule, pool) = text(called: DataCheck.isRule),
      (1..<max(1, pool.count)).contains(where: { RecurrenceRule(pool[$0]) != nil })
    else { return [] }
    let rules = (0..<pool.count).map { RecurrenceRule(pool[$0]) }
    let series = text(called: DataCheck.isSeries)?.codes
    let (resources, users) = (bookings.codes("resource"), bookings.codes("user"))
    func key(_ row: Int) -> [Int] {
      if let series, series[row] != 0 { return [series[row]] }
      return [rule[row], resources?[row] ?? 0, users?[row] ?? 0, Int(starts[row] - floorDiv(starts[row], 1440) * 1440)]
    }
    var sizes: [[Int]: Int] = [:]
    for row in starts.indices where rules[rule[row]] != nil || (series?[row] ?? 0) != 0 {
      sizes[key(row), default: 0] += 1
    }
    var found = rows()
    for row in starts.indices {
      guard let own = rules[rule[row]], sizes[key(row)] == 1,
        own.comesAgain(after: Day(number: floorDiv(starts[row], 1440))),
        counts[row] != 0
      else { continue }
      found.add(name(row, of: .bookings), "\(own.text) from \(Day(number: floorDiv(starts[row], 1440)))")
    }
    return found.finding(.seriesWithoutOccurrences, .bookings)
  }

  /// The first attribute of bookings that is called so.
  private func text(called isMeant: (String) -> Bool) -> (codes: Codes, pool: StringPool)? {
    let bookings = table(.bookings)
    for attribute in bookings.attributes where isMeant(attribute.plainWords.joined()) {
      if case .text(let codes, let pool)? = bookings.columns[attribute] { return (codes, pool) }
    }
    return nil
  }

  /// `rrule`, `recurrence.rrule`, `Recurrence rule`, `repeat`
  private static func isRule(_ column: String) -> Bool {
    !column.hasSuffix("id") && ["rrule", "recurrence", "repeat", "wiederholung"].contains { column.contains($0) }
  }

  /// `series id`, `recurringId`, `Recurring Reservation ID`
  private static func isSeries(_ column: String) -> Bool {
    column.hasSuffix("id") && ["series", "recurr", "repeat"].contains { column.contains($0) }
  }
}

/// How often something comes again: the parts of an iCalendar rule (RFC 5545 §3.3.10) that tell whether it does, or a word
/// that says so.
struct RecurrenceRule {
  enum Frequency: String, CaseIterable {
    case daily, weekly, monthly, yearly

    /// Days from one time to the next, at least.
    var leastDays: Int {
      switch self {
      case .daily: 1
      case .weekly: 7
      case .monthly: 28
      case .yearly: 365
      }
    }
  }

  let frequency: Frequency
  private let interval: Int
  private let count: Int?
  private let until: Day?

  /// - Returns: nil for a text that is no rule.
  init?(_ text: String) {
    var parts: [String: String] = [:]
    for part in text.lowercased().split(whereSeparator: { $0 == ";" || $0 == ":" || $0.isWhitespace }) {
      let sides = part.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { parts[String(sides[0])] = String(sides[1]) }
    }
    let words = text.plainWords
    guard let frequency = Frequency.allCases.first(where: { parts["freq"] == $0.rawValue || words == [$0.rawValue] })
    else { return nil }
    self.frequency = frequency
    guard let interval = parts["interval"].map({ Int($0) }) ?? 1, (1...999).contains(interval) else { return nil }
    self.interval = interval
    count = parts["count"].flatMap { Int($0) }
    until = parts["until"].flatMap { RecurrenceRule.day(String($0.prefix(8))) }
  }

  /// `20240630`
  private static func day(_ text: String) -> Day? {
    guard text.count == 8, let number = Int(text) else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Whether it has another time after its first; several weekdays in a week are taken for one.
  func comesAgain(after first: Day) -> Bool {
    if let count, count <= 1 { return false }
    guard let until else { return true }
    return first.adding(days: frequency.leastDays * interval) <= until
  }

  /// `weekly`; every second week is `weekly, interval 2`.
  var text: String { interval == 1 ? frequency.rawValue : "\(frequency.rawValue), interval \(interval)" }
}
