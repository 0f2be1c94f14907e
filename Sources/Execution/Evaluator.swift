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
    let counterpart = plan.counterpart
    func rows(of plan: LogicalPlan, listing: Set<UInt32> = []) throws(Rejection) -> AnswerAssembly {
      let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled)
      return try Evaluator.rows(evaluator, listing: listing, isCompared: counterpart != nil)
    }
    guard let counterpart else {
      let assembly = try rows(of: plan)
      return try told(of: plan) { () throws(EvaluationError) in try assembly.answer() }
    }
    // What occurs in one frame has rows in both, so that each says of it what there is: zero, or no data.
    var other = try rows(of: counterpart)
    var assembly = try rows(of: plan, listing: other.occurring)
    if !assembly.occurring.isSubset(of: other.occurring) {
      other = try rows(of: counterpart, listing: assembly.occurring)
    }
    if assembly.hasDays != other.hasDays {
      let empty = other.hasDays ? plan : counterpart
      try told(of: empty) { () throws(EvaluationError) in throw .noDaysToCompare }
    }
    return try told(of: plan) { () throws(EvaluationError) in
      try assembly.join(other, isCancelled: isCancelled)
      return try assembly.answer()
    }
  }

  /// The rows of a plan with their figures, not yet arranged.
  ///
  /// - Parameters:
  ///   - listing: groups that have rows in any case.
  ///   - isCompared: they are to be found again beside those of another frame.
  static func rows(
    _ evaluator: AtomEvaluator, listing: Set<UInt32>, isCompared: Bool
  ) throws(Rejection) -> AnswerAssembly {
    let plan = evaluator.plan
    var assembly = AnswerAssembly(
      plan: plan, snapshot: evaluator.snapshot, cache: evaluator.cache, isCompared: isCompared)
    try told(of: plan) { () throws(EvaluationError) in
      try assembly.addRows(evaluator, listing: listing)
      try assembly.addOverlaps(isCancelled: evaluator.isCancelled)
      try assembly.splitAmounts(evaluator)
    }
    return assembly
  }

  /// Whatever goes wrong in `body` is told with the plan's own frame.
  static func told<Result>(
    of plan: LogicalPlan, _ body: () throws(EvaluationError) -> Result
  ) throws(Rejection) -> Result {
    do throws(EvaluationError) {
      return try body()
    } catch {
      throw Rejection(.evaluation(error, plan: plan))
    }
  }
}
