import Diagnostics
import Rendering

extension SourceText {
  /// The lines of something that is no statement: from the first one behind `end` that is neither empty nor a comment,
  /// to the end of that of a place in it.
  func statementLines(after end: Int?, at place: SourceRange) -> SourceRange {
    let bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    var lower = end ?? 0
    // What follows the statement before on its own line belongs to it.
    if end != nil { lower = bytes[lower...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count }
    while lower < place.lower {
      let line = bytes[lower...].prefix { $0 != newline }
      let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r") }
      guard first == nil || first == UInt8(ascii: "#") else { break }
      lower = line.endIndex + 1
    }
    lower = min(lower, place.lower)
    let last = min(max(place.upper, lower), bytes.count)
    return SourceRange(lower: lower, upper: bytes[last...].firstIndex(of: newline) ?? bytes.count)
  }
}

/// What the comments of a script say above its statements, for pages.
///
///     # Desks in the first quarter        ← the heading of the section below it: short, and no sentence
///     # Let desks over available ones.    ← a paragraph
///     occupancy desks 2024-Q1 by month
///
/// Comments between empty lines stand for themselves; the first line of such a text at the beginning of a script is the
/// title of the page.
struct ScriptComments {
  /// Of the page; nil where the script does not begin with comments of their own.
  private(set) var title: String?
  /// Below the title, or above the section.
  private(set) var paragraphs: [String] = []
  private(set) var heading: ReportHeading

  /// Longer lines are no headings.
  private static let longestHeading = 80

  /// - Parameters:
  ///   - end: where the statement before ends; nil where there is none.
  ///   - range: the statement.
  init(after end: Int?, before range: SourceRange, in source: SourceText) {
    let bytes = Array(source.text.utf8)
    func text(_ lower: Int, _ upper: Int) -> String {
      let high = min(max(upper, 0), bytes.count)
      return String(decoding: bytes[min(max(lower, 0), high)..<high], as: UTF8.self)
    }
    var lines = text(end ?? 0, range.lower).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    // What follows the statement before on its own line belongs to it.
    if end != nil, !lines.isEmpty { lines.removeFirst() }
    if !lines.isEmpty { lines.removeLast() }
    var blocks: [[String]] = [[]]
    for line in lines {
      let words = line.drop { $0 == " " || $0 == "\t" }
      if words.first == "#" {
        blocks[blocks.count - 1].append(String(words.drop { $0 == "#" }.drop { $0 == " " }))
      } else {
        blocks.append([])
      }
    }
    var own = blocks.removeLast()
    blocks.removeAll(where: \.isEmpty)
    heading = ReportHeading(query: text(range.lower, range.upper))
    if let first = own.first, ScriptComments.isHeading(first) { heading.title = own.removeFirst() }
    if !own.isEmpty { heading.paragraphs = [own.joined(separator: " ")] }
    if end == nil, let first = blocks.first?.first {
      title = first
      blocks[0].removeFirst()
    }
    paragraphs = blocks.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  private static func isHeading(_ line: String) -> Bool {
    guard let last = line.last else { return false }
    return line.count <= longestHeading && !".,:;".contains(last)
  }
}
