/// What a workspace says of a column, whatever a file's layout has it to be: `map bookings.user = "Booked by"`.
public struct ColumnMap: Sendable, Hashable {
  public let table: TableName
  /// A column of the table, or the name of an attribute.
  public let column: String
  /// Where its cells come from, as layouts write it: `"Booked by" or "Gebucht von" as first`.
  public let source: String

  public init(table: TableName, column: String, source: String) {
    self.table = table
    self.column = column
    self.source = source
  }
}
