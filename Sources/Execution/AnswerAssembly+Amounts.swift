import Calculus
import Planning
import Store

// Amounts that are split by a figure of each row.
extension AnswerAssembly {
  /// Turns the bases of split amounts into their parts, over all rows; of equal remainders the first row by its keys gets
  /// the coin.
  ///
  /// Rows with a hidden basis get theirs together, behind all others: what coins they got one by one would tell of them.
  mutating func splitAmounts(_ evaluator: AtomEvaluator) throws(EvaluationError) {
    guard plan.columns.contains(where: { if case .split = $0.value { true } else { false } }) else { return }
    let width = plan.columns.count
    let keys = keyColumns
    let keyOrder = MixedRank(keys.ranks(Array(rows.indices)))
    let order = rows.indices.sorted { keyOrder.precedes($0, $1) }
    for (number, column) in plan.columns.enumerated() {
      guard case .split(let units, let coins, let basis) = column.value else { continue }
      let hidden = order.filter { figures[$0 * width + number] == .hidden }
      let pooled = hidden.isEmpty ? nil : try sum(of: basis, hidden)
      if let pooled, try !canBeHad(pooled, basis, evaluator, column: number) {
        for row in order { figures[row * width + number] = .hidden }
        continue
      }
      let shown = order.filter { figures[$0 * width + number] != .hidden }
      var bases: [Rational] = []
      for row in shown {
        if case .value(let basis) = figures[row * width + number] { bases.append(basis) } else { bases.append(.zero) }
      }
      if let pooled { bases.append(pooled) }
      do throws(ArithmeticError) {
        let parts = try largestRemainder(units, by: bases)
        for (row, part) in zip(shown, parts) {
          figures[row * width + number] = .value(try Rational(part, over: Int128(coins)))
        }
        if !hidden.isEmpty, let rest = parts.last {
          let amount = try Rational(rest, over: Int128(coins))
          if case .coin(let places) = column.value.coinDecimals { hiddenAmount = amount.rounded(places: places) }
        }
      } catch {
        throw error == .divisionByZero ? .noBasis : .overflow
      }
    }
  }

  /// Whether what hidden rows come to together is known anyway: the figure of all rows is shown, and the rows add up to
  /// it.
  private func canBeHad(
    _ pooled: Rational, _ basis: CellExpression, _ evaluator: AtomEvaluator, column: Int
  ) throws(EvaluationError) -> Bool {
    let span = plan.widensCells ? plan.span.widened(to: ISOWeek.self) : plan.span
    let mode: Mode? = if case .weighted(let mode) = plan.weightMode { mode } else { nil }
    let totals = try evaluator.evaluate(span, calendarKeys: [], keyed: false, mode: mode)
    var sum = Figure.value(pooled)
    for row in rows.indices {
      if case .value = figures[row * plan.columns.count + column] {
        sum = try CellArithmetic.combine(.add, sum, figures[row * plan.columns.count + column])
      }
    }
    return try CellArithmetic(evaluation: totals, totals: totals).figure(basis, group: 0, cell: 0) == sum
  }

  /// What hidden rows come to together.
  private func sum(of basis: CellExpression, _ hidden: [Int]) throws(EvaluationError) -> Rational {
    var sum = Rational.zero
    for row in hidden {
      let place = rows[row]
      let arithmetic = CellArithmetic(evaluation: evaluations[place.evaluation], totals: nil, seesHidden: true)
      let figure = try arithmetic.figure(basis, group: place.group, cell: place.cell)
      guard case .value(let value) = try CellArithmetic.combine(.add, .value(sum), figure) else { continue }
      sum = value
    }
    return sum
  }

  /// So that the amounts add up, though not all of them are told.
  var sharesOfHidden: [ReadingItem] { hiddenAmount.map { [ReadingItem(.note, "hidden rows share \($0)")] } ?? [] }
}
