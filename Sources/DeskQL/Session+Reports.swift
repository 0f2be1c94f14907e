import Diagnostics
import Language
import Store

// What `explain` and `why` have in common.
extension Session {
  /// The statement as it was written, with single blanks.
  func title(_ keyword: String, _ query: Query, source: SourceText) -> String {
    keyword + " " + source.text(of: query.place.range).withSingleBlanks
  }

  /// How many rows are told one by one: `with explain_rows 0` is all of them. Where nobody says it, several cells share
  /// them, and each has five at least.
  func shownRows(_ query: Query, cells: Int) -> Int {
    var limit = settings.value("explain_rows")
    if settings.origin("explain_rows") == .builtIn, cells > 1 { limit = String(max(5, (Int(limit) ?? 0) / cells)) }
    for clause in query.clauses {
      if case .with(let name, let value) = clause.kind, name.text.lowercased() == "explain_rows" { limit = value.text }
    }
    return Int(limit) ?? 0
  }
}

extension StringProtocol {
  /// Its words with one blank between them.
  var withSingleBlanks: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
