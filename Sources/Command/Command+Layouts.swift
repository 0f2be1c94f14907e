import DeskQL
import Diagnostics
import Files
import Glibc
import Rendering
import Shell

extension Command {
  /// `deskql layouts`, `deskql layouts NAME`: the layouts that this build knows, or one of them as it is written.
  static func run(_ layouts: Arguments.Layouts, _ arguments: Arguments) throws(WriteError) -> ExitStatus {
    var presenter = presenter(arguments)
    guard let name = layouts.name else {
      try presenter.show(LayoutList.answer, as: nil)
      try presenter.finish()
      return .success
    }
    let text: String
    do throws(Rejection) {
      text = try LayoutList.text(of: name)
    } catch {
      presenter.show(error.diagnostics)
      return .usage
    }
    try DescriptorSink(STDOUT_FILENO).write(text)
    return .success
  }
}
