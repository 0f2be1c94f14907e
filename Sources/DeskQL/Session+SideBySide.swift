import Diagnostics
import Execution
import Language
import Planning
import Store

// `under Robin, Cobot`: the same corridor, once for each definition.
extension Session {
  func runSideBySide(_ query: Query, source: SourceText) throws(Rejection) -> Answer {
    let plan = try planSideBySide(query, source: source)
    return try placed(at: query.subject.place, in: source) { () throws(Rejection) in
      try Evaluator.run(plan, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    }
  }

  /// Everything before the figures. The audit has one line of it.
  func planSideBySide(_ query: Query, source: SourceText) throws(Rejection) -> SideBySidePlan {
    let bound = try Binder.bindSideBySide(
      query, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source, tellsPersons: workspace.policy.allowsPersons)
    return Planner.plan(
      try judged(query.place, in: source) { () throws(Rejection) in try workspace.policy.permit(bound) })
  }

  /// What may stand behind `under` of a metric: the words behind its own in names of metrics.
  public func definitionNames(ofMetric words: [String]) -> [String] {
    var words = words[...]
    while !words.isEmpty {
      let names = catalogue.variants(of: words.joined(separator: " "))
      if !names.isEmpty { return names }
      // The last word may be a mode.
      words = words.dropLast()
    }
    return []
  }
}
