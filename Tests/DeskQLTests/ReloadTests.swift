import Calculus
import DeskQL
import Diagnostics
import Files
import Foundation
import Store
import Testing

/// Loading with what is known of unchanged files gives what opening the workspace anew gives.
@Suite("load of vendors' exports")
struct ReloadTests {
  private static let exports = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus/exports").path

  private static let names = Folder(exports).names.filter { Folder.isFolder(exports + "/" + $0) }

  private static func open(_ path: String) throws -> Session {
    try Session.open(path: path, options: SessionOptions(today: try #require(Day(iso: "2024-07-01"))))
  }

  @Test("after each file in turn has lost its last line", arguments: names)
  func reload(name: String) throws {
    let scratch = try Folder.temporary()
    let folder = scratch.path(of: "exports")
    defer { try? FileManager.default.removeItem(atPath: scratch.path) }
    try FileManager.default.copyItem(atPath: ReloadTests.exports + "/" + name, toPath: folder)
    var session = try ReloadTests.open(folder)
    let files = Folder(folder).files(ending: ".csv", ".json", ".xml", ".jsonl")
    for file in files {
      // What is written in UTF-16 has no lines that can be cut off here.
      if try readBytes(ofFile: file).contains(0) { continue }
      var lines = try readText(ofFile: file).split(separator: "\n", omittingEmptySubsequences: false)
      guard file.hasSuffix(".csv"), lines.count > 3 else { continue }
      if lines.last == "" { lines.removeLast() }
      lines.removeLast()
      try WholeFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
      let anew = try ReloadTests.open(folder)
      try session.run(all: "load")
      #expect(session.workspace.snapshot.files == anew.workspace.snapshot.files, "\(file)")
      #expect(session.workspace.snapshot.findings == anew.workspace.snapshot.findings, "\(file)")
      #expect(session.workspace.snapshot.rejected == anew.workspace.snapshot.rejected, "\(file)")
      for table in TableName.allCases {
        #expect(session.workspace.snapshot.table(table).rowCount == anew.workspace.snapshot.table(table).rowCount)
      }
    }
    #expect(!session.workspace.snapshot.files.isEmpty)
  }
}
