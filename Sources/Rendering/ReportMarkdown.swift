import Diagnostics
import Store

/// A report as Markdown: headings, lists, code and tables.
enum ReportMarkdown {
  static func bytes(of report: Report) -> [UInt8] {
    var blocks = ["# " + Markdown.escaped(report.title)]
    for section in report.sections { add(section, depth: 2, to: &blocks) }
    return Array((blocks.joined(separator: "\n\n") + "\n").utf8)
  }

  private static func add(_ section: ReportSection, depth: Int, to blocks: inout [String]) {
    blocks.append(String(repeating: "#", count: min(depth, 6)) + " " + Markdown.escaped(section.title))
    let facts = section.factsForPeople
    if !facts.isEmpty {
      blocks.append(
        facts.map { "- \(Markdown.escaped($0.name)): \(Markdown.escaped($0.value.text))" }.joined(separator: "\n"))
    }
    if !section.reading.isEmpty {
      blocks.append(section.reading.map { "- " + Markdown.escaped($0.phrase) }.joined(separator: "\n"))
    }
    if !section.lines.isEmpty {
      blocks.append(
        section.isCode
          ? "```\n" + section.lines.map(\.printable).joined(separator: "\n") + "\n```"
          : section.lines.map { "- " + Markdown.escaped($0) }.joined(separator: "\n"))
    }
    if let table = section.table {
      var text = String(decoding: Markdown.bytes(of: table), as: UTF8.self)
      while text.last == "\n" { text.removeLast() }
      blocks.append(text)
    }
    for child in section.sections { add(child, depth: depth + 1, to: &blocks) }
  }
}
