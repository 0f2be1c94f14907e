import Calculus
import Planning
import Store

/// The figures of a plan in one frame, told apart by rows: what causes add up over.
struct UnitEvaluator {
  let plan: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache
  let isCancelled: @Sendable () -> Bool

  private func evaluator(_ plan: LogicalPlan) -> AtomEvaluator {
    AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled)
  }

  private var mode: Mode? { if case .weighted(let mode) = plan.weightMode { mode } else { nil } }

  /// The figures as they stand in the arithmetic, without keys.
  func values() throws(EvaluationError) -> LinearForm.Values {
    let evaluation = try evaluator(plan).evaluate(plan.span, calendarKeys: [], keyed: false, mode: mode)
    let arithmetic = CellArithmetic(evaluation: evaluation, totals: nil)
    var atoms: [Figure] = []
    for number in plan.atoms.indices { atoms.append(try arithmetic.figure(.atom(number), group: 0, cell: 0)) }
    var counts: [CalendarCount: Rational] = [:]
    for count in CalendarCount.allCases {
      if case .value(let value) = try arithmetic.figure(.count(count), group: 0, cell: 0) { counts[count] = value }
    }
    return LinearForm.Values(atoms: atoms, counts: counts)
  }

  // MARK: levels

  /// Adds what rows are of a level.
  func addLevel(_ number: Int, to units: inout UnitValues) throws(EvaluationError) {
    let evaluator = evaluator(plan)
    let atom = plan.atoms[number]
    let cells = CalendarCells(span: plan.span, keys: [], conditions: plan.conditions)
    let space = KeySpace(plan.keys, in: snapshot)
    let ways = evaluator.ways(atom, in: space, keyed: true)
    let context = SpanContext(cells: cells, space: space, mode: mode)
    let level = try evaluator.levelGroups(atom, ways: ways, context)
    let chosen = level.stays.rows.indices.filter {
      level.group[$0] != GroupIndex.none && level.stays.overlaps($0, plan.span)
    }
    let (sums, denominator) = try evaluator.sumsByStay(atom.node, level, chosen, cell: 0, context)
    guard denominator != 0 else { return }
    let table = atom.node.scan.table
    var totals: [AttributedUnit: Int128] = [:]
    for (stay, sum) in zip(chosen, sums) where sum != 0 {
      let unit = AttributedUnit(
        group: labels(of: level.group[stay], in: space, dimensions: space.dimensions.count),
        row: RowReference(table, Int(level.stays.rows[stay])))
      totals[unit, default: 0] += sum
    }
    try add(totals, over: denominator, number, to: &units)
  }

  // MARK: flows

  /// Adds what bookings by a column are of flows.
  func addFlows(_ numbers: [Int], by column: String, to units: inout UnitValues) throws(EvaluationError) {
    guard !numbers.isEmpty else { return }
    let divided = plan.divided(by: column, atoms: numbers)
    let evaluation = try evaluator(divided).evaluate(plan.span, calendarKeys: [], keyed: true, mode: mode)
    let space = evaluation.space
    let dimension = space.dimensions.count - 1
    let table = space.dimensions[dimension].entity ?? .resources
    for (place, number) in numbers.enumerated() {
      let values = evaluation.atoms[place]
      var totals: [AttributedUnit: Int128] = [:]
      for group in 0..<evaluation.index.count where values.sums[group] != 0 {
        let code = Int(evaluation.index.groups[group])
        let row = code % space.dimensions[dimension].size
        let unit = AttributedUnit(
          group: labels(of: UInt32(code), in: space, dimensions: dimension),
          row: row == 0 ? nil : RowReference(table, row - 1))
        totals[unit, default: 0] += values.sums[group]
      }
      try add(totals, over: values.denominators[0], number, to: &units)
    }
  }

  private func add(
    _ totals: [AttributedUnit: Int128], over denominator: Int128, _ number: Int, to units: inout UnitValues
  ) throws(EvaluationError) {
    for (unit, sum) in totals {
      let value = try exactly(sum, over: denominator)
      units[unit, default: [Rational](repeating: .zero, count: plan.atoms.count)][number] = value
    }
  }

  private func labels(of group: UInt32, in space: KeySpace, dimensions: Int) -> [GroupLabel?] {
    let strides = space.strides
    return (0..<dimensions).map { dimension in
      let code = Int(group) / strides[dimension] % space.dimensions[dimension].size
      return space.label(code, of: dimension).map { GroupLabel(id: $0.id, name: $0.name) }
    }
  }
}

extension PlanNode {
  /// How a figure adds up over rows: over those of its own table, over those that a column of bookings names, or not at all
  /// and why.
  enum Additivity {
    case rows
    case column(String)
    case none(String)
  }

  var additivity: Additivity {
    switch self {
    case .reduce, .accumulate, .openHours, .foldDays(.sum, _, []), .foldDays(.mean, _, []), .foldDays(.first, _, []),
      .foldDays(.last, _, []):
      return .rows
    case .foldDays(let fold, _, _): return .none("the \(fold.rawValue) of days is not that of their rows, added up")
    case .flow: return .column("resource")
    case .foldFlow(let fold, let inner, _, _, _):
      guard fold == .count || fold == .sum else {
        return .none("a \(fold.rawValue) of parts does not add up")
      }
      let columns = inner.keys.filter(\.links.isEmpty).map(\.column)
      for column in ["resource", "user"] where columns.contains(column) { return .column(column) }
      return .none("what is counted once for each \(inner.time?.rawValue ?? "value") does not add up over resources")
    }
  }
}
