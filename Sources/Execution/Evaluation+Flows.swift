import Calculus
import Planning
import Store

// Flows: the pass over bookings that a figure makes, and the kernel that runs on it.
extension AtomEvaluator {
  /// The finest slots that a node needs inside of the cells.
  private func finest(_ node: PlanNode) -> InnerTime? {
    if case .foldFlow(_, let inner, _, _, _) = node { inner.time } else { nil }
  }

  func flowPass(
    _ atom: Atom, ways: [KeySpace.Way?], _ context: SpanContext, _ results: inout FlowResults
  ) throws(EvaluationError) -> FlowPass {
    let pass = try plainPass(atom, ways: ways, context)
    for (dimension, way) in ways.enumerated() {
      guard let way, let lists = way.lists else { continue }
      let names = context.space.dimensions[dimension].size
      let key = FlowResults.Key(scan: atom.node.scan, filters: atom.filters)
      // Its rows have met filters and conditions.
      var listed = pass.over(listing(pass, way, lists, names: names, key, &results)).keepingAll
      listed.listMeaning = (0..<names).map { UInt32($0 * context.space.strides[dimension]) }
      return listed
    }
    return pass
  }

  /// A pass in which each row stands once, whatever lists it is in.
  ///
  /// - Parameter narrows: whether a filter by user goes straight to that user's rows; without it there is a filter for each
  ///   of the atom's, in their order.
  func plainPass(
    _ atom: Atom, ways: [KeySpace.Way?], _ context: SpanContext, narrows: Bool = true
  ) throws(EvaluationError) -> FlowPass {
    let grid = TimeGrid(context.cells, finest: finest(atom.node))
    let failure = FailureNote()
    var filters: [RowMask] = []
    var users: [Int]?
    for filter in atom.filters {
      switch filter {
      case .unreachable(let key, let reason): throw .unreachable(key: key, reason: reason)
      case .rows(let predicate):
        if case .matches("user", let names) = predicate.condition, narrows, users == nil {
          users = names.flatMap { snapshot.rows(named: $0, in: .users) }.map { $0 + 1 }
        } else {
          filters.append(try RowMask(predicate.condition, evaluator: steps, flag: failure))
        }
      }
    }
    if !ways.isEmpty {
      for (reach, key) in zip(atom.keys, context.space.dimensions) {
        if case .unreachable(let reason) = reach { throw .unreachable(key: key.name, reason: reason) }
      }
    }
    var conditions: [(label: String, mask: RowMask)] = []
    for condition in atom.node.scan.conditions {
      conditions.append((condition.label, try RowMask(condition.condition, evaluator: steps, flag: failure)))
    }
    let strides = context.space.strides
    let keyed: [(column: String, meaning: [UInt32])] = ways.enumerated().compactMap { dimension, way in
      guard let way, way.lists == nil else { return nil }
      return (way.column, way.meaning.map { $0 * UInt32(strides[dimension]) })
    }
    let bookings: OrderedBookings
    var ranges: [Range<Int>]
    if let users {
      bookings = source.ofUsers(Array(Set(users)).sorted())
      ranges = [0..<bookings.count]
    } else {
      bookings = source.byTime()
      if plan.usesActualTimes {
        ranges = [0..<bookings.count]
      } else {
        let (regular, others) = snapshot.bookingOrder.rows(overlapping: grid.start, grid.end, starts: bookings.starts)
        ranges = [regular, others].filter { !$0.isEmpty }
      }
    }
    if ranges.isEmpty { ranges = [0..<0] }
    return FlowPass(
      bookings: bookings, ranges: ranges, filters: filters, conditions: conditions, ways: keyed, grid: grid,
      snapshot: snapshot, quantity: snapshot.table(.bookings).numbers("quantity"), dataEnd: dataEnd,
      failure: failure, isCancelled: isCancelled)
  }

  /// The rows that a pass keeps, each once for every name of its list; found once for all figures of the scan.
  private func listing(
    _ pass: FlowPass, _ way: KeySpace.Way, _ lists: KeySpace.Lists, names: Int, _ key: FlowResults.Key,
    _ results: inout FlowResults
  ) -> OrderedBookings {
    if let known = results.listed[key] { return known }
    let (kept, leftOut) = pass.listing(way.column, numbers: way.meaning, lists)
    // What conditions leave out is told here, where a row is one row yet.
    results.note(leftOut, of: pass, key)
    let listed = source.subset(kept.rows, runs: [], listed: Codes(kept.codes, limit: names))
    results.listed[key] = listed
    return listed
  }

  /// The bookings as the plan takes them.
  var source: BookingSource {
    BookingSource(snapshot: snapshot, cache: cache, usesActualTimes: plan.usesActualTimes)
  }

  private var dataEnd: Int32 {
    let day = source.extent.to
    return day > Int32.max / 1440 ? Int32.max : day * 1440
  }

  func flowValues(
    _ atom: Atom, _ pass: FlowPass, _ index: GroupIndex, _ context: SpanContext, _ results: inout FlowResults
  ) throws(EvaluationError) -> AtomValues {
    let cells = context.cells
    try checkMeasure(atom)
    var result = AtomValues(groups: index.count, cells: cells.count, denominator: 1)
    let key = FlowResults.Key(scan: atom.node.scan, filters: atom.filters)
    switch atom.node {
    case .flow(_, .count), .flow(_, .minutes):
      let totals: (counts: [Int64], minutes: [Int128])
      if let known = results.totals[key] {
        totals = known
      } else {
        let kernel = FlowKernel(
          pass: pass, index: index, cells: cells.count, countsEveryHour: cells.hasHour,
          needsMinutes: plan.atoms.contains { $0.node == .flow(atom.node.scan, .minutes) })
        let (counts, minutes, leftOut) = kernel.run()
        totals = (counts, minutes)
        results.totals[key] = totals
        results.note(leftOut, of: pass, key)
      }
      if case .flow(_, .count) = atom.node {
        for place in result.sums.indices { result.sums[place] = Int128(totals.counts[place]) }
      } else {
        result.sums = totals.minutes
        result.denominators = [Int128](repeating: 60 * Int128(Numbers.scale), count: cells.count)
      }
    case .foldFlow(let fold, let inner, _, .count, _) where inner.time == .instant:
      let kernel = InstantKernel(pass: pass, index: index, cells: cells.count, wantsMaximum: fold == .maximum)
      let (extremes, moments, leftOut) = try kernel.run()
      results.note(leftOut, of: pass, key)
      for place in extremes.indices { result.sums[place] = Int128(max(0, extremes[place])) }
      result.moments = moments
    case .foldFlow(.count, let inner, _, .count, let having) where having.isEmpty && inner.keys.count == 1:
      let (counts, without, leftOut) = try distinct(atom, inner, pass, index, context, key, &results)
      results.note(leftOut, of: pass, key)
      if inner.keys[0].name == "user" { results.withoutPerson = max(results.withoutPerson, without) }
      for place in counts.indices { result.sums[place] = Int128(counts[place]) }
    case .flow(_, .within(let window)):
      let kernel = BusyKernel(
        pass: pass, index: index, cells: cells.count, during: window, merges: false, mergesGroups: false)
      let (minutes, leftOut) = kernel.run()
      results.note(leftOut, of: pass, key)
      for place in minutes.indices { result.sums[place] = Int128(minutes[place]) }
      result.denominators = [Int128](repeating: 60 * Int128(Numbers.scale), count: cells.count)
    case .flow(_, .busy(let window)):
      let (ordered, known) = ordered(pass, by: "resource", key, &results)
      let kernel = BusyKernel(
        pass: ordered, index: index, cells: cells.count, during: window, merges: true,
        mergesGroups: pass.rowsAreGroups)
      let (minutes, leftOut) = kernel.run()
      results.note(known ?? leftOut, of: pass, key)
      for place in minutes.indices { result.sums[place] = Int128(minutes[place]) }
      result.denominators = [Int128](repeating: 60, count: cells.count)
    case .flow(_, .column(let expression)):
      let number = try RowNumber(expression, evaluator: steps, flag: pass.failure)
      let (sums, leftOut) = StartKernel(pass: pass, index: index, cells: cells.count, number: number).run()
      results.note(leftOut, of: pass, key)
      result.sums = sums
      result.denominators = [Int128](repeating: Int128(Numbers.scale), count: cells.count)
    case .foldFlow:
      result = try hashed(atom, pass, index, context, &results)
    case .reduce, .accumulate, .openHours, .foldDays: break
    }
    if isCancelled() { throw .cancelled }
    if let error = pass.failure.error { throw error }
    markNoData(atom.node.scan, cells, &result)
    return result
  }

  private func markNoData(_ scan: Scan, _ cells: CalendarCells, _ result: inout AtomValues) {
    guard scan.unstated(in: snapshot) == nil else {
      result.noData = [Bool](repeating: true, count: cells.count)
      return
    }
    result.noData = cells.outside(source.extent)
  }
}
