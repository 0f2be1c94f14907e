import Diagnostics
import Language

/// A statement with the one word put right that a message is sure of.
enum Correction {
  /// Nil where the message makes no suggestion, or is about another text.
  static func line(of text: String, after diagnostics: [Diagnostic]) -> String? {
    guard diagnostics.count == 1, let diagnostic = diagnostics.first, diagnostic.severity == .error,
      let word = diagnostic.suggestion, let range = diagnostic.range, diagnostic.source?.text == text,
      range.lower < range.upper, range.upper <= text.utf8.count
    else { return nil }
    let source = SourceText(text: text)
    let before = source.text(of: SourceRange(lower: 0, upper: range.lower))
    let behind = source.text(of: SourceRange(lower: range.upper, upper: text.utf8.count))
    let corrected = before + word + behind
    return corrected == text ? nil : String(corrected)
  }
}
