import Calculus
import Planning
import Store

extension DataCheck {
  static let ofPlaces: [Inspection] = [
    Inspection(.holidayTwice, in: [.holidays]) { (check) throws(EvaluationError) in check.holidaysTwice() },
    Inspection(.holidaysOnWeekends, in: [.holidays]) { (check) throws(EvaluationError) in
      check.holidaysOnWeekends()
    },
    Inspection(.heldWhileClosed, in: [.resources]) { (check) throws(EvaluationError) in
      try check.heldWhileClosed()
    },
    Inspection(.neverAvailable, in: [.resources]) { (check) throws(EvaluationError) in
      try check.neverAvailable()
    },
    Inspection(.withoutType, in: [.resources]) { (check) throws(EvaluationError) in check.withoutType() },
    Inspection(.startsAtNight, .startsOffByZone, .startsJump, in: [.locations]) { (check) throws(EvaluationError) in
      let starts = try check.starts()
      return check.startsAtNight(starts) + check.startsOffByZone(starts) + check.startsThatJump(starts)
    },
  ]

  // MARK: Holidays

  /// A day twice for one location, or for one and for everywhere.
  fileprivate func holidaysTwice() -> [Finding] {
    let table = table(.holidays)
    guard let days = table.days("day") else { return [] }
    let places = table.codes("location")
    let everywhere = Set(days.indices.filter { (places?[$0] ?? 0) == 0 }.map { days[$0] })
    var seen: Set<[Int32]> = []
    var found = rows()
    for row in days.indices {
      let place = Int32(places?[row] ?? 0)
      let isFirst = seen.insert([days[row], place]).inserted
      let location = place == 0 ? "everywhere" : self.table(.locations).name(of: Int(place) - 1)
      if !isFirst {
        found.add(name(row, of: .holidays), "twice for \(location)")
      } else if place != 0, everywhere.contains(days[row]) {
        found.add(name(row, of: .holidays), "for \(location), and everywhere")
      }
    }
    return found.finding(.holidayTwice, .holidays)
  }

  /// Years of four holidays or more, of which more than half are Saturdays and Sundays; two in seven would be usual.
  fileprivate func holidaysOnWeekends() -> [Finding] {
    guard let days = table(.holidays).days("day") else { return [] }
    var found = rows()
    let years = Dictionary(grouping: Set(days).map { Day(number: $0) }) { $0.year }
    for (year, days) in years.sorted(by: { $0.key < $1.key }) where days.count >= 4 {
      let onWeekends = days.count { $0.weekday >= 5 }
      if onWeekends * 2 > days.count { found.add("\(year)", "\(onWeekends) of \(days.count) days") }
    }
    return found.finding(.holidaysOnWeekends, .holidays)
  }

  // MARK: Resources

  /// Resources that are held on days on which they are not available, as the two definitions have it.
  fileprivate func heldWhileClosed() throws(EvaluationError) -> [Finding] {
    guard let held = check.conditions.held, let available = check.conditions.available else { return [] }
    let column = try steps.column(.and([held, .not(available)]), of: .resources)
    var found = rows()
    for row in 0..<column.rowCount {
      let spans = column.stretches(of: row)
      if !spans.isEmpty { found.add(name(row, of: .resources), DataCheck.text(of: spans)) }
    }
    return found.finding(.heldWhileClosed, .resources)
  }

  /// `21 days: 2024-03-01 to 2024-03-14, 2024-05-01 to 2024-05-07`; of many stretches the first three.
  private static func text(of spans: [Range<Int32>]) -> String {
    let isOpen = spans.contains { $0.lowerBound == .min || $0.upperBound == .max }
    let days = spans.reduce(0) { $0 + Int($1.upperBound) - Int($1.lowerBound) }
    return (isOpen ? "" : days == 1 ? "1 day: " : "\(days) days: ")
      + spans.lazy.map { "\(firstDayText($0.lowerBound)) to \(lastDayText($0.upperBound))" }.listed(first: 3)
  }

  /// Resources that are in force on no day; those that close before they open are told on load.
  fileprivate func neverAvailable() throws(EvaluationError) -> [Finding] {
    let table = table(.resources)
    let column = try steps.column(.inForce(.resources), of: .resources)
    let (froms, ends) = (table.days("available_from"), table.days("available_to"))
    var found = rows()
    for row in 0..<table.rowCount where column.stretches(of: row).isEmpty {
      if let froms, let ends, ends[row] <= froms[row] { continue }
      found.add(name(row, of: .resources), "blocked on each of its days")
    }
    return found.finding(.neverAvailable, .resources)
  }

  fileprivate func withoutType() -> [Finding] {
    let table = table(.resources)
    // Where nobody says what resources are, that is told once: the table is missing.
    guard snapshot.loaded.contains(.resources), let types = table.codes("type") else { return [] }
    var found = rows()
    for row in 0..<table.rowCount where types[row] == 0 { found.add(name(row, of: .resources), "the cell is empty") }
    return found.finding(.withoutType, .resources)
  }
}
