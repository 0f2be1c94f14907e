import Calculus
import Diagnostics
import Foundation
import TestFiles
import Testing

@Suite("the corpus: what a user types and what is printed")
struct CorpusTests {
  static let files = ["Tests/Corpus", "Examples"].flatMap { Project.files(in: $0) { $0.hasSuffix(".test") } }

  @Test("there is a corpus")
  func corpusIsThere() {
    #expect(Self.files.count >= 10)
  }

  /// As `deskql test --workspaces Examples --today 2024-07-01 FILE`.
  @Test("prints what it says", arguments: files)
  func prints(file: String) throws {
    var run = TestRun(workspaces: Project.examples.path, today: Project.today, updates: Project.updates)
    run.run(Project.root.appendingPathComponent(file).path)
    for outcome in run.files {
      #expect(!outcome.cases.isEmpty)
      for diagnostic in outcome.problems + outcome.cases.flatMap(\.failures) {
        Issue.record("\(DiagnosticRenderer.text(diagnostic, color: false))")
      }
    }
  }
}
