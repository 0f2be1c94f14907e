import Codecs
import Diagnostics

/// Takes a file apart into its records to the letter, every byte of it in one: for writing it anew.
///
/// Records begin and end where `BlockReader` has them, by the same `QuoteState`; a quote that is never closed gives up its
/// line.
struct RecordScanner {
  private let file: FileBytes
  private let dialect: Dialect
  private let limits: ReadingLimits
  /// What was read of the file and not yet passed; room for the loads of `Cell` behind it.
  private(set) var bytes: [UInt8] = []
  private var filled = 0
  private var offset: Int

  /// The record at hand, its line break included, as indices into `bytes`.
  private(set) var record = 0..<0
  /// Its cells with their quotes and blanks; none where all are blank, and where a quote is never closed.
  private(set) var cells: [Range<Int>] = []
  /// Where its content ends and its line break begins.
  private(set) var contentEnd = 0
  /// It begins with a quote that is never closed.
  private(set) var isUnclosed = false

  /// - Parameter offset: where in the file the first record begins.
  init(_ source: SourceFile, from offset: Int, limits: ReadingLimits = ReadingLimits()) {
    file = source.bytes
    dialect = source.dialect
    self.offset = offset
    self.limits = limits
  }

  /// Goes on to the next record; false at the end of the file.
  mutating func next() throws(SystemError) -> Bool {
    var index = record.upperBound
    var start = index
    var state = QuoteState.cellStart
    cells.removeAll(keepingCapacity: true)
    isUnclosed = false
    var cellStart = start
    while true {
      while index < filled {
        let byte = bytes[index]
        state = state.after(byte, dialect)
        if state == .cellStart {
          cells.append(cellStart..<index)
          cellStart = index + 1
          if byte == dialect.newline {
            finish(start..<index + 1, contentEnd: index)
            return true
          }
        }
        index += 1
      }
      let passed = start
      guard filled - passed < limits.recordBytes, try fill(from: passed) else { break }
      (start, index, cellStart) = (0, index - passed, cellStart - passed)
      for cell in cells.indices { cells[cell] = cells[cell].lowerBound - passed..<cells[cell].upperBound - passed }
    }
    guard start < filled else { return false }
    if state == .quoted || filled - start >= limits.recordBytes {
      let line = bytes[start..<filled].firstIndex(of: dialect.newline)
      cells.removeAll()
      isUnclosed = true
      finish(start..<(line.map { $0 + 1 } ?? filled), contentEnd: line ?? filled)
    } else {
      cells.append(cellStart..<filled)
      finish(start..<filled, contentEnd: filled)
    }
    return true
  }

  /// A carriage return before the line break belongs to that.
  private mutating func finish(_ record: Range<Int>, contentEnd: Int) {
    self.record = record
    self.contentEnd = contentEnd
    let isFeed = dialect.newline == UInt8(ascii: "\n")
    if isFeed, contentEnd > record.lowerBound, bytes[contentEnd - 1] == UInt8(ascii: "\r") {
      self.contentEnd -= 1
      if let last = cells.last { cells[cells.count - 1] = last.lowerBound..<min(last.upperBound, self.contentEnd) }
    }
    if cells.allSatisfy({ bytes[$0].allSatisfy(Cell.isBlank) }) { cells.removeAll() }
  }

  /// Forgets what lies before `start`, and reads on; false at the end of the file.
  private mutating func fill(from start: Int) throws(SystemError) -> Bool {
    let more = try file.bytes(offset..<min(file.count, offset + 1 << 20))
    guard !more.isEmpty else { return false }
    bytes = Array(bytes[start..<filled]) + more
    filled = bytes.count
    bytes += [UInt8](repeating: 0x20, count: 64)
    offset += more.count
    record = 0..<0
    return true
  }

  /// What a cell says; nil if text follows its closing quote.
  func content(of cell: Range<Int>) -> String? {
    bytes.withUnsafeBufferPointer { buffer in
      let trimmed = Cell(start: buffer.baseAddress! + cell.lowerBound, count: cell.count).trimmed()
      if trimmed.isEmpty || trimmed[0] != UInt8(ascii: "\"") { return trimmed.text }
      var unquoter = Unquoter()
      return unquoter.content(of: trimmed)?.text
    }
  }
}

extension Dialect {
  /// A text as a cell: in quotes only where it would be read as something else without them.
  func cell(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let needsQuotes =
      bytes.contains {
        $0 == delimiter || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\"")
      }
      || bytes.first.map(Cell.isBlank) == true || bytes.last.map(Cell.isBlank) == true
    guard needsQuotes else { return bytes }
    return Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }
}
