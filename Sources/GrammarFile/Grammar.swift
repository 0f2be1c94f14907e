/// Grammar/deskql.ebnf, read by a reader of its own.
public struct Grammar: Sendable {
  public indirect enum Rule: Sendable {
    case terminal(String)
    /// `? … ?`
    case tokenClass(String)
    case reference(String)
    case sequence([Rule])
    case choice([Rule])
    case repeated(Rule)
    case optional(Rule)
    case except(Rule, Rule)
  }

  /// What is wrong with the text of a grammar.
  public struct Problem: Error {
    public let text: String
  }

  public let rules: [String: Rule]
  /// Names of the rules in the order of the file.
  public let names: [String]
  /// Each rule as it is written, without comments and with single blanks: `value = number, [ name - "within" ] | … ;`
  public let texts: [String: String]

  public init(_ text: String) throws(Problem) {
    var reader = Reader(text)
    var rules: [String: Rule] = [:]
    var names: [String] = []
    var texts: [String: String] = [:]
    while let (name, rule, text) = try reader.rule() {
      if rules.updateValue(rule, forKey: name) != nil { throw Problem(text: "\(name) is defined twice") }
      names.append(name)
      texts[name] = text
    }
    self.rules = rules
    self.names = names
    self.texts = texts
    for rule in rules.values {
      for name in Self.references(in: rule) where rules[name] == nil { throw Problem(text: "\(name) is not defined") }
    }
  }

  /// All terminals that are words.
  public var keywords: Set<String> {
    Set(rules.values.flatMap(Self.terminals).filter { $0.first?.isLetter ?? false })
  }

  /// The words of a rule and of the rules that it is made of, in their order, each once.
  public func words(of name: String) -> [String] {
    func words(of rule: Rule) -> [String] {
      switch rule {
      case .terminal(let text): text.first?.isLetter ?? false ? [text] : []
      case .tokenClass: []
      case .reference(let name): rules[name].map { words(of: $0) } ?? []
      case .sequence(let parts), .choice(let parts): parts.flatMap { words(of: $0) }
      case .repeated(let part), .optional(let part): words(of: part)
      case .except(let part, _): words(of: part)
      }
    }
    var result: [String] = []
    for word in rules[name].map({ words(of: $0) }) ?? [] where !result.contains(word) { result.append(word) }
    return result
  }

  /// What a class of tokens is, in words.
  public func description(ofTokens name: String) -> String {
    if case .tokenClass(let words)? = rules[name] { words } else { "" }
  }

  /// What may stand for a rule, each as it is written.
  public func alternatives(of name: String) -> [String] {
    guard let text = texts[name], let equal = text.firstRange(of: " = ") else { return [] }
    var result = [""]
    var depth = 0
    var isQuoted = false
    for character in text[equal.upperBound...].dropLast() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted { depth += "([{".contains(character) ? 1 : ")]}".contains(character) ? -1 : 0 }
      if character == "|", depth == 0, !isQuoted {
        result.append("")
      } else {
        result[result.count - 1].append(character)
      }
    }
    return result.map(Self.singleBlanks)
  }

  /// The text with one blank between any two words, and none around it.
  public static func singleBlanks(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  public static func references(in rule: Rule) -> [String] {
    switch rule {
    case .terminal, .tokenClass: []
    case .reference(let name): [name]
    case .sequence(let parts), .choice(let parts): parts.flatMap(references)
    case .repeated(let part), .optional(let part): references(in: part)
    case .except(let part, let other): references(in: part) + references(in: other)
    }
  }

  private static func terminals(in rule: Rule) -> [String] {
    switch rule {
    case .terminal(let text): [text]
    case .tokenClass, .reference: []
    case .sequence(let parts), .choice(let parts): parts.flatMap(terminals)
    case .repeated(let part), .optional(let part): terminals(in: part)
    case .except(let part, let other): terminals(in: part) + terminals(in: other)
    }
  }
}

extension Grammar {
  private struct Reader {
    private let text: [Character]
    private var index = 0
    /// Where comments stand in the rule at hand.
    private var comments: [Range<Int>] = []

    init(_ text: String) { self.text = Array(text) }

    mutating func rule() throws(Problem) -> (name: String, rule: Rule, text: String)? {
      skip()
      guard index < text.count else { return nil }
      let start = index
      comments = []
      let name = try self.name()
      try expect("=")
      let rule = try choice()
      try expect(";")
      var written = ""
      for at in start..<index where !comments.contains(where: { $0.contains(at) }) { written.append(text[at]) }
      return (name, rule, Grammar.singleBlanks(written))
    }

    private mutating func choice() throws(Problem) -> Rule {
      var parts = [try sequence()]
      while accept("|") { parts.append(try sequence()) }
      return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(Problem) -> Rule {
      var parts = [try exception()]
      while accept(",") { parts.append(try exception()) }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func exception() throws(Problem) -> Rule {
      let part = try primary()
      return accept("-") ? .except(part, try primary()) : part
    }

    private mutating func primary() throws(Problem) -> Rule {
      if accept("(") { return try closed(")") }
      if accept("[") { return .optional(try closed("]")) }
      if accept("{") { return .repeated(try closed("}")) }
      if accept("\"") { return .terminal(try upTo("\"")) }
      if accept("?") {
        let words = try upTo("?").split(whereSeparator: \.isWhitespace)
        return .tokenClass(words.joined(separator: " "))
      }
      return .reference(try name())
    }

    private mutating func closed(_ bracket: Character) throws(Problem) -> Rule {
      let rule = try choice()
      try expect(bracket)
      return rule
    }

    private mutating func name() throws(Problem) -> String {
      skip()
      let start = index
      while index < text.count, text[index].isLetter || text[index] == " " { index += 1 }
      let name = Grammar.singleBlanks(String(text[start..<index]))
      if name.isEmpty { throw Problem(text: "a name is missing at …\(String(text[start...].prefix(30)))") }
      return name
    }

    private mutating func upTo(_ end: Character) throws(Problem) -> String {
      guard let stop = text[index...].firstIndex(of: end) else { throw Problem(text: "\(end) is missing") }
      defer { index = stop + 1 }
      return String(text[index..<stop])
    }

    private mutating func expect(_ character: Character) throws(Problem) {
      if !accept(character) { throw Problem(text: "expected \(character) at …\(String(text[index...].prefix(30)))") }
    }

    private mutating func accept(_ character: Character) -> Bool {
      skip()
      guard index < text.count, text[index] == character else { return false }
      index += 1
      return true
    }

    private mutating func skip() {
      while index < text.count {
        if text[index].isWhitespace {
          index += 1
        } else if text[index] == "(", index + 1 < text.count, text[index + 1] == "*" {
          let start = index
          index += 2
          while index + 1 < text.count, !(text[index] == "*" && text[index + 1] == ")") { index += 1 }
          index = min(index + 2, text.count)
          comments.append(start..<index)
        } else {
          return
        }
      }
    }
  }
}
