import Calculus
import Planning
import Store

// `max each user of hours of bookings`: figures of inner keys, folded.
extension AtomEvaluator {
  /// Inner keys are numbered by a space of their own.
  func innerSpace(_ inner: Inner) -> KeySpace {
    KeySpace(
      inner.keys.map { .attribute(name: $0.name, entity: Schema.entity(of: $0.links + [$0.column], from: .bookings)) },
      in: snapshot)
  }

  /// What adds up inner figures.
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

  /// How many inner figures there are.
  func countFigures(
    _ atom: Atom, _ pass: FlowPass, _ index: GroupIndex, _ context: SpanContext
  ) throws(EvaluationError) -> (counts: [Int64], without: Int, leftOut: [Int]) {
    guard case .foldFlow(_, let inner, _, let measure, _) = atom.node else { return ([], 0, []) }
    let fold = try hashFold(inner, measure, in: innerSpace(inner), pass, index, context)
    let (figures, without, leftOut) = try fold.run()
    var counts = [Int64](repeating: 0, count: index.count * context.cells.count)
    for key in figures.keys { counts[key.target] += 1 }
    return (counts, without, leftOut)
  }

  /// A fold of inner figures that no kernel makes by itself.
  func hashed(
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
