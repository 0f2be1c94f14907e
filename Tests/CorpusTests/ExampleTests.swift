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

  @Test("README's queries run")
  func readme() throws {
    let page = ExamplePage(Project.root.appendingPathComponent("README.md"))
    #expect(page.queries.count >= 10)
    try run(page)
  }

  /// The pages of Grammar.
  static let pages: [String] = {
    let walker = FileManager.default.enumerator(atPath: Project.root.appendingPathComponent("Grammar").path)
    return (walker?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") && !$0.hasSuffix("README.md") }
      .sorted()
  }()

  @Test("the examples of a page about the language run", arguments: pages)
  func page(path: String) throws {
    let page = ExamplePage(Project.root.appendingPathComponent("Grammar/" + path))
    #expect(!page.queries.isEmpty || !page.parsed.isEmpty, "\(path)")
    try run(page)
    for text in page.parsed { #expect(Session.parse(SourceText(text: text)).diagnostics.isEmpty, "\(path): \(text)") }
  }

  private func run(_ page: ExamplePage) throws {
    var sessions: [String: Session] = [:]
    let options = SessionOptions(today: try #require(Day(iso: "2024-07-01")))
    for (workspace, query) in page.queries {
      var session =
        try sessions[workspace]
        ?? Session.open(path: Project.examples.appendingPathComponent(workspace).path, options: options)
      let result = Printed.of(SourceText(text: query), in: &session, format: .table)
      #expect(!result.isError, "\(workspace): \(query): \(result.lines)")
      sessions[workspace] = session
    }
  }
}

/// The examples of a page: lines of its `deskql` blocks; a line `# workspace NAME` changes the workspace.
struct ExamplePage {
  private(set) var queries: [(workspace: String, query: String)] = []
  /// Those of blocks `deskql parse`: what this version reads and does not answer, or the shell alone.
  private(set) var parsed: [String] = []

  init(_ url: URL) {
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var block = ""
    var workspace = "coworking"
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        block = String(line.dropFirst(3))
      } else if line.hasPrefix("# workspace "), block.hasPrefix("deskql") {
        workspace = String(line.dropFirst(12)).trimmingCharacters(in: .whitespaces)
      } else if !line.isEmpty {
        if block == "deskql" { queries.append((workspace, line)) }
        if block == "deskql parse" { parsed.append(line) }
      }
    }
  }
}
