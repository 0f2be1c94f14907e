/// One bit a row.
public struct Bitmap: Sendable, Hashable {
  public private(set) var words: [UInt64]
  public let count: Int

  public init(repeating value: Bool, count: Int) {
    self.count = count
    words = [UInt64](repeating: value ? ~0 : 0, count: (count + 63) / 64)
    if value, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  public init(_ values: [Bool]) {
    self.init(repeating: false, count: values.count)
    for (row, value) in values.enumerated() where value { self[row] = true }
  }

  public subscript(row: Int) -> Bool {
    get { words[row >> 6] & (1 << UInt64(row & 63)) != 0 }
    set {
      let bit: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }
  }

  /// How many bits are set.
  public var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
