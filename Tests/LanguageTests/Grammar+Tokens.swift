import GrammarFile
import Language

// What the token classes of the grammar mean, written a second time, apart from the parser.
extension Grammar {
  /// Whether a token is what a rule for single tokens describes.
  func matches(_ rule: Rule, _ token: Token) -> Bool {
    switch rule {
    case .terminal(let text):
      switch token.kind {
      case .word: token.text.lowercased() == text
      case .quoted, .quotedLabel, .newline, .end, .unreadable: false
      default: token.text == text
      }
    case .tokenClass(let words): Self.matches(words, token)
    case .reference(let name): rules[name].map { matches($0, token) } ?? false
    case .choice(let rules): rules.contains { matches($0, token) }
    case .except(let rule, let other): matches(rule, token) && !matches(other, token)
    case .sequence, .repeated, .optional: fatalError("not a rule for single tokens: \(rule)")
    }
  }

  /// Whether a rule describes single tokens with a class in it, so that it is taken as one terminal.
  func isTokenRule(_ rule: Rule) -> Bool {
    switch rule {
    case .terminal, .tokenClass, .except: true
    case .reference(let name): rules[name].map(isTokenRule) ?? false
    case .choice(let rules): rules.allSatisfy(isTokenRule)
    case .sequence, .repeated, .optional: false
    }
  }

  private static func matches(_ words: String, _ token: Token) -> Bool {
    switch words {
    case "a text in double quotes, a quote in it doubled": return token.kind == .quoted
    case "a text in double quotes and a \":\" right behind it": return token.kind == .quotedLabel
    case "a line end that is a token": return token.kind == .newline
    default: break
    }
    guard token.kind == .word else { return false }
    let text = token.text
    switch words {
    case "a word": return true
    case "a word of two characters or more that ends in \":\"": return text.count > 1 && text.hasSuffix(":")
    case "digits, perhaps \"-\" before them, a point and digits after them, and a \"%\" last": return isNumber(text)
    case "a number without \"%\"": return isNumber(text) && !text.hasSuffix("%")
    case "digits only": return isDigits(text)
    case "three letters, but not \"top\"":
      return text.count == 3 && text.allSatisfy { $0.isASCII && $0.isLetter } && text.lowercased() != "top"
    case let words where words.hasPrefix("what begins like a time:"):
      if isDigits(text.prefix(1)) { return !isNumber(text) || isDigits(text) && text.count == 4 }
      let text = text.lowercased()
      if ["today", "yesterday", "tomorrow", "ytd", "qtd", "mtd"].contains(text) { return true }
      let units = ["day", "week", "month", "quarter", "year"]
      if ["last", "this", "next"].contains(where: { side in
        units.contains { [side + $0, side + $0 + "s"].contains(text) }
      }) {
        return true
      }
      return ["last", "next", "cw", "kw", "fy"].contains {
        text.hasPrefix($0) && isDigits(text.dropFirst($0.count).prefix(1))
      }
    default: fatalError("the grammar has a class of tokens that this test does not know: \(words)")
    }
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isNumber(_ text: String) -> Bool {
    var text = text[...]
    if text.hasPrefix("-") { text.removeFirst() }
    if text.hasSuffix("%") { text.removeLast() }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { isDigits($0) }
  }
}
