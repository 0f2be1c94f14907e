import Diagnostics
import Testing

@Suite("diagnostics are shown where they belong")
struct DiagnosticsModuleTests {
  private func shown(
    _ text: String, _ lower: Int, _ upper: Int, help: String? = "did you mean “desks”?", width: Int = 100
  ) -> String {
    let diagnostic = Diagnostic(
      code: "unknown-metric", message: "there is no metric “desk”", range: SourceRange(lower: lower, upper: upper),
      source: SourceText(text: text), help: help)
    return DiagnosticRenderer.text(diagnostic, color: false, width: width)
  }

  @Test("the line, the caret, the help")
  func layout() {
    #expect(
      shown("occupancy desk bom 2024-03", 10, 14) == """
        query:1:11: error: there is no metric “desk”
          occupancy desk bom 2024-03
                    ^~~~ did you mean “desks”?
        """)
  }

  @Test("the second line of a file, Windows line ends, no help")
  func secondLine() {
    #expect(
      shown("hours 2024\r\ndesk 2024\r\n", 12, 16, help: nil) == """
        query:2:1: error: there is no metric “desk”
          desk 2024
          ^~~~
        """)
  }

  @Test("wide letters, tabs and the end of a line")
  func wide() {
    #expect(
      shown("user 日本\tdesk", 12, 16).split(separator: "\n").dropFirst() == [
        "  user 日本 desk", "            ^~~~ did you mean “desks”?",
      ])
    #expect(shown("hours by", 8, 8).split(separator: "\n").last == "          ^ did you mean “desks”?")
  }

  @Test("a long line is cut around the caret")
  func long() {
    let text = String(repeating: "a ", count: 500) + "desk" + String(repeating: " b", count: 500)
    let lines = shown(text, 1000, 1004, width: 60).split(separator: "\n")
    #expect(lines[0].hasPrefix("query:1:1001:"))
    #expect(lines[1] == "  …" + String(repeating: "a ", count: 10) + "desk" + String(repeating: " b", count: 18) + "…")
    #expect(lines[2] == String(repeating: " ", count: 23) + "^~~~ did you mean “desks”?")
  }

  @Test("several lines of help stand under each other")
  func help() {
    #expect(
      shown("desk", 0, 4, help: "one\ntwo") == """
        query:1:1: error: there is no metric “desk”
          desk
          ^~~~ one
               two
        """)
  }

  @Test("nothing of a text can disturb the terminal")
  func printable() {
    #expect(DiagnosticRenderer.printable("a\u{1B}[31m\0\tb\u{202E}") == "a␛[31m␀ b\u{FFFD}")
  }

  @Test("without a place")
  func placeless() {
    let diagnostic = Diagnostic(severity: .warning, code: "slow", message: "this is slow", help: "wait")
    #expect(DiagnosticRenderer.text(diagnostic, color: false) == "warning: this is slow\n  wait")
    #expect(DiagnosticRenderer.line(diagnostic) == "slow: this is slow; wait")
    #expect(DiagnosticRenderer.text(diagnostic, color: true).contains("\u{1B}[1;33mwarning:\u{1B}[0m"))
  }

  @Test("one line for scripts")
  func line() {
    let diagnostic = Diagnostic(
      code: "unknown-metric", message: "there is no metric “desk”", range: SourceRange(lower: 10, upper: 14),
      source: SourceText(text: "occupancy desk bom 2024-03"), help: "did you mean “desks”?")
    #expect(
      DiagnosticRenderer.line(diagnostic)
        == "1:11 unknown-metric: there is no metric “desk”; did you mean “desks”?")
  }

  @Test(
    "columns are characters",
    arguments: [
      // offset, line, column
      (0, 1, 1), (4, 1, 4), (6, 2, 1), (100, 3, 1),
    ])
  func places(offset: Int, line: Int, column: Int) {
    let place = SourceText(text: "Köln\nx\n").lineAndColumn(of: offset)
    #expect(place.line == line && place.column == column)
  }

  @Test(
    "the nearest name",
    arguments: [
      // word, nearest of by, where, having, desks, occupancy, Berlin
      ("desk", "desks"), ("dekss", "desks"), ("whre", "where"), ("wehre", "where"), ("bu", "by"), ("BY", "by"),
      ("berlin", "Berlin"), ("ocupanzy", "occupancy"), ("x", nil), ("", nil), ("de", nil), ("parking", nil),
      ("hvg", nil), ("yb", "by"),
    ] as [(String, String?)])
  func nearest(word: String, expected: String?) {
    #expect(NearestName.find(word, in: ["by", "where", "having", "desks", "occupancy", "Berlin"]) == expected)
  }
}
