import DeskQL
import Diagnostics
import Foundation
import Language
import Rendering
import TestFiles
import Testing

@Suite("examples and pages")
struct ExampleTests {
  /// Scripts of Examples, each with the workspace that it stands in; others are read by pages and tests beside them.
  static let scripts = Project.files(in: "Examples") { $0.hasSuffix(".deskql") && !$0.hasSuffix("settings.deskql") }
    .filter { ExportFolder.holdsExports(Project.root.appendingPathComponent($0).deletingLastPathComponent().path) }

  @Test("each script prints what stands beside it", arguments: scripts)
  func script(path: String) throws {
    let url = Project.root.appendingPathComponent(path)
    let expected = url.deletingPathExtension().appendingPathExtension("out")
    var session = try Session.open(
      path: url.deletingLastPathComponent().path, options: SessionOptions(today: Project.today))
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

  @Test("what a page shows runs, and prints what stands below it", arguments: ExamplePage.all)
  func page(path: String) throws {
    let (problems, corrected) = try ExamplePage(path).run(updates: Project.updates)
    for problem in problems { Issue.record("\(problem)") }
    if let corrected { try Data(corrected.utf8).write(to: Project.root.appendingPathComponent(path)) }
  }

  @Test("what help offers to try runs, each in turn", arguments: ["Examples/office", "Examples/coworking"])
  func help(folder: String) throws {
    let path = Project.root.appendingPathComponent(folder).path
    let new = try Session.open(path: path, options: SessionOptions(today: Project.today))
    #expect(new.helpTopics.contains("charts"))
    for topic in new.helpTopics {
      var session = new
      let help = Printed.of(SourceText(text: "help \(topic)"), in: &session, format: .table).lines
      let statements = help.drop { $0 != "To try:" }.dropFirst()
      #expect(!statements.isEmpty, "help \(topic)")
      for statement in statements {
        let result = Printed.of(SourceText(text: statement), in: &session, format: .table)
        #expect(!result.isError, "help \(topic): \(statement): \(result.lines)")
      }
    }
  }

  @Test("README and the tutorial have examples", arguments: ["README.md", "Examples/tutorial/"])
  func examples(folder: String) throws {
    let queries = try ExamplePage.all.filter { $0.hasPrefix(folder) }.flatMap { try ExamplePage($0).queries }
    #expect(queries.count >= 30)
  }
}
