import Calculus
import Diagnostics
import Planning
import Store

/// Splits a change into causes by undoing what happened: nothing is estimated, and nothing is left over.
///
/// What rows are of a figure in both frames is computed by the kernels that computed the figure. An event (a membership that
/// started, a desk that was blocked) is undone by computing once more with its rows as they were; what the change is less
/// then is its effect. Events of different families are undone at once, as none has a say in another's.
public enum Attributor {
  /// - Throws: what the query itself throws, and why a change cannot be split.
  public static func run(
    _ explained: ExplainedPlan, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Attribution {
    let plan = explained.plan.withoutCalendarKeys
    do throws(EvaluationError) {
      guard let counterpart = plan.counterpart else { throw .unexplained }
      return try ChangeSplitter(
        after: plan, before: counterpart, snapshot: snapshot, cache: cache, isCancelled: isCancelled
      ).attribution()
    } catch {
      throw Rejection(.evaluation(error, plan: plan))
    }
  }
}
