import Diagnostics
import Rendering

/// What a run of tests came to, for people and for machines.
public struct TestReport {
  private let run: TestRun
  /// Differences that are shown of one case.
  private static let mostShown = 20

  public init(_ run: TestRun) {
    self.run = run
  }

  public var passed: Int { cases.count { $0.failures.isEmpty } }
  public var failed: Int { cases.count - passed }
  /// Whether a file, or its workspace, could not be read.
  public var hasProblems: Bool { run.files.contains { !$0.problems.isEmpty } }
  /// Problems and notices, in the order of the files.
  public var messages: [Diagnostic] { run.files.flatMap { $0.notices + $0.problems } }

  private var cases: [TestRun.Outcome] { run.files.flatMap(\.cases) }

  /// Every failure with its file and line, what was rewritten, definitions that nothing touched, and the count.
  public func text(color: Bool) -> String {
    var lines: [String] = []
    for file in run.files {
      for item in file.cases where !item.failures.isEmpty {
        lines += item.failures.prefix(TestReport.mostShown).map { DiagnosticRenderer.text($0, color: color) }
        let rest = item.failures.count - TestReport.mostShown
        if rest > 0 { lines.append("  and \(rest) more in this case") }
      }
      if file.rewritten > 0 {
        let what = file.rewritten == 1 ? "1 expectation" : "\(file.rewritten) expectations"
        lines.append(DiagnosticRenderer.printable("\(file.path): \(what) rewritten"))
      }
    }
    for entry in run.untouched {
      let name = entry.definition.name
      let line = entry.source.lineAndColumn(of: name.place.range.lower).line
      lines.append(DiagnosticRenderer.printable("\(entry.source.name):\(line): no test touches “\(name.text)”"))
    }
    lines.append("\(passed) passed, \(failed) failed")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as JUnit's XML, which build servers read: a suite a file, a case a case.
  ///
  /// - SeeAlso: https://github.com/testmoapp/junitxml
  public var junit: String {
    let problems = run.files.count { !$0.problems.isEmpty }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"deskql\" tests=\"\(cases.count + problems)\" failures=\"\(failed)\" errors=\"\(problems)\""
        + " time=\"\(TestReport.seconds(cases))\">",
    ]
    for file in run.files {
      let path = TestReport.escaped(file.path)
      let errors = file.problems.isEmpty ? 0 : 1
      lines.append(
        "  <testsuite name=\"\(path)\" tests=\"\(file.cases.count + errors)\""
          + " failures=\"\(file.cases.count { !$0.failures.isEmpty })\" errors=\"\(errors)\""
          + " time=\"\(TestReport.seconds(file.cases))\">")
      for item in file.cases {
        let head =
          "    <testcase name=\"\(TestReport.escaped(item.name))\" classname=\"\(path)\" file=\"\(path)\""
          + " line=\"\(item.line)\" time=\"\(TestReport.seconds([item]))\""
        lines += TestReport.element(head, "failure", item.failures)
      }
      if errors > 0 {
        lines += TestReport.element("    <testcase name=\"\(path)\" classname=\"\(path)\"", "error", file.problems)
      }
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  /// A case, with what was wrong in one element inside.
  private static func element(_ head: String, _ tag: String, _ diagnostics: [Diagnostic]) -> [String] {
    guard let first = diagnostics.first else { return [head + "/>"] }
    let text = diagnostics.map { DiagnosticRenderer.text($0, color: false) }.joined(separator: "\n")
    return [
      head + ">",
      "      <\(tag) type=\"\(first.code)\" message=\"\(escaped(DiagnosticRenderer.printable(first.message)))\">"
        + text.split(separator: "\n").map { escaped(String($0)) }.joined(separator: "\n") + "</\(tag)>",
      "    </testcase>",
    ]
  }

  private static func escaped(_ text: String) -> String { XMLText.escaped(text) }

  /// With three decimals: `0.012`.
  private static func seconds(_ cases: [TestRun.Outcome]) -> String {
    let (seconds, attoseconds) = cases.reduce(.zero) { $0 + $1.duration }.components
    let thousandths = attoseconds / 1_000_000_000_000_000
    return "\(seconds)." + String(repeating: "0", count: 3 - "\(thousandths)".count) + "\(thousandths)"
  }
}
