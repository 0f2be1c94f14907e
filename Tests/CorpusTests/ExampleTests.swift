import Calculus
import DeskQL
import Diagnostics
import Foundation
import Language
import Rendering
import TestFiles
import Testing

@Suite("examples and README")
struct ExampleTests {
  /// Scripts of Examples, each with the workspace that it stands in.
  static let scripts: [String] = {
    let walker = FileManager.default.enumerator(atPath: Project.examples.path)
    return (walker?.compactMap { $0 as? String } ?? []).filter {
      $0.hasSuffix(".deskql") && !$0.hasSuffix("settings.deskql")
    }
    .sorted()
  }()

  @Test("each script prints what stands beside it", arguments: scripts)
  func script(path: String) throws {
    let url = Project.examples.appendingPathComponent(path)
    let expected = url.deletingPathExtension().appendingPathExtension("out")
    let options = SessionOptions(today: try #require(Day(iso: "2024-07-01")))
    var session = try Session.open(path: url.deletingLastPathComponent().path, options: options)
    let text = try String(contentsOf: url, encoding: .utf8)
    var lines: [String] = []
    let source = SourceText(name: url.lastPathComponent, text: text)
    let script = Parser.script(source)
    #expect(script.diagnostics.isEmpty, "\(script.diagnostics.map { DiagnosticRenderer.line($0) })")
    for (_, range) in script.statements {
      let bytes = Array(text.utf8)[range.lower..<range.upper]
      let line = String(decoding: bytes, as: UTF8.self)
      lines.append("> " + line)
      let result = Printed.of(SourceText(text: line), in: &session, format: .table)
      #expect(!result.isError, "\(path): \(line): \(result.lines)")
      lines += result.lines + [""]
    }
    let printed = lines.joined(separator: "\n")
    if Project.updates {
      try Data(printed.utf8).write(to: expected)
    } else {
      #expect(printed == (try String(contentsOf: expected, encoding: .utf8)), "\(path)")
    }
  }

  /// Lines of README's `deskql` blocks; a line `# workspace NAME` changes the workspace.
  static let readmeQueries: [(workspace: String, query: String)] = {
    let text = (try? String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""
    var result: [(String, String)] = []
    var inBlock = false
    var workspace = "coworking"
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        inBlock = line == "```deskql"
      } else if inBlock, line.hasPrefix("# workspace ") {
        workspace = String(line.dropFirst(12)).trimmingCharacters(in: .whitespaces)
      } else if inBlock, !line.isEmpty {
        result.append((workspace, line))
      }
    }
    return result
  }()

  @Test("README's queries run")
  func readme() throws {
    #expect(Self.readmeQueries.count >= 10)
    var sessions: [String: Session] = [:]
    let options = SessionOptions(today: try #require(Day(iso: "2024-07-01")))
    for (workspace, query) in Self.readmeQueries {
      var session =
        try sessions[workspace]
        ?? Session.open(path: Project.examples.appendingPathComponent(workspace).path, options: options)
      let result = Printed.of(SourceText(text: query), in: &session, format: .table)
      #expect(!result.isError, "\(workspace): \(query): \(result.lines)")
      sessions[workspace] = session
    }
  }
}
