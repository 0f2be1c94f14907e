import GrammarFile
import Language

/// Derives random sentences from the grammar, the same ones for the same seed.
struct SentenceGenerator {
  let grammar: Grammar
  var random: SplitMix64
  private let depths: [String: Int]
  /// Texts of the pool that a rule for tokens describes.
  private var fitting: [String: [String]] = [:]

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = SplitMix64(seed: seed)
    depths = Self.depths
  }

  /// Words that try the rules' patience: names that are keywords elsewhere, numbers, times, quotes.
  static let pool =
    [
      "hours", "desks", "occupancy", "Berlin", "alice", "Mon", "bom", "daily", "R&D", "a/b", "résumé", "日本", "x:y",
      "parent.scoped", "09:00", "EUR", "USD", "usd", "2024", "5000", "7", "12.5", "-3", "80%", "2024-03", "2024-W28",
      "2024-13",
      "last90", "last3months", "lastyears", "kw28", "fy2024-Q1", "today", "thismonth", "15.03.2024", "occupied:", "a:",
      "_", "By",
      "TYPE",
      "\"by\"", "\"R & D\"", "\"a \"\"b\"\"\"", "\"2024\"", "\"12\"", "\"#\"", "\"total desks\":",
    ] + Keyword.allCases.map(\.rawValue) + Keyword.synonyms.keys.sorted()

  static let signs = [",", "(", ")", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "..", ";"]

  private static let poolTokens: [(text: String, token: Token)] = (pool + signs).map { text in
    let tokens = try! Lexer.tokens(of: .init(text: text))
    precondition(tokens.count == 2, "\(text) is one token")
    return (text, tokens[0])
  }

  /// The texts of a sentence's tokens; what is worth most, definitions and queries, comes oftener than the rest.
  mutating func sentence(depth: Int) -> [String] {
    var result: [String] = []
    switch Int.random(in: 0..<4, using: &random) {
    case 0: derive(.reference("statement"), depth, &result)
    case 1: derive(.reference("query"), depth, &result)
    default: derive(.sequence([.terminal("define"), .reference("definition")]), depth, &result)
    }
    return result
  }

  private mutating func derive(_ rule: Grammar.Rule, _ depth: Int, _ result: inout [String]) {
    if grammar.isTokenRule(rule) {
      if case .terminal(let text) = rule { return result.append(text) }
      let key = "\(rule)"
      if fitting[key] == nil {
        let tokens = Self.poolTokens.filter { grammar.matches(rule, $0.token) }
        fitting[key] = tokens.map(\.text)
      }
      return result.append(fitting[key]!.randomElement(using: &random)!)
    }
    switch rule {
    case .reference(let name): derive(grammar.rules[name]!, depth - 1, &result)
    case .sequence(let parts): for part in parts { derive(part, depth, &result) }
    case .choice(let parts):
      let least = parts.map { Self.depth(of: $0, Self.depths, grammar) }
      let fitting = parts.indices.filter { least[$0] <= depth }
      let choice = fitting.randomElement(using: &random) ?? least.indices.min { least[$0] < least[$1] }!
      derive(parts[choice], depth, &result)
    case .optional(let part):
      if Self.depth(of: part, depths, grammar) <= depth, Bool.random(using: &random) { derive(part, depth, &result) }
    case .repeated(let part):
      guard Self.depth(of: part, depths, grammar) <= depth else { return }
      while Int.random(in: 0..<5, using: &random) < 2 { derive(part, depth, &result) }
    case .terminal, .tokenClass, .except: fatalError("these are token rules")
    }
  }

  // MARK: How deep a rule goes at least

  private static let depths: [String: Int] = {
    let grammar = Grammar.deskql
    var depths = Dictionary(uniqueKeysWithValues: grammar.names.map { ($0, 1000) })
    var changed = true
    while changed {
      changed = false
      for (name, rule) in grammar.rules {
        let depth = min(1000, depth(of: rule, depths, grammar) + 1)
        if depth < depths[name]! { (depths[name], changed) = (depth, true) }
      }
    }
    return depths
  }()

  private static func depth(of rule: Grammar.Rule, _ depths: [String: Int], _ grammar: Grammar) -> Int {
    if grammar.isTokenRule(rule) { return 0 }
    switch rule {
    case .reference(let name): return depths[name]!
    case .sequence(let parts): return parts.map { depth(of: $0, depths, grammar) }.max()!
    case .choice(let parts): return parts.map { depth(of: $0, depths, grammar) }.min()!
    case .optional, .repeated, .terminal, .tokenClass, .except: return 0
    }
  }
}

/// A small generator of random numbers with a seed.
///
/// - SeeAlso: Steele, Lea, Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
