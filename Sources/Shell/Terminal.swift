import CLibEdit
import Glibc

/// What the streams of the process are connected to. The one place that asks the system for it.
public enum Terminal {
  public static func isTerminal(_ descriptor: CInt) -> Bool {
    isatty(descriptor) == 1
  }

  /// Columns of the terminal on standard output, now; nil where there is none.
  public static var width: Int? { size?.columns }

  /// Columns and lines of the terminal on standard output, now; nil where there is none.
  public static var size: (columns: Int, lines: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Its lines.
  static var height: Int? { size.flatMap { $0.lines > 0 ? $0.lines : nil } }

  /// Whether blocks can be shown: neither does the environment name a locale of other characters, nor is the terminal a
  /// simple one. Where it names none, they can: most terminals do.
  ///
  /// - SeeAlso: POSIX.1-2017, §8.2 “Internationalization Variables”, for the order of the names.
  public static var knowsBlocks: Bool {
    if isTerminal(STDOUT_FILENO), environment("TERM") == "dumb" { return false }
    guard let locale = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") else { return true }
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Whether a stream should get colours: a terminal that can show them, and nobody who asked for none.
  ///
  /// - SeeAlso: https://no-color.org
  public static func wantsColor(_ descriptor: CInt) -> Bool {
    isTerminal(descriptor) && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// Whether a line on it can be written anew in its place.
  static func canRewrite(_ descriptor: CInt) -> Bool {
    guard isTerminal(descriptor), let name = environment("TERM") else { return false }
    return name != "dumb"
  }

  /// Whether lines can be edited on it: an unknown terminal would only print its complaints.
  public static var canEdit: Bool {
    guard isTerminal(STDIN_FILENO), isTerminal(STDOUT_FILENO), let name = environment("TERM"), name != "dumb" else {
      return false
    }
    return deskql_knows_terminal(name)
  }

  /// A variable of the environment; empty ones count as not set.
  public static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Sets the locale's way to write characters, of which the line editor asks. Where the environment names none that
  /// knows more than ASCII, UTF-8 is taken: the editor would drop what is typed in silence.
  static func prepareLocale() {
    setlocale(LC_CTYPE, "")
    if __ctype_get_mb_cur_max() == 1 { setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
