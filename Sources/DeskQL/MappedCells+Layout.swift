import Language

extension MappedCells {
  /// As layouts write it: all headers in quotes, words where they would else fall to pieces.
  var layoutNotation: String {
    let headers =
      switch headers {
      case .firstOf(let names): names.map { Printer.quoted($0.text) }.joined(separator: " or ")
      case .joined(let names): names.map { Printer.quoted($0.text) }.joined(separator: " + ")
      }
    return headers + (rules.isEmpty ? "" : " as " + rules.map(\.layoutNotation).joined(separator: ", "))
  }
}

extension MappedCells.Rule {
  fileprivate var layoutNotation: String {
    switch self {
    case .words(let words): words.names.map { notation($0.text, quoted: $0.quoted) }.joined(separator: " ")
    case .word(let word, let meaning): "\(notation(word.text)) = \(notation(meaning.text))"
    case .otherWords(let meaning): "* = \(notation(meaning.text))"
    }
  }

  private func notation(_ word: String, quoted: Bool = false) -> String {
    let isWhole =
      !word.isEmpty && !word.contains { " \t=,|+<>\"'".contains($0) } && !word.hasPrefix(":") && !word.hasSuffix(":")
    return isWhole && !quoted ? word : Printer.quoted(word)
  }
}
