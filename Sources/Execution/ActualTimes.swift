import Calculus
import Store

extension BookingSource {
  /// Bookings as they happened: from check-in to check-out, each as booked where it is not known.
  ///
  /// What lasts all day or has no end is moved only where both are known, for it has hours of its own. A check-out that is
  /// not after the check-in is none.
  func actual(_ booked: OrderedBookings) -> OrderedBookings {
    let table = snapshot.table(.bookings)
    guard table.columns["checked_in_at"] != nil || table.columns["checked_out_at"] != nil else { return booked }
    let ins = table.minutes("checked_in_at")
    let outs = table.minutes("checked_out_at")
    let places = snapshot.calendar.places
    let zones = places.map { PassedMinutes($0.zone) }
    var (starts, ends) = (booked.starts, booked.ends)
    var irregular: [OrderedBookings.Irregular] = []
    var next = 0
    for row in starts.indices {
      var shape: BookingCalendar.Shape?
      if next < booked.irregular.count, booked.irregular[next].position == row {
        shape = booked.irregular[next].shape
        next += 1
      }
      let (checkedIn, checkedOut) = (known(ins, row), known(outs, row))
      let hasOwnHours = shape == .allDay || shape == .openEnded
      let isMoved =
        (checkedIn != nil || checkedOut != nil) && (!hasOwnHours || (checkedIn != nil && checkedOut != nil))
      let (start, end) = (checkedIn ?? starts[row], checkedOut ?? ends[row])
      let place = snapshot.place(ofBooking: row)
      guard isMoved, start < end else {
        if let shape { irregular.append(.init(position: row, shape: shape, place: place)) }
        continue
      }
      (starts[row], ends[row]) = (start, end)
      if zones[place].isPlain(start, end) { continue }
      // An instant that was booked is known better than the clock tells.
      var (startUTC, endUTC) = (
        places[place].zone.utcMinute(ofLocal: Int64(start)), places[place].zone.utcMinute(ofLocal: Int64(end))
      )
      if case .overChange(let bookedStart, let bookedEnd)? = shape {
        if checkedIn == nil { startUTC = bookedStart }
        if checkedOut == nil { endUTC = bookedEnd }
      }
      irregular.append(.init(position: row, shape: .overChange(startUTC: startUTC, endUTC: endUTC), place: place))
    }
    return OrderedBookings(
      snapshot: snapshot, starts: starts, ends: ends, rows: nil, irregular: irregular, runs: [])
  }

  private func known(_ minutes: [Int32]?, _ row: Int) -> Int32? {
    guard let minute = minutes?[row], minute != Int32.min, minute != Int32.max else { return nil }
    return minute
  }
}
