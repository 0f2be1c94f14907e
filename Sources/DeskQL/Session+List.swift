import Diagnostics
import Execution
import Language
import Planning
import Store

extension Session {
  /// Rows and states: the same corridor as for figures.
  func run(_ list: ListQuery, source: SourceText) throws(Rejection) -> Answer {
    let plan = try plan(list, source: source)
    return try placed(at: list.table.place, in: source) { () throws(Rejection) in
      try Evaluator.run(plan, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    }
  }

  /// Everything before the rows.
  func plan(_ list: ListQuery, source: SourceText) throws(Rejection) -> ListPlan {
    let bound = try Binder.bind(
      list, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source)
    return Planner.plan(
      try judged(list.place, in: source) { () throws(Rejection) in try workspace.policy.permit(bound) })
  }
}
