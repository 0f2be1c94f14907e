import Diagnostics
import Language
import Planning
import Store

extension Session {
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
