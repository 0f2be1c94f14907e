/// What became of one file, or of one table in it.
public struct FileReport: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    case read
    /// It could not be read, so what reads its table has no figures.
    case failed
    /// Nothing here is to be had of it, or another file says the same.
    case leftOut = "left out"
  }

  /// What is wrong with a file as a whole.
  public struct Problem: Sendable, Hashable {
    /// For scripts: `missing-headers`.
    public let code: String
    /// One sentence, lower case, without a full stop. It names the file, and the line and column where they are known.
    public let message: String
    /// The way out.
    public let help: String?

    /// Only the workspace can say what a table of the file needs.
    public static let openQuestion = "open-question"

    public init(code: String, message: String, help: String?) {
      self.code = code
      self.message = message
      self.help = help
    }
  }

  /// What its layout tells of the file.
  public struct Note: Sendable, Hashable {
    public let text: String
    /// How many rows it is about; at least 1.
    public let count: Int
    /// Only the workspace can answer it.
    public let isQuestion: Bool

    public init(_ text: String, count: Int, isQuestion: Bool = false) {
      self.text = text
      self.count = count
      self.isQuestion = isQuestion
    }
  }

  /// Where the cells of one column come from.
  public struct Column: Sendable, Hashable {
    public let table: TableName
    /// Of the table, or the name that an attribute has.
    public var name: String
    public let isAttribute: Bool
    /// As layouts write it: `"Start Date" or "Start" as dmy`.
    public let written: String
    /// Whether the file has any of the headers that it is read from.
    public let isThere: Bool

    public init(_ table: TableName, _ name: String, isAttribute: Bool = false, written: String, isThere: Bool = true) {
      self.table = table
      self.name = name
      self.isAttribute = isAttribute
      self.written = written
      self.isThere = isThere
    }
  }

  /// As messages call it: `robin/june.zip: bookings.csv`.
  public let file: String
  /// The file in the workspace's folder that it is in: `robin/june.zip`.
  public let export: String
  /// The table that it filled, or would fill; nil where nobody knows.
  public var table: TableName?
  public var state = State.read
  /// Why it failed or was left out.
  public var problems: [Problem] = []
  /// Rows that were read, those that were rejected or repeated included.
  public var rows = 0
  public var rejected = 0
  /// Rows whose id was there before.
  public var repeated = 0
  /// Rows that do not count by the layout.
  public var leftOut = 0
  /// `deskbird-bookings`; `canonical` for the loader's own form.
  public var layout: String?
  /// The folder within the workspace that it is from.
  public var source: String?
  /// How its letters are written, where that is not UTF-8.
  public var encoding: String?
  /// `dmy`, where a cell of the file showed it.
  public var dateOrder: String?
  /// What its times are: `local`, `UTC`, `of Europe/Berlin`.
  public var clock: String?
  /// The first and the last day on which a row of it begins, as days since 1970-01-01.
  public var days: ClosedRange<Int32>?
  /// What was read from which headers; of the file's first table also what its rows mention of others.
  public var columns: [Column] = []
  /// Headers that were not read; of the file's first table.
  public var unread: [String] = []
  /// Of the file's first table.
  public var notes: [Note] = []

  /// The name of the layout that is none.
  public static let canonical = "canonical"

  public init(file: String, export: String? = nil, table: TableName?) {
    self.file = file
    self.export = export ?? file
    self.table = table
  }

  /// It could not be read, so what reads its table has no figures.
  public var hasFailed: Bool { state == .failed }

  /// Its rows would count, and do not: it failed, or waits for an answer.
  public var isMissed: Bool { hasFailed || problems.contains { $0.code == Problem.openQuestion } }
}
