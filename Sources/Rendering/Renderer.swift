import Store

/// Turns an answer into text: the way out of the corridor.
public enum Renderer {
  /// The answer in UTF-8, ended by a line feed.
  ///
  /// - Parameter style: only tables look at it; CSV and TSV ask whether it is a terminal.
  /// - Complexity: one pass over the cells; every distinct label is escaped and measured once, however many rows
  ///   carry it.
  public static func bytes(of answer: Answer, as format: Format, style: TableStyle = TableStyle()) -> [UInt8] {
    switch format {
    case .table: TextTable.bytes(of: answer, style: style)
    case .csv: CSV.bytes(of: answer, separator: ",", isTerminal: style.isTerminal)
    case .tsv: CSV.bytes(of: answer, separator: "\t", isTerminal: style.isTerminal)
    case .json: JSON.document(of: answer)
    case .jsonl: JSON.lines(of: answer)
    case .markdown: Markdown.bytes(of: answer)
    }
  }

  /// A report in UTF-8. A format of rows and columns shows it as text, for it is no table.
  public static func bytes(of report: Report, as format: Format, style: TableStyle = TableStyle()) -> [UInt8] {
    switch format {
    case .table, .csv, .tsv: ReportText.bytes(of: report, style: style)
    case .json, .jsonl: ReportJSON.bytes(of: report)
    case .markdown: ReportMarkdown.bytes(of: report)
    }
  }

  /// As `bytes(of:as:style:)`, for whoever wants a string.
  public static func text(of answer: Answer, as format: Format, style: TableStyle = TableStyle()) -> String {
    String(decoding: bytes(of: answer, as: format, style: style), as: UTF8.self)
  }
}
