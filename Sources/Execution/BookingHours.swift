import Calculus
import Planning
import Store

/// How long bookings are, within the frame that a list asks for.
struct BookingHours {
  private let source: BookingSource
  private let bookings: OrderedBookings
  /// The days and hours that take part; nil where bookings are listed whatever the day.
  private let grid: TimeGrid?
  private let quantities: Numbers?

  init(plan: ListPlan, source: BookingSource) {
    self.source = source
    bookings = source.byTime()
    let cells = CalendarCells(span: plan.rows.span, keys: [], conditions: plan.rows.conditions)
    grid = plan.atom.node.scan.touchedSpan == nil ? nil : TimeGrid(cells)
    quantities = source.snapshot.table(.bookings).numbers("quantity")
  }

  /// Whether a booking of the frame has a minute in the days and hours that take part.
  func takes(row: Int) -> Bool {
    guard let grid, !grid.isPlain else { return true }
    return minutes(row: row) ?? 0 > 0
  }

  /// Hours times quantity; nil where neither the booking nor the data has an end.
  func hours(row: Int) throws(EvaluationError) -> Rational? {
    guard let minutes = minutes(row: row) else { return nil }
    let quantity = quantities?[row] ?? Schema.valueOfMissing("quantity", of: .bookings)
    guard let hours = try? Rational(Int128(minutes) * Int128(quantity), over: 60 * Int128(Numbers.scale)) else {
      throw .overflow
    }
    return hours
  }

  private func minutes(row: Int) -> Int64? {
    let from = grid?.start ?? Int32.min
    let to = grid?.end ?? Int32.max
    guard let irregular = bookings.irregular(in: row..<row + 1).first else {
      let start = max(bookings.starts[row], from)
      let end = min(bookings.ends[row], to)
      return start < end ? taken(start, end) : 0
    }
    if irregular.shape == .openEnded, min(to, source.lastMinute) == Int32.max { return nil }
    var minutes: Int64 = 0
    source.forEachPiece(of: irregular, from, to) { minutes += taken($0, $1) }
    return minutes
  }

  private func taken(_ start: Int32, _ end: Int32) -> Int64 {
    guard let grid, !grid.isPlain else { return Int64(end) - Int64(start) }
    var minutes: Int64 = 0
    for slot in grid.slot(of: start)...grid.slot(of: end - 1) where grid.cells[slot] >= 0 {
      minutes += Int64(min(end, grid.bounds[slot + 1]) - max(start, grid.bounds[slot]))
    }
    return minutes
  }
}
