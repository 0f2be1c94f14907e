import Diagnostics
import Store

/// How a file was understood, for the load report.
struct FileAccount: Sendable {
  /// The name of the layout; `canonical` for the loader's own form.
  var layout: String
  /// The file in the workspace's folder.
  var export: String
  /// Where that lies.
  var path: String
  /// The folder within the workspace that it is from.
  var source: String?
  /// How its letters are written, where that is not UTF-8.
  var encoding: String?
  /// Rows that do not count by the layout.
  var leftOut = 0
  /// How days and months stand, where a cell showed it.
  var dateOrder: String?
  /// How times are meant: `UTC`, `as written` …
  var clock: String?
  /// Rows that could not be cut into cells.
  var rejects: [(line: Int, reason: String)] = []
  /// What was read from which headers; of a file's first table also what its rows mention of others.
  var columns: [FileReport.Column] = []
  /// Headers that were not read, and what the layout tells; of a file's first table.
  var unread: [String] = []
  var notes: [FileReport.Note] = []
}

extension FileReport {
  /// What is known of a file, whatever came of it.
  init(file: String, table: TableName?, _ account: FileAccount) {
    self.init(file: file, export: account.export, table: table)
    leftOut = account.leftOut
    layout = account.layout
    source = account.source
    encoding = account.encoding
    dateOrder = account.dateOrder
    clock = account.clock
    columns = account.columns
    unread = account.unread
    notes = account.notes
  }
}

extension FileReport.Problem {
  init(_ diagnostic: Diagnostic) {
    self.init(code: diagnostic.code, message: diagnostic.message, help: diagnostic.help)
  }
}

extension Diagnostic {
  init(_ problem: FileReport.Problem) {
    self.init(code: problem.code, message: problem.message, help: problem.help)
  }
}
