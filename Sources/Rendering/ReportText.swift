import Diagnostics
import Store

/// A report for people: headings, and what is beneath them indented.
enum ReportText {
  private static let indent = "  "

  static func bytes(of report: Report, style: TableStyle) -> [UInt8] {
    var lines = [report.title.printable]
    for section in report.sections { add(section, depth: 0, style, to: &lines) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func add(_ section: ReportSection, depth: Int, _ style: TableStyle, to lines: inout [String]) {
    let outer = String(repeating: indent, count: depth)
    let inner = outer + indent
    if depth == 0 || section.table != nil || !section.sections.isEmpty { lines.append("") }
    let facts = section.factsForPeople
    // What is shown needs no name behind its heading.
    if facts.count == 1, section.isOneFact, case .shown = facts[0].value {
      lines += wrapped(
        "\(section.title): \(facts[0].value.text)".printable, first: outer, rest: inner, style)
      return
    }
    lines.append(outer + section.title.printable)
    let widest = facts.map { DisplayWidth.of($0.name) }.max() ?? 0
    for fact in facts {
      let gap = String(repeating: " ", count: widest - DisplayWidth.of(fact.name) + 2)
      lines += wrapped(
        fact.value.text.printable, first: inner + fact.name + gap,
        rest: inner + String(repeating: " ", count: widest + 2),
        style)
    }
    for item in section.reading { lines += wrapped(item.phrase.printable, first: inner, rest: inner, style) }
    for line in section.lines {
      lines += section.isCode ? [inner + line.printable] : wrapped(line.printable, first: inner, rest: inner, style)
    }
    if let table = section.table {
      let width = style.width.map { max(20, $0 - DisplayWidth.of(inner)) }
      let text = TextTable.bytes(of: table, style: TableStyle(width: width, color: style.color))
      lines += String(decoding: text, as: UTF8.self).split(separator: "\n").map { inner + $0 }
    }
    for child in section.sections { add(child, depth: depth + 1, style, to: &lines) }
  }

  /// A text in lines that fit, broken between words.
  private static func wrapped(_ text: String, first: String, rest: String, _ style: TableStyle) -> [String] {
    let lines = WrappedText.lines(
      of: text, behind: DisplayWidth.of(first), indent: DisplayWidth.of(rest), width: style.width)
    return [first + lines[0]] + lines.dropFirst().map { rest + $0 }
  }
}
