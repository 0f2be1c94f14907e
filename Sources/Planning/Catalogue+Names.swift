import Diagnostics
import Language
import Store

// Names that nobody could ask for, and parameters that nobody could give.
extension Catalogue {
  static func check(name: Phrase) throws(Rejection) {
    if let column = name.columnOfRow {
      guard let obstacle = column.obstacleInDefinition else { return }
      throw Rejection(.definitionName(column, obstacle))
    }
    if let (word, obstacle) = name.obstacleAsMetric { throw Rejection(.definitionName(word, obstacle)) }
    if let last = name.names.last, name.names.count > 1, !last.quoted, modeWords.contains(last.text.lowercased()) {
      throw Rejection(.definitionEndsInMode(last))
    }
  }

  static func checkParameters(of definition: Definition) throws(Rejection) {
    let labels = definition.columns.compactMap { $0.label?.text.lowercased() }
    let amounts = definition.amounts
    var seen: Set<String> = []
    for parameter in definition.parameters {
      let word = parameter.text.lowercased()
      if definition.name.columnOfRow != nil { throw Rejection(.parameterOfRow(parameter)) }
      if let obstacle = parameter.obstacleInDefinition { throw Rejection(.definitionName(parameter, obstacle)) }
      guard seen.insert(word).inserted else { throw Rejection(.parameterTwice(parameter)) }
      if Settings.definition(word) != nil { throw Rejection(.parameterIsSetting(parameter)) }
      if labels.contains(word), !amounts.contains(word) { throw Rejection(.parameterIsColumn(parameter)) }
      guard amounts.contains(word) || definition.uses(word) else { throw Rejection(.parameterUnused(parameter)) }
    }
    let split = definition.parameters.filter { amounts.contains($0.text.lowercased()) }
    if split.count > 1 { throw Rejection(.twoAmounts(split[1], after: split[0])) }
  }
}

extension Phrase {
  /// `desks` of `resources.desks`, where that is no number.
  fileprivate var columnOfRow: Name? {
    guard names.count == 1, let dot = text.lastIndex(of: "."), names[0].obstacleInDefinition != .number else {
      return nil
    }
    return Name(text: String(text[text.index(after: dot)...]), quoted: names[0].quoted, place: place)
  }
}
