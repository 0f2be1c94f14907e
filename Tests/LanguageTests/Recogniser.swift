import GrammarFile
import Language

/// Says whether tokens are a sentence of the grammar: Earley's algorithm, which knows nothing of the parser.
///
/// - SeeAlso: J. Earley, “An efficient context-free parsing algorithm”, CACM 13(2), 1970; nullable rules after Aycock and
///   Horspool, 2002.
final class Recogniser {
  private enum Symbol {
    case token(Int)
    case rule(Int)
  }

  private let grammar: Grammar
  private var productions: [(head: Int, body: [Symbol])] = []
  private var byHead: [[Int]] = []
  private var heads: [String: Int] = [:]
  private var tokenRules: [Grammar.Rule] = []
  private var tokenRuleIndices: [String: Int] = [:]
  private var nullable: [Bool] = []
  private let start: Int

  init(_ grammar: Grammar, start: String = "script") {
    self.grammar = grammar
    self.start = 0
    _ = head(named: start)
    nullable = Array(repeating: false, count: byHead.count)
    var changed = true
    while changed {
      changed = false
      for (head, body) in productions where !nullable[head] {
        let isNullable = body.allSatisfy { if case .rule(let rule) = $0 { nullable[rule] } else { false } }
        if isNullable { (nullable[head], changed) = (true, true) }
      }
    }
  }

  /// Whether tokens are a sentence.
  func accepts(_ tokens: [Token]) -> Bool {
    states(after: tokens)[tokens.count].contains { item in
      let (production, dot, origin) = (item >> 24, item >> 16 & 0xFF, item & 0xFFFF)
      return origin == 0 && productions[production].head == start && dot == productions[production].body.count
    }
  }

  /// Whether tokens are the beginning of a sentence, or a whole one.
  func acceptsBeginning(_ tokens: [Token]) -> Bool {
    !states(after: tokens)[tokens.count].isEmpty
  }

  private func states(after tokens: [Token]) -> [[Int]] {
    var states = [[Int]](repeating: [], count: tokens.count + 1)
    var seen = [Set<Int>](repeating: [], count: tokens.count + 1)
    // Item: production · 2^24 + dot · 2^16 + origin.
    func add(_ production: Int, _ dot: Int, _ origin: Int, at position: Int) {
      let item = production << 24 | dot << 16 | origin
      if seen[position].insert(item).inserted { states[position].append(item) }
    }
    for production in byHead[start] { add(production, 0, 0, at: 0) }
    for position in 0...tokens.count {
      var matched: [Int: Bool] = [:]
      var next = 0
      while next < states[position].count {
        let item = states[position][next]
        next += 1
        let (production, dot, origin) = (item >> 24, item >> 16 & 0xFF, item & 0xFFFF)
        let (head, body) = productions[production]
        guard dot < body.count else {
          for waiting in states[origin] {
            let (other, at, from) = (waiting >> 24, waiting >> 16 & 0xFF, waiting & 0xFFFF)
            if at < productions[other].body.count, case .rule(head) = productions[other].body[at] {
              add(other, at + 1, from, at: position)
            }
          }
          continue
        }
        switch body[dot] {
        case .rule(let rule):
          for other in byHead[rule] { add(other, 0, position, at: position) }
          if nullable[rule] { add(production, dot + 1, origin, at: position) }
        case .token(let index):
          guard position < tokens.count else { continue }
          let fits = matched[index] ?? grammar.matches(tokenRules[index], tokens[position])
          matched[index] = fits
          if fits { add(production, dot + 1, origin, at: position + 1) }
        }
      }
    }
    return states
  }

  // MARK: From EBNF to plain productions

  private func newHead() -> Int {
    byHead.append([])
    return byHead.count - 1
  }

  private func head(named name: String) -> Int {
    if let head = heads[name] { return head }
    let head = newHead()
    heads[name] = head
    produce(head, grammar.rules[name]!)
    return head
  }

  private func produce(_ head: Int, _ rule: Grammar.Rule) {
    if case .choice(let parts) = rule, !grammar.isTokenRule(rule) {
      for part in parts { add(head, symbols(part)) }
    } else {
      add(head, symbols(rule))
    }
  }

  private func add(_ head: Int, _ body: [Symbol]) {
    byHead[head].append(productions.count)
    productions.append((head, body))
  }

  private func symbols(_ rule: Grammar.Rule) -> [Symbol] {
    if grammar.isTokenRule(rule) {
      let key = "\(rule)"
      if let index = tokenRuleIndices[key] { return [.token(index)] }
      tokenRules.append(rule)
      tokenRuleIndices[key] = tokenRules.count - 1
      return [.token(tokenRules.count - 1)]
    }
    switch rule {
    case .reference(let name): return [.rule(head(named: name))]
    case .sequence(let parts): return parts.flatMap(symbols)
    case .choice:
      let new = newHead()
      produce(new, rule)
      return [.rule(new)]
    case .optional(let part):
      let new = newHead()
      add(new, [])
      produce(new, part)
      return [.rule(new)]
    case .repeated(let part):
      let new = newHead()
      add(new, [])
      add(new, [.rule(new)] + symbols(part))
      return [.rule(new)]
    case .terminal, .tokenClass, .except: fatalError("these are token rules")
    }
  }
}
