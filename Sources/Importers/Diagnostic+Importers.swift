import Codecs
import Diagnostics
import Store

// What can make a workspace unreadable as a whole, in alphabetical order of the codes.
extension Diagnostic {
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

  static func missingHeaders(file: String, table: TableName, missing: [Field]) -> Diagnostic {
    let names = missing.map { field in
      "“\(field.name)”" + (field.synonyms.isEmpty ? "" : " (or \(field.synonyms.joined(separator: ", ")))")
    }
    return Diagnostic(
      code: "missing-headers",
      message: "\(file) has no column \(names.joined(separator: " and no column ")), which \(table.rawValue) needs")
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

  static func tooLarge(file: String) -> Diagnostic {
    Diagnostic(code: "too-large", message: "\(file) is too large: a table has four thousand million rows at most")
  }

  static func unknownZone(file: String, line: Int, reason: String, help: String?) -> Diagnostic {
    Diagnostic(code: "unknown-zone", message: "\(file):\(line): \(reason)", help: help)
  }

  static func unmatchedFile(_ file: String, nearest: TableName?, missing: [Field]) -> Diagnostic {
    let near = nearest.map { table in
      let headers = missing.map { "“\($0.name)”" }.joined(separator: ", ")
      return "; the nearest is \(table.rawValue)" + (headers.isEmpty ? "" : ", which needs \(headers), too")
    }
    return Diagnostic(
      code: "unmatched-file", message: "\(file) fits no table\(near ?? "")",
      help: "name it after its table, as in bookings.csv")
  }

  static func unreadable(path: String, error: SystemError) -> Diagnostic {
    Diagnostic(code: "unreadable", message: "\(path) cannot be read: \(error.message)")
  }
}
