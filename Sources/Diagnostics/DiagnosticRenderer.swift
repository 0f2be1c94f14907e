/// Diagnostics as text: the place, the line, a caret under the whole token, and what to type instead.
public enum DiagnosticRenderer {
  /// Several lines for a person:
  ///
  ///     query:1:11: error: there is no metric “desk”
  ///       occupancy desk bom 2024-03
  ///                 ^~~~ did you mean “desks”?
  ///
  /// - Parameters:
  ///   - width: columns that the cited line may take; a longer one is cut around the caret.
  ///   - window: columns of the window, between whose words lines break; nil breaks none.
  public static func text(_ diagnostic: Diagnostic, color: Bool, width: Int = 100, window: Int? = nil) -> String {
    let paint = Paint(on: color)
    var headText = ""
    if let source = diagnostic.source {
      headText = printable(source.name)
      if let range = diagnostic.range {
        let (line, column) = source.lineAndColumn(of: range.lower)
        headText += ":\(line):\(column)"
      }
      headText += ":"
    }
    var head = headText.isEmpty ? "" : paint.strong(headText) + " "
    let place = head.isEmpty ? 0 : DisplayWidth.of(headText) + 1
    let message = WrappedText.lines(
      of: printable(diagnostic.message), behind: place + diagnostic.severity.rawValue.count + 2, indent: 4,
      width: window)
    head += paint.severity(diagnostic.severity) + " " + message.map { paint.strong($0) }.joined(separator: "\n    ")

    func lines(_ help: String, behind used: Int) -> [String] {
      WrappedText.lines(of: help, behind: used, width: window).map { paint.help($0) }
    }
    let help = (diagnostic.help ?? "").split(separator: "\n").map { printable($0) }
    guard let source = diagnostic.source, let range = diagnostic.range else {
      return ([head] + help.flatMap { lines($0, behind: 2) }.map { "  " + $0 }).joined(separator: "\n")
    }
    let excerpt = Excerpt(of: range, in: source, width: max(min(width, (window ?? .max) - 2), 20))
    let caret = "^" + String(repeating: "~", count: max(excerpt.marked - 1, 0))
    let indent = String(repeating: " ", count: excerpt.before + 2)
    var under = indent + paint.severity(diagnostic.severity, caret)
    // Beside the caret, where that leaves room; else below it.
    let beside = excerpt.before + 2 + excerpt.marked + 1
    let isBeside = window.map { width in
      beside + leastHelp <= width || help.allSatisfy { beside + DisplayWidth.of($0) <= width }
    }
    guard isBeside ?? true else {
      let below = help.flatMap { lines($0, behind: 4) }.map { "    " + $0 }
      return ([head, "  " + excerpt.text, under] + below).joined(separator: "\n")
    }
    let told = help.flatMap { lines($0, behind: beside) }
    if let first = told.first { under += " " + first }
    let rest = told.dropFirst().map { String(repeating: " ", count: beside) + $0 }
    return ([head, "  " + excerpt.text, under] + rest).joined(separator: "\n")
  }

  /// Columns beside a caret that are worth breaking words in.
  private static let leastHelp = 36

  /// One line for a test or a script: `1:11 unknown-metric: there is no metric “desk”; did you mean “desks”?`.
  public static func line(_ diagnostic: Diagnostic) -> String {
    var result = ""
    if let source = diagnostic.source, let range = diagnostic.range {
      let (line, column) = source.lineAndColumn(of: range.lower)
      result = "\(line):\(column) "
    }
    result += "\(diagnostic.code): \(diagnostic.message)"
    if let help = diagnostic.help { result += "; " + help }
    return printable(result.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: " "))
  }

  /// A text that cannot disturb a terminal, on one line: tabs are blanks, so that carets stand right.
  public static func printable(_ text: some StringProtocol) -> String {
    String(text.map { $0 == "\t" ? " " : $0 }).printable
  }
}

/// A line, or the part of it around a range, and where the caret goes.
private struct Excerpt {
  let text: String
  /// Columns before the caret, and under it.
  let before: Int
  let marked: Int

  init(of range: SourceRange, in source: SourceText, width: Int) {
    let (line, start) = source.line(containing: range.lower)
    let characters = Array(line)
    var from = characters.count
    var to = characters.count
    var offset = start
    for (index, character) in characters.enumerated() {
      if offset <= range.lower { from = index }
      offset += character.utf8.count
      if offset >= range.upper {
        to = index + 1
        break
      }
    }
    if range.lower >= start + line.utf8.count { from = characters.count }
    to = max(to, from)

    // Show the whole line, or as much as fits with the caret a third of the way in.
    var first = 0
    var last = characters.count
    if characters.count > width || DisplayWidth.of(line) > width {
      first = max(0, from - width / 3)
      var room = width
      last = first
      while last < characters.count, room >= DisplayWidth.of(characters[last]) {
        room -= DisplayWidth.of(characters[last])
        last += 1
      }
    }
    let ahead = first > 0 ? "…" : ""
    let behind = last < characters.count ? "…" : ""
    func shown(_ part: ArraySlice<Character>) -> String { DiagnosticRenderer.printable(String(part)) }
    text = ahead + shown(characters[first..<last]) + behind
    before = DisplayWidth.of(ahead + shown(characters[first..<max(first, min(from, last))]))
    marked = max(1, DisplayWidth.of(shown(characters[min(from, last)..<max(min(from, last), min(to, last))])))
  }
}

private struct Paint {
  let on: Bool

  func strong(_ text: String) -> String { wrap(text, "1") }
  func help(_ text: String) -> String { wrap(text, "36") }

  func severity(_ severity: Diagnostic.Severity, _ text: String? = nil) -> String {
    switch severity {
    case .error: wrap(text ?? "error:", "1;31")
    case .warning: wrap(text ?? "warning:", "1;33")
    case .note: wrap(text ?? "note:", "1;36")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    on ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
