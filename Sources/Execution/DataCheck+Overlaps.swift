import Calculus
import Planning
import Store

extension DataCheck {
  /// A booking in the stretch that it holds its resource, or its person.
  struct Stretch {
    let row: Int
    let start: Int32
    let end: Int32
  }

  /// Where bookings begin and end as people hold what they booked: all-day ones from opening on the first day to closing on
  /// the last.
  func stretch(ofBooking row: Int, _ starts: [Int32], _ ends: [Int32], isAllDay: Bool) -> Stretch {
    guard isAllDay else { return Stretch(row: row, start: starts[row], end: ends[row]) }
    let bounds = snapshot.calendar.boundsOfAllDay(
      start: starts[row], end: ends[row], place: snapshot.place(ofBooking: row))
    return Stretch(row: row, start: bounds.start, end: bounds.end)
  }

  /// Rows that are written as dates alone.
  func allDayRows() -> Bitmap {
    var result = Bitmap(repeating: false, count: table(.bookings).rowCount)
    for row in snapshot.calendar.allDayRows { result[row] = true }
    return result
  }

  /// Bookings that begin while as many bookings of their resource are running as it has places.
  ///
  /// - Complexity: O(n log n), a sort of each resource's bookings.
  func overlaps() throws(EvaluationError) -> [Finding] {
    let bookings = table(.bookings)
    guard let resources = bookings.codes("resource"), let starts = bookings.minutes("start"),
      let ends = bookings.minutes("end")
    else { return [] }
    let isAllDay = allDayRows()
    var ofResource = [[Int32]](repeating: [], count: table(.resources).rowCount + 1)
    for row in 0..<bookings.rowCount where resources[row] != 0 {
      if row % FlowPass.chunkSize == 0, steps.isCancelled() { throw .cancelled }
      if counts[row] != 0 { ofResource[resources[row]].append(Int32(row)) }
    }
    var found = rows()
    for (code, rows) in ofResource.enumerated() where rows.count > 1 {
      let stretches = rows.map { stretch(ofBooking: Int($0), starts, ends, isAllDay: isAllDay[Int($0)]) }
        .sorted { ($0.start, $0.row) < ($1.start, $1.row) }
      let places = places(of: code - 1)
      var running: [Stretch] = []
      for next in stretches {
        running.removeAll { $0.end <= next.start }
        if running.count >= places, let other = running.max(by: { $0.end < $1.end }) {
          let end = min(next.end, other.end)
          found.add(
            name(next.row, of: .bookings),
            "on \(name(code - 1, of: .resources)) with \(name(other.row, of: .bookings)) from "
              + "\(momentText(next.start)) to \(momentText(end))" + (places > 1 ? ", \(places) places" : ""))
        }
        running.append(next)
      }
    }
    return found.finding(.overlappingBookings, .bookings)
  }

  /// How many bookings a resource has room for at once: a meeting room for one, whatever its size; else its size, which is 1
  /// where it says none.
  private func places(of resource: Int) -> Int {
    let table = table(.resources)
    if let types = table.codes("type"), types[resource] != 0,
      self.table(.types).text("category", of: types[resource] - 1) == "meeting_room"
    {
      return 1
    }
    guard let size = table.numbers("size")?[resource] else { return 1 }
    return max(1, Int(size / Numbers.scale))
  }
}
