// Unsafe: owns the buffers that a file's blocks are read into. Promises: offsets lie within the bytes read, the bytes are
// followed by 64 blanks, and a grid is used only until the next one is asked for.
import CScan
import Codecs
import Diagnostics
import Glibc

/// A block of whole records and where their cells lie: cell (r, c) is
/// `bytes[offsets[r * stride + c] + 1 ..< offsets[r * stride + c + 1]]`, the sum wrapping.
struct CellGrid {
  let bytes: UnsafePointer<UInt8>
  let offsets: UnsafePointer<UInt32>
  let stride: Int
  let rows: Int
  /// The file's offset of `bytes[0]`.
  let position: Int

  @inline(__always)
  func cell(_ row: Int, _ cell: Int) -> Cell {
    let index = row &* stride &+ cell
    let start = Int(offsets[index] &+ 1)
    return Cell(start: bytes + start, count: Int(offsets[index &+ 1]) &- start)
  }

  /// The file's offset of a row's first byte.
  func position(ofRow row: Int) -> Int { position + Int(offsets[row * stride] &+ 1) }
}

/// Why the whole file cannot be read.
enum ReadingFailure: Error, Sendable {
  case notText(offset: Int, isZero: Bool)
  case system(SystemError)
}

/// Reads the records of a stretch of a file, block by block.
final class BlockReader {
  /// A record that could not be cut into cells, by the file's offset of its start.
  struct BadRecord {
    let position: Int
    let reason: String
  }

  let file: FileBytes
  let dialect: Dialect
  let cellsPerRow: Int
  let limits: ReadingLimits
  /// Records that were passed over since the last look.
  var badRecords: [BadRecord] = []
  /// Something was met that only `CSVReader` reads as it is meant: no-break spaces at the edge of a cell.
  private(set) var isOdd = false

  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var offsets: UnsafeMutablePointer<UInt32>
  private var compact: UnsafeMutablePointer<UInt32>
  private var compactCapacity = 0

  /// The file's offset of the next record; what `bytes` holds starts there.
  private(set) var position = 0
  private var filled = 0
  private var consumed = 0
  private var fileEnd: Int
  /// The record at the start of the buffer does not end in it.
  private var isHungry = false

  /// What is read next is the rest of a line that was given up.
  private var isWithinLostLine = false

  init(file: FileBytes, dialect: Dialect, cellsPerRow: Int, limits: ReadingLimits) {
    self.file = file
    self.dialect = dialect
    self.cellsPerRow = cellsPerRow
    self.limits = limits
    fileEnd = file.count
    capacity = limits.blockBytes
    bytes = .allocate(capacity: capacity + 128)
    offsets = .allocate(capacity: capacity + 128)
    compact = .allocate(capacity: 1)
    compactCapacity = 1
  }

  deinit {
    bytes.deallocate()
    offsets.deallocate()
    compact.deallocate()
  }

  /// Goes to a record's start.
  func move(to position: Int) {
    self.position = position
    (filled, consumed) = (0, 0)
    badRecords = []
    (isOdd, isWithinLostLine) = (false, false)
  }

  /// Goes to the first line that starts at or after `position`: a record's start unless the line break is in quotes.
  func moveToLine(after position: Int) throws(ReadingFailure) {
    var at = position - 1
    while true {
      move(to: at)
      try fill(upTo: at + limits.blockBytes)
      if filled == 0 { return }
      for index in 0..<filled where bytes[index] == dialect.newline { return move(to: at + index + 1) }
      at += filled
    }
  }

  /// The next whole records that start before `limit`; nil when there are none. Rows with another number of cells than
  /// the header has are put into `badRecords`, unless those beyond it are empty; of rows with another number, those that
  /// say nothing are passed over.
  func next(before limit: Int) throws(ReadingFailure) -> CellGrid? {
    while true {
      dropConsumed()
      if position >= limit, !isWithinLostLine { return nil }
      try fill(upTo: isHungry ? position + capacity : max(limit, position + filled + 1))
      isHungry = false
      if filled == 0 { return nil }
      let isAtEnd = position + filled >= fileEnd
      if isWithinLostLine {
        try passLine(isAtEnd: isAtEnd)
        continue
      }
      let found = scan(isAtEnd: isAtEnd)
      if found.has_zero != 0 { throw notText(isZero: true) }
      let separators = lastNewline(of: Int(found.separators))
      if separators == 0 {
        if isAtEnd || filled >= limits.recordBytes {
          try skipUnclosedQuote(isInQuotes: found.ends_inside != 0, isAtEnd: isAtEnd)
        } else {
          if filled == capacity { grow() }
          isHungry = true
        }
        continue
      }
      let end = Int(offsets[separators]) + 1
      if found.has_high != 0, let bad = UTF8Text.firstFault(UnsafeBufferPointer(start: bytes, count: min(end, filled)))
      {
        throw .notText(offset: position + bad, isZero: false)
      }
      if found.has_high != 0, !isOdd { isOdd = hasHardBlankAtEdge(before: min(end, filled)) }
      // Offsets start with the byte before the block.
      let grid = grid(separators: separators, newlines: Int(found.newlines), before: limit - position)
      consumed = grid.end
      if grid.grid.rows > 0 || !badRecords.isEmpty { return grid.grid }
    }
  }

  // MARK: - Bytes

  private func dropConsumed() {
    guard consumed > 0 else { return }
    let rest = max(0, filled - consumed)
    bytes.update(from: bytes + min(consumed, filled), count: rest)
    position += min(consumed, filled)
    (filled, consumed) = (rest, 0)
  }

  /// Fills the buffer, with no more than `blockBytes` at once and not far beyond `end`.
  private func fill(upTo end: Int) throws(ReadingFailure) {
    let wanted = min(capacity - filled, max(end - position - filled + 1024, 1))
    guard wanted > 0, position + filled < fileEnd else { return }
    do throws(SystemError) {
      let got = try file.read(
        into: UnsafeMutableBufferPointer(start: bytes + filled, count: wanted), from: position + filled)
      if got < wanted { fileEnd = position + filled + got }
      filled += got
    } catch {
      throw .system(error)
    }
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + 128)
    larger.update(from: bytes, count: filled)
    bytes.deallocate()
    offsets.deallocate()
    capacity *= 2
    bytes = larger
    offsets = .allocate(capacity: capacity + 128)
  }

  /// Finds the separators; `offsets[0]` is the byte before the block, the first separator is `offsets[1]`.
  private func scan(isAtEnd: Bool) -> cscan_result {
    var count = filled
    if isAtEnd, bytes[filled - 1] != dialect.newline {
      bytes[filled] = dialect.newline
      count += 1
    }
    (bytes + count).update(repeating: 0x20, count: 64)
    offsets[0] = .max
    var found = cscan_index(bytes, count, dialect.delimiter, dialect.newline, offsets + 1)
    if found.is_irregular != 0 { scanExactly(count: count, &found) }
    return found
  }

  private func scanExactly(count: Int, _ found: inout cscan_result) {
    var state = QuoteState.cellStart
    (found.separators, found.newlines) = (0, 0)
    for index in 0..<count {
      state = state.after(bytes[index], dialect)
      if state == .cellStart {
        found.separators += 1
        offsets[Int(found.separators)] = UInt32(index)
        if bytes[index] == dialect.newline { found.newlines += 1 }
      }
    }
    found.ends_inside = state == .quoted ? 1 : 0
  }

  private func lastNewline(of separators: Int) -> Int {
    var last = separators
    while last > 0, bytes[Int(offsets[last])] != dialect.newline { last -= 1 }
    return last
  }

  /// The record at the start of the buffer never ends: its first line is given up, and reading goes on after it.
  private func skipUnclosedQuote(isInQuotes: Bool, isAtEnd: Bool) throws(ReadingFailure) {
    let reason = "a record that begins here is longer than \(limits.recordBytes >> 20) MiB"
    badRecords.append(
      BadRecord(position: position, reason: isInQuotes ? "a quote that is opened here is never closed" : reason))
    try passLine(isAtEnd: isAtEnd)
  }

  /// Goes to the next line, or as far towards it as was read: what is lost must be text, too.
  private func passLine(isAtEnd: Bool) throws(ReadingFailure) {
    var line = 0
    while line < filled, bytes[line] != dialect.newline { line += 1 }
    isWithinLostLine = line == filled && !isAtEnd
    consumed = min(filled, line + 1)
    let text = UnsafeBufferPointer(start: bytes, count: consumed)
    if text.contains(0) { throw notText(isZero: true) }
    if isWithinLostLine { consumed -= UTF8Text.cutOffBytes(text) }
    if let bad = UTF8Text.firstFault(UnsafeBufferPointer(rebasing: text[..<consumed])) {
      throw .notText(offset: position + bad, isZero: false)
    }
    dropConsumed()
  }

  private func notText(isZero: Bool) -> ReadingFailure {
    var index = 0
    while index < filled, bytes[index] != 0 { index += 1 }
    return .notText(offset: position + index, isZero: true)
  }

  // MARK: - Rows

  /// Cuts the records that start before `limit` (an offset into the buffer) into rows.
  private func grid(separators: Int, newlines: Int, before limit: Int) -> (grid: CellGrid, end: Int) {
    var rows = newlines
    if cellsPerRow > 1, separators == rows * cellsPerRow, isEven(rows: rows) {
      while rows > 0, Int(offsets[(rows - 1) * cellsPerRow] &+ 1) >= limit { rows -= 1 }
      return (
        CellGrid(bytes: bytes, offsets: offsets, stride: cellsPerRow, rows: rows, position: position),
        Int(offsets[rows * cellsPerRow] &+ 1)
      )
    }
    return compactGrid(separators: separators, before: limit)
  }

  /// Whether each `cellsPerRow`-th separator ends a line.
  private func isEven(rows: Int) -> Bool {
    for row in 1...max(1, rows) where bytes[Int(offsets[row * cellsPerRow])] != dialect.newline { return false }
    return true
  }

  /// The same with rows left out, each beginning with the offset before it.
  private func compactGrid(separators: Int, before limit: Int) -> (grid: CellGrid, end: Int) {
    if compactCapacity < separators * 2 + 2 {
      compact.deallocate()
      compactCapacity = separators * 2 + 2
      compact = .allocate(capacity: compactCapacity)
    }
    var rows = 0
    var first = 0
    while first < separators, Int(offsets[first] &+ 1) < limit {
      var last = first + 1
      while bytes[Int(offsets[last])] != dialect.newline { last += 1 }
      let cells = last - first
      if cells != cellsPerRow || cells == 1, isBlank(cells: first..<last) {
        // It says nothing.
      } else if cells == cellsPerRow || cells > cellsPerRow && areEmpty(cells: first + cellsPerRow..<last) {
        (compact + rows * (cellsPerRow + 1)).update(from: offsets + first, count: cellsPerRow + 1)
        rows += 1
      } else {
        badRecords.append(
          BadRecord(
            position: position + Int(offsets[first] &+ 1),
            reason: "it has \(cells) \(cells == 1 ? "cell" : "cells"), the header has \(cellsPerRow)"))
      }
      first = last
    }
    let grid = CellGrid(bytes: bytes, offsets: compact, stride: cellsPerRow + 1, rows: rows, position: position)
    return (grid, Int(offsets[first] &+ 1))
  }

  /// Whether cells are blank, each given by the separator before it.
  private func isBlank(cells: Range<Int>) -> Bool {
    for cell in cells where !self.cell(after: cell).trimmed().isEmpty { return false }
    return true
  }

  /// Whether cells say nothing: blanks, or quotes with nothing in them.
  private func areEmpty(cells: Range<Int>) -> Bool {
    for cell in cells {
      let content = self.cell(after: cell).trimmed()
      let isQuoted = content.count == 2 && content[0] == UInt8(ascii: "\"") && content[1] == UInt8(ascii: "\"")
      if !content.isEmpty, !isQuoted { return false }
    }
    return true
  }

  private func cell(after separator: Int) -> Cell {
    let start = Int(offsets[separator] &+ 1)
    return Cell(start: bytes + start, count: max(0, Int(offsets[separator + 1]) - start))
  }

  /// Whether a no-break space stands where a blank would be cut off, or next to a quote.
  private func hasHardBlankAtEdge(before end: Int) -> Bool {
    func isEdge(_ byte: UInt8) -> Bool {
      byte == dialect.delimiter || byte == dialect.newline || byte == UInt8(ascii: "\"") || Cell.isBlank(byte)
        || byte == 0xA0
    }
    var from = 0
    while from < end, let found = memchr(bytes + from, 0xC2, end - from) {
      let index = bytes.distance(to: found.assumingMemoryBound(to: UInt8.self))
      from = index + 2
      guard from <= end, bytes[index + 1] == 0xA0 else { continue }
      if index == 0 || from >= end || isEdge(bytes[index - 1]) || isEdge(bytes[from]) { return true }
    }
    return false
  }
}

/// How a file is read; the results do not depend on it.
struct ReadingLimits: Sendable {
  /// What is read and cut into cells at once: fits into a core's cache.
  var blockBytes = 256 << 10
  /// What one core reads before it takes the next piece.
  var segmentBytes = 16 << 20
  /// A record that is longer has lost its closing quote.
  var recordBytes = 16 << 20
  var workers = Parallel.width
  /// Once it says yes, reading ends at the next piece.
  var isCancelled: @Sendable () -> Bool = { false }
}
