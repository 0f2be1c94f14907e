/// How a line that is being typed is shown: what its words are, and what could come behind it.
struct LineLook: Hashable {
  enum Style: Hashable {
    case keyword, metric, time, key, name, number, unknown

    /// Select Graphic Rendition, ECMA-48 §8.3.117. What is unknown is underlined too: colours alone do not tell
    /// everybody.
    var sequence: String {
      switch self {
      case .keyword: "\u{1B}[34m"
      case .metric: "\u{1B}[1m"
      case .time: "\u{1B}[32m"
      case .key: "\u{1B}[36m"
      case .name: "\u{1B}[35m"
      case .number: "\u{1B}[33m"
      case .unknown: "\u{1B}[4;31m"
      }
    }
  }

  struct Mark: Hashable {
    /// Bytes of the line.
    let range: Range<Int>
    let style: Style
  }

  /// In order, without overlap.
  var marks: [Mark] = []
  /// What an arrow to the right would add to the line.
  var ghost = ""
  /// What is only to be read.
  var remark = ""
}

/// A line as bytes for the terminal. It stands where the editor has drawn it plainly, so the editor knows no difference.
enum LinePainter {
  /// Draws prompt and line over themselves and puts the cursor back.
  ///
  /// - Parameter columns: of the terminal.
  /// - Returns: nil where the line does not fit a row, or its characters are not as wide for everybody.
  static func bytes(
    prompt: String, line: String, cursor: Int, look: LineLook, columns: Int
  ) -> (paint: String, hasHint: Bool)? {
    guard let width = Self.columns(of: line), let before = Self.columns(of: Substring(line.utf8.prefix(cursor))) else {
      return nil
    }
    let start = prompt.utf8.count
    guard start + width < columns - 1 else { return nil }

    var text = "\r" + prompt
    var at = 0
    let utf8 = line.utf8
    func part(_ lower: Int, _ upper: Int) -> Substring {
      line[utf8.index(utf8.startIndex, offsetBy: lower)..<utf8.index(utf8.startIndex, offsetBy: upper)]
    }
    for mark in look.marks where mark.range.lowerBound >= at && mark.range.upperBound <= utf8.count {
      text += part(at, mark.range.lowerBound) + mark.style.sequence
      text += part(mark.range.lowerBound, mark.range.upperBound) + "\u{1B}[0m"
      at = mark.range.upperBound
    }
    text += part(at, utf8.count)
    let hint = hint(of: look, room: columns - 1 - start - width)
    if !hint.isEmpty { text += "\u{1B}[2m" + hint + "\u{1B}[0m" }
    return (text + "\u{1B}[K" + cursorTo(start + before), !hint.isEmpty)
  }

  /// Takes away what stands behind the line.
  static func erasing(prompt: String, line: String, cursor: Int) -> String? {
    guard let width = Self.columns(of: line), let before = Self.columns(of: Substring(line.utf8.prefix(cursor))) else {
      return nil
    }
    return cursorTo(prompt.utf8.count + width) + "\u{1B}[K" + cursorTo(prompt.utf8.count + before)
  }

  private static func hint(of look: LineLook, room: Int) -> String {
    let text = look.ghost.isEmpty ? look.remark.isEmpty ? "" : "  " + look.remark : look.ghost
    var hint = ""
    var left = room
    for character in text {
      guard let width = Self.columns(of: String(character)), width <= left else { break }
      hint.append(character)
      left -= width
    }
    return hint
  }

  private static func cursorTo(_ column: Int) -> String { column == 0 ? "\r" : "\r\u{1B}[\(column)C" }

  /// Columns that a text takes; nil where terminals may differ, or a character is none.
  private static func columns(of text: some StringProtocol) -> Int? {
    var width = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x7F, 0xA1..<0x300, 0x370..<0x483, 0x48A..<0x530, 0x2010...0x2027, 0x2030...0x205E, 0x20A0..<0x20C0:
        width += 1
      case 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: width += 2
      default: return nil
      }
    }
    return width
  }
}
