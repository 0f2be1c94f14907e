import Diagnostics
import Files
import Language

// Messages about tests, in alphabetical order.
extension Diagnostic {
  static func answerInstead(_ line: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "answer-instead", message: "an answer came instead of an error" + (line.isEmpty ? "" : ": \(line)"),
      range: range, source: source)
  }

  /// `file ../bookings.csv`
  static func badFileName(_ name: TestFile.Setting, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-file-name", message: "“\(name.text)” is no name of a file in place", range: name.range, source: source,
      help: "write it as file bookings.csv, without a folder")
  }

  static func badRule(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-rule", message: "a rule says error or nothing", range: range, source: source,
      help: "---- before an answer, ---- error before messages")
  }

  static func errorInstead(_ text: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "error-instead", message: "an error came instead of an answer: \(text)", range: range, source: source)
  }

  static func extraColumn(_ name: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "extra-column", message: "column \(name): not expected, got it", range: range, source: source)
  }

  static func extraLine(_ line: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "extra-line", message: "a line more was printed: \(line)", range: range, source: source)
  }

  static func extraRow(_ name: String, _ text: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "extra-row", message: "row \(name): not expected, got \(text)", range: range, source: source)
  }

  static func missingColumn(
    _ name: String, have: [String], _ range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      code: "missing-column", message: "column \(name): expected, and not there", range: range, source: source,
      help: "there are " + have.joined(separator: ", "))
  }

  static func missingLine(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "missing-line", message: "this line was not printed", range: range, source: source)
  }

  static func missingRow(_ name: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "missing-row", message: "row \(name): expected, and not there", range: range, source: source)
  }

  /// `today yesterday`
  static func noDay(_ text: TestFile.Setting, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-day", message: "“\(text.text)” is no day", range: text.range, source: source,
      help: "write it as 2024-03-15")
  }

  static func noRule(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-rule", message: "no rule of dashes stands behind the statement", range: range, source: source,
      help: "---- and below it what is expected")
  }

  static func noTemporaryFolder(_ error: FileError, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-temporary-folder",
      message: "the files of \(source.name) cannot be laid out for a while: \(error.message)",
      help: "TMPDIR names a folder that can be written")
  }

  /// `workspace nowhere`
  static func noWorkspace(_ name: TestFile.Setting, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-workspace", message: "there is no workspace “\(name.text)”", range: name.range, source: source,
      help: "its path begins at the folder of this file, or at the one that --workspaces names")
  }

  static func nothingExpected(in source: SourceText) -> Diagnostic {
    Diagnostic(severity: .warning, code: "nothing-expected", message: "\(source.name) expects nothing")
  }

  static func otherCell(
    row: String, column: String, expected: String, got: String, _ range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    func shown(_ text: String) -> String { text.isEmpty ? "an empty cell" : text }
    return Diagnostic(
      code: "other-cell", message: "row \(row), column \(column): expected \(shown(expected)), got \(shown(got))",
      range: range, source: source)
  }

  static func otherLine(_ line: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "other-line", message: "another line was printed: \(line)", range: range, source: source)
  }

  static func otherOrder(
    of what: String, _ order: String, _ range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      code: "other-order", message: "the \(what) came in another order: \(order)", range: range, source: source)
  }

  /// `source a.deskql`, where that file sources itself.
  static func readsItself(_ name: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "source-too-deep", message: "“\(name.text)” is read from within too many other files",
      range: name.place.range, source: source, help: "does it read itself?")
  }

  static func saidTwice(_ word: String, _ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "said-twice", message: "\(word) was said before", range: range, source: source)
  }

  static func unreadableScript(_ name: Name, _ error: FileError, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "unreadable-file", message: "“\(name.text)” cannot be read: \(error.message)", range: name.place.range,
      source: source)
  }

  static func unreadableTest(_ path: String, _ error: FileError) -> Diagnostic {
    Diagnostic(code: "unreadable-file", message: "“\(path)” cannot be read: \(error.message)")
  }

  static func unwritableTest(_ path: String, _ error: FileError) -> Diagnostic {
    Diagnostic(code: "unwritable-file", message: "“\(path)” cannot be written: \(error.message)")
  }

  static func workspaceAndFiles(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "workspace-and-files", message: "a test has a workspace or files in place, not both", range: range,
      source: source)
  }
}
