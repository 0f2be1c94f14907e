/// A table: equally long columns, the canonical ones and the attributes that the export had besides.
public struct Table: Sendable {
  public let name: TableName
  public let rowCount: Int
  public let columns: [String: Column]
  /// Names of the columns that are not canonical, in the file's order.
  public let attributes: [String]

  public init(_ name: TableName, rowCount: Int, columns: [String: Column], attributes: [String] = []) {
    for (column, values) in columns {
      precondition(
        values.count == rowCount, "column \(name.rawValue).\(column) has \(values.count) of \(rowCount) rows")
    }
    self.name = name
    self.rowCount = rowCount
    self.columns = columns
    self.attributes = attributes
  }

  public static func empty(_ name: TableName) -> Table { Table(name, rowCount: 0, columns: [:]) }

  /// The column of that name, ignoring case.
  public func column(_ name: String) -> (name: String, values: Column)? {
    if let values = columns[name] { return (name, values) }
    let wanted = name.lowercased()
    return columns.first { $0.key.lowercased() == wanted }.map { ($0.key, $0.value) }
  }

  /// The key of a row as people write it: its id.
  public func id(of row: Int) -> String {
    switch columns["id"] ?? columns["name"] {
    case .identifiers(let ids): ids[row]
    case .text(let codes, let pool): pool[codes[row]]
    case .link, .number, .day, .minute, .flag, nil: String(row + 1)
    }
  }

  /// The name of a row; its id where it has none.
  public func name(of row: Int) -> String {
    if case .text(let codes, let pool)? = columns["name"], codes[row] != 0 { return pool[codes[row]] }
    return id(of: row)
  }

  public func text(_ column: String, of row: Int) -> String {
    if case .text(let codes, let pool)? = columns[column] { return pool[codes[row]] }
    return ""
  }

  public func codes(_ column: String) -> Codes? {
    switch columns[column] {
    case .text(let codes, _), .link(let codes, _): codes
    case .identifiers, .number, .day, .minute, .flag, nil: nil
    }
  }

  public func days(_ column: String) -> [Int32]? {
    if case .day(let days)? = columns[column] { days } else { nil }
  }

  public func minutes(_ column: String) -> [Int32]? {
    if case .minute(let minutes)? = columns[column] { minutes } else { nil }
  }

  public func numbers(_ column: String) -> Numbers? {
    if case .number(let numbers)? = columns[column] { numbers } else { nil }
  }
}
