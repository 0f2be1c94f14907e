/// What became of one file, or of one table in it.
public struct FileReport: Sendable, Hashable {
  /// As messages call it: `robin/june.zip: bookings.csv`.
  public let file: String
  /// The file in the workspace's folder that it is in: `robin/june.zip`.
  public let export: String
  /// The table that it filled; nil where it was left out.
  public let table: TableName?
  /// Rows that were read, those that were rejected or repeated included.
  public var rows = 0
  public var rejected = 0
  /// Rows whose id was there before.
  public var repeated = 0
  /// Rows that do not count by the layout.
  public var leftOut = 0
  /// It could not be read, so what reads its table has no figures.
  public var hasFailed = false
  /// Why, as a message has it, with its place.
  public var failure: String?
  /// `canonical`, `deskbird-bookings`
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

  public init(file: String, export: String? = nil, table: TableName?) {
    self.file = file
    self.export = export ?? file
    self.table = table
  }
}
