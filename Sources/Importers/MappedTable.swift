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
  /// Rows of the file that cannot count, and are gone.
  var rejects: [(line: Int, reason: String)] = []

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

  /// Puts other cells into a column of the table's own.
  mutating func set(_ name: String, _ cells: TextColumn) {
    for index in text.headers.indices where text.headers[index] == name && !isAttribute[index] {
      text.columns[index] = cells
    }
  }

  /// The cells of a column of the table's own.
  func column(_ name: String) -> TextColumn? {
    text.headers.indices.first { text.headers[$0] == name && !isAttribute[$0] }.map { text.columns[$0] }
  }

  /// The first and last day in `start`; nil where there is none.
  var days: ClosedRange<String>? {
    guard let starts = column("start") else { return nil }
    let days = (0..<starts.count).lazy.map { starts.cell($0).prefix(10) }.filter { $0.count == 10 }
    guard let first = days.min(by: { $0.lexicographicallyPrecedes($1) }),
      let last = days.max(by: { $0.lexicographicallyPrecedes($1) })
    else { return nil }
    return String(decoding: first, as: UTF8.self)...String(decoding: last, as: UTF8.self)
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
  /// - Complexity: O(bytes), on all cores.
  func file(name: String, path: String) -> SourceFile {
    let head = RecordWriter(text.headers.map { TextColumn([$0]) }, rowCount: 1).records()
    let bytes = RecordWriter(text.columns, rowCount: text.rowCount).records(behind: head)
    return SourceFile(
      bytes: FileBytes(bytes, path: path), name: name, dialect: .canonical, headers: text.headers,
      dataStart: head.count, rowCount: text.rowCount, lines: text.lines, isDerived: isDerived)
  }
}

extension Dialect {
  /// What mapped tables are written in.
  static let canonical = Dialect(delimiter: UInt8(ascii: ","), newline: UInt8(ascii: "\n"))
}
