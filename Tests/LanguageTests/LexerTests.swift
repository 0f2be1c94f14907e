import Diagnostics
import Language
import Testing

@Suite("text becomes tokens")
struct LexerTests {
  @Test(
    "words, signs, names",
    arguments: [
      // text                  tokens
      ("occupancy desks", "occupancy|desks"),
      ("2024-01..2024-03", "2024-01|..|2024-03"),
      ("a.. b", "a|..|b"),
      ("parent.scoped", "parent.scoped"),
      ("R&D a/b a-b +49", "R&D|a/b|a-b|+49"),  // signs only where they stand alone
      ("a - b / c * d + e", "a|-|b|/|c|*|d|+|e"),
      ("(-3 - x)", "(|-3|-|x|)"),
      ("a=b!=c<=d>=e<f>g", "a|=|b|!=|c|<=|d|>=|e|<|f|>|g"),
      ("in (Mon,Tue)", "in|(|Mon|,|Tue|)"),
      ("\"R & D\"", "‹R & D›"),
      ("\"a \"\"b\"\" c\"", "‹a \"b\" c›"),
      ("x=\"by\",y", "x|=|‹by›|,|y"),
      ("occupied: \"per head\": x", "occupied:|‹per head:›|x"),
      ("O'Brien 19:30 #1", "O'Brien|19:30"),  // a comment after a blank
      ("a#1 (#2)", "a#1|(|#2|)"),
      ("# all of it", ""),
      ("hours\u{A0}2024\u{2009}x", "hours|2024|x"),
      ("Köln 日本", "Köln|日本"),
    ])
  func tokens(text: String, expected: String) throws {
    let tokens = try Lexer.tokens(of: SourceText(text: text)).dropLast()
    let shown = tokens.map { token in
      switch token.kind {
      case .quoted: "‹\(token.text)›"
      case .quotedLabel: "‹\(token.text):›"
      default: token.text
      }
    }
    #expect(shown.joined(separator: "|") == expected)
  }

  @Test(
    "a line end ends a statement, or does not",
    arguments: [
      // text                              statements
      ("hours 2024\nhours 2025", 2),
      ("hours 2024\r\nhours 2025\r\n", 2),
      ("hours 2024; hours 2025;", 2),
      ("\n\n hours 2024\n\n", 1),
      ("define a = b,\n c", 1),
      ("define a =\n b", 1),
      ("define a\n = b", 1),
      ("define a = b +\n c", 1),
      ("define a = b\n + c", 1),  // no statement begins with a sign
      ("define a = b # why\n + c", 1),
      ("define a = (b\n\n)", 1),
      ("hours 2024 where a in (b,\n # the other\n c)\nhours 2025", 2),
      ("hours 2024\n# between\nhours 2025", 2),
    ])
  func lines(text: String, count: Int) {
    let script = Parser.script(SourceText(text: text))
    #expect(script.diagnostics.isEmpty, "\(complaints(text))")
    #expect(script.statements.count == count)
  }

  @Test("an empty line ends a statement even before a sign")
  func emptyLine() {
    #expect(complaints("define a = b\n\n+ c").hasPrefix("3:1 unexpected-word: “+” cannot stand here"))
  }

  @Test("tokens know where they stand")
  func ranges() throws {
    let source = SourceText(text: "user \"Köln 2\"\n by")
    let tokens = try Lexer.tokens(of: source)
    #expect(tokens.map { String(source.text(of: $0.range)) } == ["user", "\"Köln 2\"", "\n", "by", ""])
    #expect(tokens.map(\.startsLine) == [true, false, false, true, true])
  }

  @Test("a statement can be made from tokens")
  func fromTokens() throws {
    let source = SourceText(text: "hours 2024 by week")
    let tokens = try Lexer.tokens(of: source)
    #expect(try Parser.statement(from: tokens, of: source) == Parser.statement(source))
  }
}
