import Calculus
import DeskQL
import Files
import Foundation

/// Folders of the project, found from this file.
enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var folder: Folder { Folder(root.path) }
  static var examples: URL { root.appendingPathComponent("Examples") }
  /// Whether expectations are written instead of compared.
  static var updates: Bool { ProcessInfo.processInfo.environment["DESKQL_UPDATE"] == "1" }
  /// The day on which the exports of the examples were made.
  static var today: Day { Day(iso: "2024-07-01")! }

  /// Files in a folder and in those within it, by their paths from the root, in order.
  static func files(in folder: String, where isWanted: (String) -> Bool) -> [String] {
    let walker = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (walker?.compactMap { $0 as? String } ?? []).filter(isWanted).sorted().map { folder + "/" + $0 }
  }

  /// A session on one of the example workspaces.
  static func session(_ workspace: String) throws -> Session {
    try Session.open(path: examples.appendingPathComponent(workspace).path, options: SessionOptions(today: today))
  }
}
