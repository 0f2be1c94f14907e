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
}
