import Diagnostics
import GrammarFile
import Language
import Testing

@Suite("the parser is the grammar in Grammar/deskql.ebnf")
struct GrammarTests {
  static let recogniser = SharedRecogniser()

  @Test("both know the same keywords")
  func keywords() {
    #expect(Grammar.deskql.keywords == Set(Keyword.allCases.map(\.rawValue)).union(Keyword.synonyms.keys))
  }

  @Test("every rule is used")
  func rules() {
    var used: Set<String> = ["script"]
    for rule in Grammar.deskql.rules.values { used.formUnion(Grammar.references(in: rule)) }
    #expect(Set(Grammar.deskql.names).subtracting(used).isEmpty)
  }

  @Test("a derived sentence parses, prints, and parses to the same tree", arguments: 0..<300)
  func derived(seed: Int) throws {
    var generator = SentenceGenerator(Grammar.deskql, seed: UInt64(seed))
    let depth = 8 + seed % 16
    let sentence = generator.sentence(depth: depth)
    let text = sentence.joined(separator: " ")
    let statement = try #require(parse(text), "\(text): \(complaints(text))")
    let printed = Printer.text(of: statement)
    let again = try #require(parse(printed), "\(text) → \(printed): \(complaints(printed))")
    #expect(isSame(again, statement), "\(text) → \(printed)")
    #expect(Printer.text(of: again) == printed)
  }

  @Test("on a sentence with one token changed, both say the same", arguments: 0..<150)
  func mutated(seed: Int) throws {
    var generator = SentenceGenerator(Grammar.deskql, seed: UInt64(seed) &+ 10_000)
    let sentence = generator.sentence(depth: 8 + seed % 12)
    guard sentence.count <= 80 else { return }
    for _ in 0..<5 {
      let text = mutate(sentence, &generator.random).joined(separator: " ")
      let source = SourceText(text: text)
      let tokens = try Lexer.tokens(of: source).dropLast()
      let result = Parser.script(source)
      let accepted = Self.recogniser.accepts(Array(tokens))
      #expect(result.diagnostics.isEmpty == accepted, "\(text)")
    }
  }

  func mutate(_ sentence: [String], _ random: inout SplitMix64) -> [String] {
    var sentence = sentence
    let at = Int.random(in: sentence.indices, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: sentence.remove(at: at)
    case 1: sentence.insert(sentence[at], at: at)
    case 2: sentence.swapAt(at, Int.random(in: sentence.indices, using: &random))
    case 3: sentence[at] = (SentenceGenerator.pool + SentenceGenerator.signs).randomElement(using: &random)!
    default: sentence.insert((SentenceGenerator.pool + SentenceGenerator.signs).randomElement(using: &random)!, at: at)
    }
    return sentence
  }
}

/// One recogniser for all tests: building it takes longer than using it, and after that it only reads.
struct SharedRecogniser: @unchecked Sendable {
  private let recogniser = Recogniser(Grammar.deskql)
  func accepts(_ tokens: [Token]) -> Bool { recogniser.accepts(tokens) }
  func acceptsBeginning(_ tokens: [Token]) -> Bool { recogniser.acceptsBeginning(tokens) }
}

/// The tree of a text, or nil where the parser complains.
func parse(_ text: String) -> Statement? {
  try? Parser.statement(SourceText(text: text))
}

/// Whether trees are equal; told in one word, as a failure would else print them.
func isSame(_ left: Statement?, _ right: Statement) -> Bool {
  left == right
}

/// What is said about a text, a line each.
func complaints(_ text: String) -> String {
  Parser.script(SourceText(text: text)).diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: "\n")
}
