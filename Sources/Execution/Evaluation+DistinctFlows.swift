import Calculus
import Planning
import Store

// `count each user of bookings`: each of them once in a cell, whatever it has there.
extension AtomEvaluator {
  /// How many inner keys have a booking: persons or resources by a kernel of their own, anything else as inner figures.
  func distinct(
    _ atom: Atom, _ inner: Inner, _ pass: FlowPass, _ index: GroupIndex, _ context: SpanContext,
    _ scan: FlowResults.Key, _ results: inout FlowResults
  ) throws(EvaluationError) -> (counts: [Int64], without: Int, leftOut: [Int]) {
    let key = inner.keys[0]
    let (identities, count) = identities(pass.grid, inner.time, context)
    guard key.links.isEmpty, ["user", "resource"].contains(key.column) else {
      return try countFigures(atom, pass, index, context)
    }
    let entities = snapshot.table(key.column == "user" ? .users : .resources).rowCount + 1
    let space = index.count * count
    let everyHour = context.cells.hasHour || inner.time == .hour
    // A table of pairs is for what is soon done; else a part of the bookings is brought into order, and all of them are kept
    // in it.
    let isFew = pass.rowCount <= 1 << 14 && pass.bookings.listed == nil
    if isFew, space * entities <= 1 << 24 {
      let kernel = DistinctKernel(
        pass: pass, index: index, cells: context.cells.count, column: key.column, isOrdered: false,
        identities: identities, identityCount: count, countsEveryHour: everyHour)
      return kernel.run(entities: entities)
    }
    guard space <= 1 << 26 else { return try countFigures(atom, pass, index, context) }
    let (ordered, known) = ordered(pass, by: key.column, scan, &results)
    let kernel = DistinctKernel(
      pass: ordered, index: index, cells: context.cells.count, column: key.column, isOrdered: true,
      identities: identities, identityCount: count, countsEveryHour: everyHour)
    let (counts, without, leftOut) = kernel.run(entities: entities)
    return (counts, without, known ?? leftOut)
  }

  /// A pass over the same bookings, those with one code of the column side by side.
  ///
  /// - Returns: with it, where its rows were chosen before they were brought into order, what conditions left out.
  func ordered(
    _ pass: FlowPass, by column: String, _ key: FlowResults.Key, _ results: inout FlowResults
  ) -> (pass: FlowPass, leftOut: [Int]?) {
    if pass.bookings.rows == nil, pass.rowCount * 2 > snapshot.table(.bookings).rowCount {
      return (pass.over(source.by(column)), nil)
    }
    let place = FlowResults.OrderKey(key: key, column: column)
    if let known = results.ordered[place] { return (pass.over(known.bookings).keepingAll, known.leftOut) }
    let (kept, leftOut) = pass.kept()
    let bookings = source.sorted(pass.bookings, kept, by: column)
    results.ordered[place] = (bookings, leftOut)
    return (pass.over(bookings).keepingAll, leftOut)
  }

  /// Slots that are one in counting have one identity: those of one cell and one unit of the inner time.
  private func identities(
    _ grid: TimeGrid, _ time: InnerTime?, _ context: SpanContext
  ) -> (identities: [Int32], count: Int) {
    let times = innerTimes(grid, time, context)
    var known: [Int64: Int32] = [:]
    var identities: [Int32] = []
    for slot in 0..<grid.slotCount {
      guard grid.cells[slot] >= 0 else {
        identities.append(-1)
        continue
      }
      let pair = Int64(grid.cells[slot]) << 32 | Int64(times.isEmpty ? 0 : UInt32(bitPattern: times[slot]))
      let next = Int32(known.count)
      identities.append(known[pair, default: next])
      if known[pair] == nil { known[pair] = next }
    }
    return (identities, max(1, known.count))
  }

  /// For every slot the unit of the inner time that it lies in.
  func innerTimes(_ grid: TimeGrid, _ time: InnerTime?, _ context: SpanContext) -> [Int32] {
    guard let time, let key = CalendarKey(rawValue: time.rawValue) else { return [] }
    let first = context.span.first
    return (0..<grid.slotCount).map { slot in
      key == .hour
        ? (grid.bounds[slot] - grid.start) % 1440 / 60 : key.index(of: first.adding(days: grid.day(ofSlot: slot)))
    }
  }
}
