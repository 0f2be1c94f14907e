import Foundation

/// Grammar/deskql.ebnf, read by a reader of its own.
struct Grammar: Sendable {
  indirect enum Rule: Sendable {
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

  struct Problem: Error { let text: String }

  let rules: [String: Rule]
  /// Names of the rules in the order of the file.
  let names: [String]

  /// The folder of the package: this file is in Tests/LanguageTests.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let deskql: Grammar = {
    let url = root.appendingPathComponent("Grammar/deskql.ebnf")
    do {
      return try Grammar(String(contentsOf: url, encoding: .utf8))
    } catch {
      fatalError("cannot read \(url.path): \(error)")
    }
  }()

  init(_ text: String) throws {
    var reader = Reader(text)
    var rules: [String: Rule] = [:]
    var names: [String] = []
    while let (name, rule) = try reader.rule() {
      if rules.updateValue(rule, forKey: name) != nil { throw Problem(text: "\(name) is defined twice") }
      names.append(name)
    }
    self.rules = rules
    self.names = names
    for rule in rules.values {
      for name in Self.references(in: rule) where rules[name] == nil { throw Problem(text: "\(name) is not defined") }
    }
  }

  /// All terminals that are words.
  var keywords: Set<String> {
    Set(rules.values.flatMap(Self.terminals).filter { $0.first?.isLetter ?? false })
  }

  static func references(in rule: Rule) -> [String] {
    switch rule {
    case .terminal, .tokenClass: []
    case .reference(let name): [name]
    case .sequence(let parts), .choice(let parts): parts.flatMap(references)
    case .repeated(let part), .optional(let part): references(in: part)
    case .except(let part, let other): references(in: part) + references(in: other)
    }
  }

  static func terminals(in rule: Rule) -> [String] {
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
    let text: [Character]
    var index = 0

    init(_ text: String) { self.text = Array(text) }

    mutating func rule() throws -> (String, Rule)? {
      skip()
      guard index < text.count else { return nil }
      let name = try self.name()
      try expect("=")
      let rule = try choice()
      try expect(";")
      return (name, rule)
    }

    private mutating func choice() throws -> Rule {
      var parts = [try sequence()]
      while accept("|") { parts.append(try sequence()) }
      return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws -> Rule {
      var parts = [try exception()]
      while accept(",") { parts.append(try exception()) }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func exception() throws -> Rule {
      let part = try primary()
      return accept("-") ? .except(part, try primary()) : part
    }

    private mutating func primary() throws -> Rule {
      if accept("(") { return try closed(")") { $0 } }
      if accept("[") { return try closed("]") { .optional($0) } }
      if accept("{") { return try closed("}") { .repeated($0) } }
      if accept("\"") { return .terminal(try upTo("\"")) }
      if accept("?") {
        let words = try upTo("?").split(whereSeparator: \.isWhitespace)
        return .tokenClass(words.joined(separator: " "))
      }
      return .reference(try name())
    }

    private mutating func closed(_ bracket: Character, _ make: (Rule) -> Rule) throws -> Rule {
      let rule = try choice()
      try expect(bracket)
      return make(rule)
    }

    private mutating func name() throws -> String {
      skip()
      let start = index
      while index < text.count, text[index].isLetter || text[index] == " " { index += 1 }
      let name = String(text[start..<index]).trimmingCharacters(in: .whitespaces)
      if name.isEmpty { throw Problem(text: "a name is missing at …\(String(text[start...].prefix(30)))") }
      return name
    }

    private mutating func upTo(_ end: Character) throws -> String {
      guard let stop = text[index...].firstIndex(of: end) else { throw Problem(text: "\(end) is missing") }
      defer { index = stop + 1 }
      return String(text[index..<stop])
    }

    private mutating func expect(_ character: Character) throws {
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
          index += 2
          while index + 1 < text.count, !(text[index] == "*" && text[index + 1] == ")") { index += 1 }
          index += 2
        } else {
          return
        }
      }
    }
  }
}
