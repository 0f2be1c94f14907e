import DeskQL
import Diagnostics
import Files
import Glibc
import Rendering
import Shell
import Store

extension Command {
  /// `deskql anonymize IN OUT`: writes a clean copy of exports and tells what was done.
  static func run(_ anonymization: Arguments.Anonymization, _ arguments: Arguments) throws(WriteError) -> ExitStatus {
    let answer: Answer
    do throws(Rejection) {
      answer = try AnonymizedCopy.write(
        AnonymizedCopy.Request(
          source: anonymization.folders[0], target: anonymization.folders[1], after: anonymization.after,
          today: arguments.today ?? Clock.today, clock: Clock.today))
    } catch {
      let color = arguments.hasColor && Terminal.wantsColor(STDERR_FILENO)
      for diagnostic in error.diagnostics {
        try? DescriptorSink(STDERR_FILENO).write(DiagnosticRenderer.text(diagnostic, color: color) + "\n")
      }
      return error.diagnostics.contains { AnonymizedCopy.requestCodes.contains($0.code) } ? .usage : .failure
    }
    let color = arguments.hasColor && Terminal.wantsColor(STDOUT_FILENO)
    let style = TableStyle(width: Terminal.width, color: color)
    let format = arguments.format ?? .table
    try DescriptorSink(STDOUT_FILENO).write(Renderer.bytes(of: answer, as: format, style: style))
    if [.csv, .tsv, .jsonl].contains(format) {
      // These have rows and nothing else.
      for item in answer.reading { try? DescriptorSink(STDERR_FILENO).write("note: \(item.text)\n") }
    }
    return .success
  }
}
