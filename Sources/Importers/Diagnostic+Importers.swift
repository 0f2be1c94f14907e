import Codecs
import Diagnostics
import Store

// What can make a workspace unreadable as a whole, in alphabetical order of the codes.
extension Diagnostic {
  static func ambiguousLayout(_ file: String, _ layouts: [String]) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-layout", message: "\(file) can be read as \(layouts.joined(separator: " or as "))",
      help: "name the file after its table, as in bookings.csv, or take the columns out that only one of them has")
  }

  /// Two headers of one file mean the same column, and neither is the column's own name.
  static func ambiguousHeaders(file: String, headers: [String], column: String) -> Diagnostic {
    let names = headers.map { "“\($0)”" }.joined(separator: " and ")
    return Diagnostic(
      code: "ambiguous-headers", message: "\(file): \(names) both mean the column \(column)",
      help: "rename one of them, or call the one that counts “\(column)”")
  }

  /// `map bookings.start = "Start" as dym`
  static func badMap(_ table: TableName, _ column: String, _ message: String, help: String?) -> Diagnostic {
    Diagnostic(code: "bad-map", message: "\(table.rawValue).\(column) cannot be read so: \(message)", help: help)
  }

  static func emptyFile(_ file: String) -> Diagnostic {
    Diagnostic(code: "empty-file", message: "\(file) is empty: there is no header line")
  }

  /// Two files of one system that have some days in common, and no ids.
  static func overlappingExports(_ file: String, _ other: String, days: ClosedRange<String>) -> Diagnostic {
    Diagnostic(
      code: "overlapping-exports",
      message:
        "\(file) and \(other) both tell of \(days.lowerBound) to \(days.upperBound), and nothing says which rows are the same",
      help: "take one of them out, or export it for the other days alone")
  }

  static func longHeader(_ file: String, bytes: Int) -> Diagnostic {
    Diagnostic(code: "long-header", message: "\(file) has no header that ends within its first \(bytes) bytes")
  }

  static func folderAsFile(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "folder-as-file", message: "\(name) is a folder, though it is called like a file",
      help: "rename it if it holds the exports of one system, or take it out of the workspace")
  }

  static func settingsWithin(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "settings-within", message: "\(name) is not read: settings count in the workspace's own folder",
      help: "put them into its \(ExportSources.settingsFile)")
  }

  static func missingHeaders(file: String, table: TableName, missing: [Field]) -> Diagnostic {
    let names = missing.map { field in
      "“\(field.name)”" + (field.synonyms.isEmpty ? "" : " (or \(field.synonyms.joined(separator: ", ")))")
    }
    return Diagnostic(
      code: "missing-headers",
      message: "\(file) has no column \(names.joined(separator: " and no column ")), which \(table.rawValue) needs",
      help: missing.first.map { field in
        "where a column of another name is meant, say `map \(table.rawValue).\(field.name) = \"its header\"`"
          + (field.isRequired ? "" : "; where \(table.rawValue) have none, add an empty column \(field.name)")
      })
  }

  static func noTable(path: String, names: [String]) -> Diagnostic {
    Diagnostic(
      code: "no-table", message: "there is no table in \(path)",
      help: "a workspace is a folder with files such as " + names.map { $0 + ".csv" }.joined(separator: ", "))
  }

  static func notText(file: String, offset: Int, isZero: Bool) -> Diagnostic {
    Diagnostic(
      code: "not-text",
      message: isZero
        ? "\(file) is not a text file: byte \(offset) is zero"
        : "\(file) is not text in UTF-8: byte \(offset) does not fit",
      help: "export it as CSV in UTF-8")
  }

  /// Rows that name what a layout knows, and nothing of what its tables are read from.
  static func noRowFits(_ file: String, layout: String) -> Diagnostic {
    Diagnostic(
      code: "no-row-fits", message: "\(file): no row of it fits the tables of \(layout)",
      help: "`deskql layouts \(layout)` shows what these are read from")
  }

  static func tooLarge(file: String) -> Diagnostic {
    Diagnostic(code: "too-large", message: "\(file) is too large: a table has four thousand million rows at most")
  }

  /// What only a person can decide.
  static func undecided(file: String, _ error: TranslationError) -> Diagnostic {
    let place = error.line.map { "\(file):\($0)" } ?? file
    return Diagnostic(code: "undecided", message: "\(place): \(error.message)", help: error.help)
  }

  /// `bookings.ods`
  static func unknownKind(_ file: String, _ ending: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-kind", message: "\(file) is not read: files of the kind .\(ending) are not known here",
      help: "save it as CSV or XLSX under the table's name, or take it out of the folder")
  }

  static func unknownZone(file: String, line: Int, reason: String, help: String?) -> Diagnostic {
    Diagnostic(code: "unknown-zone", message: "\(file):\(line): \(reason)", help: help)
  }

  static func unmatchedFile(
    _ file: String, nearest: TableName?, missing: [Field], layout: (layout: ExportLayout, missing: [String])? = nil
  ) -> Diagnostic {
    var near =
      nearest.map { table in
        let headers = missing.map { "“\($0.name)”" }.joined(separator: ", ")
        return "; the nearest is \(table.rawValue)" + (headers.isEmpty ? "" : ", which needs \(headers), too")
      } ?? ""
    if let layout, nearest == nil || layout.missing.count < missing.count {
      let headers = layout.missing.map { "“\($0)”" }.joined(separator: ", ")
      near = "; the nearest layout is \(layout.layout.name), which needs \(headers), too"
    }
    return Diagnostic(
      code: "unmatched-file", message: "\(file) fits no table\(near)",
      help: "name it after its table, as in bookings.csv")
  }

  static func unreadable(file: String, _ error: FormatError) -> Diagnostic {
    let place = [error.line, error.line == nil ? nil : error.column].compactMap { $0.map { ":\($0)" } }.joined()
    return Diagnostic(code: "unreadable", message: "\(file)\(place): \(error.message)", help: error.help)
  }

  static func unreadable(path: String, error: SystemError) -> Diagnostic {
    Diagnostic(code: "unreadable", message: "\(path) cannot be read: \(error.message)")
  }
}
