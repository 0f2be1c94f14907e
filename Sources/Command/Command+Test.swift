import Diagnostics
import Files
import Glibc
import Shell
import TestFiles

extension Command {
  /// `deskql test FILE…`: runs files as tests and tells what came of it.
  static func run(_ tests: Arguments.Tests, _ arguments: Arguments) throws(WriteError) -> ExitStatus {
    var run = TestRun(
      workspace: arguments.workspace, workspaces: tests.workspaces, today: arguments.today ?? Clock.today,
      clock: Clock.today, time: { Clock.time }, updates: tests.updates)
    for name in tests.files {
      let files = Folder.isFolder(name) ? TestRun.tests(in: name) : [name]
      if files.isEmpty {
        complain("\(name) holds no .test file, and no script that expects anything")
        return .usage
      }
      guard files.allSatisfy({ $0.hasSuffix(".test") || $0.hasSuffix(".deskql") }) else {
        complain("\(name) is neither a .test file nor a script; their names end in .test and .deskql")
        return .usage
      }
      for file in files { run.run(file) }
    }

    let report = TestReport(run)
    presenter(arguments).show(report.messages)
    let color = arguments.hasColor && Terminal.wantsColor(STDOUT_FILENO)
    try DescriptorSink(STDOUT_FILENO).write(report.text(color: color))
    if let path = tests.junit {
      do {
        try WholeFile.write(Array(report.junit.utf8), to: path)
      } catch {
        complain("\(path) cannot be written: \(error.message)")
        return .failure
      }
    }
    return report.hasProblems ? .failure : report.failed > 0 ? .unmetExpectation : .success
  }
}
