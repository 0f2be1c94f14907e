/// The shapes in which an answer can leave, as `--format` and the clause `as` name them.
public enum Format: String, CaseIterable, Sendable {
  /// Aligned columns for people.
  case table
  /// RFC 4180, a header and one record a row, each ended by a line feed.
  case csv
  /// The same with tabs for commas.
  case tsv
  /// One object: the columns, the rows, and how the query was read.
  case json
  /// One object a row and line, nothing else.
  case jsonl
  /// A table of GitHub's Markdown, for people again.
  case markdown
  /// A picture of blocks for a terminal, where the answer's shape has one.
  case chart
  /// A table with a line of little columns for each thing, time running to the right.
  case sparklines
  /// The picture as a drawing of its own.
  case svg
  /// A page of the picture, the table and the reading.
  case html

  /// Reports in turn stand apart by an empty line; what is rows and columns shows them as text.
  public var isForReadingOfReports: Bool {
    switch self {
    case .table, .markdown, .chart, .sparklines, .csv, .tsv, .svg: true
    case .json, .jsonl, .html: false
    }
  }

  /// Answers in turn stand apart by an empty line.
  public var isForReading: Bool {
    switch self {
    case .table, .markdown, .chart, .sparklines: true
    case .csv, .tsv, .json, .jsonl, .svg, .html: false
    }
  }

  /// Whether it is made of characters for a screen, and nothing reads it back.
  var isForTerminals: Bool {
    switch self {
    case .table, .chart, .sparklines: true
    case .csv, .tsv, .json, .jsonl, .markdown, .svg, .html: false
    }
  }
}

/// What a table or picture may use of the place that shows it.
public struct TableStyle: Hashable, Sendable {
  /// Columns of the terminal; nil leaves every line as long as it is.
  public let width: Int?
  /// Whether the reading may be dimmed by escape sequences.
  public let color: Bool
  /// Whether it is a terminal, which cells of text must not steer.
  public let isTerminal: Bool
  /// Lines of the terminal; nil where there is none. Pictures leave room for the prompt.
  public let height: Int?
  /// Tables, pictures and texts are drawn with what every terminal has.
  public let isASCII: Bool

  public init(
    width: Int? = nil, color: Bool = false, isTerminal: Bool = false, height: Int? = nil, isASCII: Bool = false
  ) {
    self.width = width
    self.color = color
    self.isTerminal = isTerminal
    self.height = height
    self.isASCII = isASCII
  }
}
