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
    var presenter = presenter(arguments, format: .table)
    let answer: Answer
    do throws(Rejection) {
      answer = try AnonymizedCopy.write(
        AnonymizedCopy.Request(
          source: anonymization.folders[0], target: anonymization.folders[1], after: anonymization.after,
          today: arguments.today ?? Clock.today, clock: Clock.today))
    } catch {
      presenter.show(error.diagnostics)
      return error.diagnostics.contains { AnonymizedCopy.requestCodes.contains($0.code) } ? .usage : .failure
    }
    try presenter.show(answer, as: nil)
    try presenter.finish()
    if let format = arguments.format, [.csv, .tsv, .jsonl].contains(format) {
      // These have rows and nothing else.
      for item in answer.reading { presenter.show(note: "note: " + item.text) }
    }
    return .success
  }
}
