import Calculus
import Diagnostics
import Planning
import Store

/// Runs plans on a snapshot.
public enum Evaluator {
  /// The answer to a plan.
  ///
  /// - Parameter isCancelled: asked now and then; once it says yes, the work ends with the diagnostic `cancelled`.
  /// - Throws: `Rejection` when the figures do not fit exact arithmetic, a key does not reach rows that are there, the
  ///   frame has no day of the mode, or the answer would have too many cells.
  public static func run(
    _ plan: LogicalPlan, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Answer {
    let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled)
    do throws(EvaluationError) {
      var assembly = AnswerAssembly(plan: plan, snapshot: snapshot, cache: cache)
      switch plan.weightMode {
      case .weighted(let mode): try assembly.addCells(evaluator, mode)
      case .peak: try assembly.addExtremes(evaluator, wantsMaximum: true)
      case .low: try assembly.addExtremes(evaluator, wantsMaximum: false)
      }
      try assembly.splitAmounts()
      return try assembly.answer()
    } catch {
      throw Rejection(.evaluation(error, plan: plan))
    }
  }
}
