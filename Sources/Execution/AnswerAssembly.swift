import Calculus
import Planning
import Store

/// Rows of an answer: from evaluations to sorted columns.
struct AnswerAssembly {
  let plan: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache
  var evaluations: [Evaluation] = []
  /// All days in one, where each cell is an evaluation of its own.
  private var overview: Evaluation?
  /// For each row its evaluation, dense group and cell; and where the cell has values of its own, those of its calendar keys.
  var rows: [(evaluation: Int, group: Int, cell: Int)] = []
  /// Values of the calendar keys, `shownCalendarKeys.count` a row.
  var calendarValues: [Int32] = []
  /// Rows are to be found again beside those of another frame.
  let isCompared: Bool
  /// For each row its cell, counted from the first of the frame; empty unless it is compared.
  var positions: [Int] = []
  /// `plan.shownColumns.count` a row, once all are there.
  var figures: [Figure] = []
  /// What several rows count, where a key is a list.
  var overlaps: [Overlap] = []
  /// The other frame's rows, where there are two.
  var comparison: JoinedComparison?
  /// What rows with a hidden basis get of an amount, together.
  var hiddenAmount: String?

  init(plan: LogicalPlan, snapshot: Snapshot, cache: StepCache, isCompared: Bool = false) {
    self.plan = plan
    self.isCompared = isCompared
    self.snapshot = snapshot
    self.cache = cache
  }

  var calendarKeys: [CalendarKey] {
    plan.keys.compactMap { if case .calendar(let key) = $0 { key } else { nil } }
  }

  /// Keys of the answer: the plan's, and the day of a peak.
  var shownCalendarKeys: [CalendarKey] {
    switch plan.weightMode {
    case .weighted: calendarKeys
    case .peak, .low: calendarKeys.contains(.day) ? calendarKeys : calendarKeys + [.day]
    }
  }

  /// What tells of the frame as a whole.
  var summary: Evaluation? { overview ?? evaluations.first }

  /// The figures without keys, where a column compares with them.
  private(set) var totals: Evaluation?

  // MARK: rows

  /// All rows of the plan's frame.
  ///
  /// - Parameter listing: groups that have rows in any case.
  mutating func addRows(_ evaluator: AtomEvaluator, listing: Set<UInt32> = []) throws(EvaluationError) {
    switch plan.weightMode {
    case .weighted(let mode): try addCells(evaluator, mode, listing)
    case .peak: try addExtremes(evaluator, wantsMaximum: true, listing)
    case .low: try addExtremes(evaluator, wantsMaximum: false, listing)
    }
  }

  /// One row for every group and cell.
  private mutating func addCells(
    _ evaluator: AtomEvaluator, _ mode: Mode, _ listing: Set<UInt32>
  ) throws(EvaluationError) {
    let totals = try evaluateTotals(evaluator, mode)
    let keys = calendarKeys
    let weighing = keys.contains(.day) ? nil : mode
    guard plan.widensCells else {
      let evaluation = try evaluator.evaluate(
        plan.span, calendarKeys: keys, keyed: true, mode: weighing, listing: listing)
      if plan.isLevel, weighing != nil { try checkWeights(evaluation, mode) }
      try add(evaluation, totals, prefix: [], evaluator)
      return
    }
    // Each month, quarter or year grows to whole weeks and is a frame of its own; what there is in any of them stands in
    // all of them, and what was left out is told of all of them together.
    let all = try evaluator.evaluate(
      plan.span.widened(to: ISOWeek.self), calendarKeys: [], keyed: true, mode: weighing, listing: listing)
    overview = all
    let stretched = keys.filter(\.isContiguous)
    let outline = CalendarCells(span: plan.span, keys: stretched, conditions: plan.conditions)
    for stretch in 0..<outline.stretchCount where outline.isAsked(stretch) {
      let days = outline.days(ofStretch: stretch)
      let span = DaySpan(
        first: plan.span.first.adding(days: days.lowerBound), end: plan.span.first.adding(days: days.upperBound))
      let evaluation = try evaluator.evaluate(
        span.widened(to: ISOWeek.self), calendarKeys: keys.filter { !$0.isContiguous }, keyed: true, mode: weighing,
        listing: all.occurring)
      try add(
        evaluation, totals, prefix: stretched.map { ($0, outline.value(of: $0, cell: stretch)) },
        position: stretch * evaluation.cells.count, evaluator)
    }
  }

  private mutating func evaluateTotals(
    _ evaluator: AtomEvaluator, _ mode: Mode?
  ) throws(EvaluationError) -> Evaluation? {
    guard plan.columns.contains(where: { $0.value.hasTotal }) else { return nil }
    let span = plan.widensCells ? plan.span.widened(to: ISOWeek.self) : plan.span
    totals = try evaluator.evaluate(span, calendarKeys: [], keyed: false, mode: mode)
    return totals
  }

  /// A frame without a day of the mode has no value: an error, not 0 (DESIGN §1).
  private func checkWeights(_ evaluation: Evaluation, _ mode: Mode) throws(EvaluationError) {
    if evaluation.calendar.months.allSatisfy({ $0 == 0 }), evaluation.calendar.days.contains(where: { $0 > 0 }) {
      throw .noWeight(mode)
    }
  }

  private mutating func add(
    _ evaluation: Evaluation, _ totals: Evaluation?, prefix: [(CalendarKey, Int32)], position: Int = 0,
    _ evaluator: AtomEvaluator
  ) throws(EvaluationError) {
    let arithmetic = CellArithmetic(evaluation: evaluation, totals: totals)
    let number = evaluations.count
    evaluations.append(evaluation)
    let keys = calendarKeys
    for group in 0..<evaluation.index.count where evaluation.occurs[group] {
      if evaluator.isCancelled() { throw .cancelled }
      for cell in 0..<evaluation.cells.count where evaluation.cells.isAsked(cell) {
        rows.append((number, group, cell))
        if isCompared { positions.append(position + cell) }
        for key in keys {
          calendarValues.append(
            prefix.first { $0.0 == key }?.1 ?? evaluation.cells.value(of: key, cell: cell))
        }
        for column in plan.columns { figures.append(try arithmetic.figure(column.value, group: group, cell: cell)) }
      }
    }
  }

  /// One row for every group and cell: the earliest day on which the value is highest, or lowest.
  private mutating func addExtremes(
    _ evaluator: AtomEvaluator, wantsMaximum: Bool, _ listing: Set<UInt32>
  ) throws(EvaluationError) {
    let shown = shownCalendarKeys
    let evaluation = try evaluator.evaluate(plan.span, calendarKeys: shown, keyed: true, mode: nil, listing: listing)
    let totals = try evaluateTotals(evaluator, nil)
    let arithmetic = CellArithmetic(evaluation: evaluation, totals: totals)
    evaluations.append(evaluation)
    let outer = CalendarCells(span: plan.span, keys: calendarKeys, conditions: plan.conditions)
    let value = plan.columns[plan.valueColumn].value
    for group in 0..<evaluation.index.count where evaluation.occurs[group] {
      if evaluator.isCancelled() { throw .cancelled }
      var best = [(cell: Int, value: Rational)?](repeating: nil, count: outer.count)
      // Where no day has a value, the earliest one says why.
      var earliest = [Int?](repeating: nil, count: outer.count)
      for day in 0..<plan.span.dayCount where evaluation.cells.takesDay[day] {
        let cell = evaluation.cells.cell(day: day)
        earliest[outer.cell(day: day)] = earliest[outer.cell(day: day)] ?? cell
        guard case .value(let figure) = try arithmetic.figure(value, group: group, cell: cell) else { continue }
        let target = outer.cell(day: day)
        if let known = best[target], wantsMaximum ? figure <= known.value : figure >= known.value { continue }
        best[target] = (cell, figure)
      }
      for target in 0..<outer.count {
        guard let chosen = best[target]?.cell ?? earliest[target] else { continue }
        rows.append((0, group, chosen))
        if isCompared { positions.append(target) }
        for key in shown { calendarValues.append(evaluation.cells.value(of: key, cell: chosen)) }
        for column in plan.columns { figures.append(try arithmetic.figure(column.value, group: group, cell: chosen)) }
      }
    }
  }

  // MARK: the answer

  func answer() throws(EvaluationError) -> Answer {
    let keys = keyColumns
    return try answer(arranged(keys), keys)
  }

  var keyColumns: KeyColumns { KeyColumns(self, shown: shownCalendarKeys) }

  /// Rows in their order as columns.
  func answer(_ order: [Int], _ keys: KeyColumns) throws(EvaluationError) -> Answer {
    let shown = plan.shownColumns
    let width = shown.count
    var columns = keys.columns(order)
    let keyCount = columns.count
    let hasExtremeDay = shownCalendarKeys.count > calendarKeys.count
    let extremeDay = hasExtremeDay ? columns.firstIndex { $0.name == CalendarKey.day.rawValue } : nil
    for (number, column) in shown.enumerated() {
      if number == plan.columns.count, let days = comparison?.dayColumn(order) { columns.append(days) }
      columns.append(figureColumn(column, order.map { figures[$0 * width + number] }))
    }
    let reading = try Reading(plan: plan, snapshot: snapshot, cache: cache).items(
      summary, overlaps: overlaps, comparison: comparison)
    return Answer(
      columns: columns.withCoins(of: snapshot, plan.atoms), rowCount: order.count,
      reading: reading + sharesOfHidden
        + excesses { column in order.map { figures[$0 * width + column] } },
      valueColumn: keyCount + plan.valueColumn, parts: plan.partColumns.map { keyCount + $0 },
      sortColumn: plan.sortColumn.map { keyCount + $0 }, extremeDay: extremeDay, isWhole: order.count == rows.count)
  }

  func figureColumn(_ column: PlanColumn, _ figures: [Figure]) -> AnswerColumn {
    AnswerColumn(
      name: column.name, unit: column.unit, isPercent: column.isPercent, decimals: column.value.coinDecimals,
      addsUp: overlaps.isEmpty && plan.weightMode.isWeighted && plan.addsUp(column.value), values: .figures(figures))
  }

  /// The rows that `having` and `top` leave, in the order of `sort`, else of the keys.
  func arranged(_ keys: KeyColumns) -> [Int] {
    var order = Array(rows.indices)
    let width = plan.shownColumns.count
    if let having = plan.arrangement.having {
      order = order.filter { having.holds(figures[$0 * width..<($0 + 1) * width]) }
    }
    let ranks = keys.ranks(order)
    let keyOrder = MixedRank(ranks)
    let sort = plan.arrangement.sort
    if sort.isEmpty {
      order.sort { keyOrder.precedes($0, $1) }
    } else {
      order.sort { left, right in
        for (target, descending) in sort {
          let comparison: Int
          switch target {
          case .key(let key):
            comparison = compare(ranks[key][left], ranks[key][right])
            // As with figures, what is missing comes last.
            if comparison != 0, max(ranks[key][left], ranks[key][right]) == Int.max { return comparison < 0 }
          case .column(let column):
            comparison = compare(
              figures[left * width + column], figures[right * width + column], descending: descending)
            if comparison != 0 { return comparison < 0 }
            continue
          }
          if comparison != 0 { return descending ? comparison > 0 : comparison < 0 }
        }
        return keyOrder.precedes(left, right)
      }
    }
    return plan.arrangement.top.map { Array(order.prefix($0)) } ?? order
  }

  /// More occupied than available is told and never cut (DESIGN §2). More money than a list price asks for is just that.
  ///
  /// - Parameter shown: the figures of a column that are in the answer.
  func excesses(_ shown: (Int) -> [Figure]) -> [ReadingItem] {
    guard plan.isLevel, !plan.atoms.contains(where: { $0.unit == .money }) else { return [] }
    return plan.columns.enumerated().compactMap { number, column in
      guard column.isPercent else { return nil }
      let figures = shown(number)
      let count = figures.count { figure in if case .value(let value) = figure { value > .one } else { false } }
      if count == 0 { return nil }
      let rows = figures.count == 1 ? "" : count == 1 ? " in 1 row" : " in \(count) rows"
      return ReadingItem(.findings, "\(column.name) is over 100 %\(rows)")
    }
  }

  private func compare(_ left: Int, _ right: Int) -> Int { left < right ? -1 : left > right ? 1 : 0 }

  /// What is no number comes last, whichever way is sorted.
  private func compare(_ left: Figure, _ right: Figure, descending: Bool) -> Int {
    switch (left, right) {
    case (.value(let a), .value(let b)): (a == b ? 0 : (a < b) != descending ? -1 : 1)
    case (.minute(let a), .minute(let b)): (a == b ? 0 : (a < b) != descending ? -1 : 1)
    case (.value, _), (.minute, _): -1
    case (_, .value), (_, .minute): 1
    default: 0
    }
  }
}

/// Ranks of several keys as one number a row, so that rows compare at once; where they do not fit, key by key.
struct MixedRank {
  private let ranks: [[Int]]
  private var mixed: [Int]?

  init(_ ranks: [[Int]]) {
    self.ranks = ranks
    var mixed = [Int](repeating: 0, count: ranks.first?.count ?? 0)
    var capacity = 1
    for rank in ranks {
      // The missing value is `Int.max` and comes last.
      let known = rank.lazy.filter { $0 != Int.max }
      let low = known.min() ?? 0
      let size = (known.max() ?? 0) - low + 2
      let (product, overflow) = capacity.multipliedReportingOverflow(by: size)
      guard !overflow else { return }
      capacity = product
      for row in rank.indices { mixed[row] = mixed[row] * size + (rank[row] == Int.max ? size - 1 : rank[row] - low) }
    }
    self.mixed = ranks.isEmpty ? nil : mixed
  }

  func precedes(_ left: Int, _ right: Int) -> Bool {
    if let mixed { return mixed[left] == mixed[right] ? left < right : mixed[left] < mixed[right] }
    for rank in ranks where rank[left] != rank[right] { return rank[left] < rank[right] }
    return left < right
  }
}
