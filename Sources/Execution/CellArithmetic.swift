import Calculus
import Planning
import Store

/// Evaluates the arithmetic of a cell.
struct CellArithmetic {
  let evaluation: Evaluation
  /// Atoms without keys, for `total`.
  let totals: Evaluation?
  /// Hidden values are taken as they are, to be added to others and never to be shown.
  var seesHidden = false

  /// - Throws: `EvaluationError.overflow` where exact arithmetic does not fit.
  func figure(_ expression: CellExpression, group: Int, cell: Int) throws(EvaluationError) -> Figure {
    switch expression {
    case .number(let value): return .value(value)
    case .atom(let index):
      switch evaluation.atoms[index].figure(group: group, cell: cell, seesHidden: seesHidden) {
      case .noData: return .noData
      case .hidden: return .hidden
      case .undefined: return .undefined
      case .value(let above, let below):
        guard let value = try? Rational(above, over: below) else { throw .overflow }
        return .value(value)
      }
    case .count(let count):
      guard let value = try? evaluation.calendar.value(count, cell: cell) else { throw .overflow }
      return .value(value)
    case .negate(let inner):
      guard case .value(let value) = try figure(inner, group: group, cell: cell) else {
        return try figure(inner, group: group, cell: cell)
      }
      guard let result = try? value.negated else { throw .overflow }
      return .value(result)
    case .arithmetic(let operation, let left, let right):
      let first = try figure(left, group: group, cell: cell)
      let second = try figure(right, group: group, cell: cell)
      return try Self.combine(operation, first, second)
    case .moment(let index):
      let atom = evaluation.atoms[index]
      if atom.noData[cell] { return .noData }
      if atom.isHidden(group: group, cell: cell) { return .hidden }
      guard let minute = atom.moments?[group * atom.cellCount + cell], minute != Int32.min else { return .undefined }
      return .minute(minute)
    case .split(_, _, let basis):
      // What its part is depends on all rows: see `AnswerAssembly`.
      return try figure(basis, group: group, cell: cell)
    case .rounded(let rounding, let places, let inner):
      let figure = try figure(inner, group: group, cell: cell)
      guard case .value(let value) = figure else { return figure }
      guard let result = try? rounding.apply(value, places: places) else { throw .overflow }
      return .value(result)
    case .stated(_, let inner): return try figure(inner, group: group, cell: cell)
    case .folded(let fold): return evaluation.folds[fold][group * evaluation.cells.count + cell]
    case .total(let inner):
      guard let totals else { return .undefined }
      return try CellArithmetic(evaluation: totals, totals: totals, seesHidden: seesHidden).figure(
        inner, group: 0, cell: 0)
    }
  }

  static func combine(
    _ operation: RowExpression.Operation, _ left: Figure, _ right: Figure
  ) throws(EvaluationError) -> Figure {
    switch (left, right) {
    case (.noData, _), (_, .noData): return .noData
    case (.hidden, _), (_, .hidden): return .hidden
    case (.undefined, _), (_, .undefined), (.minute, _), (_, .minute), (.day, _), (_, .day): return .undefined
    case (.value(let first), .value(let second)):
      do throws(ArithmeticError) {
        switch operation {
        case .add: return .value(try first.adding(second))
        case .subtract: return .value(try first.subtracting(second))
        case .multiply: return .value(try first.multiplied(by: second))
        case .divide: return second.isZero ? .undefined : .value(try first.divided(by: second))
        case .maximum: return .value(max(first, second))
        case .minimum: return .value(min(first, second))
        }
      } catch {
        throw .overflow
      }
    }
  }
}

extension Rounding {
  /// The value with so many decimals.
  func apply(_ value: Rational, places: Int) throws(ArithmeticError) -> Rational {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = try value.multiplied(by: Rational(scale))
    let whole =
      switch self {
      case .floor: scaled.floor
      case .ceiling: scaled.ceiling
      case .round: scaled.nearest
      }
    return try Rational(whole, over: scale)
  }
}

extension CellPredicate {
  /// Whether a row of figures meets it; a comparison with what is no number does not hold.
  func holds(_ figures: ArraySlice<Figure>) -> Bool {
    switch self {
    case .compare(let comparison, let column, let value):
      if case .value(let figure) = figures[figures.startIndex + column] {
        comparison.holds(figure, value)
      } else {
        false
      }
    case .and(let parts): parts.allSatisfy { $0.holds(figures) }
    case .or(let parts): parts.contains { $0.holds(figures) }
    case .not(let inner):
      inner.compares(figures) && !inner.holds(figures)
    }
  }

  /// Whether all that it compares are numbers.
  private func compares(_ figures: ArraySlice<Figure>) -> Bool {
    switch self {
    case .compare(_, let column, _):
      if case .value = figures[figures.startIndex + column] { true } else { false }
    case .and(let parts), .or(let parts): parts.allSatisfy { $0.compares(figures) }
    case .not(let inner): inner.compares(figures)
    }
  }
}
