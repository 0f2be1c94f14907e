import Diagnostics
import Store

/// A page of one answer or one report.
enum HTMLPage {
  static func bytes(of answer: Answer) -> [UInt8] {
    let title = answer.reading.first { $0.topic == .metric }?.text ?? "deskql"
    let report = HTMLReport()
    return report.head(title: title) + Array(HTMLAnswer(answer, id: "c").text(as: nil).utf8) + report.end()
  }

  static func bytes(of report: Report) -> [UInt8] {
    let page = HTMLReport()
    return page.head(title: report.title) + Array(HTMLDocument.text(of: report).utf8) + page.end()
  }
}

/// A report as headings, lists, code and tables.
enum HTMLDocument {
  static func text(of report: Report) -> String {
    report.sections.map { text(of: $0, depth: 3) }.joined()
  }

  private static func text(of section: ReportSection, depth: Int) -> String {
    let level = min(depth, 6)
    var text = "<h\(level)>\(HTMLText.escaped(section.title))</h\(level)>\n"
    let facts = section.factsForPeople
    text += list(facts.map { "\($0.name): \($0.value.text)" })
    text += list(section.reading.map(\.phrase))
    if section.isCode, !section.lines.isEmpty {
      text += "<pre>\(HTMLText.escaped(section.lines.joined(separator: "\n")))</pre>\n"
    } else {
      text += list(section.lines)
    }
    if let table = section.table { text += HTMLAnswer(table, id: "").text(as: .table) }
    return text + section.sections.map { self.text(of: $0, depth: depth + 1) }.joined()
  }

  private static func list(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<ul>\n" + lines.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>\n"
  }
}
