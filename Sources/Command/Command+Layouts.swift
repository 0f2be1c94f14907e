import DeskQL
import Diagnostics
import Files
import Glibc
import Rendering
import Shell

extension Command {
  /// `deskql layouts`, `deskql layouts NAME`: the layouts that this build knows, or one of them as it is written.
  static func run(_ layouts: Arguments.Layouts, _ arguments: Arguments) throws(WriteError) -> ExitStatus {
    let output = DescriptorSink(STDOUT_FILENO)
    guard let name = layouts.name else {
      let format = arguments.format ?? (Terminal.isTerminal(STDOUT_FILENO) ? .table : .csv)
      let color = arguments.hasColor && Terminal.wantsColor(STDOUT_FILENO)
      let style = TableStyle(width: Terminal.width, color: color)
      try output.write(Renderer.bytes(of: LayoutList.answer, as: format, style: style))
      return .success
    }
    let text: String
    do throws(Rejection) {
      text = try LayoutList.text(of: name)
    } catch {
      let color = arguments.hasColor && Terminal.wantsColor(STDERR_FILENO)
      for diagnostic in error.diagnostics {
        try? DescriptorSink(STDERR_FILENO).write(DiagnosticRenderer.text(diagnostic, color: color) + "\n")
      }
      return .usage
    }
    try output.write(text)
    return .success
  }
}
