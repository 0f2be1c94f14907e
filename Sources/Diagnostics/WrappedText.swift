/// Text for people in lines that a window holds, broken between words.
public enum WrappedText {
  /// Lines of which the first is begun already.
  ///
  /// - Parameters:
  ///   - used: columns that are taken before its first word.
  ///   - indent: columns that the other lines leave free: as many, unless it is given.
  ///   - width: columns of the window; nil is one line. A word that is wider than that is left whole.
  public static func lines(
    of text: some StringProtocol, behind used: Int, indent: Int? = nil, width: Int?
  ) -> [String] {
    guard let width else { return [String(text)] }
    var lines = [""]
    var column = used
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let taken = DisplayWidth.of(word)
      if !lines[lines.count - 1].isEmpty {
        if column + 1 + taken > width {
          lines.append("")
          column = indent ?? used
        } else {
          lines[lines.count - 1] += " "
          column += 1
        }
      }
      lines[lines.count - 1] += word
      column += taken
    }
    return lines
  }

  /// A text of several lines. What of a line is too wide goes on under its last column, where columns stand apart by two
  /// blanks or more, else a little to the right of its beginning.
  ///
  ///     help privacy   who may ask for what, and
  ///                    where that is set
  public static func text(_ text: String, width: Int?) -> String {
    guard let width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      DisplayWidth.of(line) <= width ? String(line) : broken(line, width)
    }.joined(separator: "\n")
  }

  /// A column that is narrower than this is no place for words.
  private static let leastColumn = 24

  private static func broken(_ line: Substring, _ width: Int) -> String {
    let indent = line.prefix { $0 == " " }.count
    var head = line.prefix(indent)
    var hanging = indent == 0 ? 0 : indent + 2
    var used = indent
    var at = line.startIndex
    var blanks = 0
    for index in line.indices {
      if line[index] == " " {
        blanks += 1
        continue
      }
      if blanks > 1, index > head.endIndex {
        let column = DisplayWidth.of(line[..<index])
        if column <= width - leastColumn { (at, hanging, used) = (index, column, column) }
      }
      blanks = 0
    }
    if at > line.startIndex { head = line[..<at] }
    let rest = line[head.endIndex...]
    let lines = lines(of: rest, behind: used, indent: hanging, width: width)
    return head + lines.joined(separator: "\n" + String(repeating: " ", count: hanging))
  }
}
