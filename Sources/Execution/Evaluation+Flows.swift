import Calculus
import Planning
import Store

/// What flows of one evaluation share: the same pass is made once, what was left out is told once.
struct FlowResults {
  struct Key: Hashable {
    let scan: Scan
    let filters: [AtomFilter]
  }

  /// The rows that a scan keeps, those with one code of a column side by side.
  struct OrderKey: Hashable {
    let key: Key
    let column: String
  }

  var totals: [Key: (counts: [Int64], minutes: [Int128])] = [:]
  var ordered: [OrderKey: (bookings: OrderedBookings, leftOut: [Int])] = [:]
  /// The rows that a scan keeps, each once for every name of the key that is a list.
  var listed: [Key: OrderedBookings] = [:]
  private var leftOutByScan: [(key: Key, leftOut: [(reason: String, count: Int)])] = []
  var withoutPerson = 0

  mutating func note(_ leftOut: [Int], of pass: FlowPass, _ key: Key) {
    guard !leftOutByScan.contains(where: { $0.key == key }) else { return }
    leftOutByScan.append((key, zip(pass.conditions, leftOut).map { ($0.label, $1) }))
  }

  /// What conditions took away from every figure, as the first scan that lost most has it. What one figure leaves out and
  /// another counts is what makes them two.
  var leftOut: [(reason: String, count: Int)] {
    let common = leftOutByScan.reduce(nil as Set<String>?) { common, scan in
      let reasons = Set(scan.leftOut.map(\.reason))
      return common.map { $0.intersection(reasons) } ?? reasons
    }
    let shared = leftOutByScan.map { $0.leftOut.filter { common?.contains($0.reason) ?? false } }
    var result: [(reason: String, count: Int)] = []
    var most = -1
    for leftOut in shared {
      let count = leftOut.reduce(0) { $0 + $1.count }
      if count > most { (result, most) = (leftOut, count) }
    }
    return result
  }
}

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

  private var source: BookingSource {
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

  // MARK: distinct

  private func distinct(
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
  private func ordered(
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
  private func innerTimes(_ grid: TimeGrid, _ time: InnerTime?, _ context: SpanContext) -> [Int32] {
    guard let time, let key = CalendarKey(rawValue: time.rawValue) else { return [] }
    let first = context.span.first
    return (0..<grid.slotCount).map { slot in
      key == .hour
        ? (grid.bounds[slot] - grid.start) % 1440 / 60 : key.index(of: first.adding(days: grid.day(ofSlot: slot)))
    }
  }

  // MARK: the general fold

  /// Inner keys are numbered by a space of their own.
  func innerSpace(_ inner: Inner) -> KeySpace {
    KeySpace(
      inner.keys.map { .attribute(name: $0.name, entity: Schema.entity(of: $0.links + [$0.column], from: .bookings)) },
      in: snapshot)
  }

  func hashFold(
    _ inner: Inner, _ measure: FlowMeasure, in space: KeySpace, _ pass: FlowPass, _ index: GroupIndex,
    _ context: SpanContext
  ) throws(EvaluationError) -> HashFold {
    var keys: [(codes: Codes?, meaning: [UInt32])] = []
    for (dimension, key) in inner.keys.enumerated() {
      guard let way = space.way(.path(links: key.links, column: key.column), from: .bookings, dimension: dimension)
      else { continue }
      keys.append((way.codes, way.meaning))
    }
    var number: RowNumber?
    if case .column(let expression) = measure {
      number = try RowNumber(expression, evaluator: steps, flag: pass.failure)
    }
    let byDate = [InnerTime.hour, .weekday].contains(inner.time)
    return HashFold(
      pass: pass, index: index, cells: context.cells.count, measure: measure, inner: keys,
      times: innerTimes(pass.grid, inner.time, context), number: number,
      countsDates: byDate || context.cells.hasHour || context.cells.hasWeekday,
      countsEveryHour: context.cells.hasHour || inner.time == .hour)
  }

  private func countFigures(
    _ atom: Atom, _ pass: FlowPass, _ index: GroupIndex, _ context: SpanContext
  ) throws(EvaluationError) -> (counts: [Int64], without: Int, leftOut: [Int]) {
    guard case .foldFlow(_, let inner, _, let measure, _) = atom.node else { return ([], 0, []) }
    let fold = try hashFold(inner, measure, in: innerSpace(inner), pass, index, context)
    let (figures, without, leftOut) = try fold.run()
    var counts = [Int64](repeating: 0, count: index.count * context.cells.count)
    for key in figures.keys { counts[key.target] += 1 }
    return (counts, without, leftOut)
  }

  private func hashed(
    _ atom: Atom, _ pass: FlowPass, _ index: GroupIndex, _ context: SpanContext, _ results: inout FlowResults
  ) throws(EvaluationError) -> AtomValues {
    let cells = context.cells
    var result = AtomValues(groups: index.count, cells: cells.count, denominator: 1)
    guard case .foldFlow(let fold, let inner, _, let measure, let having) = atom.node else { return result }
    let general = try hashFold(inner, measure, in: innerSpace(inner), pass, index, context)
    let (figures, without, leftOut) = try general.run()
    results.note(leftOut, of: pass, FlowResults.Key(scan: atom.node.scan, filters: atom.filters))
    if inner.keys.contains(where: { $0.name == "user" }) {
      results.withoutPerson = max(results.withoutPerson, without)
    }
    let scale = measure.scale
    var folded = FoldedCells(fold, count: index.count * cells.count)
    var booked = [Int](repeating: 0, count: index.count * cells.count)
    for (key, value) in figures {
      booked[key.target] += 1
      if try having.hold(of: value, over: scale) { folded.add(value, to: key.target) }
    }
    // Units of the calendar without a booking are there, too: a mean over days is over all days.
    if inner.foldsEmptyUnits(fold, having), try having.hold(of: 0, over: scale) {
      let units = general.units(cells: cells.count, within: source.extent)
      for place in 0..<index.count * cells.count {
        for _ in 0..<max(0, units[place % cells.count].count - booked[place]) { folded.add(0, to: place) }
      }
    }
    switch fold {
    case .count: for place in result.sums.indices { result.sums[place] = Int128(folded.counts[place]) }
    case .sum, .maximum, .minimum, .mean, .first, .last:
      result.sums = folded.values
      result.denominators = [Int128](repeating: scale, count: cells.count)
      if fold != .sum { result.parts = folded.counts }
      result.isMean = fold == .mean
    }
    return result
  }

  // MARK: no data

  private func markNoData(_ scan: Scan, _ cells: CalendarCells, _ result: inout AtomValues) {
    guard scan.unstated(in: snapshot) == nil else {
      result.noData = [Bool](repeating: true, count: cells.count)
      return
    }
    result.noData = cells.outside(source.extent)
  }
}

extension FlowMeasure {
  /// What its sums are divided by.
  var scale: Int128 {
    switch self {
    case .count: 1
    case .minutes: 60 * Int128(Numbers.scale)
    case .column: Int128(Numbers.scale)
    case .busy: 60
    case .within: 60 * Int128(Numbers.scale)
    }
  }
}

extension Inner {
  /// Whether units of the calendar without a booking are folded, too: a mean over days is over all days. A count is of
  /// those that have one, unless it asks for what the units come to.
  func foldsEmptyUnits(_ fold: Fold, _ having: [NumberTest]) -> Bool {
    keys.isEmpty && time != nil && (fold != .count || !having.isEmpty)
  }
}

extension [NumberTest] {
  /// Whether a figure meets all tests: `value / scale`.
  func hold(of value: Int128, over scale: Int128) throws(EvaluationError) -> Bool {
    for test in self {
      guard let figure = try? Rational(value, over: scale) else { throw .overflow }
      if !test.comparison.holds(figure, test.value) { return false }
    }
    return true
  }
}

/// Folds of inner figures, by place.
struct FoldedCells {
  let fold: Fold
  var values: [Int128]
  var counts: [Int]

  init(_ fold: Fold, count: Int) {
    self.fold = fold
    values = [Int128](repeating: 0, count: count)
    counts = [Int](repeating: 0, count: count)
  }

  mutating func add(_ value: Int128, to place: Int) {
    counts[place] += 1
    switch fold {
    case .sum, .mean, .count, .first, .last: values[place] += value
    case .maximum: values[place] = counts[place] == 1 ? value : max(values[place], value)
    case .minimum: values[place] = counts[place] == 1 ? value : min(values[place], value)
    }
  }
}

extension FlowPass {
  /// The same pass over other bookings, or in another order.
  func over(_ ordered: OrderedBookings) -> FlowPass {
    var pass = self
    (pass.bookings, pass.ranges) = (ordered, [0..<ordered.count])
    return pass
  }

  /// The same pass where all rows have met filters and conditions already.
  var keepingAll: FlowPass {
    var pass = self
    pass.filters = []
    pass.conditions = conditions.map { ($0.label, .constant(true)) }
    return pass
  }

  /// The positions of the rows that are kept, in their order; and what conditions left out.
  func kept() -> (positions: [UInt32], leftOut: [Int]) {
    var pass = self
    pass.ways = []
    return pass.run(
      make: { [UInt32]() },
      body: { kept, chunk in
        for offset in 0..<chunk.range.count where chunk.keep[offset] != 0 {
          kept.append(UInt32(chunk.range.lowerBound + offset))
        }
      },
      merge: { kept, other in kept += other })
  }

  /// Adds the groups of which a row is kept.
  func addGroups(to groups: inout GroupSet) throws(EvaluationError) {
    var chunk = Chunk(leftOut: [Int](repeating: 0, count: conditions.count))
    for range in chunks {
      if isCancelled() { throw .cancelled }
      fill(&chunk, range)
      for offset in 0..<range.count where chunk.keep[offset] != 0 { groups.insert(chunk.groups[offset]) }
    }
  }
}
