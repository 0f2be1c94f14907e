import Foundation

/// Folders of the project, found from this file.
enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var examples: URL { root.appendingPathComponent("Examples") }
  static var corpus: URL { root.appendingPathComponent("Tests/Corpus") }
  /// Whether expectations are written instead of compared.
  static var updates: Bool { ProcessInfo.processInfo.environment["DESKQL_UPDATE"] == "1" }
}
