/// A text with the name under which messages cite it: `query`, `<stdin>`, `month.deskql`.
public struct SourceText: Sendable {
  public let name: String
  public let text: String
  /// What number its first line has.
  public let firstLine: Int
  /// UTF-8 offsets at which lines begin; the first is 0.
  private let lineStarts: [Int]

  public init(name: String = "query", text: String, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.firstLine = firstLine
    var starts = [0]
    var offset = 0
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    lineStarts = starts
  }

  /// The place of a UTF-8 offset as people count it.
  ///
  /// - Returns: the line from `firstLine`, the column from 1; a column is one character, however many bytes it has. An offset past the
  ///   end is the end.
  /// - Complexity: O(log lines + length of the line).
  public func lineAndColumn(of utf8Offset: Int) -> (line: Int, column: Int) {
    let line = lineIndex(of: utf8Offset)
    let before = substring(lineStarts[line], max(lineStarts[line], utf8Offset))
    return (line + firstLine, before.count + 1)
  }

  /// The line that holds a UTF-8 offset, without its line break.
  ///
  /// - Returns: the text of the line and the offset at which it begins.
  public func line(containing utf8Offset: Int) -> (text: Substring, start: Int) {
    let line = lineIndex(of: utf8Offset)
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : text.utf8.count
    var result = substring(lineStarts[line], end)
    if let last = result.last, last == "\n" || last == "\r\n" { result.removeLast() }
    return (result, lineStarts[line])
  }

  /// The text of a range, cut to what there is.
  public func text(of range: SourceRange) -> Substring {
    substring(range.lower, range.upper)
  }

  private func lineIndex(of utf8Offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= utf8Offset { low = middle } else { high = middle }
    }
    return low
  }

  private func substring(_ lower: Int, _ upper: Int) -> Substring {
    let count = text.utf8.count
    let from = text.utf8.index(text.startIndex, offsetBy: min(max(lower, 0), count))
    let to = text.utf8.index(text.startIndex, offsetBy: min(max(upper, lower, 0), count))
    return text[from..<to]
  }
}

extension SourceText: Hashable {
  public static func == (left: SourceText, right: SourceText) -> Bool {
    left.name == right.name && left.text == right.text && left.firstLine == right.firstLine
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text)
  }
}

/// A half-open piece of a `SourceText`, in UTF-8 offsets.
public struct SourceRange: Hashable, Sendable {
  public let lower: Int
  public let upper: Int

  public init(lower: Int, upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// Whether all of another range lies in it.
  public func contains(_ other: SourceRange) -> Bool { lower <= other.lower && other.upper <= upper }

  /// The shortest range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
