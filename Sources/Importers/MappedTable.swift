import Codecs
import Diagnostics
import Formats
import Store

/// Rows of one table as text, under the names of its columns and attributes: what a layout makes of a file.
struct MappedTable {
  let table: TableName
  /// The rows were only mentioned by others.
  let isDerived: Bool
  var text: TextTable
  /// By column: it is none of the table's own.
  private(set) var isAttribute: [Bool] = []
  /// Where its columns come from, for the load report.
  var sources: [FileReport.Column] = []

  init(table: TableName, isDerived: Bool, lines: [UInt32]) {
    self.table = table
    self.isDerived = isDerived
    text = TextTable(headers: [], columns: [], lines: lines)
  }

  mutating func add(_ name: String, _ cells: TextColumn, isAttribute: Bool) {
    text.headers.append(name)
    text.columns.append(cells)
    self.isAttribute.append(isAttribute)
  }

  /// The cells of a column of the table's own.
  func column(_ name: String) -> TextColumn? {
    text.headers.indices.first { text.headers[$0] == name && !isAttribute[$0] }.map { text.columns[$0] }
  }

  /// What the columns are.
  ///
  /// - Throws: if one that the table needs is missing.
  func layout(file: String) throws(Rejection) -> Layout {
    try Layout(table: table, names: text.headers, isAttribute: isAttribute, isDerived: isDerived, file: file)
  }

  /// As a file of the canonical form, which the loader reads like any other.
  ///
  /// - Parameters:
  ///   - name: of the file as messages call it.
  ///   - path: of the file; what it was made of within it stands behind `#`.
  /// - Complexity: O(bytes).
  func file(name: String, path: String) -> SourceFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.columns.reduce(0) { $0 + $1.bytes.count + $1.count + 64 })
    for (index, header) in text.headers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      MappedTable.write(Array(header.utf8)[...], to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
    let dataStart = bytes.count
    for row in 0..<text.rowCount {
      for (index, column) in text.columns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        MappedTable.write(column.cell(row), to: &bytes)
      }
      // A row of one empty cell would be a blank line.
      if text.columns.count == 1, text.columns[0].isEmpty(row) { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
      bytes.append(UInt8(ascii: "\n"))
    }
    return SourceFile(
      bytes: FileBytes(bytes, path: path), name: name, dialect: .canonical, headers: text.headers,
      dataStart: dataStart, rowCount: text.rowCount, lines: text.lines, isDerived: isDerived)
  }

  private static func write(_ cell: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    var needsQuotes = false
    for byte in cell where byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { needsQuotes = true }
    guard needsQuotes else {
      bytes += cell
      return
    }
    bytes.append(0x22)
    for byte in cell {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

extension Dialect {
  /// What mapped tables are written in.
  static let canonical = Dialect(delimiter: UInt8(ascii: ","), newline: UInt8(ascii: "\n"))
}
