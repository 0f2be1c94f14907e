import Diagnostics
import Files
import Language
import Rendering
import Store

extension Diagnostic {
  /// `set live maybe`
  static func badShellSetting(
    _ name: String, _ value: String, expected: String, at place: Place, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      code: "bad-setting", message: "“\(value)” is no value of \(name)", range: place.range, source: source,
      help: "it can be \(expected)")
  }

  /// `timing maybe`
  static func badTiming(_ value: String, at range: SourceRange?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-timing", message: "“\(value)” is neither on nor off", range: range, source: source,
      help: "“timing on”, “timing off”, or “timing” to switch")
  }

  /// `expect hours 2024 to "x.csv" gives 5`
  static func fileNotWritten(_ word: String, at place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "file-not-written", message: "\(word) writes no file", range: place.range, source: source,
      help: "leave out to, or ask without \(word)")
  }

  /// `hours 2024 as json to "march.csv"`
  static func formatAndEnding(_ format: Format, file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "format-and-ending", message: "“\(file.text)” would hold \(format.rawValue), and its ending says otherwise",
      range: file.place.range, source: source, help: "leave out as, or give the file another ending")
  }

  /// `list users to "users.svg"`: no answer of this shape is a picture.
  static func notDrawable(_ reason: String, help: String, at range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "not-drawable", message: reason, range: range, source: source, help: help)
  }

  /// `explain hours 2024 as csv`
  static func noTable(_ reason: String, help: String, at range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(code: "report-as-table", message: reason, range: range, source: source, help: help)
  }

  /// `hours 2024 to "bookings.csv"`, where bookings are read from that very file.
  static func ownExport(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "own-export", message: "“\(file.text)” is a file of the workspace, which would be lost",
      range: file.place.range, source: source, help: "take another name")
  }

  /// `hours 2024 to "plans.csv"`, where that would be a table of the workspace from then on.
  static func readAsTable(
    _ file: Name, _ table: TableName, byColumns: Bool = false, in source: SourceText
  ) -> Diagnostic {
    let reason = byColumns ? " by its columns" : ""
    return Diagnostic(
      code: "read-as-table",
      message: "“\(file.text)” would be read as the workspace's \(table.rawValue)\(reason)",
      range: file.place.range, source: source,
      help: byColumns ? "take another folder, or another format such as .xlsx" : "take another name or another folder")
  }

  /// `explain hours 2024-03 to "hours.csv"`
  static func reportAsTable(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "report-as-table", message: "what is explained is no table, so “\(file.text)” cannot hold it",
      range: file.place.range, source: source, help: "write it to a .json, .md or .html")
  }

  /// `source a.deskql`, where that file sources itself.
  static func sourceTooDeep(_ file: String, at range: SourceRange?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "source-too-deep", message: "“\(file)” is read from within too many other files", range: range,
      source: source, help: "does it read itself?")
  }

  /// A workbook of more rows than a sheet has.
  static func tooManyRows(_ count: Int, most: Int, file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "too-many-rows", message: "the answer has \(count) rows, and a sheet takes \(most)",
      range: file.place.range, source: source, help: "write it as .csv")
  }

  /// `hours 2024 to "a.csv" to "b.csv"`
  static func twoFiles(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "two-files", message: "an answer goes into one file", range: file.place.range, source: source,
      help: "write the second with: _ to \(Printer.text(of: file))")
  }

  /// `hours 2024 to "march.doc"`
  static func unknownEnding(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "unknown-ending", message: "the ending of “\(file.text)” is no format", range: file.place.range,
      source: source, help: "there are " + Destination.endings.map { "." + $0.ending }.joined(separator: ", "))
  }

  /// `hours 2024 as xml`
  static func unknownFormat(_ name: Name, in source: SourceText) -> Diagnostic {
    let formats = Format.allCases.map(\.rawValue)
    return Diagnostic(
      code: "unknown-format", message: "there is no format “\(name.text)”", range: name.place.range, source: source,
      suggestion: NearestName.find(name.text, in: formats),
      help: "there are " + formats.joined(separator: ", "))
  }

  /// `hours 2024 to "/no/such/folder/a.csv"`
  static func unwritableFile(_ file: Name, _ error: FileError, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "unwritable-file", message: "“\(file.text)” cannot be written: \(error.message)", range: file.place.range,
      source: source)
  }

  /// `deskql -`, where nothing can be read from standard input, or more than fits.
  public static func unreadablePipe(most: Int) -> Diagnostic {
    Diagnostic(
      code: "unreadable-file", message: "<stdin> cannot be read, or has more than \(most >> 30) GB",
      help: "write it into a file, and open that")
  }

  /// `source missing.deskql`, `-f missing.deskql`
  public static func unreadableFile(
    _ file: String, _ error: FileError, at range: SourceRange? = nil, in source: SourceText? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "unreadable-file", message: "“\(file)” cannot be read: \(error.message)", range: range, source: source)
  }
}
