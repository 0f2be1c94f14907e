import Calculus
import Diagnostics
import Planning
import Store

extension Evaluator {
  /// The rows of a list.
  ///
  /// - Parameter isCancelled: asked now and then; once it says yes, the work ends with the diagnostic `cancelled`.
  public static func run(
    _ plan: ListPlan, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Answer {
    let evaluation = ListEvaluation(
      plan: plan, steps: StepEvaluator(snapshot: snapshot, cache: cache, isCancelled: isCancelled))
    do throws(EvaluationError) {
      return try evaluation.answer()
    } catch {
      throw Rejection(.evaluation(error, plan: plan.rows))
    }
  }
}

/// Finds the rows of a list, puts them in order and writes them as columns.
struct ListEvaluation {
  let plan: ListPlan
  let steps: StepEvaluator

  /// Rows of the table, ascending, and on how many days of the frame each is in the state.
  struct Found {
    var rows: [Int] = []
    var days: [Int] = []
  }

  var snapshot: Snapshot { steps.snapshot }
  var table: Table { snapshot.table(plan.atom.node.scan.table) }
  var source: BookingSource {
    BookingSource(snapshot: snapshot, cache: steps.cache, usesActualTimes: plan.rows.usesActualTimes)
  }

  func answer() throws(EvaluationError) -> Answer {
    let found = table.name == .bookings ? try bookings() : try days()
    let values = ListValues(list: self, found: found)
    var order = try values.ordered()
    if let top = plan.top { order = Array(order.prefix(top)) }
    return Answer(
      columns: try values.columns(order).withCoins(of: snapshot, [plan.atom]), rowCount: order.count,
      reading: reading(found.rows.count, shown: order.count) + (try notCounting(found.rows)))
  }

  private var conditions: [RowExpression] {
    plan.atom.node.scan.conditions.map(\.condition)
      + plan.atom.filters.compactMap { if case .rows(let predicate) = $0 { predicate.condition } else { nil } }
  }

  // MARK: rows

  /// Rows whose conditions hold on a day of the frame.
  private func days() throws(EvaluationError) -> Found {
    let column = try steps.column(.conjunction(conditions), of: table.name)
    let span = plan.rows.span
    let cells = CalendarCells(span: span, keys: [], conditions: plan.rows.conditions)
    // How many days before each one take part.
    var before = [0]
    before.reserveCapacity(span.dayCount + 1)
    for takes in cells.takesDay { before.append(before[before.count - 1] + (takes ? 1 : 0)) }
    var found = Found()
    for row in 0..<table.rowCount {
      if row % FlowPass.chunkSize == 0, steps.isCancelled() { throw .cancelled }
      let segments = column.segments(of: row)
      var days = 0
      for segment in segments where column.values[segment] != 0 {
        let end = column.end(segment, of: segments)
        let from = max(column.start(segment), span.first.number)
        let to = min(end, span.end.number)
        if from < to { days += before[Int(to - span.first.number)] - before[Int(from - span.first.number)] }
      }
      guard days > 0 else { continue }
      found.rows.append(row)
      found.days.append(days)
    }
    return found
  }

  /// Bookings that meet the conditions; of those that must touch the frame, in the days and hours that take part.
  private func bookings() throws(EvaluationError) -> Found {
    let source = source
    let bookings = source.byTime()
    let failure = FailureNote()
    var masks: [RowMask] = []
    for condition in conditions { masks.append(try RowMask(condition, evaluator: steps, flag: failure)) }
    var ranges = [0..<bookings.count]
    if let span = plan.atom.node.scan.touchedSpan {
      ranges = source.ranges(
        overlapping: BookingSource.minute(ofDay: span.first.number), BookingSource.minute(ofDay: span.end.number))
    }
    let hours = BookingHours(plan: plan, source: source)
    var found = Found()
    for range in ranges {
      for low in stride(from: range.lowerBound, to: range.upperBound, by: FlowPass.chunkSize) {
        if steps.isCancelled() { throw .cancelled }
        let chunk = low..<min(low + FlowPass.chunkSize, range.upperBound)
        var keep = [UInt8](repeating: 1, count: chunk.count)
        for mask in masks { mask.apply(bookings, chunk, to: &keep) }
        for offset in keep.indices where keep[offset] != 0 && hours.takes(row: low + offset) {
          found.rows.append(low + offset)
        }
      }
    }
    if let error = failure.error { throw error }
    return found
  }

  // MARK: the reading

  private func reading(_ found: Int, shown: Int) -> [ReadingItem] {
    let reading = Reading(plan: plan.rows, snapshot: snapshot, cache: steps.cache)
    var items = plan.rows.reading
    if plan.hasFrame { items.append(ReadingItem(.frame, reading.frame)) }
    items.append(ReadingItem(.note, "\(found) of \(table.rowCount) \(table.name.rawValue)"))
    if shown < found {
      items.append(ReadingItem(.note, shown == 1 ? "the first is shown" : "the first \(shown) are shown"))
    }
    items += plan.hidden
    if table.name == .bookings {
      if plan.atom.node.scan.touchedSpan != nil { items.append(ReadingItem(.note, "hours are those within the frame")) }
      items.append(ReadingItem(.zone, reading.zones))
    }
    if plan.hasFrame { items += reading.noData }
    if table.rowCount == 0, !items.contains(where: { $0.topic == .noData }) {
      items.append(ReadingItem(.noData, "the workspace has no \(table.name.rawValue)"))
    }
    return items + reading.findings
  }

  /// Rows that stand in the list and in no figure, as cancelled bookings do.
  private func notCounting(_ rows: [Int]) throws(EvaluationError) -> [ReadingItem] {
    guard let counting = plan.counting else { return [] }
    let mask = try RowMask(counting, evaluator: steps, flag: FailureNote())
    let count = rows.count { !mask.holds(row: $0, of: table) }
    return count == 0 ? [] : [ReadingItem(.note, "\(count) of them \(count == 1 ? "counts" : "count") in no figure")]
  }
}
