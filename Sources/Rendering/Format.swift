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
}

/// What a table may use of the place that shows it.
public struct TableStyle: Hashable, Sendable {
  /// Columns of the terminal; nil leaves every line as long as it is.
  public let width: Int?
  /// Whether the reading may be dimmed by escape sequences.
  public let color: Bool
  /// Whether it is a terminal, which cells of text must not steer.
  public let isTerminal: Bool

  public init(width: Int? = nil, color: Bool = false, isTerminal: Bool = false) {
    self.width = width
    self.color = color
    self.isTerminal = isTerminal
  }
}
