import Calculus
import Planning
import Store

// Flows by their bookings: the kernels that computed a figure compute it again with every booking as a group of its own.
extension AtomEvaluator {
  /// The bookings behind a flow's figure in a cell.
  ///
  /// - Parameter moment: the first minute of an extreme of instants.
  func explainFlow(
    _ number: Int, at place: ExplainedPlace, figure: Figure, moment: Int32?
  ) throws(EvaluationError) -> ExplainedAtom {
    let atom = plan.atoms[number]
    let ways = ways(atom, in: place.context.space, keyed: place.isKeyed)
    let base = try plainPass(atom, ways: ways, place.context, narrows: false)
    var results = FlowResults()
    let rows = try rows(of: try flowPass(atom, ways: ways, place.context, &results), in: place.group)
    var left = RowsLeftOut()
    let kept = try classify(base, atom, &left)

    var parts: [ExplainedPart]
    let rule: ExplainedAtom.Rule
    var divisor = Rational.one
    var without: Set<Int> = []
    var inner: [String] = []
    switch atom.node {
    case .foldFlow(_, let keys, _, _, _) where keys.time == .instant:
      rule = moment.map { .ofInstant($0) } ?? .sum
      parts = moment.map { running(rows, at: $0, base) } ?? []
    case .foldFlow(let fold, let keys, _, let measure, let having):
      (parts, without) = try innerParts(fold, keys, measure, having, rows, base, at: place)
      inner = keys.keys.map(\.name) + (keys.time.map { [$0.rawValue] } ?? [])
      rule = .fold(fold)
      if fold == .mean { divisor = Rational(parts.count { $0.part != nil }) }
    case .flow, .reduce, .accumulate, .openHours, .foldDays:
      parts = try ownParts(atom, rows, base, at: place)
      rule = .sum
    }
    var inside = Set(parts.compactMap(\.row))
    for part in parts { if case .inner(_, let rows) = part.source { inside.formUnion(rows) } }
    let asked = Set(rows)
    for row in kept where !inside.contains(row) {
      left.add(row, reason(of: row, atom.node, isAsked: asked.contains(row), isWithout: without.contains(row), rule))
    }
    return ExplainedAtom(
      number: number, rule: rule, figure: figure, parts: parts.largestFirst(), divisor: divisor, table: .bookings,
      left: left, rowsIn: inside.count, rowCount: base.bookings.count, innerKeys: inner)
  }

  /// Why a booking that meets all conditions has no part.
  private func reason(
    of row: Int, _ node: PlanNode, isAsked: Bool, isWithout: Bool, _ rule: ExplainedAtom.Rule
  ) -> String {
    guard isAsked else { return "not of this row of the answer" }
    if isWithout, case .foldFlow(_, let inner, _, _, _) = node {
      let names = inner.keys.map { $0.name == "user" ? "person" : $0.name }
      return "no " + names.joined(separator: " or ")
    }
    if case .ofInstant = rule { return "not running then" }
    if case .flow(_, .column) = node { return "does not start here" }
    return "no time that counts here"
  }

  // MARK: which rows

  /// The rows of a group that meet all conditions, each once, ascending.
  private func rows(of pass: FlowPass, in group: UInt32) throws(EvaluationError) -> [Int] {
    var chunk = FlowPass.Chunk(leftOut: [Int](repeating: 0, count: pass.conditions.count))
    var rows: [Int] = []
    for range in pass.chunks {
      if isCancelled() { throw .cancelled }
      pass.fill(&chunk, range)
      let isGrouped = !pass.ways.isEmpty || pass.bookings.listed != nil
      for offset in 0..<range.count where chunk.keep[offset] != 0 {
        if !isGrouped || chunk.groups[offset] == group { rows.append(pass.bookings.row(at: range.lowerBound + offset)) }
      }
    }
    if let error = pass.failure.error { throw error }
    return rows.sorted()
  }

  /// Notes why rows are out, condition by condition, and gives those that meet all of them.
  private func classify(_ pass: FlowPass, _ atom: Atom, _ left: inout RowsLeftOut) throws(EvaluationError) -> [Int] {
    var labels: [String] = []
    for case .rows(let predicate) in atom.filters { labels.append(predicate.label) }
    let stages: [(label: String, pass: FlowPass)] =
      [("outside the frame", pass.asking(filters: 0, conditions: 0, calendar: false))]
      + labels.indices.map { (labels[$0], pass.asking(filters: $0 + 1, conditions: 0, calendar: false)) }
      + (plan.conditions.isEmpty
        ? []
        : [
          (
            "not " + plan.conditions.map(\.label).joined(separator: " and "),
            pass.asking(filters: labels.count, conditions: 0, calendar: true)
          )
        ])
      + pass.conditions.indices.map {
        (pass.conditions[$0].label, pass.asking(filters: labels.count, conditions: $0 + 1, calendar: true))
      }
    var known: [Int] = []
    for (number, stage) in stages.enumerated() {
      let kept = try rows(of: stage.pass, in: 0)
      if number == 0 {
        left.add(count: pass.bookings.count - kept.count, stage.label)
      } else {
        // Both ascend.
        var next = 0
        for row in known {
          if next < kept.count, kept[next] == row { next += 1 } else { left.add(row, stage.label) }
        }
      }
      known = kept
    }
    return known
  }

  /// A pass over some bookings, each a group of its own.
  private func pass(over rows: [Int], of base: FlowPass) -> FlowPass {
    var pass = base.over(
      source.subset(
        rows.map { UInt32($0) }, runs: [], listed: Codes(rows.indices.map { UInt32($0) }, limit: max(rows.count, 1)))
    ).keepingAll
    pass.ways = []
    pass.listMeaning = rows.indices.map { UInt32($0) }
    pass.rowsAreGroups = true
    return pass
  }

  /// Rows few enough for their figures in all cells to be kept at once.
  private func batches(_ rows: [Int], _ cells: Int) -> [ArraySlice<Int>] {
    let size = max(1, (1 << 21) / cells)
    return stride(from: 0, to: rows.count, by: size).map { rows[$0..<min($0 + size, rows.count)] }
  }

  // MARK: their parts

  private func ownParts(
    _ atom: Atom, _ rows: [Int], _ base: FlowPass, at place: ExplainedPlace
  ) throws(EvaluationError) -> [ExplainedPart] {
    let cells = place.context.cells.count
    var parts: [ExplainedPart] = []
    // What overlaps on one resource is told apart among all of them at once.
    let isMerged = if case .flow(_, .busy) = atom.node { true } else { false }
    for batch in isMerged ? [rows[...]] : batches(rows, cells) {
      var results = FlowResults()
      let pass = pass(over: Array(batch), of: base)
      let values = try flowValues(atom, pass, GroupIndex(all: batch.count), place.context, &results)
      for (index, row) in batch.enumerated() {
        let sum = values.sums[index * cells + place.cell]
        if sum == 0 { continue }
        let part = try exactly(sum, over: values.denominators[place.cell])
        parts.append(ExplainedPart(source: .row(row), value: nil, weight: nil, part: part))
      }
    }
    return parts
  }

  /// The bookings that hold a minute.
  private func running(_ rows: [Int], at minute: Int32, _ base: FlowPass) -> [ExplainedPart] {
    let pass = pass(over: rows, of: base)
    var isRunning = rows.indices.map { pass.bookings.starts[$0] <= minute && minute < pass.bookings.ends[$0] }
    for irregular in pass.bookings.irregular {
      isRunning[irregular.position] = pass.pieces(of: irregular, everyHour: false, joined: true).contains {
        $0.start <= minute && minute < $0.end
      }
    }
    return rows.indices.filter { isRunning[$0] }.map {
      ExplainedPart(source: .row(rows[$0]), value: nil, weight: nil, part: .one)
    }
  }

  /// Inner figures with the bookings behind each, and the bookings that lack an inner key.
  private func innerParts(
    _ fold: Fold, _ inner: Inner, _ measure: FlowMeasure, _ having: [NumberTest], _ rows: [Int], _ base: FlowPass,
    at place: ExplainedPlace
  ) throws(EvaluationError) -> ([ExplainedPart], without: Set<Int>) {
    struct Key: Hashable {
      let time: Int32
      let inner: [UInt32]
    }
    let cells = place.context.cells.count
    let extent = source.extent
    let space = innerSpace(inner)
    var values: [Key: (value: Int128, rows: [Int])] = [:]
    var without: Set<Int> = []
    var units: Set<Int32> = []
    for batch in batches(rows, 1) + (rows.isEmpty ? [rows[...]] : []) {
      let general = try hashFold(
        inner, measure, in: space, pass(over: Array(batch), of: base), GroupIndex(all: batch.count), place.context)
      if inner.foldsEmptyUnits(fold, having) { units = general.units(cells: cells, within: extent)[place.cell] }
      for (index, row) in batch.enumerated() where general.lacksKey(at: index) { without.insert(row) }
      let figures = try general.run().figures
      for (key, value) in figures where key.target % cells == place.cell {
        let row = batch[batch.startIndex + key.target / cells]
        values[Key(time: key.time, inner: key.inner), default: (0, [])].value += value
        values[Key(time: key.time, inner: key.inner)]?.rows.append(row)
      }
    }
    for unit in units where values[Key(time: unit, inner: [])] == nil { values[Key(time: unit, inner: [])] = (0, []) }
    let order = values.keys.sorted { ($0.time, $0.inner.map { Int($0) }) < ($1.time, $1.inner.map { Int($0) }) }
    var extreme: Int128?
    for key in order {
      guard let value = values[key]?.value, try having.hold(of: value, over: measure.scale) else { continue }
      if fold == .maximum { extreme = max(extreme ?? value, value) }
      if fold == .minimum { extreme = min(extreme ?? value, value) }
    }
    var parts: [ExplainedPart] = []
    for key in order {
      guard let (value, rows) = values[key] else { continue }
      var labels = key.inner.enumerated().map { space.label(Int($1), of: $0)?.name }
      if let unit = inner.time.flatMap({ CalendarKey(rawValue: $0.rawValue) }) { labels.append(unit.label(key.time)) }
      let figure = try exactly(value, over: measure.scale)
      var part: Rational?
      if try having.hold(of: value, over: measure.scale) {
        switch fold {
        case .count: part = .one
        case .sum, .mean, .first, .last: part = figure
        case .maximum, .minimum:
          // The first of those that are equal stands for all of them.
          if value == extreme {
            part = figure
            extreme = nil
          }
        }
      }
      parts.append(ExplainedPart(source: .inner(labels, rows: rows.sorted()), value: figure, weight: nil, part: part))
    }
    return (parts, without)
  }
}

private func < (left: (Int32, [Int]), right: (Int32, [Int])) -> Bool {
  left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0 < right.0
}

extension FlowPass {
  /// The same pass with the first of its filters and conditions alone, and without groups.
  fileprivate func asking(filters: Int, conditions: Int, calendar: Bool) -> FlowPass {
    var pass = self
    pass.filters = Array(self.filters.prefix(filters))
    pass.conditions = Array(self.conditions.prefix(conditions))
    pass.ways = []
    pass.looksAtCalendar = calendar
    return pass
  }
}

extension HashFold {
  /// Whether a booking has no value of an inner key.
  func lacksKey(at position: Int) -> Bool {
    let row = pass.bookings.row(at: position)
    return inner.contains { $0.meaning[$0.codes.map { $0[row] } ?? row + 1] == 0 }
  }
}
