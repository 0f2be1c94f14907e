import Calculus

extension AnswerCell {
  /// A key as people read it.
  public var keyText: String {
    switch self {
    case .label(let label): label
    case .day(let day), .figure(.day(let day)): day.description
    case .missing, .figure: Wording.missingKey
    }
  }
}

extension Answer {
  /// The keys of a row as people read them.
  public func keyTexts(ofRow row: Int) -> [(name: String, text: String)] {
    columns.indices.filter { columns[$0].isKey && !columns[$0].isIdentifier }.map { index in
      (columns[index].name, cell(row: row, column: index).keyText)
    }
  }
}
