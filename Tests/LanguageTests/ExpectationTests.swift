import Diagnostics
import GrammarFile
import Language
import Testing

/// Testing has an `Expectation` of its own.
typealias Offer = Language.Expectation

@Suite("what the parser expects, it takes")
struct ExpectationTests {
  @Test("at every token boundary of a sentence, each offer is the beginning of a sentence", arguments: 0..<80)
  func offers(seed: Int) throws {
    var generator = SentenceGenerator(Grammar.deskql, seed: UInt64(seed) &+ 20_000)
    let sentence = generator.sentence(depth: 7 + seed % 10).prefix(40)
    for count in 0...sentence.count {
      let text = sentence.prefix(count).joined(separator: " ") + " "
      let source = SourceText(text: text)
      let tokens = Array(try Lexer.tokens(of: source).dropLast())
      let expectations = Parser.expectations(at: text.utf8.count, in: source)
      #expect(expectations.contains(.end) == GrammarTests.recogniser.accepts(tokens) || tokens.isEmpty, "\(text)")
      if count < sentence.count, SentenceGenerator.signs.contains(sentence[count]), sentence[count] != "-" {
        #expect(expectations.contains(.symbol(sentence[count])), "\(text) → \(sentence[count])")
      }
      for expectation in expectations {
        guard let offer = example(of: expectation) else { continue }
        let next = try Lexer.tokens(of: SourceText(text: offer))[0]
        #expect(GrammarTests.recogniser.acceptsBeginning(tokens + [next]), "\(text)→ \(expectation)")
      }
    }
  }

  private func example(of expectation: Offer) -> String? {
    switch expectation {
    case .keyword(let word), .symbol(let word): word
    case .frame: "2024-03"
    case .number: "5"
    case .currency: "EUR"
    case .end: nil
    case .metric, .key, .name, .table, .finding, .state, .setting, .value, .column, .unit, .basis, .format, .clock,
      .library, .file, .loadedFile, .header, .rule, .definition, .newName, .topic:
      "\"R & D\""
    }
  }

  private static let sites: [(text: String, prefix: String, run: [String], first: [Offer])] = [
    // text up to the cursor          word     run                       the first roles
    ("", "", [], [.keyword("explain"), .keyword("why")]),
    ("occupancy ", "", ["occupancy"], [.frame, .keyword("since")]),
    ("occupancy de", "de", ["occupancy"], [.frame, .keyword("since")]),
    ("hours 2024 by ", "", [], [.key]),
    ("hours 2024 by week, ", "", [], [.key]),
    ("hours 2024 user al", "al", [], [.name(ofKey: "user")]),
    ("hours 2024 user \"al", "\"al", [], [.name(ofKey: "user")]),
    ("hours 2024 with ", "", [], [.setting]),
    ("hours 2024 vs ", "", [], [.keyword("previous"), .keyword("lastyear"), .frame]),
    ("list ", "", [], [.table]),
    ("hours 2024\nlist ", "", [], [.table]),
    ("check ", "", [], [.table, .finding]),
    ("describe ", "", [], [.definition, .loadedFile]),
    ("check ins ", "", ["check", "ins"], [.frame, .keyword("since")]),
    ("check bookings as ", "", [], [.format]),
    ("hours 2024; set ", "", [], [.setting]),
    ("define x = ", "", [], [.column, .keyword("sum")]),
    ("hours 2024 top ", "", [], [.number]),
    ("hours 2024 under ", "", [], [.library]),
    ("map ", "", [], [.column, .keyword("location"), .keyword("user")]),
    ("map user al", "al", [], [.name(ofKey: "user"), .symbol("=")]),
    ("map bookings.user = ", "", [], [.header]),
    ("map bookings.user = Booker ", "", [], [.symbol("+"), .keyword("or"), .keyword("as")]),
    ("map bookings.user = Booker or ", "", [], [.header]),
    ("map bookings.start = Start as d", "d", [], [.symbol("*"), .rule]),
    ("map bookings.start = Start as dmy ", "", ["dmy"], [.symbol("="), .symbol(","), .end]),
    ("map location Berlin = ", "", [], [.value]),
  ]

  @Test("the likeliest comes first", arguments: sites)
  func site(text: String, prefix: String, run: [String], first: [Offer]) {
    let site = Parser.site(at: text.utf8.count, in: SourceText(text: text))
    #expect(site.prefix == prefix)
    #expect(site.run == run)
    #expect(Array(site.expectations.prefix(first.count)) == first)
    #expect(site.upper == text.utf8.count && site.lower == text.utf8.count - prefix.utf8.count)
  }

  @Test("the cursor may stand in the midst of a line")
  func middle() {
    let source = SourceText(text: "hours 2024 by we top 5")
    #expect(Parser.site(at: 16, in: source).prefix == "we")
    #expect(Parser.expectations(at: 16, in: source).first == .key)
  }

  @Test(
    "a statement that could go on asks for another line",
    arguments: [
      // text                            incomplete
      ("hours 2024 by", false),  // an error now, not a question
      ("hours 2024 by week,", true),
      ("define x = ", true),
      ("define x =\n", true),
      ("define x = (a +\n b", true),
      ("define x = a +", true),
      ("map a =", true),
      ("map a = b as c,", true),
      ("define x = a", false),
      ("hours (", false),  // no bracket can stand there
      ("hours 2024..", true),
      ("hours 2024 where a =", true),
      ("hours 2024; define x = (", true),
      ("define x = (a; hours 2024", false),
      ("hours 2024 where weekday in (Mon,", true),
      ("user \"alice", false),
      ("", false),
    ])
  func incomplete(text: String, expected: Bool) {
    #expect(Parser.isIncomplete(SourceText(text: text)) == expected)
  }
}
