import Codecs

/// A sheet on its way to a table: cells come in as they stand in the file, the first row with content is the header.
struct SheetTable {
  /// Rows above it are passed over.
  private let firstRow: Int
  private var headerRow: Int?
  /// By column of the sheet, as are `columns`; shorter where the header ends early.
  private var headers: [String] = []
  private var columns: [TextColumn] = []
  private var numbers: [NumberRuns] = []
  private var lines: [UInt32] = []
  /// The largest row so far, and whether a smaller one came after it.
  private var lastRow = 0
  private var isOutOfOrder = false
  /// Cells kept, blank ones in between among them, and their bytes.
  private var cellCount = 0
  private var byteCount = 0

  static let rowLimit = 1_048_576
  static let columnLimit = 16_384
  /// Some 1 GiB of where cells end; a sheet of a million rows may have 256 columns.
  private static let cellLimit = 1 << 28
  /// Of all cells' texts: a long text may be shared by many cells.
  private static let byteLimit = 1 << 31

  init(firstRow: Int) { self.firstRow = firstRow }

  /// Whether a row is part of the table, or above it.
  func includes(row: Int) -> Bool { row >= firstRow }

  /// Puts a stretch of bytes in a cell's place.
  mutating func put(_ cell: CellReader.Cell, _ bytes: [UInt8], _ range: Range<Int>)
    throws(FormatError)
  {
    try put(cell, bytes.span.extracting(range))
  }

  /// Puts a cell in its place, in whatever order they come; an empty one says nothing.
  ///
  /// - Throws: if the place holds another text already, or the sheet is too large.
  mutating func put(_ cell: CellReader.Cell, _ text: Span<UInt8>) throws(FormatError) {
    guard !text.isEmpty, cell.row >= firstRow else { return }
    if headerRow == nil { headerRow = cell.row }
    guard cell.row != headerRow else { return try putHeader(cell, String(text)) }
    if cell.row != lastRow || lines.isEmpty {
      isOutOfOrder = isOutOfOrder || cell.row < lastRow
      lastRow = cell.row
      lines.append(UInt32(cell.row))
    }
    let column = cell.column
    while columns.count <= column {
      columns.append(TextColumn())
      numbers.append(NumberRuns())
    }
    let index = lines.count - 1
    guard columns[column].count <= index else {
      guard columns[column].text(index) == String(text) else { throw SheetTable.repeated(cell) }
      return
    }
    cellCount += index + 1 - columns[column].count
    byteCount += text.count
    guard cellCount <= SheetTable.cellLimit, byteCount <= SheetTable.byteLimit else {
      throw SheetTable.tooLarge
    }
    columns[column].pad(to: index)
    text.withUnsafeBufferPointer { columns[column].append($0) }
    numbers[column].note(isNumber: cell.type == .number, row: index)
  }

  private mutating func putHeader(_ cell: CellReader.Cell, _ text: String) throws(FormatError) {
    while headers.count <= cell.column { headers.append("") }
    guard headers[cell.column].isEmpty || headers[cell.column] == text else {
      throw SheetTable.repeated(cell)
    }
    headers[cell.column] = text
  }

  /// The table; columns that have neither header nor content are left out.
  ///
  /// - Returns: also the names (`D`) of columns that have content and no header: theirs is empty.
  mutating func finish() throws(FormatError) -> (table: TextTable, unnamed: [String]) {
    let width = max(headers.count, columns.count)
    while headers.count < width { headers.append("") }
    for index in columns.indices { columns[index].numbers = numbers[index].cells(columns[index].ends) }
    while columns.count < width { columns.append(TextColumn()) }
    let kept = (0..<width).filter { !headers[$0].isEmpty || columns[$0].count > 0 }
    guard kept.count * lines.count <= SheetTable.cellLimit else { throw SheetTable.tooLarge }
    for index in kept { columns[index].pad(to: lines.count) }
    var table = TextTable(
      headers: kept.map { headers[$0] }, columns: kept.map { columns[$0] }, lines: lines)
    columns = []
    if isOutOfOrder || lines.first.map({ Int($0) < headerRow ?? 0 }) ?? false { try sort(&table) }
    let unnamed = kept.filter { headers[$0].isEmpty }.map { SheetTable.name(ofColumn: $0) }
    return (table, unnamed)
  }

  /// Puts rows that came in any order into that of the sheet.
  private func sort(_ table: inout TextTable) throws(FormatError) {
    let order = lines.indices.sorted { lines[$0] < lines[$1] }
    for (one, next) in zip(order, order.dropFirst()) where lines[one] == lines[next] {
      throw FormatError(
        "row \(lines[one]) stands twice, in two places", line: Int(lines[one]), help: SheetTable.way
      )
    }
    if let first = order.first, let headerRow, Int(lines[first]) < headerRow {
      throw FormatError(
        "row \(lines[first]) stands behind row \(headerRow)", line: Int(lines[first]),
        help: SheetTable.way)
    }
    table.lines = order.map { lines[$0] }
    for index in table.columns.indices {
      table.columns[index] = table.columns[index].gathered(order)
    }
  }

  private static let way = "save the workbook anew"

  private static func repeated(_ cell: CellReader.Cell) -> FormatError {
    FormatError("the cell \(cell.name) stands twice, with two values", line: cell.row, help: way)
  }

  private static var tooLarge: FormatError {
    FormatError(
      "the sheet has more cells than a table can hold",
      help: "export fewer columns, or a shorter time at once")
  }

  /// From 0: `A`, `Z`, `AA`.
  static func name(ofColumn column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return column < 26 ? letter : name(ofColumn: column / 26 - 1) + letter
  }
}
