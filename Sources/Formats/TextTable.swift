/// A table as its file has it: headers and cells of text, nothing understood yet.
public struct TextTable: Sendable {
  public var headers: [String]
  /// One for each header, each with a cell for each row.
  public var columns: [TextColumn]
  /// By row: the line of the file in which it starts, or the row of the sheet; from 1.
  public var lines: [UInt32]

  public init(headers: [String], columns: [TextColumn]? = nil, lines: [UInt32] = []) {
    self.headers = headers
    self.columns = columns ?? headers.map { _ in TextColumn() }
    self.lines = lines
  }

  public var rowCount: Int { lines.count }
}

/// One table of a file, and the lists that lie within its rows.
public struct RecordSet: Sendable {
  /// The name of the sheet, or the way to the list in JSON (`data`, `Resources`); empty where a file is one table.
  public var name: String
  public var table: TextTable
  /// Lists of objects within the rows, by their path (`availability`, `resource.intervals`).
  public var children: [String: Children]
  /// Rows that could not be cut into cells.
  public var rejects: [Reject]
  /// What stands around the rows and is no row: `totalResults`, `startIndex`, `links.next`. Each page of several in one
  /// file adds its own, in their order; empty values are left out.
  public var envelope: [(path: String, text: String)]
  /// How many pages it was put together of.
  public var pageCount = 1

  public struct Children: Sendable {
    public var table: TextTable
    /// By row of `table`: the row of the record in which it lies, also where a list is between them.
    public var parents: [UInt32]

    public init(table: TextTable, parents: [UInt32]) {
      self.table = table
      self.parents = parents
    }
  }

  public struct Reject: Hashable, Sendable {
    public let line: Int
    public let reason: String

    public init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  public init(
    name: String = "", table: TextTable, children: [String: Children] = [:], rejects: [Reject] = [],
    envelope: [(path: String, text: String)] = []
  ) {
    self.name = name
    self.table = table
    self.children = children
    self.rejects = rejects
    self.envelope = envelope
  }
}

/// What a file holds, and what was odd about it but could be settled.
public struct Records: Sendable {
  public var sets: [RecordSet]
  /// Lower case, without a full stop: `the sheet “Notes” is hidden and not read`.
  public var notes: [String]

  public init(sets: [RecordSet] = [], notes: [String] = []) {
    self.sets = sets
    self.notes = notes
  }
}
