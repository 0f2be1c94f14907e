import Calculus
import Diagnostics
import Execution
import Language
import Planning
import Store

extension Session {
  /// What made the difference between two times: the same corridor as for figures, then causes that add up.
  func why(_ query: Query, source: SourceText) throws(Rejection) -> Report {
    let (attribution, plan, words) = try attribution(of: query, source: source)
    let report = AttributionReport(
      attribution, plan: plan, words: words, snapshot: workspace.snapshot, limit: shownRows(query, cells: 1))
    return Report(
      title: title("why", query, source: source),
      sections: report.sections)
  }

  /// The causes themselves.
  package func attribution(
    of query: Query, source: SourceText
  ) throws(Rejection) -> (Attribution, plan: ExplainedPlan, words: QueryWords) {
    try checkWhy(query, source: source)
    let (bound, words) = try Binder.bindWithWords(
      query, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source, tellsPersons: workspace.policy.allowsPersons)
    guard bound.comparison != nil else { throw Rejection(.whyWithoutComparison(query.subject.place, in: source)) }
    if bound.keys.contains(where: { $0.name == "currency" }) {
      throw Rejection(.whyOfCurrencies(query.subject.place, in: source))
    }
    if case .weighted = bound.weightMode {
    } else {
      throw Rejection(.whyOfExtreme(bound.weightMode.name, query.subject.place, in: source))
    }
    let plan = Planner.plan(
      try judged(query.place, in: source) { () throws(Rejection) in
        let permitted = try workspace.policy.permit(bound, toldBy: "why")
        guard permitted.tellsRows else { throw Rejection(.whyInGroups(query.subject.place, in: source)) }
        let figures = bound.columns[bound.valueColumn].value.atoms.map { bound.atoms[$0].node }
        if let hiding = permitted.hiding, figures.contains(where: { $0.foldsPersons(in: workspace.snapshot) }) {
          throw Rejection(.whyOfPersons(query.subject.place, hiding, in: source))
        }
        return permitted
      })
    let attribution = try placed(at: query.subject.place, in: source) { () throws(Rejection) in
      try Attributor.run(plan, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    }
    return (attribution, plan, words)
  }

  /// Clauses that make several changes of one, or a part of it.
  private func checkWhy(_ query: Query, source: SourceText) throws(Rejection) {
    for clause in query.clauses {
      switch clause.kind {
      case .by(let names):
        for name in names where !name.quoted && CalendarKey(rawValue: name.text.lowercased()) != nil {
          throw Rejection(.whyOfCells(name.text, name.place, in: source))
        }
      case .having: throw Rejection(.whyOfCells("having", clause.place, in: source))
      case .sort: throw Rejection(.whyOfCells("sort", clause.place, in: source))
      case .top: throw Rejection(.whyOfCells("top", clause.place, in: source))
      case .under: throw Rejection(.whyOfCells("under", clause.place, in: source))
      case .filter, .where, .between, .with, .vs, .in, .on, .as, .to: break
      }
    }
  }
}
