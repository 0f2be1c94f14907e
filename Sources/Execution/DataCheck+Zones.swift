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
  func starts() throws(EvaluationError) -> [[Int32]] {
    var starts = [[Int32]](repeating: [], count: snapshot.calendar.places.count)
    let table = table(.bookings)
    guard let minutes = table.minutes("start"), let ends = table.minutes("end"),
      let resources = table.codes("resource"),
      let locations = self.table(.resources).codes("location")
    else { return starts }
    for row in 0..<table.rowCount {
      if row % FlowPass.chunkSize == 0, steps.isCancelled() { throw .cancelled }
      guard ends[row] != .max, minutes[row] % 1440 != 0, ends[row] - minutes[row] <= 1440, counts[row] != 0,
        resources[row] != 0
      else { continue }
      let place = locations[resources[row] - 1]
      if place > 0 { starts[place].append(minutes[row]) }
    }
    for place in starts.indices { starts[place].sort() }
    return starts
  }

  /// Locations where more than half of the starts, of 20 or more, lie between 22:00 and 06:00.
  func startsAtNight(_ starts: [[Int32]]) -> [Finding] {
    var found = rows()
    for (place, starts) in starts.enumerated() where starts.count >= DataCheck.fewest {
      let nightly = starts.count { (start) in
        let clock = timeOfDay(start)
        return clock >= 22 * 60 || clock < 6 * 60
      }
      guard nightly * 2 > starts.count else { continue }
      found.add(
        name(place - 1, of: .locations), "\(nightly) of \(starts.count) starts lie between 22:00 and 06:00")
    }
    return found.finding(.startsAtNight, .locations)
  }

  /// Locations where more than half of the starts, of 20 or more, lie more than two hours outside of opening hours, and nine
  /// in ten would lie within them if the times were UTC, or local times that were taken for UTC.
  func startsOffByZone(_ starts: [[Int32]]) -> [Finding] {
    var found = rows()
    for (place, starts) in starts.enumerated() where starts.count >= DataCheck.fewest {
      let rules = snapshot.calendar.places[place]
      let near = rules.openHours.lowerBound - 120..<rules.openHours.upperBound + 120
      let far = starts.count { !near.contains(timeOfDay($0)) }
      guard far * 2 > starts.count else { continue }
      func open(_ moved: (Int64) -> Int64) -> Int {
        starts.count { rules.openHours.contains(timeOfDay(Int32(clamping: moved(Int64($0))))) }
      }
      let ifUTC = open(rules.zone.localMinute(ofUTC:))
      let ifLocal = open(rules.zone.utcMinute(ofLocal:))
      guard max(ifUTC, ifLocal) * 10 >= starts.count * 9 else { continue }
      let reading = ifUTC >= ifLocal ? "read as UTC" : "without the offset of \(rules.zone.name)"
      found.add(
        name(place - 1, of: .locations),
        "\(far) of \(starts.count) starts lie more than two hours outside of opening hours; \(reading), "
          + "\(max(ifUTC, ifLocal)) lie within them")
    }
    return found.finding(.startsOffByZone, .locations)
  }

  /// Locations where, at a change of clocks, the starts of the 28 days after it are at least twice as like those of the 28
  /// days before it moved by the minutes of the change as they are like them unmoved: people go by the clock, so such
  /// times do not. 20 starts or more must lie on both sides; how unlike they are is the sum, over the quarters of an hour
  /// of a day, of the differences between the shares of starts that lie in each.
  func startsThatJump(_ starts: [[Int32]]) -> [Finding] {
    var found = rows()
    for (place, starts) in starts.enumerated() where starts.count >= 2 * DataCheck.fewest {
      let zone = snapshot.calendar.places[place].zone
      var jumps: [String] = []
      for change in changes(of: zone, from: starts[0], to: starts[starts.count - 1]) {
        let before = quarters(starts, days: change.day - 28..<change.day)
        let after = quarters(starts, days: change.day + 1..<change.day + 29)
        guard let before, let after else { continue }
        for minutes in [-change.minutes, change.minutes] {
          let moved = unlikeness(before, after, movedBy: Int(minutes) / 15)
          if moved * 2 <= unlikeness(before, after, movedBy: 0), moved < unlikeness(before, after, movedBy: 0) {
            jumps.append("\(abs(minutes)) minutes \(minutes > 0 ? "later" : "earlier") from \(Day(number: change.day))")
          }
        }
      }
      if !jumps.isEmpty {
        found.add(name(place - 1, of: .locations), "starts are " + jumps.joined(separator: ", "))
      }
    }
    return found.finding(.startsJump, .locations)
  }

  /// Minutes since midnight.
  private func timeOfDay(_ minute: Int32) -> Int32 { minute - floorDiv(minute, 1440) * 1440 }

  /// How many starts of some days lie in each quarter of an hour of the day; nil of too few.
  private func quarters(_ starts: [Int32], days: Range<Int32>) -> [Int]? {
    let minutes = days.lowerBound * 1440..<days.upperBound * 1440
    var counts = [Int](repeating: 0, count: 96)
    for start in starts where minutes.contains(start) { counts[Int(timeOfDay(start)) / 15] += 1 }
    return counts.reduce(0, +) >= DataCheck.fewest ? counts : nil
  }

  /// The differences between the shares in each quarter, added, in units of one over the product of both counts; the first
  /// ones moved to later quarters.
  private func unlikeness(_ before: [Int], _ after: [Int], movedBy quarters: Int) -> Int {
    let (left, right) = (before.reduce(0, +), after.reduce(0, +))
    return before.indices.reduce(0) { sum, quarter in
      sum + abs(before[quarter] * right - after[(quarter + quarters + 96) % 96] * left)
    }
  }

  /// The changes of a zone's offset between two local minutes: on which day, and by how many minutes clocks go forward.
  private func changes(of zone: Zone, from: Int32, to: Int32) -> [(day: Int32, minutes: Int32)] {
    zone.changes(fromUTC: zone.utcMinute(ofLocal: Int64(from)), toUTC: zone.utcMinute(ofLocal: Int64(to))).map {
      change in
      let (before, after) = (zone.localMinute(ofUTC: change - 1) + 1, zone.localMinute(ofUTC: change))
      return (floorDiv(Int32(clamping: before), 1440), Int32(clamping: after - before))
    }.filter { $0.minutes != 0 }
  }
}
