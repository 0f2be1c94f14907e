/// The cells of one column as text, in UTF-8, one behind the other; an empty cell is one that says nothing.
public struct TextColumn: Sendable {
  /// The bytes of all cells.
  public private(set) var bytes: [UInt8] = []
  /// By row: where its cell ends in `bytes`.
  public private(set) var ends: [UInt32] = []
  /// Which of them are numbers by their format.
  public var numbers = NumberCells.none

  public init() {}

  /// - Parameter ends: ascending, the last one `bytes.count`.
  init(bytes: [UInt8], ends: [UInt32], numbers: NumberCells = .none) {
    precondition(Int(ends.last ?? 0) == bytes.count, "the cells cover the bytes")
    self.bytes = bytes
    self.ends = ends
    self.numbers = numbers
  }

  public var count: Int { ends.count }

  /// Most bytes that a column can hold.
  public static let limit = Int(UInt32.max) - (1 << 24)

  public func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }

  public func isEmpty(_ row: Int) -> Bool { range(row).isEmpty }

  /// The bytes of a cell.
  public func cell(_ row: Int) -> ArraySlice<UInt8> { bytes[range(row)] }

  public func text(_ row: Int) -> String { String(decoding: cell(row), as: UTF8.self) }

  public mutating func append(_ cell: some Collection<UInt8>) {
    bytes.append(contentsOf: cell)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  public mutating func append(_ text: String) { append(text.utf8) }

  public mutating func appendEmpty() { ends.append(UInt32(truncatingIfNeeded: bytes.count)) }

  /// Adds empty cells up to a number of rows.
  public mutating func pad(to count: Int) {
    if ends.count < count {
      ends.append(contentsOf: repeatElement(UInt32(truncatingIfNeeded: bytes.count), count: count - ends.count))
    }
  }

  public mutating func reserve(rows: Int, bytes count: Int) {
    ends.reserveCapacity(rows)
    bytes.reserveCapacity(count)
  }
}

extension TextColumn {
  public init(_ texts: some Sequence<String>) {
    for text in texts { append(text) }
  }

  /// For a few.
  public var texts: [String] { (0..<count).map(text) }

  /// Some of the cells, in the order given.
  public func gathered(_ rows: [Int]) -> TextColumn {
    var result = TextColumn()
    for row in rows { result.append(cell(row)) }
    result.numbers = numbers.gathered(rows)
    return result
  }

  /// Each cell made anew; a number stays one.
  public func mapped(_ body: (ArraySlice<UInt8>) -> some Collection<UInt8>) -> TextColumn {
    var result = TextColumn()
    result.reserve(rows: count, bytes: bytes.count)
    for row in 0..<count { result.append(body(cell(row))) }
    result.numbers = numbers
    return result
  }
}
