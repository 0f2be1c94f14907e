import Store

/// Turns an answer into text: the way out of the corridor.
public enum Renderer {
  /// The answer in UTF-8, ended by a line feed.
  ///
  /// - Parameter style: only tables look at it; CSV and TSV ask whether it is a terminal.
  /// - Complexity: one pass over the cells; every distinct label is escaped and measured once, however many rows
  ///   carry it.
  public static func bytes(of answer: Answer, as format: Format, style: TableStyle = TableStyle()) -> [UInt8] {
    let bytes =
      switch format {
      case .table: TextTable.bytes(of: answer, style: style)
      case .csv: CSV.bytes(of: answer, separator: ",", isTerminal: style.isTerminal)
      case .tsv: CSV.bytes(of: answer, separator: "\t", isTerminal: style.isTerminal)
      case .json: JSON.document(of: answer)
      case .jsonl: JSON.lines(of: answer)
      case .markdown: Markdown.bytes(of: answer)
      case .chart: ChartText.bytes(of: answer, style: style)
      case .sparklines: Sparklines.bytes(of: answer, style: style)
      case .svg: ChartSVG.bytes(of: answer)
      case .html: HTMLPage.bytes(of: answer)
      }
    return style.isASCII && format.isForTerminals ? PlainSigns.ascii(bytes) : bytes
  }

  /// Whether an answer is shown as a table: also where a picture is asked for that it is not.
  public static func isTable(_ answer: Answer, as format: Format) -> Bool {
    switch format {
    case .table: true
    case .chart: (try? Chart(answer)) == nil
    case .sparklines: (try? Chart(sparklinesOf: answer)) == nil
    case .csv, .tsv, .json, .jsonl, .markdown, .svg, .html: false
    }
  }

  /// Why an answer is no picture; nil where it is one, or the format shows what is none as a table.
  public static func refusal(of answer: Answer, as format: Format) -> (reason: String, help: String)? {
    switch format {
    case .svg:
      do throws(ChartRefusal) {
        _ = try Chart(answer)
        return nil
      } catch {
        return (error.reason, error.help)
      }
    case .table, .csv, .tsv, .json, .jsonl, .markdown, .chart, .sparklines, .html: return nil
    }
  }

  /// Why a report, which is no table, cannot be what a query asks for; nil where it can.
  public static func refusal(of report: Report, as format: Format) -> (reason: String, help: String)? {
    switch format {
    case .table, .json, .jsonl, .markdown, .html: nil
    case .csv, .tsv, .chart, .sparklines, .svg:
      (
        "what is explained is no table, so there is no \(format.rawValue) of it",
        "as json, markdown or html, or as text without as"
      )
    }
  }

  /// A report in UTF-8. A format of rows and columns shows it as text, for it is no table.
  public static func bytes(of report: Report, as format: Format, style: TableStyle = TableStyle()) -> [UInt8] {
    switch format {
    case .table, .csv, .tsv, .chart, .sparklines, .svg:
      style.isASCII
        ? PlainSigns.ascii(ReportText.bytes(of: report, style: style)) : ReportText.bytes(of: report, style: style)
    case .json: ReportJSON.bytes(of: report)
    case .jsonl: ReportJSON.line(of: report)
    case .markdown: ReportMarkdown.bytes(of: report)
    case .html: HTMLPage.bytes(of: report)
    }
  }

  /// As `bytes(of:as:style:)`, for whoever wants a string.
  public static func text(of answer: Answer, as format: Format, style: TableStyle = TableStyle()) -> String {
    String(decoding: bytes(of: answer, as: format, style: style), as: UTF8.self)
  }
}
