import Diagnostics
import Language
import Store

extension Binder {
  /// Refuses what reads a table of which a file could not be read: a part of the rows would pass for all of them.
  ///
  /// - Parameter reads: the columns that it reads, as `bookings.start`.
  func checkFiles(behind reads: Set<String>, of title: String, at place: Place) throws(Rejection) {
    guard !snapshot.failedTables.isEmpty || !snapshot.failedFiles.isEmpty else { return }
    for table in TableName.allCases {
      guard let files = snapshot.failedTables[table], reads.contains(where: { $0.hasPrefix(table.rawValue + ".") })
      else { continue }
      throw Rejection(.unreadTable(table, files: files, title, at: place))
    }
    if !snapshot.failedFiles.isEmpty, !reads.isEmpty {
      throw Rejection(.unreadFiles(snapshot.failedFiles, title, at: place))
    }
  }
}

extension Diagnostic {
  /// `hours 2024-03`, and bookings.xlsx is damaged
  fileprivate static func unreadTable(
    _ table: TableName, files: [String], _ title: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "unread-table",
      message:
        "“\(title)” reads \(table.rawValue), of which \(list(files)) \(files.count == 1 ? "is" : "are") not read",
      range: place.range, help: wayOut(files, why: "check \(table.rawValue)"))
  }

  /// `hours 2024-03`, and april.json is damaged.
  fileprivate static func unreadFiles(_ files: [String], _ title: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unread-file", message: "\(list(files)) could not be read, and may hold rows for “\(title)”",
      range: place.range, help: wayOut(files, why: "check files"))
  }

  private static func list(_ files: [String]) -> String {
    files.prefix(3).joined(separator: ", ") + (files.count > 3 ? " and \(files.count - 3) more" : "")
  }

  private static func wayOut(_ files: [String], why statement: String) -> String {
    let (file, it, asks) = files.count == 1 ? ("file", "it", "it asks") : ("files", "them", "they ask")
    return
      "“\(statement)” says why: mend the \(file), answer what \(asks) in settings.deskql, or take \(it) out of the "
      + "folder, then load again"
  }
}
