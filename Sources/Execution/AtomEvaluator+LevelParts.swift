import Calculus
import Planning
import Store

// Levels by their rows: the kernels that computed a figure compute it again with every stay as a group of its own.
extension AtomEvaluator {
  /// The rows behind a level's figure in a cell.
  ///
  /// - Complexity: that of the figure, times the cells of the evaluation for each stay in the cell.
  func explainLevel(_ number: Int, _ step: Step, at place: ExplainedPlace, figure: Figure) throws(EvaluationError)
    -> ExplainedAtom
  {
    let atom = plan.atoms[number]
    let ways = ways(atom, in: place.context.space, keyed: place.isKeyed)
    let level = try levelGroups(atom, ways: ways, place.context)
    let span = place.context.span
    let chosen = level.stays.rows.indices.filter { level.group[$0] == place.group && level.stays.overlaps($0, span) }
    var rule: ExplainedAtom.Rule
    var parts: [ExplainedPart]
    var divisor = Rational.one
    var counting = countingDays(atom.node, at: place)
    switch atom.node {
    case .reduce, .accumulate, .openHours, .foldDays(.sum, _, []), .foldDays(.mean, _, []):
      (parts, divisor) = try weightedParts(atom.node, level, chosen, at: place)
      rule = atom.node.isMean ? .weightedMean : .weightedSum
    case .foldDays(let fold, _, let having):
      let days = levelOfDays(level.stays, chosen, counting, first: span.first)
      if let day = try days.chosen(by: fold, having) {
        rule = .ofDay(day)
        counting = span.days.map { $0 == day }
        parts = try stays(level.stays, chosen, on: day)
      } else {
        rule = .foldOfDays(fold)
        parts = try days.parts(of: fold, having)
        if fold == .mean { divisor = Rational(parts.count { $0.part != nil }) }
      }
    case .flow, .foldFlow: throw .unexplained
    }
    // A figure of days has no parts of rows: then all rows are in it that have such a day.
    let first = Int(span.first.number)
    let rows =
      rule.isOfDays
      ? chosen.filter { stay in
        let from = max(Int(level.stays.starts[stay]) - first, 0)
        let to = min(Int(level.stays.ends[stay]) - first, counting.count)
        return from < to && counting[from..<to].contains(true)
      }.map { Int(level.stays.rows[$0]) } : parts.compactMap(\.row)
    let inside = Set(rows)
    let left = try rowsLeftOut(atom, step, inside, counting, at: place)
    return ExplainedAtom(
      number: number, rule: rule, figure: figure, parts: parts.largestFirst(), divisor: divisor,
      table: step.scan.table, left: left, rowsIn: inside.count, rowCount: snapshot.table(step.scan.table).rowCount,
      innerKeys: [])
  }

  /// Each stay with its value, its weight and their product.
  private func weightedParts(
    _ node: PlanNode, _ level: LevelGroups, _ chosen: [Int], at place: ExplainedPlace
  ) throws(EvaluationError) -> ([ExplainedPart], divisor: Rational) {
    let scale = Int128(Numbers.scale)
    let base = node.isOfOpenHours ? 60 * scale : Int128(Weights.unit) * scale
    let days = place.days
    var parts: [ExplainedPart] = []
    let (sums, denominator) = try sumsByStay(node, level, chosen, cell: place.cell, place.context)
    for (stay, sum) in zip(chosen, sums) where sum != 0 {
      let value = try exactly(Int128(level.stays.values[stay]), over: scale)
      let part = try exactly(sum, over: base)
      guard let weight = try? part.divided(by: value) else { throw .overflow }
      parts.append(
        ExplainedPart(
          source: .stay(
            row: Int(level.stays.rows[stay]), from: max(level.stays.starts[stay], days.first.number),
            to: min(level.stays.ends[stay], days.end.number)),
          value: value, weight: weight, part: part))
    }
    return (parts, node.isMean ? try exactly(denominator, over: base) : .one)
  }

  /// What each stay adds to a figure's sum in a cell, and what the sum is divided by.
  func sumsByStay(
    _ node: PlanNode, _ level: LevelGroups, _ chosen: [Int], cell: Int, _ context: SpanContext
  ) throws(EvaluationError) -> (sums: [Int128], denominator: Int128) {
    let cells = context.cells.count
    var sums: [Int128] = []
    var denominator: Int128 = 0
    let batch = max(1, (1 << 21) / cells)
    for low in stride(from: 0, to: max(chosen.count, 1), by: batch) {
      if isCancelled() { throw .cancelled }
      let stays = chosen[low..<min(low + batch, chosen.count)]
      var own = [UInt32](repeating: GroupIndex.none, count: level.group.count)
      for (index, stay) in stays.enumerated() { own[stay] = UInt32(index) }
      let values = try levelValues(
        node, LevelGroups(stays: level.stays, group: own), GroupIndex(all: stays.count), context)
      denominator = values.denominators[cell]
      sums += stays.indices.map { values.sums[($0 - low) * cells + cell] }
    }
    return (sums, denominator)
  }

  // MARK: single days

  private func levelOfDays(_ stays: Stays, _ chosen: [Int], _ counting: [Bool], first: Day) -> LevelOfDays {
    var edges = [Int128](repeating: 0, count: counting.count + 1)
    for stay in chosen {
      let from = max(Int(stays.starts[stay]) - Int(first.number), 0)
      let to = min(Int(stays.ends[stay]) - Int(first.number), counting.count)
      guard from < to else { continue }
      edges[from] += Int128(stays.values[stay])
      edges[to] -= Int128(stays.values[stay])
    }
    var days = LevelOfDays()
    var level: Int128 = 0
    for day in counting.indices {
      level += edges[day]
      if counting[day] { days.levels.append((first.adding(days: day), level)) }
    }
    return days
  }

  private func stays(_ stays: Stays, _ chosen: [Int], on day: Day) throws(EvaluationError) -> [ExplainedPart] {
    var parts: [ExplainedPart] = []
    for stay in chosen where stays.starts[stay] <= day.number && day.number < stays.ends[stay] {
      let value = try exactly(Int128(stays.values[stay]), over: Int128(Numbers.scale))
      parts.append(
        ExplainedPart(
          source: .stay(row: Int(stays.rows[stay]), from: day.number, to: day.number + 1), value: value, weight: nil,
          part: value))
    }
    return parts
  }

  // MARK: what is out

  /// The days of the span that count in the cell.
  func countingDays(_ node: PlanNode, at place: ExplainedPlace) -> [Bool] {
    let cells = place.context.cells
    let span = cells.span
    var weights: Weights?
    switch node {
    case .reduce: weights = place.context.mode.map { Weights(mode: $0, span: span) }
    case .accumulate:
      let mode = plan.weightMode.counting
      if mode != .prorated || plan.proration != .none {
        weights = Weights(mode: mode, proration: plan.proration, span: span)
      }
    case .openHours, .foldDays, .flow, .foldFlow: break
    }
    return span.days.enumerated().map { day, date in
      guard cells.takesDay[day], cells.cell(day: day) == place.cell else { return false }
      return weights.map { $0.weight(from: date.number, to: date.number + 1) > 0 } ?? true
    }
  }

  /// Rows without a part, and days on which rows with one were out: for each the first condition that fails.
  private func rowsLeftOut(
    _ atom: Atom, _ step: Step, _ inside: Set<Int>, _ counting: [Bool], at place: ExplainedPlace
  ) throws(EvaluationError) -> RowsLeftOut {
    let table = step.scan.table
    let first = place.context.span.first.number
    let days = place.days
    var before = [0]
    for counts in counting { before.append(before[before.count - 1] + (counts ? 1 : 0)) }
    var filters: [(label: String, column: StepColumn)] = []
    for case .rows(let predicate) in atom.filters {
      filters.append((predicate.label, try steps.column(predicate.condition, of: table)))
    }
    var conditions: [(label: String, column: StepColumn)] = []
    for condition in step.scan.conditions {
      conditions.append((condition.label, try steps.column(condition.condition, of: table)))
    }
    let unit = [.none, .other, .money].contains(atom.unit) ? "" : " \(atom.unit.rawValue)"
    conditions.append(("adds 0\(unit)", try steps.column(step.measure, of: table)))
    var left = RowsLeftOut()
    for row in 0..<snapshot.table(table).rowCount {
      if row & 0xFFF == 0, isCancelled() { throw .cancelled }
      if let filter = filters.first(where: { $0.column.values[row] == 0 }) {
        left.add(row, filter.label)
        continue
      }
      // Where the reason can change.
      var edges: Set<Int32> = [days.first.number, days.end.number]
      for condition in conditions {
        for segment in condition.column.segments(of: row) {
          let start = condition.column.start(segment)
          if start > days.first.number, start < days.end.number { edges.insert(start) }
        }
      }
      var reasons: [(from: Int32, to: Int32, reason: String?)] = []
      let sorted = edges.sorted()
      for (from, to) in zip(sorted, sorted.dropFirst()) {
        guard before[Int(to - first)] > before[Int(from - first)] else { continue }
        let failing = conditions.first { $0.column.value(of: row, on: from) == 0 }?.label
        if let last = reasons.last, last.reason == failing, last.to == from {
          reasons[reasons.count - 1].to = to
        } else {
          reasons.append((from, to, failing))
        }
      }
      if inside.contains(row) {
        // Of what begins or ends, the other days are no days that are missing.
        if step.edge != nil { continue }
        for reason in reasons {
          if let text = reason.reason {
            left.partly.append(.init(row: row, from: reason.from, to: reason.to, reason: text))
          }
        }
      } else if let reason = reasons.first(where: { $0.reason != nil })?.reason,
        !reasons.contains(where: { $0.reason == nil })
      {
        left.add(row, reason)
      } else if let edge = step.edge {
        left.add(row, "does not \(edge.rawValue) here")
      } else {
        left.add(row, "not of this row of the answer")
      }
    }
    return left
  }
}

/// The level of each day that counts.
private struct LevelOfDays {
  var levels: [(day: Day, level: Int128)] = []

  private func holding(_ having: [NumberTest]) throws(EvaluationError) -> [(day: Day, level: Int128)] {
    var result: [(day: Day, level: Int128)] = []
    for day in levels where try having.hold(of: day.level, over: Int128(Numbers.scale)) { result.append(day) }
    return result
  }

  /// The day whose level the figure is; nil of folds of all days, and where no day meets the tests.
  func chosen(by fold: Fold, _ having: [NumberTest]) throws(EvaluationError) -> Day? {
    let days = try holding(having)
    switch fold {
    case .first: return days.first?.day
    case .last: return days.last?.day
    case .maximum: return days.max { $0.level == $1.level ? $0.day > $1.day : $0.level < $1.level }?.day
    case .minimum: return days.min { $0.level == $1.level ? $0.day < $1.day : $0.level < $1.level }?.day
    case .sum, .count, .mean: return nil
    }
  }

  /// Each day with its part; a day that does not meet the tests has none.
  func parts(of fold: Fold, _ having: [NumberTest]) throws(EvaluationError) -> [ExplainedPart] {
    var parts: [ExplainedPart] = []
    for (day, level) in levels {
      let value = try exactly(level, over: Int128(Numbers.scale))
      let isTaken = try having.hold(of: level, over: Int128(Numbers.scale))
      let part: Rational? =
        !isTaken ? nil : fold == .count ? (having.isEmpty && level == 0 ? nil : .one) : value
      parts.append(ExplainedPart(source: .day(day), value: value, weight: nil, part: part))
    }
    return parts
  }
}

extension PlanNode {
  fileprivate var isOfOpenHours: Bool { if case .openHours = self { true } else { false } }

  /// Its sums are divided by what the days weigh.
  fileprivate var isMean: Bool {
    switch self {
    case .reduce, .foldDays(.mean, _, _): true
    case .accumulate, .openHours, .foldDays, .flow, .foldFlow: false
    }
  }
}
