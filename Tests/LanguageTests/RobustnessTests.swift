import Diagnostics
import Foundation
import Language
import Testing

/// Whatever comes in, a diagnostic or a tree goes out, soon.
@Suite("no text is too odd")
struct RobustnessTests {
  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  static let odd: [(what: String, text: String, code: String?)] = [
    ("10,000 brackets", "define x = " + times(10_000, "(") + "a" + times(10_000, ")"), "nested-too-deeply"),
    ("10,000 brackets in a condition", "hours 2024 where " + times(10_000, "(") + "a", "nested-too-deeply"),
    ("10,000 open brackets alone", times(10_000, "("), "unexpected-word"),
    ("10,000 nots", "hours 2024 where " + times(10_000, "not ") + "a", "nested-too-deeply"),
    ("10,000 minus signs", "define x = " + times(10_000, "- ") + "a", "nested-too-deeply"),
    ("10,000 totals", "define x = " + times(10_000, "total ") + "a", "nested-too-deeply"),
    ("10,000 splits", "define x = " + times(10_000, "split ") + "a", "nested-too-deeply"),
    ("10,000 folds", "define x = " + times(10_000, "sum of ") + "a", "nested-too-deeply"),
    ("10,000 maxima", "define x = " + times(10_000, "max(") + "a", "nested-too-deeply"),
    ("10,000 ifs", "define x = " + times(10_000, "if a then ") + "b", "nested-too-deeply"),
    ("10,000 ifs in elses", "define x = " + times(10_000, "if a then b else ") + "b", "nested-too-deeply"),
    ("50 brackets", "define x = " + times(50, "(") + "a" + times(50, ")"), nil),
    ("a long sum", "define x = a" + times(900, " + a"), nil),
    ("too long a sum", "define x = a" + times(100_000, " + a"), "too-many-operators"),
    (
      "long sums in brackets", "define x = " + times(40, "(") + "a" + times(40, times(40, " + a") + ")"),
      "too-many-operators"
    ),
    ("a megabyte of words", times(170_000, "hours ") + "2024", nil),
    ("words without a metric", "by" + times(20_000, " hours"), "unexpected-word"),
    ("many keys", "hours 2024 by a" + times(20_000, ", a"), nil),
    ("many conditions", "hours 2024 where a = 1" + times(10_000, " or a = b"), nil),
    ("a megabyte of one word", times(1_000_000, "x"), nil),
    ("a megabyte of one quoted name", "\"" + times(1_000_000, "x") + "\" 2024", nil),
    ("many statements", times(9_000, "hours 2024\n"), nil),
    ("many wrong statements", times(9_000, "hours 2024 2\n"), "unexpected-word"),
    ("open brackets on many lines", times(2_000, "define x = (a\n"), "unclosed-bracket"),
    ("a megabyte of blanks", times(1_000_000, " "), nil),
    ("a megabyte of quotes", times(1_000_001, "\""), "unterminated-quote"),
    ("a megabyte of NULs", times(1_000_000, "\0"), "control-character"),
    ("a megabyte of NULs and blanks", times(500_000, "\0 "), "control-character"),
    ("a megabyte of typographic quotes", times(300_000, "“"), "typographic-quotes"),
    ("a NUL", "hours\0 2024", "control-character"),
    ("an escape sequence", "hours \u{1B}[31m2024", "control-character"),
    ("a NUL in a name", "user \"a\0b\" hours 2024", "control-character"),
    ("a lone carriage return", "hours 2024\rhours 2025", "lone-carriage-return"),
    ("CRLF", "hours 2024\r\nhours 2025\r\n", nil),
    ("a byte order mark", "\u{FEFF}hours 2024", nil),
    ("a hard blank", "hours\u{A0}2024", nil),
    ("a zero-width blank", "hours\u{200B}2024", "invisible-character"),
    ("a replaced byte", "user M\u{FFFD}ller hours 2024", nil),
    ("an emoji", "user 👩‍👩‍👧 hours 2024", "invisible-character"),
    ("an emoji in quotes", "user \"👩‍👩‍👧\" hours 2024", nil),
    ("a combining accent at the start", "\u{301}hours 2024", nil),
    ("nothing but a comment", "# hours", nil),
    ("dots", "..........", "unexpected-word"),
    ("signs", "=,()<>!..;+-*/", "unknown-operator"),
  ]

  @Test("in less than seconds and without a crash", arguments: odd.map(\.what))
  func survives(what: String) throws {
    let (_, text, code) = try #require(Self.odd.first { $0.what == what })
    let source = SourceText(text: text)
    let start = Date()
    let result = Parser.script(source)
    _ = Parser.isIncomplete(source)
    if let code {
      #expect(result.diagnostics.contains { $0.code == code }, "\(what): \(result.diagnostics.map(\.code))")
    } else {
      #expect(
        result.diagnostics.isEmpty, "\(what): \(result.diagnostics.first.map { DiagnosticRenderer.line($0) } ?? "")")
    }
    #expect(result.diagnostics.count <= 200)
    for diagnostic in result.diagnostics.prefix(3) {
      #expect(DiagnosticRenderer.text(diagnostic, color: true).utf8.count < 2000)
    }
    for (statement, _) in result.statements.prefix(3) {
      let printed = Printer.text(of: statement)
      #expect(isSame(parse(printed), statement), "\(what)")
    }
    #expect(Date().timeIntervalSince(start) < 60, "\(what)")
  }

  @Test("the deepest trees fit a small stack")
  func smallStack() {
    // Threads have 8 MB here; debug builds need most, some 30 kB a level.
    let texts = Self.odd.filter { $0.code == nil || $0.code == "nested-too-deeply" }.map(\.text)
    let thread = Thread {
      for text in texts where text.utf8.count < 200_000 {
        for (statement, _) in Parser.script(SourceText(text: text)).statements.prefix(3) {
          precondition(parse(Printer.text(of: statement)) == statement, "a tree is equal to itself read again")
        }
      }
      Self.done.signal()
    }
    thread.stackSize = 2 << 20
    thread.start()
    #expect(Self.done.wait(timeout: .now() + 60) == .success)
  }

  private static let done = DispatchSemaphore(value: 0)

  @Test("random bytes give diagnostics", arguments: 0..<200)
  func random(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces =
      SentenceGenerator.pool + SentenceGenerator.signs + [
        "\"", "\0", "\r", "\n", "“", "'", "#", "\u{200B}", " ", ":", ".",
      ]
    var text = ""
    for _ in 0..<Int.random(in: 1..<60, using: &random) {
      text += pieces.randomElement(using: &random)!
      if Bool.random(using: &random) { text += " " }
    }
    let source = SourceText(text: text)
    for diagnostic in Parser.script(source).diagnostics {
      #expect(!diagnostic.message.isEmpty && diagnostic.range != nil && diagnostic.source != nil)
      _ = DiagnosticRenderer.text(diagnostic, color: false, width: 40)
    }
    _ = Parser.site(at: text.utf8.count / 2, in: source)
    _ = Parser.isIncomplete(source)
  }
}
