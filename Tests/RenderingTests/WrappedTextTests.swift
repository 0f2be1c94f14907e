import Diagnostics
import Testing

@Suite("Lines that a window holds")
struct WrappedTextTests {
  @Test(
    "what is too wide goes on under its last column",
    arguments: [
      // text                                          width  lines
      ("short", 10, "short"),
      ("one two three", 8, "one two\nthree"),  // a paragraph
      ("  one two three", 9, "  one two\n    three"),
      ("bom        the first day of each month", 40, "bom        the first day of each month"),
      ("bom        the first day of each month", 36, "bom        the first day of each\n           month"),

      ("a  b  the rest of it goes below", 30, "a  b  the rest of it goes\n      below"),
      ("a_word_that_is_wide and more", 10, "a_word_that_is_wide\nand more"),
      ("no type “A   B” here", 17, "no type “A   B”\nhere"),
      ("日本 日本 日本", 9, "日本 日本\n日本"),
    ])
  func text(text: String, width: Int, lines: String) {
    let wrapped = WrappedText.text(text, width: width)
    #expect(wrapped == lines)
    #expect(WrappedText.text(text, width: nil) == text)
    #expect(wrapped.split(whereSeparator: \.isWhitespace) == text.split(whereSeparator: \.isWhitespace))
  }

  @Test(
    "a message stands beside its caret where that leaves room, else below it",
    arguments: [
      (80, "query:1:7: error: “x” is wrong\n  hours x\n        ^ try something else, or nothing at all"),
      (48, "query:1:7: error: “x” is wrong\n  hours x\n        ^ try something else, or nothing at all"),
      (46, "query:1:7: error: “x” is wrong\n  hours x\n        ^ try something else, or nothing at\n          all"),
      (30, "query:1:7: error: “x” is wrong\n  hours x\n        ^\n    try something else, or\n    nothing at all"),
      (
        20,
        "query:1:7: error: “x”\n    is wrong\n  hours x\n        ^\n    try something\n    else, or nothing\n    at all"
      ),
    ])
  func message(window: Int, text: String) {
    let diagnostic = Diagnostic(
      code: "x", message: "“x” is wrong", range: SourceRange(lower: 6, upper: 7),
      source: SourceText(name: "query", text: "hours x"), help: "try something else, or nothing at all")
    #expect(DiagnosticRenderer.text(diagnostic, color: false, window: window) == text)
  }
}
