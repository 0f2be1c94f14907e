import Formats

/// How a file separates its cells and rows.
struct Dialect: Sendable, Hashable {
  let delimiter: UInt8
  /// Line feed; carriage return only in files that have no other line break.
  let newline: UInt8

  init(delimiter: UInt8, newline: UInt8) {
    (self.delimiter, self.newline) = (delimiter, newline)
  }

  init(_ dialect: CSVDialect) {
    delimiter = dialect.delimiter
    newline = dialect.lineBreak == .feed ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
  }
}

/// Records taken apart one by one: for headers and samples.
enum RecordCells {
  /// The cells of the first records, without quotes and outer blanks. Blank lines are passed over.
  static func first(_ limit: Int, of text: [UInt8], dialect: Dialect) -> [[String]] {
    var records: [[String]] = []
    var position = 0
    while records.count < limit, position < text.count {
      let (cells, end) = record(at: position, of: text, dialect: dialect)
      position = end
      if cells != [""] { records.append(cells) }
    }
    return records
  }

  /// One record and where the next one starts.
  static func record(at start: Int, of text: [UInt8], dialect: Dialect) -> (cells: [String], end: Int) {
    var cells: [String] = []
    var cellStart = start
    var state = QuoteState.cellStart
    var index = start
    while index < text.count {
      let byte = text[index]
      state = state.after(byte, dialect)
      if state == .cellStart {
        cells.append(cell(text, cellStart..<index))
        cellStart = index + 1
        if byte == dialect.newline { return (cells, index + 1) }
      }
      index += 1
    }
    cells.append(cell(text, cellStart..<index))
    return (cells, index)
  }

  private static func cell(_ text: [UInt8], _ range: Range<Int>) -> String {
    // Room behind, as cells of blocks have it.
    let padded = Array(text[range]) + [UInt8](repeating: 0x20, count: 32)
    return padded.withUnsafeBufferPointer { buffer in
      var unquoter = Unquoter()
      let raw = Cell(start: buffer.baseAddress!, count: range.count)
      return (unquoter.content(of: raw) ?? raw.trimmed()).text
    }
  }
}

/// Where a byte stands, to the letter of RFC 4180, with blanks allowed around quotes: the exact scan, of which
/// `cscan_index` is the fast form for texts whose quotes all stand where they should.
enum QuoteState: UInt8 {
  /// At the start of a cell, blanks passed over.
  case cellStart
  case blanks
  case unquoted
  case quoted
  /// After a quote within quotes: the end of the cell, or the first of a doubled quote.
  case closed

  /// The state after one more byte; `cellStart` after a separator.
  @inline(__always)
  func after(_ byte: UInt8, _ dialect: Dialect) -> QuoteState {
    switch self {
    case .quoted: return byte == UInt8(ascii: "\"") ? .closed : .quoted
    case .cellStart, .blanks, .unquoted, .closed:
      if byte == dialect.delimiter || byte == dialect.newline { return .cellStart }
      if byte == UInt8(ascii: "\"") { return self == .unquoted ? .unquoted : .quoted }
      if self == .cellStart || self == .blanks { return Cell.isBlank(byte) ? .blanks : .unquoted }
      return .unquoted
    }
  }
}
