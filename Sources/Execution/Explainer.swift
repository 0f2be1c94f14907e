import Calculus
import Diagnostics
import Planning
import Store

/// What stands behind an answer: of each of its rows every figure that it is made of, with the rows of the data.
public struct Explanation: Sendable {
  public let answer: Answer
  public let atoms: [Atom]
  /// Folds of figures in finer cells.
  public let folds: [FigureFold]
  public let columns: [PlanColumn]
  /// One for each row of the answer.
  public let cells: [ExplainedCell]
  /// The figures without keys that columns are compared with; nil where none is.
  public let totals: ExplainedCell?
  /// By the columns that split an amount, the basis of all rows among which it was split.
  public let wholeBases: [Int: Rational]
  /// Who holds the resources behind the figures.
  public let holders: Holders
}

/// A row of an answer.
public struct ExplainedCell: Sendable {
  /// One for each column of the plan.
  public let figures: [Figure]
  /// Each of the plan's figures as it stands in the arithmetic.
  public let values: [Figure]
  /// One for each of the plan's folds, and what each is folded from; nothing where the workspace keeps that to itself.
  public let folds: [Figure]
  public let foldedParts: [[FoldedPart]]
  public let counts: [CalendarCount: Rational]
  /// By the columns that split an amount, what this row has of the basis.
  public let bases: [Int: Rational]
  /// Rows behind the plan's figures; empty where the workspace keeps them to itself.
  public let atoms: [ExplainedAtom]
}

/// Runs a plan again, cell by cell, with every row told apart. Queries that nobody asks to explain pay nothing for it, and
/// what is told comes from the kernels that computed the figure.
public enum Explainer {
  /// - Parameters:
  ///   - mostCells: an answer of more rows is asked to be narrowed.
  ///   - isCancelled: asked now and then.
  /// - Throws: what the query itself throws; `explain-which` for an answer of too many rows.
  public static func run(
    _ explained: ExplainedPlan, on snapshot: Snapshot, cache: StepCache, mostCells: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Explanation {
    let plan = explained.plan
    let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled)
    let assembly = try Evaluator.rows(evaluator, listing: [], isCompared: false)
    do throws(EvaluationError) {
      let keys = assembly.keyColumns
      let order = assembly.arranged(keys)
      let answer = try assembly.answer(order, keys)
      guard order.count <= mostCells else { throw .tooManyToExplain(answer, most: mostCells) }
      var cells: [ExplainedCell] = []
      let width = plan.columns.count
      for row in order {
        let (number, group, cell) = assembly.rows[row]
        let evaluation = assembly.evaluations[number]
        let place = ExplainedPlace(
          context: SpanContext(cells: evaluation.cells, space: evaluation.space, mode: evaluation.mode),
          group: evaluation.index.groups[group], cell: cell, isKeyed: true)
        cells.append(
          try evaluator.explain(
            evaluation, group: group, at: place, figures: Array(assembly.figures[row * width..<(row + 1) * width]),
            tellsRows: explained.tellsRows))
      }
      var totals: ExplainedCell?
      if let evaluation = assembly.totals {
        let place = ExplainedPlace(
          context: SpanContext(cells: evaluation.cells, space: evaluation.space, mode: evaluation.mode), group: 0,
          cell: 0, isKeyed: false)
        totals = try evaluator.explain(evaluation, group: 0, at: place, figures: [], tellsRows: false)
      }
      return Explanation(
        answer: answer, atoms: plan.atoms, folds: plan.folds, columns: plan.columns, cells: cells, totals: totals,
        wholeBases: try assembly.wholeBases(), holders: try Holders(plan.atoms.map(\.node), evaluator.steps))
    } catch {
      throw Rejection(.evaluation(error, plan: plan))
    }
  }
}

extension AtomEvaluator {
  fileprivate func explain(
    _ evaluation: Evaluation, group: Int, at place: ExplainedPlace, figures: [Figure], tellsRows: Bool
  ) throws(EvaluationError) -> ExplainedCell {
    let arithmetic = CellArithmetic(evaluation: evaluation, totals: nil)
    var values: [Figure] = []
    var atoms: [ExplainedAtom] = []
    for number in plan.atoms.indices {
      let value = try arithmetic.figure(.atom(number), group: group, cell: place.cell)
      values.append(value)
      guard tellsRows, value != .hidden else { continue }
      let explained = try explain(number, evaluation, group, at: place, figure: value)
      try explained.check(value)
      atoms.append(explained)
    }
    var foldedParts: [[FoldedPart]] = []
    var folds: [Figure] = []
    for (number, fold) in plan.folds.enumerated() {
      let figure = try arithmetic.figure(.folded(number), group: group, cell: place.cell)
      folds.append(figure)
      guard tellsRows else { continue }
      let parts = try parts(of: fold, in: evaluation, group: group, cell: place.cell, keyed: place.isKeyed)
      try fold.check(parts, figure)
      foldedParts.append(parts)
    }
    var counts: [CalendarCount: Rational] = [:]
    for count in CalendarCount.allCases {
      if case .value(let value) = try arithmetic.figure(.count(count), group: group, cell: place.cell) {
        counts[count] = value
      }
    }
    var bases: [Int: Rational] = [:]
    for (number, column) in plan.columns.enumerated() {
      guard case .split = column.value else { continue }
      if case .value(let basis) = try arithmetic.figure(column.value, group: group, cell: place.cell) {
        bases[number] = basis
      }
    }
    return ExplainedCell(
      figures: figures, values: values, folds: folds, foldedParts: foldedParts, counts: counts, bases: bases,
      atoms: atoms)
  }

  private func explain(
    _ number: Int, _ evaluation: Evaluation, _ group: Int, at place: ExplainedPlace, figure: Figure
  ) throws(EvaluationError) -> ExplainedAtom {
    if let step = plan.atoms[number].node.step { return try explainLevel(number, step, at: place, figure: figure) }
    let values = evaluation.atoms[number]
    let moment = values.moments.map { $0[group * values.cellCount + place.cell] }.flatMap { $0 == Int32.min ? nil : $0 }
    return try explainFlow(number, at: place, figure: figure, moment: moment)
  }
}

extension AnswerAssembly {
  /// By the columns that split an amount, what all rows have of the basis.
  fileprivate func wholeBases() throws(EvaluationError) -> [Int: Rational] {
    var result: [Int: Rational] = [:]
    for (number, column) in plan.columns.enumerated() {
      guard case .split = column.value else { continue }
      var sum = Rational.zero
      var isTold = true
      for row in rows {
        let arithmetic = CellArithmetic(evaluation: evaluations[row.evaluation], totals: nil)
        let figure = try arithmetic.figure(column.value, group: row.group, cell: row.cell)
        // What is hidden has its part, too, and nobody may know which.
        if figure == .hidden { isTold = false }
        guard case .value(let basis) = figure else { continue }
        guard let next = try? sum.adding(basis) else { throw .overflow }
        sum = next
      }
      if isTold { result[number] = sum }
    }
    return result
  }
}

extension ExplainedAtom {
  /// The parts must come to the figure, and every row must be in or out: else nothing is told.
  fileprivate func check(_ figure: Figure) throws(EvaluationError) {
    guard rowsIn + left.count == rowCount else { throw .unexplained }
    guard case .value(let value) = figure else { return }
    guard let sum = try? parts.total() else { throw .overflow }
    guard !divisor.isZero, let result = try? sum.divided(by: divisor), result == value else { throw .unexplained }
  }
}
