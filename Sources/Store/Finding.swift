/// Something in the data that contradicts itself or had to be read one way of several: kept, counted, and told.
public struct Finding: Sendable, Hashable {
  /// What it is about, and what to do: its code is for scripts.
  public let kind: FindingKind
  /// One sentence, lower case, without a full stop.
  public let message: String
  public let table: TableName
  /// The ids of the rows that it is about, at most the first hundred.
  public let rows: [String]
  public let count: Int
  /// The columns that it makes doubtful, as `bookings.resource`, where its kind does not say which.
  public let columns: [String]
  /// What is the matter with each of `rows`, where that differs from row to row; else empty.
  public let details: [String]

  public init(
    kind: FindingKind, message: String, table: TableName, rows: [String], count: Int, columns: [String] = [],
    details: [String] = []
  ) {
    precondition(details.isEmpty || details.count == rows.count, "each row has what is the matter with it, or none")
    self.kind = kind
    self.message = message
    self.table = table
    self.rows = rows
    self.count = count
    self.columns = columns
    self.details = details
  }

  /// `office-without-size`
  public var code: String { kind.code }

  /// Whom its rows tell about. A line that could not be read tells of nobody: no figure has it, and somebody must mend it.
  public var subject: FindingKind.Subject {
    kind.subject == .things && table == .bookings && kind != .rejected ? .bookings : kind.subject
  }

  /// The columns that it makes doubtful, as `bookings.resource`: its own, or those of its kind; a table alone where it may be
  /// any of its columns. What metrics read these, it touches.
  public var doubtfulColumns: [String] {
    if !columns.isEmpty { return columns }
    return kind.columns.isEmpty ? [table.rawValue] : kind.columns
  }

  /// The same without the rows, which are only counted.
  public var withoutRows: Finding {
    Finding(kind: kind, message: message, table: table, rows: [], count: count, columns: columns)
  }
}

/// A row of a file that could not be read.
public struct RejectedRow: Sendable, Hashable {
  public let file: String
  public let line: Int
  public let column: String
  public let reason: String
  /// The table that it was read for, where a file fills several.
  public let table: TableName?

  public init(file: String, line: Int, column: String, reason: String, table: TableName? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
    self.table = table
  }
}
