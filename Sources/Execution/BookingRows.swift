import Planning
import Store

extension BookingSource {
  /// The bookings that have a minute in the days `[from, to)`, as cells of figures count them: open-ended ones on
  /// workdays up to the end of the data, all-day ones in opening hours.
  func touching(_ from: Int32, _ to: Int32) -> Bitmap {
    let bookings = byTime()
    var result = Bitmap(repeating: false, count: bookings.count)
    let (start, end) = (BookingSource.minute(ofDay: from), BookingSource.minute(ofDay: to))
    for range in ranges(overlapping: start, end) {
      for row in range where bookings.starts[row] < end && bookings.ends[row] > start { result[row] = true }
      for irregular in bookings.irregular(in: range) where result[irregular.position] {
        result[irregular.position] = false
        forEachPiece(of: irregular, start, end) { _, _ in result[irregular.position] = true }
      }
    }
    return result
  }

  /// The rows that may have a minute in `[from, to)`: all that do are among them.
  func ranges(overlapping from: Int32, _ to: Int32) -> [Range<Int>] {
    let bookings = byTime()
    // What was moved no longer stands in the order of time.
    if usesActualTimes { return [0..<bookings.count] }
    let (regular, others) = snapshot.bookingOrder.rows(overlapping: from, to, starts: bookings.starts)
    return [regular, others]
  }

  /// Calls `body` with the pieces of an irregular booking that lie in `[from, to)`.
  func forEachPiece(
    of irregular: OrderedBookings.Irregular, _ from: Int32, _ to: Int32, _ body: (_ start: Int32, _ end: Int32) -> Void
  ) {
    let bookings = byTime()
    snapshot.calendar.forEachPiece(
      of: irregular.shape, start: bookings.starts[irregular.position], end: bookings.ends[irregular.position],
      place: irregular.place, from: from, to: irregular.shape == .openEnded ? min(to, lastMinute) : to,
      everyHour: false, body)
  }

  /// The minute at which the data ends; an open-ended booking is known no further.
  var lastMinute: Int32 { BookingSource.minute(ofDay: extent.to) }

  static func minute(ofDay day: Int32) -> Int32 { Int32(clamping: Int64(day) * 1440) }
}

extension StepEvaluator {
  /// Folds bookings into the rows that they name, one after the other: they are too many to keep a value of each.
  func foldBookings(
    _ fold: RowFold, by link: String, into count: Int, measure: RowExpression, where condition: RowExpression
  ) throws(EvaluationError) -> StepColumn {
    let table = snapshot.table(.bookings)
    guard let codes = table.codes(link) else { return StepColumn(constant: [Int64](repeating: 0, count: count)) }
    let failure = FailureNote()
    let mask = try RowMask(condition, evaluator: self, flag: failure)
    let number = try RowNumber(measure, evaluator: self, flag: failure)
    var values = [Int64](repeating: 0, count: count)
    var hasValue = Bitmap(repeating: false, count: count)
    for row in 0..<table.rowCount {
      if row % FlowPass.chunkSize == 0, isCancelled() { throw .cancelled }
      guard codes[row] > 0, mask.holds(row: row, of: table) else { continue }
      let target = codes[row] - 1
      let value = number.value(row: row)
      switch fold {
      case .count, .sum:
        let (sum, overflow) = values[target].addingReportingOverflow(value)
        if overflow { throw .overflow }
        values[target] = sum
      case .any: if value != 0 { values[target] = 1 }
      case .maximum: values[target] = hasValue[target] ? max(values[target], value) : value
      case .minimum: values[target] = hasValue[target] ? min(values[target], value) : value
      }
      hasValue[target] = true
    }
    if let error = failure.error { throw error }
    return StepColumn(constant: values)
  }
}
