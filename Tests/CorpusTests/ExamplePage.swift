import DeskQL
import Diagnostics
import Files
import Foundation
import Language
import TestFiles

@testable import Command

/// A Markdown page whose examples are run, and whose outputs are compared with what is printed.
///
/// - A block `deskql` holds statements. A line `# workspace NAME` in it changes the workspace, for the blocks below too;
///   the first is coworking. All blocks of a page share a session for each workspace.
/// - A block `deskql parse` holds statements that are read only, as a version yet to come, or the shell alone, answers them.
/// - A block `sh` holds command lines, of which those of `deskql … test FILE…` are run, from the project's root.
/// - A block `text` shows what the block above it prints, be it directly behind or further down, in several parts. A line
///   `…` in it stands for any lines, or for none. Of several statements it shows what each of them prints, with an empty
///   line between. A statement that is refused has a block `text error` directly behind it.
/// - A block `text of PATH` is the file of that path, from the project's root.
struct ExamplePage {
  /// From the project's root.
  let path: String
  /// Those that are run.
  private(set) var queries: [(workspace: String, query: String)] = []
  /// Those that are read only.
  private(set) var parsed: [String] = []

  private let lines: [String]
  private let blocks: [Block]

  /// What stands between two fences.
  private struct Block {
    let info: String
    /// Lines between the fences, from 0.
    let lines: Range<Int>
  }

  /// Reads a page of the project.
  init(_ path: String) throws {
    self.init(path, text: try String(contentsOf: Project.root.appendingPathComponent(path), encoding: .utf8))
  }

  init(_ path: String, text: String) {
    self.path = path
    lines = text.components(separatedBy: "\n")
    blocks = ExamplePage.blocks(in: lines)
    var workspace = "coworking"
    for block in blocks {
      if block.info == "deskql" {
        queries += ExamplePage.statements(in: lines[block.lines], workspace: &workspace)
      } else if block.info == "deskql parse" {
        parsed += ExamplePage.statements(in: lines[block.lines], workspace: &workspace).map(\.query)
      }
    }
  }

  /// The pages of the project: README, and those in the folders of examples and of the grammar.
  static let all: [String] =
    ["README.md"] + ["Examples", "Grammar"].flatMap { Project.files(in: $0) { $0.hasSuffix(".md") } }

  // MARK: Running

  /// Runs what is on the page.
  ///
  /// - Parameter updates: whether the page is corrected where it shows something else.
  /// - Returns: what is wrong, each with its line; and the page corrected, if there was something to correct.
  func run(updates: Bool) throws -> (problems: [String], corrected: String?) {
    var problems: [String] = []
    var edits: [(Range<Int>, [String])] = []
    var sessions: [String: Session] = [:]
    var workspace = "coworking"
    // Of the last block that was run; nil where none is to be compared.
    var printed: [String]?
    for (number, block) in blocks.enumerated() {
      func problem(_ text: String) { problems.append("\(path):\(block.lines.lowerBound + 1): \(text)") }
      func compare(_ text: [String], with shown: Block) {
        let text = text.map(\.withoutBlanksAtEnd)
        let expected = lines[shown.lines].map(\.withoutBlanksAtEnd)
        if Excerpt(expected).fits(text) { return }
        if updates, let excerpt = Excerpt(expected).moved(to: text) {
          edits.append((shown.lines, excerpt))
        } else {
          problem((["this is"] + text + ["and on the page stands"] + expected).joined(separator: "\n"))
        }
      }
      switch block.info {
      case "deskql":
        let next = blocks.dropFirst(number + 1).first
        var texts: [[String]] = []
        for (place, statement) in ExamplePage.statements(in: lines[block.lines], workspace: &workspace) {
          var session = try sessions[place] ?? Project.session(place)
          let result = Printed.of(SourceText(text: statement), in: &session, format: .table, folder: Project.folder)
          sessions[place] = session
          if result.isError, next?.info != "text error" { problem("\(statement): \(result.lines)") }
          if !result.isError, next?.info == "text error" { problem("\(statement): this is not refused") }
          texts.append(result.isError ? result.diagnostics.flatMap(ExamplePage.lines(of:)) : result.lines)
        }
        printed = Array(texts.filter { !$0.isEmpty }.joined(separator: [""]))
      case "deskql parse":
        for (_, statement) in ExamplePage.statements(in: lines[block.lines], workspace: &workspace) {
          let diagnostics = Parser.script(SourceText(text: statement)).diagnostics
          if !diagnostics.isEmpty { problem("\(statement): \(diagnostics.map(DiagnosticRenderer.line))") }
        }
        printed = nil
      case "sh":
        let texts = try lines[block.lines].compactMap { try ExamplePage.tested($0) }
        printed = texts.isEmpty ? nil : texts.flatMap { $0 }
      case "text", "text error":
        if let printed { compare(printed, with: block) }
      case let info where info.hasPrefix("text of "):
        let file = Project.root.appendingPathComponent(String(info.dropFirst("text of ".count)))
        compare(try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").dropLast(), with: block)
      default: break
      }
    }
    var corrected = lines
    for (range, text) in edits.reversed() { corrected.replaceSubrange(range, with: text) }
    return (problems, edits.isEmpty ? nil : corrected.joined(separator: "\n"))
  }

  /// What `deskql … test FILE…` prints; nil of another command line.
  private static func tested(_ line: String) throws -> [String]? {
    let words = line.split(separator: " ").map(String.init)
    guard words.first?.hasSuffix("/deskql") == true, let tests = try Arguments(Array(words.dropFirst())).tests else {
      return nil
    }
    var run = TestRun(workspaces: tests.workspaces.map { Project.folder.path(of: $0) }, today: Project.today)
    for name in tests.files {
      let file = Project.folder.path(of: name)
      for test in Folder.isFolder(file) ? TestRun.tests(in: file) : [file] { run.run(test) }
    }
    let report = TestReport(run)
    return report.messages.flatMap(lines(of:))
      + report.text(color: false).components(separatedBy: "\n").filter { !$0.isEmpty }
  }

  /// A message as the program prints it.
  private static func lines(of diagnostic: Diagnostic) -> [String] {
    DiagnosticRenderer.text(diagnostic, color: false).components(separatedBy: "\n")
  }

  // MARK: Reading

  private static func blocks(in lines: [String]) -> [Block] {
    var blocks: [Block] = []
    var opened: (info: String, line: Int)?
    for (index, line) in lines.enumerated() where line.hasPrefix("```") {
      if let block = opened {
        blocks.append(Block(info: block.info, lines: block.line + 1..<index))
        opened = nil
      } else {
        opened = (String(line.dropFirst(3)), index)
      }
    }
    return blocks
  }

  /// The statements of a block, a line each unless a statement goes on, each with its workspace.
  private static func statements(
    in lines: ArraySlice<String>, workspace: inout String
  ) -> [(workspace: String, query: String)] {
    var result: [(String, String)] = []
    var part: [String] = []
    func read() {
      let source = SourceText(text: part.joined(separator: "\n"))
      let (statements, diagnostics) = Parser.script(source)
      if diagnostics.isEmpty {
        result += statements.map { (workspace, String(source.text(of: $0.1))) }
      } else {
        // What cannot be read is one statement, that is to be refused as a whole.
        result.append((workspace, source.text))
      }
      part = []
    }
    for line in lines {
      if line.hasPrefix("# workspace ") {
        read()
        workspace = line.dropFirst(12).trimmingCharacters(in: .whitespaces)
      } else {
        part.append(line)
      }
    }
    read()
    return result
  }
}

/// Lines that are expected, of which a line `…` stands for any lines.
private struct Excerpt {
  /// What stands between the lines `…`.
  private let parts: [[String]]
  private let isWhole: Bool

  init(_ lines: [String]) {
    parts = lines.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
    isWhole = parts.count == 1
  }

  /// Whether these lines were printed, in this order.
  func fits(_ printed: [String]) -> Bool {
    if isWhole { return parts[0] == printed }
    guard let first = parts.first, let last = parts.last, printed.starts(with: first),
      printed.count >= first.count + last.count, Array(printed.suffix(last.count)) == last
    else { return false }
    var rest = printed.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let index = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
      rest = rest[(index + part.count)...]
    }
    return true
  }

  /// The same excerpt of what is printed now: each part from the line with the words of its first line, as long as it was.
  ///
  /// - Returns: nil where no line has these words.
  func moved(to printed: [String]) -> [String]? {
    if isWhole { return printed }
    func words(_ line: String) -> [Substring] { line.split(whereSeparator: \.isWhitespace) }
    var rest = printed[...]
    var moved: [[String]] = []
    for part in parts {
      guard let first = part.first(where: { !$0.isEmpty }) else {
        moved.append(part)
        continue
      }
      let before = part.prefix { $0.isEmpty }.count
      guard let index = rest.firstIndex(where: { words($0) == words(first) }) else { return nil }
      moved.append(Array(part.prefix(before)) + Array(rest[index...].prefix(part.count - before)))
      rest = rest[index...].dropFirst(part.count - before)
    }
    return Array(moved.joined(separator: ["…"]))
  }
}

extension String {
  fileprivate var withoutBlanksAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
