import Calculus
import Planning
import Store

/// Signs of times that were read in a wrong zone. What they say is likely, not certain.
extension DataCheck {
  /// Fewer starts than this show no habit.
  private static let fewest = 20

  /// The starts of bookings that somebody made for a time: not all day, not for good, not at midnight.
  ///
  /// - Returns: by location code, each in the order of time.
  private func starts() throws(EvaluationError) -> [[Int32]] {
    var starts = [[Int32]](repeating: [], count: snapshot.calendar.places.count)
    let table = table(.bookings)
    guard let minutes = table.minutes("start"), let ends = table.minutes("end") else { return starts }
    let mask = try countedBookings()
    for row in 0..<table.rowCount {
      if row % FlowPass.chunkSize == 0, steps.isCancelled() { throw .cancelled }
      guard ends[row] != .max, minutes[row] % 1440 != 0, ends[row] - minutes[row] <= 1440, mask.holds(row: row, of: table)
      else { continue }
      let place = snapshot.place(ofBooking: row)
      if place > 0 { starts[place].append(minutes[row]) }
    }
    for place in starts.indices { starts[place].sort() }
    return starts
  }

  /// Locations where more than half of the starts, of 20 or more, lie between 22:00 and 06:00.
  func startsAtNight() throws(EvaluationError) -> [Finding] {
    var found = rows()
    for (place, starts) in try starts().enumerated() where starts.count >= DataCheck.fewest {
      let clock = starts.map { $0 - floorDiv($0, 1440) * 1440 }
      let nightly = clock.count { $0 >= 22 * 60 || $0 < 6 * 60 }
      guard nightly * 2 > starts.count else { continue }
      let rules = snapshot.calendar.places[place]
      // Were the times UTC, or local times that were taken for UTC, they would lie so in the place's own zone.
      let open = rules.openHours
      func isOpen(_ minute: Int64) -> Bool {
        open.contains(Int32(clamping: minute - (minute >= 0 ? minute / 1440 : (minute - 1439) / 1440) * 1440))
      }
      let ifUTC = starts.count { isOpen(rules.zone.localMinute(ofUTC: Int64($0))) }
      let ifLocal = starts.count { isOpen(rules.zone.utcMinute(ofLocal: Int64($0))) }
      var detail = "\(nightly) of \(starts.count) starts lie between 22:00 and 06:00"
      if ifUTC * 2 > starts.count, ifUTC >= ifLocal {
        detail += "; read as UTC, \(ifUTC) would lie within opening hours"
      } else if ifLocal * 2 > starts.count {
        detail += "; without the offset of \(rules.zone.name), \(ifLocal) would lie within opening hours"
      }
      found.add(name(place - 1, of: .locations), detail)
    }
    return found.finding(.startsAtNight, .locations)
  }

  /// Locations where, at a change of clocks, the lower quartile, the median and the upper quartile of the starts in the 28
  /// days before and those in the 28 days after differ by exactly the minutes of the change: people go by the clock, so
  /// such times do not. 20 starts or more must lie on both sides.
  func startsThatJump() throws(EvaluationError) -> [Finding] {
    var found = rows()
    for (place, starts) in try starts().enumerated() where starts.count >= 2 * DataCheck.fewest {
      let zone = snapshot.calendar.places[place].zone
      var jumps: [String] = []
      for change in changes(of: zone, from: starts[0], to: starts[starts.count - 1]) {
        let before = quartiles(starts, days: change.day - 28..<change.day)
        let after = quartiles(starts, days: change.day + 1..<change.day + 29)
        guard let before, let after else { continue }
        let moves = zip(before, after).map { $1 - $0 }
        if Set(moves).count == 1, abs(moves[0]) == abs(change.minutes) {
          jumps.append("\(abs(moves[0])) minutes \(moves[0] > 0 ? "later" : "earlier") from \(Day(number: change.day))")
        }
      }
      if !jumps.isEmpty {
        found.add(name(place - 1, of: .locations), "starts are " + jumps.joined(separator: ", "))
      }
    }
    return found.finding(.startsJump, .locations)
  }

  /// Lower quartile, median and upper quartile of the times of day of the starts on some days; nil of too few.
  private func quartiles(_ starts: [Int32], days: Range<Int32>) -> [Int32]? {
    let clock = starts.filter { (days.lowerBound * 1440..<days.upperBound * 1440).contains($0) }
      .map { $0 - floorDiv($0, 1440) * 1440 }.sorted()
    guard clock.count >= DataCheck.fewest else { return nil }
    return [1, 2, 3].map { clock[clock.count * $0 / 4] }
  }

  /// The changes of a zone's offset between two local minutes: on which day, and by how many minutes clocks go forward.
  private func changes(of zone: Zone, from: Int32, to: Int32) -> [(day: Int32, minutes: Int32)] {
    zone.changes(fromUTC: zone.utcMinute(ofLocal: Int64(from)), toUTC: zone.utcMinute(ofLocal: Int64(to))).map { change in
      let (before, after) = (zone.localMinute(ofUTC: change - 1) + 1, zone.localMinute(ofUTC: change))
      return (floorDiv(Int32(clamping: before), 1440), Int32(clamping: after - before))
    }.filter { $0.minutes != 0 }
  }
}
