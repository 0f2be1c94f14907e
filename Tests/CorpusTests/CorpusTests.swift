import Calculus
import Diagnostics
import Foundation
import TestFiles
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

  /// As `deskql test --workspaces Examples --today 2024-07-01 FILE`.
  @Test("prints what it says", arguments: files)
  func prints(file: String) throws {
    var run = TestRun(
      workspaces: Project.examples.path, today: try #require(Day(iso: "2024-07-01")), updates: Project.updates)
    run.run(Project.corpus.appendingPathComponent(file).path)
    for outcome in run.files {
      #expect(!outcome.cases.isEmpty)
      for diagnostic in outcome.problems + outcome.cases.flatMap(\.failures) {
        Issue.record("\(DiagnosticRenderer.text(diagnostic, color: false))")
      }
    }
  }
}
