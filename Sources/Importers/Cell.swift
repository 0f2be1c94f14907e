// Unsafe: points into a block of a file. Promises: a cell is used only while its block is being read, and at least
// 32 bytes after it are readable.

/// The bytes of one cell, without the blanks around it and without its quotes.
struct Cell {
  let start: UnsafePointer<UInt8>
  let count: Int

  subscript(index: Int) -> UInt8 { start[index] }

  var isEmpty: Bool { count == 0 }

  var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  /// The text for a message: quoted, and cut if it is long.
  var quoted: String {
    let text = text
    return text.count <= 60 ? "“\(text)”" : "“\(text.prefix(60))…”"
  }

  /// Blank, tab or carriage return.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// A text as a cell, for a few.
  static func withCell<Value>(_ text: String, _ body: (Cell) -> Value) -> Value {
    // Room behind, as cells of blocks have it.
    let bytes = Array(text.utf8) + [UInt8](repeating: 0x20, count: 32)
    return bytes.withUnsafeBufferPointer { body(Cell(start: $0.baseAddress!, count: text.utf8.count)) }
  }

  /// The cell without the blanks at its ends.
  func trimmed() -> Cell {
    var (lower, upper) = (0, count)
    while lower < upper, Cell.isBlank(start[lower]) { lower += 1 }
    while lower < upper, Cell.isBlank(start[upper - 1]) { upper -= 1 }
    return Cell(start: start + lower, count: upper - lower)
  }
}

/// Takes the quotes off cells. Holds the text of the last cell in which a quote was doubled.
struct Unquoter: ~Copyable {
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  init() {
    capacity = 256
    scratch = .allocate(capacity: capacity)
    scratch.initialize(repeating: 0, count: capacity)
  }

  deinit { scratch.deallocate() }

  /// What a cell says, without the blanks around it: those that a system puts into its quotes mean nothing either.
  ///
  /// - Returns: nil if text follows the closing quote. A cell with doubled quotes is good until the next call.
  mutating func content(of raw: Cell) -> Cell? {
    let cell = raw.trimmed()
    guard cell.count > 0, cell[0] == UInt8(ascii: "\"") else { return cell }
    guard cell.count >= 2, cell[cell.count - 1] == UInt8(ascii: "\"") else { return nil }
    let inner = Cell(start: cell.start + 1, count: cell.count - 2)
    var quotes = 0
    for index in 0..<inner.count where inner[index] == UInt8(ascii: "\"") { quotes += 1 }
    return quotes == 0 ? inner.trimmed() : unescaped(inner)?.trimmed()
  }

  private mutating func unescaped(_ inner: Cell) -> Cell? {
    if inner.count + 32 > capacity {
      scratch.deallocate()
      capacity = (inner.count + 32) * 2
      scratch = .allocate(capacity: capacity)
      scratch.initialize(repeating: 0, count: capacity)
    }
    var (read, written) = (0, 0)
    while read < inner.count {
      if inner[read] == UInt8(ascii: "\"") {
        guard read + 1 < inner.count, inner[read + 1] == UInt8(ascii: "\"") else { return nil }
        read += 1
      }
      scratch[written] = inner[read]
      read += 1
      written += 1
    }
    return Cell(start: scratch, count: written)
  }
}
