/// `~` at the beginning of a path, which a shell's own quotes would hide from it.
enum HomePath {
  /// - Returns: the path with the home folder in the place of `~`; any other, and all where nobody has a home, as it is.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Terminal.environment("HOME") else { return path }
    return home + path.dropFirst()
  }
}
