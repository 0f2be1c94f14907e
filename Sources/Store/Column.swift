/// Numbers with up to six decimals, as integers of millionths, so that sums are exact.
public struct Numbers: Sendable {
  /// Value × 1 000 000; 0 where missing.
  public let millionths: [Int64]
  /// Which rows have a value; `nil` when all do.
  public let validity: Bitmap?

  public static let scale: Int64 = 1_000_000

  public init(millionths: [Int64], validity: Bitmap?) {
    self.millionths = millionths
    self.validity = validity
  }

  public subscript(row: Int) -> Int64? {
    validity.map { $0[row] } ?? true ? millionths[row] : nil
  }
}

/// The ids of a table: integers where all of them are, else texts.
public enum Identifiers: Sendable {
  case integers([Int64])
  case narrowIntegers([Int32])
  case texts([String])

  public subscript(row: Int) -> String {
    switch self {
    case .integers(let ids): String(ids[row])
    case .narrowIntegers(let ids): String(ids[row])
    case .texts(let ids): ids[row]
    }
  }

  public var count: Int {
    switch self {
    case .integers(let ids): ids.count
    case .narrowIntegers(let ids): ids.count
    case .texts(let ids): ids.count
    }
  }
}

/// A typed, contiguous column.
public enum Column: Sendable {
  case identifiers(Identifiers)
  /// Codes into the pool; 0 is missing.
  case text(Codes, StringPool)
  /// Rows of another table, as row + 1; 0 is missing.
  case link(Codes, TableName)
  case number(Numbers)
  /// Days since 1970-01-01. Open or missing: `Int32.min` for a beginning, `Int32.max` for an end. Ends are exclusive.
  case day([Int32])
  /// Local minutes since 1970-01-01T00:00, with the same marks. Ends are exclusive.
  case minute([Int32])
  case flag(Bitmap)

  public var count: Int {
    switch self {
    case .identifiers(let ids): ids.count
    case .text(let codes, _), .link(let codes, _): codes.count
    case .number(let numbers): numbers.millionths.count
    case .day(let days): days.count
    case .minute(let minutes): minutes.count
    case .flag(let flags): flags.count
    }
  }
}
