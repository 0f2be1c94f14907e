import Language

/// What people type who know other shells, and what there is instead.
enum FamiliarWords {
  /// Whether a line ends the shell.
  static func end(_ line: String) -> Bool { ends.contains(word(of: line)) }

  private static let ends: Set<String> = [
    Keyword.quit.rawValue, "exit", "bye", "logout", "\\q", ":q", ".quit", ".exit",
  ]

  /// - Parameter line: nothing else may stand in it.
  static func note(on line: String) -> String? {
    notes[word(of: line)]
  }

  private static let notes = [
    "clear": clearing, "cls": clearing,
    "history": "Up goes back through what was asked, Ctrl-R searches it"
      + (History.standardPath.map { "; it is kept in \($0)" } ?? ""),
    "version": "deskql --version tells it",
  ]

  private static let clearing = "Ctrl-L clears the screen"

  /// What a line is read as: a question mark asks for help.
  static func statement(_ line: String) -> String { statements[word(of: line)] ?? line }

  private static let statements = [
    "?": "help", "\\?": "help", "\\h": "help", "\\d": "describe tables", "\\dt": "describe tables",
    "tables": "describe tables", ".tables": "describe tables", "metrics": "describe metrics",
  ]

  private static func word(of line: String) -> String { line.filter { $0 != " " && $0 != ";" }.lowercased() }
}
