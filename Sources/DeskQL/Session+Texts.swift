import Diagnostics
import Language
import Planning
import Store

extension Session {
  /// Names of metrics, sorted.
  public var metricNames: [String] { catalogue.metricNames }

  /// Those of them that vendors publish.
  public var vendorMetricNames: [String] { catalogue.vendorNames }

  /// Names that a key can be given, for completion: at most a hundred that begin with the prefix. Names of persons only
  /// where the workspace allows to ask for them.
  public func names(ofKey key: String, prefix: String) -> [String] { names(ofKey: key, prefix: prefix, most: 100) }

  func names(ofKey key: String, prefix: String, most: Int) -> [String] {
    let wanted = prefix.lowercased()
    var names: [String]
    switch key.lowercased() {
    case "user": names = workspace.policy.allowsPersons ? workspace.snapshot.allNames(of: .users) : []
    case "location": names = workspace.snapshot.allNames(of: .locations)
    case "type": names = workspace.snapshot.allNames(of: .types)
    case "resource": names = workspace.snapshot.allNames(of: .resources)
    case "plan": names = workspace.snapshot.allNames(of: .plans)
    case "category": names = Schema.field("category", of: .types)?.vocabulary ?? []
    case "costcenter": names = texts("cost_center", .bookings)
    case "company": names = texts("company", .memberships)
    case "floor": names = texts("floor", .resources)
    case "kind": names = texts("kind", .bookings)
    case "department":
      names = texts("department", .users)
      // Without departments the word means cost centres.
      if names.isEmpty { names = self.names(ofKey: "costcenter", prefix: prefix, most: most) }
    case "group": names = texts("groups", .users).flatMap(\.listed)
    default: names = []
    }
    names = Set(names).filter { $0.lowercased().hasPrefix(wanted) }.sorted()
    return Array(names.prefix(most))
  }

  private func table(_ name: TableName) -> Table { workspace.snapshot.table(name) }

  private func texts(_ column: String, _ table: TableName) -> [String] {
    guard case .text(_, let pool)? = self.table(table).columns[column],
      workspace.policy.allowsPersons || !workspace.snapshot.isPersonal(column, of: table)
    else { return [] }
    return Array(pool.strings.dropFirst())
  }

  // MARK: show

  func text(of show: Show, source: SourceText) throws(Rejection) -> String {
    switch show {
    case .settings: return settingsText()
    case .definition(let name):
      guard let entry = catalogue[name.text] else {
        throw Rejection(.unknownDefinition(name, catalogue: catalogue, in: source))
      }
      return entry.text
    case .tokens(let asked): return try tokensText(asked, source: source)
    case .tree(let asked): return treeText(asked, source: source)
    case .steps(let asked): return try stepsText(asked, source: source)
    case .sql(let asked): throw Rejection(.statementNotSupported("show sql", asked.place, in: source))
    }
  }

  /// - Parameter others: rows of what is set elsewhere, as those of the settings are.
  public func settingsText(and others: [[String]] = []) -> String {
    let rows = Settings.definitions.map { definition in
      let origin =
        switch settings.origin(definition.name) {
        case .builtIn: "default"
        case .workspace(let file): file
        case .session: "this session"
        }
      return [definition.name, settings.value(definition.name), origin, definition.help]
    }
    return TextColumns.text([["setting", "value", "set by", "what it does"]] + rows + others)
  }

  // MARK: help

  func help(_ topic: Phrase?, source: SourceText) throws(Rejection) -> String {
    guard let topic else { return HelpText.general(month: monthToTry) }
    if let known = HelpTopic.named(topic.text) { return known.text(month: monthToTry) }
    do {
      return try description(of: topic, source: source)
    } catch {
      if let about = HelpTopic.about(topic.text) { return about.text(month: monthToTry) }
      throw Rejection(.unknownTopic(topic, topics: helpTopics, instead: error.diagnostics.first?.help, in: source))
    }
  }

  /// The last month that is full of data, as far as anybody knows: not the one at the end of the export.
  var monthToTry: String { (monthsOfData.dropFirst().first ?? monthsOfData.first)?.name ?? "lastmonth" }
}
