import Diagnostics
import Language
import Store

extension Binder {
  /// Refuses what reads a table of which a file could not be read: a part of the rows would pass for all of them.
  ///
  /// - Parameter reads: the columns that it reads, as `bookings.start`.
  func checkFiles(behind reads: Set<String>, of title: String, at place: Place) throws(Rejection) {
    guard !snapshot.failedTables.isEmpty else { return }
    for table in TableName.allCases {
      guard let files = snapshot.failedTables[table], reads.contains(where: { $0.hasPrefix(table.rawValue + ".") })
      else { continue }
      throw Rejection(.unreadTable(table, files: files, title, at: place))
    }
  }
}

extension Diagnostic {
  /// `hours 2024-03`, and bookings.xlsx is damaged
  fileprivate static func unreadTable(
    _ table: TableName, files: [String], _ title: String, at place: Place
  ) -> Diagnostic {
    let names = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? " and \(files.count - 3) more" : "")
    return Diagnostic(
      code: "unread-table", message: "“\(title)” reads \(table.rawValue), of which \(names) could not be read",
      range: place.range,
      help: "“check \(table.rawValue)” says why: mend the \(files.count == 1 ? "file" : "files") or take "
        + "\(files.count == 1 ? "it" : "them") out of the folder, then load again")
  }
}
