import Diagnostics
import Store

/// What stands over an answer in a report.
public struct ReportHeading: Sendable, Hashable {
  /// Nil takes the query for it.
  public var title: String?
  public var paragraphs: [String]
  /// As it was written.
  public var query: String
  /// What was said of the answer beside it: warnings.
  public var remarks: [String] = []

  public init(title: String? = nil, paragraphs: [String] = [], query: String) {
    self.title = title
    self.paragraphs = paragraphs
    self.query = query
  }
}

/// A page of answers, written as they come: its head, a section each, and the definitions at its end.
///
/// It needs no script and nothing from elsewhere, reads well on paper, in the dark and on a phone, and every text of the
/// data is escaped.
public struct HTMLReport: Sendable {
  /// Sections so far; pictures are named by it.
  private var count = 0

  public init() {}

  /// - Parameter paragraphs: what stands below the title.
  public func head(title: String, paragraphs: [String] = []) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="deskql">
      <title>\(HTMLText.escaped(title))</title>
      <style>
      \(HTMLStyle.text)
      \(ChartPalette.styleSheet)
      </style>
      </head>
      <body>
      <main>
      <h1>\(HTMLText.escaped(title))</h1>
      \(HTMLReport.paragraphs(paragraphs))
      """.utf8)
  }

  /// - Parameter shown: what `as` asks to see: `chart` and `table` have no other, `sparklines` them; else there are both.
  public mutating func section(of answer: Answer, under heading: ReportHeading, as shown: Format?) -> [UInt8] {
    section(heading) { HTMLAnswer(answer, id: $0).text(as: shown) }
  }

  public mutating func section(of report: Report, under heading: ReportHeading) -> [UInt8] {
    section(heading) { _ in HTMLDocument.text(of: report) }
  }

  /// What `show`, `describe` and `help` print.
  public mutating func section(of text: String, under heading: ReportHeading) -> [UInt8] {
    section(heading) { _ in "<pre>\(HTMLText.escaped(text))</pre>\n" }
  }

  /// Why there is no answer: `text` is the message with what it cites.
  public mutating func section(ofFailure text: String, under heading: ReportHeading) -> [UInt8] {
    section(heading) { _ in "<pre class=\"failed\">\(HTMLText.escaped(text))</pre>\n" }
  }

  /// Paragraphs of their own.
  public func text(_ paragraphs: [String]) -> [UInt8] { Array(HTMLReport.paragraphs(paragraphs).utf8) }

  /// - Parameter definitions: names and texts of what the queries go by.
  public func end(definitions: [(name: String, text: String)] = []) -> [UInt8] {
    var text = ""
    if !definitions.isEmpty {
      text += "<section class=\"definitions\">\n<h2>Definitions</h2>\n"
      for definition in definitions {
        text += "<h3>\(HTMLText.escaped(definition.name))</h3>\n<pre>\(HTMLText.escaped(definition.text))</pre>\n"
      }
      text += "</section>\n"
    }
    return Array((text + "</main>\n</body>\n</html>\n").utf8)
  }

  private mutating func section(_ heading: ReportHeading, content: (String) -> String) -> [UInt8] {
    count += 1
    let title = heading.title ?? (heading.query.isEmpty ? "Not answered" : heading.query)
    var text = "<section>\n<h2>\(HTMLText.escaped(title))</h2>\n" + HTMLReport.paragraphs(heading.paragraphs)
    if heading.title != nil, !heading.query.isEmpty {
      text += "<pre class=\"query\">\(HTMLText.escaped(heading.query))</pre>\n"
    }
    text += heading.remarks.map { "<pre class=\"remark\">\(HTMLText.escaped($0))</pre>\n" }.joined()
    return Array((text + content("c\(count)") + "</section>\n").utf8)
  }

  private static func paragraphs(_ texts: [String]) -> String {
    texts.map { "<p>\(HTMLText.escaped($0))</p>\n" }.joined()
  }
}

/// Text as HTML holds it.
enum HTMLText {
  /// Line breaks stay; other control characters and those that turn the direction of a line show as their pictures.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { XMLText.escaped(String($0).printable) }
      .joined(separator: "\n")
  }
}
