import Calculus
import DeskQL

// What may be meant by a time.
extension Completer {
  /// Those that people ask for most.
  private static let usualTimes = [
    "lastmonth", "thismonth", "last30", "last90", "lastquarter", "thisquarter", "ytd", "today", "yesterday",
  ]

  private static let wordsOfTime = [
    "today", "yesterday", "last7", "last30", "last90", "next30", "next90", "last3months", "next3months", "thismonth",
    "lastmonth", "thisquarter", "lastquarter", "ytd",
  ]

  /// The months that have data, the latest first, and the words; after a year its quarters and months.
  func frames(beginning prefix: String) -> [KnownName] {
    func named(_ name: String) -> KnownName { KnownName(name, note: session.days(ofFrame: name) ?? "") }
    let months = assistant.months.map { KnownName($0.name, note: assistant.note(on: $0)) }
    guard let first = prefix.first, first.isWholeNumber else {
      guard prefix.isEmpty else { return Completer.wordsOfTime.map(named) }
      return months.prefix(6) + Completer.usualTimes.filter(reachesData).map(named)
    }
    let years = Set(assistant.months.map { String($0.name.prefix(4)) }).sorted(by: >)
    let year = prefix.prefix(4)
    guard year.count == 4, year.allSatisfy(\.isWholeNumber) else {
      return years.map { KnownName($0) } + months
    }
    let own = months.filter { $0.name.hasPrefix(year) }
    let other = (1...12).map { "\(year)-" + ($0 < 10 ? "0\($0)" : "\($0)") }.filter { name in
      !own.contains { $0.name == name }
    }
    if prefix.dropFirst(4).lowercased().hasPrefix("-w") {
      let weeks = (1...53).map { "\(year)-W" + ($0 < 10 ? "0\($0)" : "\($0)") }
      return weeks.filter { session.days(ofFrame: $0) != nil }.map(named)
    }
    let quarters = prefix.count > 4 ? (1...4).map { named("\(year)-Q\($0)") } : []
    return quarters + own + (prefix.count > 4 || own.isEmpty ? other.map { KnownName($0) } : [])
  }

  /// Whether a time has a month of the data in it; where there is no data, any has.
  private func reachesData(_ time: String) -> Bool {
    guard !assistant.months.isEmpty, let days = session.days(ofFrame: time) else { return true }
    // As text, days are in order.
    return assistant.months.contains { days.prefix(7) <= $0.name && $0.name <= days.suffix(10).prefix(7) }
  }
}
