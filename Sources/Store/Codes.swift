/// A column of small non-negative integers in the narrowest of 8, 16 or 32 bits: dictionary codes, or rows of another table.
/// By convention 0 is “missing”; a row of a table is stored as row + 1.
public final class Codes: Sendable {
  public enum Storage: Sendable {
    case narrow([UInt8])
    case middle([UInt16])
    case wide([UInt32])
  }

  public let storage: Storage
  public let count: Int

  public init(_ storage: Storage) {
    self.storage = storage
    switch storage {
    case .narrow(let codes): count = codes.count
    case .middle(let codes): count = codes.count
    case .wide(let codes): count = codes.count
    }
  }

  /// Narrows codes to what `limit` (the number of distinct codes, so the largest is limit − 1) needs.
  public convenience init(_ codes: [UInt32], limit: Int) {
    if limit <= 1 << 8 {
      self.init(.narrow(codes.map { UInt8(truncatingIfNeeded: $0) }))
    } else if limit <= 1 << 16 {
      self.init(.middle(codes.map { UInt16(truncatingIfNeeded: $0) }))
    } else {
      self.init(.wide(codes))
    }
  }

  public convenience init(_ codes: [UInt32]) {
    self.init(codes, limit: Int(codes.max() ?? 0) + 1)
  }

  public subscript(row: Int) -> Int {
    switch storage {
    case .narrow(let codes): Int(codes[row])
    case .middle(let codes): Int(codes[row])
    case .wide(let codes): Int(codes[row])
    }
  }

  /// All codes missing.
  public static func missing(count: Int) -> Codes { Codes(.narrow([UInt8](repeating: 0, count: count))) }
}
