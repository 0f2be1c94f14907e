import Diagnostics
import Language
import Planning
import Store

extension Session {
  /// Names of metrics, sorted.
  public var metricNames: [String] { catalogue.metricNames }

  /// Those of them that vendors publish.
  public var vendorMetricNames: [String] { catalogue.vendorNames }

  /// What the cells of keys say that lead to no rows of their own.
  func texts(ofKey key: String) -> [String] {
    switch key.lowercased() {
    case "costcenter": return texts("cost_center", .bookings)
    case "company": return texts("company", .memberships)
    case "floor": return texts("floor", .resources)
    case "kind": return texts("kind", .bookings)
    case "department":
      let names = texts("department", .users)
      // Without departments the word means cost centres.
      return names.isEmpty ? texts(ofKey: "costcenter") : names
    case "group": return texts("groups", .users).flatMap(\.listed)
    default:
      let columns = TableName.allCases.map { ($0, Schema.field(key, of: $0)) }
      return columns.flatMap { table, field in
        guard let field, field.vocabulary.isEmpty else { return field?.vocabulary ?? [] }
        let words = workspace.policy.allowsAnyText ? texts(field.name, table) : []
        return words.count <= Session.mostWords ? words : []
      }
    }
  }

  /// A column that holds more different texts than this is one of ids or of remarks, which nobody asks for by heart.
  private static let mostWords = 1000

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
      throw Rejection(.unknownTopic(topic, topics: helpTopics, instead: error.diagnostics.first, in: source))
    }
  }

  /// The last month that is full of data, as far as anybody knows: not the one at the end of the export.
  var monthToTry: String { (monthsOfData.dropFirst().first ?? monthsOfData.first)?.name ?? "lastmonth" }
}
