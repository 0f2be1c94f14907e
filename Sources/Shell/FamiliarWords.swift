/// What people type who know other shells, and what there is instead.
enum FamiliarWords {
  /// - Parameter line: nothing else may stand in it.
  static func note(on line: String) -> String? {
    notes[line.filter { $0 != " " && $0 != ";" }.lowercased()]
  }

  private static let notes = [
    "clear": clearing, "cls": clearing,
    "history": "Up goes back through what was asked, Ctrl-R searches it; it is kept in ~/.local/state/deskql/history",
    "version": "deskql --version tells it", "\\q": "quit, or Ctrl-D, ends",
    "\\d": "describe tables, describe metrics", "\\dt": "describe tables", "tables": "describe tables",
    "metrics": "describe metrics",
  ]

  private static let clearing = "Ctrl-L clears the screen"

  /// What a line is read as: a question mark asks for help.
  static func statement(_ line: String) -> String {
    ["?", "\\?", "\\h"].contains(line.filter { $0 != " " && $0 != ";" }) ? "help" : line
  }
}
