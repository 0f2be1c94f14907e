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

extension BookingSource {
  /// Minutes of a century: where no booking of the data ends at all, an open-ended one is looked at no longer.
  private static let longest: Int64 = 36_525 * 1440

  /// For each of these rows the days on which it has a minute, as `touching` finds them.
  func days(of rows: [Int], in snapshot: Snapshot) -> StepColumn {
    let bookings = byTime()
    var builder = StepBuilder(rows: rows.count)
    for row in rows {
      builder.append(start: Int32.min, value: 0)
      if let irregular = bookings.irregular(in: row..<row + 1).first {
        var touched: Set<Int32> = []
        let start = bookings.starts[row]
        forEachPiece(of: irregular, start - 1440, Int32(clamping: Int64(start) + Self.longest)) { start, end in
          for day in floorDiv(start, 1440)...max(floorDiv(start, 1440), floorDiv(end - 1, 1440)) { touched.insert(day) }
        }
        for day in touched.sorted() {
          builder.append(start: day, value: 1)
          if !touched.contains(day + 1) { builder.append(start: day + 1, value: 0) }
        }
      } else if bookings.ends[row] > Int32.min, bookings.starts[row] < Int32.max {
        let (first, last) = (floorDiv(bookings.starts[row], 1440), floorDiv(bookings.ends[row] - 1, 1440))
        if first <= last {
          builder.append(start: first, value: 1)
          builder.append(start: last + 1, value: 0)
        }
      }
      builder.endRow()
    }
    return builder.column()
  }
}

extension StepEvaluator {
  /// Folds bookings into the rows that they name, on the days on which they are running: what else is asked of them is
  /// asked first, as a value is kept only of those that meet it.
  ///
  /// - Returns: nil where the condition changes with the day in another way.
  func foldBookingDays(
    _ fold: RowFold, by link: String, into count: Int, measure: RowExpression, where condition: RowExpression
  ) throws(EvaluationError) -> StepColumn? {
    let parts = condition.conjuncts
    let daily = parts.filter(\.dependsOnDay)
    guard daily.count == 1, case .touchesDay(let isActual) = daily[0] else { return nil }
    let table = snapshot.table(.bookings)
    guard let codes = table.codes(link) else { return StepColumn(constant: [Int64](repeating: 0, count: count)) }
    let failure = FailureNote()
    let mask = try RowMask(.conjunction(parts.filter { !$0.dependsOnDay }), evaluator: self, flag: failure)
    let number = try RowNumber(measure, evaluator: self, flag: failure)
    var rows: [Int] = []
    for row in 0..<table.rowCount {
      if row % FlowPass.chunkSize == 0, isCancelled() { throw .cancelled }
      if codes[row] > 0, mask.holds(row: row, of: table) { rows.append(row) }
    }
    let values = StepColumn(constant: rows.map { number.value(row: $0) })
    if let error = failure.error { throw error }
    let source = BookingSource(snapshot: snapshot, cache: cache, usesActualTimes: isActual)
    let children = RowFolder.childRows(rows.map { codes[$0] }, of: count)
    return try RowFolder(snapshot: snapshot).fold(
      fold, children, measure: values, condition: source.days(of: rows, in: snapshot))
  }

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
