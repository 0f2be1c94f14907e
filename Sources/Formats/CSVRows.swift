import Codecs

/// The rows of a delimited text, put into columns.
struct CSVRows {
  private let headers: [String]
  private let limits: CSVReader.Limits
  private var columns: [TextColumn]
  private var lines: [UInt32] = []

  /// Cells that a row must have: columns up to the last one with a header.
  private let named: Int
  /// Columns up to the last one with a header or content.
  private var used: Int
  private var cellsRead = 0
  private var cellsPadded = 0
  /// Bytes of all columns; while these are few, none has too many.
  private var bytes = 0
  /// By number of cells, as many rows may have the same.
  private var reasons: [Int: String] = [:]

  init(headers: [String], reader: CSVReader) {
    self.headers = headers
    limits = reader.limits
    columns = headers.map { _ in TextColumn() }
    named = (headers.lastIndex { !$0.isEmpty } ?? 0) + 1
    used = named
  }

  /// Adds the record at hand.
  ///
  /// - Returns: why it is no row of this table.
  /// - Throws: if a column gets too large.
  mutating func append(_ cutter: inout CSVCutter) throws(FormatError) -> String? {
    let count = cutter.cellCount
    guard count >= named, cutter.contentCount <= headers.count else { return reason(count) }
    if bytes > TextColumn.limit - cutter.byteCount || cutter.line > UInt32.max { try checkSizes(cutter) }
    bytes += cutter.byteCount
    let row = lines.count
    for index in 0..<named { append(cutter.content(index), to: index) }
    // Columns without header have cells only from the first content on.
    for index in named..<max(named, cutter.contentCount) {
      let content = cutter.content(index)
      if content.isEmpty { continue }
      used = max(used, index + 1)
      try pad(index, to: row)
      append(content, to: index)
    }
    lines.append(UInt32(truncatingIfNeeded: cutter.line))
    cellsRead += count
    return nil
  }

  /// The columns that have a header or content.
  mutating func table() throws(FormatError) -> TextTable {
    for index in named..<max(named, used) { try pad(index, to: lines.count) }
    return TextTable(headers: Array(headers[..<used]), columns: Array(columns[..<used]), lines: lines)
  }

  @inline(__always)
  private mutating func append(_ content: UnsafeBufferPointer<UInt8>, to index: Int) {
    columns[index].append(content)
  }

  /// Rows that are shorter than some other row by cells without header are made up with empty cells, in moderation.
  private mutating func pad(_ index: Int, to row: Int) throws(FormatError) {
    cellsPadded += row - columns[index].count
    guard cellsPadded <= limits.cellsPadded + 8 * cellsRead else {
      throw FormatError(
        "the last header is that of cell \(named), but some rows have text in cell \(used)",
        help: "give each column a header, or name the line of the header")
    }
    columns[index].pad(to: row)
  }

  private mutating func reason(_ count: Int) -> String {
    if let known = reasons[count] { return known }
    let reason = "it has \(count) \(count == 1 ? "cell" : "cells"), the header has \(headers.count)"
    if reasons.count < 1000 { reasons[count] = reason }
    return reason
  }

  private func checkSizes(_ cutter: borrowing CSVCutter) throws(FormatError) {
    if let index = columns.firstIndex(where: { $0.bytes.count > TextColumn.limit - cutter.byteCount }) {
      throw FormatError("the column “\(headers[index])” has more than 4 GiB of text", help: "split the file")
    }
    if cutter.line > UInt32.max { throw FormatError("it has more than \(UInt32.max) lines", help: "split the file") }
  }
}
