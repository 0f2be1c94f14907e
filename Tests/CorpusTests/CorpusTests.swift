import Calculus
import DeskQL
import Diagnostics
import Foundation
import Rendering
import Testing

@Suite("the corpus: what a user types and what is printed")
struct CorpusTests {
  static let files: [String] = {
    let walker = FileManager.default.enumerator(atPath: Project.corpus.path)
    return (walker?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".test") }.sorted()
  }()

  @Test("there is a corpus")
  func corpusIsThere() {
    #expect(Self.files.count >= 10)
  }

  @Test("prints what it says", arguments: files)
  func prints(file: String) throws {
    let corpus = try CorpusFile(Project.corpus.appendingPathComponent(file))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var path: String?
    if let name = corpus.workspace {
      path = Project.examples.appendingPathComponent(name).path
    } else if !corpus.files.isEmpty {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in corpus.files {
        try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
      }
      path = folder.path
    }
    let today = try #require(Day(iso: corpus.today))
    var session = try Session.open(path: path, options: SessionOptions(today: today))
    var printed: [(isError: Bool, lines: [String])] = []
    for item in corpus.cases {
      let result = Printed.of(item.statement, in: &session, format: .csv)
      printed.append(result)
      if Project.updates { continue }
      let place = "\(file):\(item.line): \(item.statement)"
      #expect(result.lines == item.expected, "\(place)\nprinted:\n\(result.lines.joined(separator: "\n"))")
      #expect(result.isError == item.expectsError, "\(place)")
    }
    if Project.updates {
      try Data(corpus.text(expecting: printed).utf8).write(to: corpus.url)
    }
  }
}

/// What statements print, as lines.
enum Printed {
  static func of(_ text: String, in session: inout Session, format: Format) -> (isError: Bool, lines: [String]) {
    let source = SourceText(name: "query", text: text)
    let script = Session.parse(source)
    guard script.diagnostics.isEmpty else { return (true, script.diagnostics.map { DiagnosticRenderer.line($0) }) }
    var lines: [String] = []
    for statement in script.statements {
      do throws(Rejection) {
        let (output, warnings) = try session.execute(statement, source: source)
        lines += warnings.map { "warning: " + DiagnosticRenderer.line($0) }
        switch output {
        case .answer(let answer, let wanted):
          let own = wanted.flatMap { Format(rawValue: $0) } ?? format
          lines += Printed.lines(of: Renderer.text(of: answer, as: own))
        case .text(let text): lines += Printed.lines(of: text)
        case .none, .quit: break
        }
      } catch {
        return (true, error.diagnostics.map { DiagnosticRenderer.line($0) })
      }
    }
    return (false, lines)
  }

  static func lines(of text: String) -> [String] {
    var lines = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
