// Unsafe: writes into memory that is not initialised yet, from several threads. Promises: the bytes of each record are
// counted by the rule by which they are written, so each part fills its own room and no other.
import Formats

/// Writes rows of text columns as records of ``Dialect/canonical``.
struct RecordWriter {
  private let columns: [TextColumn]
  private let rowCount: Int
  /// By column: some cell may need quotes.
  private let hasMarks: [Bool]

  /// Records that are written at a time, column by column: their bytes stay in the processor's cache meanwhile.
  private static let partSize = 512

  /// - Parameter columns: of `rowCount` cells each.
  init(_ columns: [TextColumn], rowCount: Int) {
    self.columns = columns
    self.rowCount = rowCount
    hasMarks = Array(count: columns.count) { hasMarks in
      nonisolated(unsafe) let hasMarks = hasMarks
      Parallel.perform(columns.count) { hasMarks[$0] = RecordWriter.hasMarks(columns[$0]) }
    }
  }

  /// All records, behind what stands before them.
  ///
  /// - Complexity: O(bytes), on all cores.
  func records(behind head: [UInt8] = []) -> [UInt8] {
    let parts = (rowCount + RecordWriter.partSize - 1) / RecordWriter.partSize
    var starts = [Int](count: parts) { sizes in
      nonisolated(unsafe) let sizes = sizes
      Parallel.perform(parts) { sizes[$0] = byteCounts(rows(of: $0)).reduce(0, +) }
    }
    var end = head.count
    for part in starts.indices { (starts[part], end) = (end, end + starts[part]) }
    let firsts = starts
    return [UInt8](count: end) { base in
      for (index, byte) in head.enumerated() { base[index] = byte }
      nonisolated(unsafe) let base = base
      Parallel.perform(parts) { write(rows(of: $0), to: base + firsts[$0]) }
    }
  }

  private func rows(of part: Int) -> Range<Int> {
    part * RecordWriter.partSize..<min(rowCount, (part + 1) * RecordWriter.partSize)
  }

  // MARK: - A part

  /// The bytes of each record.
  private func byteCounts(_ rows: Range<Int>) -> [Int] {
    // A delimiter or newline behind each cell.
    var counts = [Int](repeating: columns.count, count: rows.count)
    for (index, column) in columns.enumerated() {
      let (bytes, ends) = (column.bytes.span, column.ends.span)
      var start = rows.lowerBound == 0 ? 0 : Int(ends[rows.lowerBound - 1])
      for offset in counts.indices {
        let end = Int(ends[rows.lowerBound + offset])
        counts[offset] += end - start
        if needsQuotes(start..<end, of: bytes, column: index) {
          counts[offset] += 2
          for place in start..<end where bytes[place] == RecordWriter.quote { counts[offset] += 1 }
        }
        start = end
      }
    }
    return counts
  }

  private func write(_ rows: Range<Int>, to base: UnsafeMutablePointer<UInt8>) {
    /// Where the next cell of each record goes.
    var places = byteCounts(rows)
    var next = 0
    for offset in places.indices { (places[offset], next) = (next, next + places[offset]) }
    for (index, column) in columns.enumerated() {
      let mark = index == columns.count - 1 ? UInt8(ascii: "\n") : UInt8(ascii: ",")
      let (bytes, ends) = (column.bytes.span, column.ends.span)
      var start = rows.lowerBound == 0 ? 0 : Int(ends[rows.lowerBound - 1])
      column.bytes.withUnsafeBufferPointer { source in
        for offset in places.indices {
          let end = Int(ends[rows.lowerBound + offset])
          var place = base + places[offset]
          if needsQuotes(start..<end, of: bytes, column: index) {
            RecordWriter.writeQuoted(source[start..<end], to: &place)
          } else if start < end {
            place.update(from: source.baseAddress! + start, count: end - start)
            place += end - start
          }
          place.pointee = mark
          places[offset] = place - base + 1
          start = end
        }
      }
    }
  }

  private static func writeQuoted(
    _ cell: Slice<UnsafeBufferPointer<UInt8>>, to place: inout UnsafeMutablePointer<UInt8>
  ) {
    place.pointee = quote
    place += 1
    for byte in cell {
      if byte == quote {
        place.pointee = quote
        place += 1
      }
      place.pointee = byte
      place += 1
    }
    place.pointee = quote
    place += 1
  }

  // MARK: - Quotes

  private static let quote = UInt8(ascii: "\"")

  /// Whether a cell stands in quotes: for the marks in it, or because a record of one empty cell would be a blank line.
  @inline(__always)
  private func needsQuotes(_ cell: Range<Int>, of bytes: borrowing Span<UInt8>, column: Int) -> Bool {
    if cell.isEmpty { return columns.count == 1 }
    guard hasMarks[column] else { return false }
    for place in cell where RecordWriter.isMark(bytes[place]) { return true }
    return false
  }

  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func hasMarks(_ column: TextColumn) -> Bool {
    column.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 4096)
        // Without a way out, so that many bytes are looked at in one instruction.
        var found: UInt8 = 0
        for place in start..<end { found |= isMark(bytes[place]) ? 1 : 0 }
        if found != 0 { return true }
        start = end
      }
      return false
    }
  }
}
