/// How a file separates its cells and rows.
struct Dialect: Sendable, Hashable {
  let delimiter: UInt8
  /// Line feed; carriage return only in files that have no other line break.
  let newline: UInt8

  /// In the order in which they are tried.
  static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// The dialect of a file from its first bytes: the delimiter that cuts the header and the rows after it into the
  /// same number of cells, the largest number counting.
  ///
  /// - Parameter sample: the start of the file without its byte order mark; it may end within a row.
  static func sniff(_ sample: [UInt8]) -> Dialect {
    let newline = newline(of: sample)
    let counts = delimiters.map { delimiter in
      let dialect = Dialect(delimiter: delimiter, newline: newline)
      let records = RecordCells.first(20, of: sample, dialect: dialect)
      let header = records.first?.count ?? 1
      let agreeing = records.filter { $0.count == header }.count
      return (dialect, header, header > 1 && agreeing * 2 > records.count ? header : 0)
    }
    // The steady one with most cells; where rows are ragged, the one with most cells in the header.
    let best = counts.enumerated().max {
      ($0.element.2, $0.element.1, -$0.offset) < ($1.element.2, $1.element.1, -$1.offset)
    }
    return best!.element.0
  }

  private static func newline(of sample: [UInt8]) -> UInt8 {
    let feed = UInt8(ascii: "\n")
    if sample.contains(feed) { return feed }
    return sample.contains(UInt8(ascii: "\r")) ? UInt8(ascii: "\r") : feed
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
