import Diagnostics

/// Candidates as `ls` lists files: in columns, from top to bottom.
enum CandidateList {
  /// More than this say nothing to anybody.
  private static let most = 200

  static func text(of names: [String], width: Int) -> String {
    let shown = names.prefix(most).map { DiagnosticRenderer.printable($0) }
    let cell = (shown.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let columns = max(1, min(shown.count, width / cell))
    let rows = (shown.count + columns - 1) / columns
    var text = ""
    for row in 0..<rows {
      var line = ""
      for column in 0..<columns where column * rows + row < shown.count {
        let name = shown[column * rows + row]
        line += name + String(repeating: " ", count: cell - DisplayWidth.of(name))
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    if names.count > most { text += "… and \(names.count - most) more\n" }
    return text
  }
}
