import Diagnostics
import Language
import Planning
import Store

extension Session {
  /// The definitions that a query goes by, with what they say of themselves: its metric first, then what that is made of.
  ///
  /// - Returns: none for statements that ask for no metric, or for one that there is not.
  public func definitions(behind statement: Statement) -> [(name: String, text: String)] {
    guard case .query(let query) = statement, case .metric(let metric) = query.subject else { return [] }
    let source = SourceText(text: "")
    let hasMode = modeWord(of: metric, source: source) != nil
    let names = hasMode ? metric.phrase.names.dropLast() : metric.phrase.names[...]
    let name = names.map(\.text).joined(separator: " ")
    let others = query.clauses.flatMap { clause -> [String] in
      if case .under(let phrases) = clause.kind { phrases.flatMap { ["\(name) \($0.text)", $0.text] } } else { [] }
    }
    var found: [(name: String, text: String)] = []
    for asked in [name] + others {
      guard let entry = catalogue[asked], !entry.isRowColumn else { continue }
      let own = entry.definition.name.text.lowercased()
      let used = catalogue.metricNames.filter { other in
        other.lowercased() != own
          && Binder.uses(
            other, in: entry, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings)
      }
      for entry in [entry] + used.compactMap({ catalogue[$0] }) {
        let name = entry.definition.name.text
        guard !found.contains(where: { $0.name == name }) else { continue }
        found.append((name, (entry.comment.map { "# " + $0 } + [entry.text]).joined(separator: "\n")))
      }
    }
    return found
  }
}
