import Diagnostics

/// A word or sign of a text that may not be complete yet, and what the parser takes it for.
public struct TypedWord: Hashable, Sendable {
  public let token: Token
  /// What it meets of all that may stand in its place; nil behind the first one that meets nothing, as nothing is
  /// known of what follows it.
  public let role: Expectation?
  /// It meets nothing that may stand here.
  public let isUnexpected: Bool

  public init(token: Token, role: Expectation?, isUnexpected: Bool) {
    self.token = token
    self.role = role
    self.isUnexpected = isUnexpected
  }
}

extension TypedWord {
  /// The words of a text. What may stand in a word's place depends on those before it alone, so what did not change is
  /// taken over.
  ///
  /// - Parameter known: the words of the text as it was, without those of other texts.
  /// - Complexity: a reading of the statement for each word that is new.
  public static func words(of source: SourceText, knowing known: [TypedWord] = []) -> [TypedWord] {
    var parser = Parser(source: source, tokens: Lexer.scan(source).tokens)
    var words: [TypedWord] = []
    var isSame = true
    var start = 0
    var isReadable = true
    for (index, token) in parser.tokens.dropLast().enumerated() {
      isSame = isSame && index < known.count && known[index].token == token
      // A word in front of another may have been cut short by the end of the text.
      if token.kind == .newline || token.kind == .semicolon {
        start = index + 1
        isReadable = true
        words.append(TypedWord(token: token, role: .symbol(token.kind.rawValue), isUnexpected: false))
      } else if isSame {
        words.append(known[index])
        if known[index].isUnexpected { isReadable = false }
      } else if !isReadable {
        words.append(TypedWord(token: token, role: nil, isUnexpected: false))
      } else {
        let role = parser.role(of: index, from: start)
        isReadable = role != nil
        words.append(TypedWord(token: token, role: role, isUnexpected: role == nil))
      }
    }
    return words
  }
}

extension Parser {
  /// What a token meets of all that may stand in its place.
  fileprivate mutating func role(of index: Int, from start: Int) -> Expectation? {
    let expected = expectations(from: start, at: index)
    limit = tokens.count - 1
    if let role = expected.first(where: { meets(index, $0) }) { return role }
    // `12000 EUR` behind a metric's words
    return tokens[index].isDecimal && expected.contains(.metric) && index > start ? .number : nil
  }

  private func meets(_ index: Int, _ expectation: Expectation) -> Bool {
    let token = tokens[index]
    switch expectation {
    case .keyword(let word): return keywords[index]?.rawValue == word
    case .symbol(let symbol): return token.kind.rawValue == symbol
    case .metric: return isMetricWord(index) || token.text == "_" || token.isLabel
    case .frame: return token.isTime || keywords[index] == .since
    case .number: return token.isNumber
    case .currency: return token.isCurrency
    case .column, .newName, .header: return token.isName || token.isLabel
    case .end: return false
    case .key, .name, .table, .finding, .state, .setting, .value, .unit, .basis, .format, .clock, .library, .file,
      .loadedFile, .rule, .definition, .topic:
      return token.isName
    }
  }
}

extension Expectation {
  /// What may stand at a place, for people: `a time such as “2024-03” or “last90”`. At most three things.
  public static func brief(_ expectations: [Expectation]) -> String { sentence(Array(expectations.prefix(12))) }
}
