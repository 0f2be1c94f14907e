import Calculus
import Planning
import Store

extension DataCheck {
  static let ofBookings: [Inspection] = [
    Inspection(.overlappingBookings, in: [.bookings]) { (check) throws(EvaluationError) in try check.overlaps() },
    Inspection(.longBooking, in: [.bookings]) { (check) throws(EvaluationError) in check.longBookings() },
    Inspection(.farFuture, in: [.bookings]) { (check) throws(EvaluationError) in check.farInFuture() },
    Inspection(.createdAfterEnd, in: [.bookings]) { (check) throws(EvaluationError) in check.createdAfterEnd() },
    Inspection(.createdInFuture, in: [.bookings]) { (check) throws(EvaluationError) in check.createdInFuture() },
    Inspection(.checkInFarOff, in: [.bookings]) { (check) throws(EvaluationError) in check.checkInsFarOff() },
    Inspection(.quantityZero, in: [.bookings]) { (check) throws(EvaluationError) in check.quantities() },
    Inspection(.seriesWithoutOccurrences, in: [.bookings]) { (check) throws(EvaluationError) in check.loneSeries() },
  ]

  private var bookings: Table { table(.bookings) }

  private func booking(_ row: Int) -> String { name(row, of: .bookings) }

  /// Longer than 31 days, with an end, and not permanent.
  fileprivate func longBookings() -> [Finding] {
    guard let starts = bookings.minutes("start"), let ends = bookings.minutes("end") else { return [] }
    var found = rows()
    // All others are shorter.
    for row in snapshot.bookingOrder.regularCount..<bookings.rowCount where ends[row] != .max {
      guard ends[row] - starts[row] > BookingOrder.regularLimit, bookings.text("kind", of: row) != "permanent",
        counts[row] != 0
      else { continue }
      found.add(booking(row), "from \(momentText(starts[row])) to \(momentText(ends[row]))")
    }
    return found.finding(.longBooking, .bookings)
  }

  /// More than two years after today; what is out of all likelihood has a finding of its own.
  fileprivate func farInFuture() -> [Finding] {
    guard let starts = bookings.minutes("start") else { return [] }
    let limit = BookingSource.minute(ofDay: check.today.number + 731)
    let likely = BookingSource.minute(ofDay: DataCheck.likelyDays.upperBound)
    var found = rows()
    for row in starts.indices where starts[row] >= limit && starts[row] < likely {
      found.add(booking(row), "begins \(momentText(starts[row]))")
    }
    return found.finding(.farFuture, .bookings)
  }

  fileprivate func createdAfterEnd() -> [Finding] {
    guard let created = bookings.minutes("created"), let ends = bookings.minutes("end") else { return [] }
    var found = rows()
    for row in created.indices where created[row] >= ends[row] && created[row] != .max && ends[row] != .max {
      found.add(booking(row), "made \(momentText(created[row])), ended \(momentText(ends[row]))")
    }
    return found.finding(.createdAfterEnd, .bookings)
  }

  fileprivate func createdInFuture() -> [Finding] {
    guard let created = bookings.minutes("created") else { return [] }
    let limit = BookingSource.minute(ofDay: check.today.number + 1)
    var found = rows()
    for row in created.indices where created[row] >= limit && created[row] != .max {
      found.add(booking(row), "made \(momentText(created[row]))")
    }
    return found.finding(.createdInFuture, .bookings)
  }

  /// A check-in more than two hours before the start, or not before the end; of an all-day booking, of its days.
  fileprivate func checkInsFarOff() -> [Finding] {
    guard let ins = bookings.minutes("checked_in_at"), let starts = bookings.minutes("start"),
      let ends = bookings.minutes("end")
    else { return [] }
    var found = rows()
    for row in ins.indices where ins[row] != .min && ins[row] != .max {
      guard ins[row] < starts[row] - 120 || ins[row] >= ends[row], counts[row] != 0 else { continue }
      found.add(
        booking(row),
        "check-in \(momentText(ins[row])), booked from \(momentText(starts[row])) to \(momentText(ends[row]))")
    }
    return found.finding(.checkInFarOff, .bookings)
  }

  /// Less than 0 is rejected on load.
  fileprivate func quantities() -> [Finding] {
    guard let quantities = bookings.numbers("quantity") else { return [] }
    var found = rows()
    for row in 0..<bookings.rowCount where quantities[row] == 0 { found.add(booking(row), "quantity 0") }
    return found.finding(.quantityZero, .bookings)
  }
}
