import Codecs

/// Reads the cells of one worksheet as its bytes come in.
///
/// It knows rows, cells and their values, and passes over what surrounds them (views, widths, merged ranges, charts).
/// What it does not know among the cells themselves is an error, never a guess.
///
/// - SeeAlso: ISO/IEC 29500-1 §18.3.1.99 (`worksheet`), §18.3.1.73 (`row`), §18.3.1.4 (`c`), §18.18.11 (types of cells).
struct SheetScanner: ~Copyable {
  private var markup: MarkupScanner
  private var cells: CellReader
  private var table: SheetTable
  private var item = StringItem()
  /// What `<v>` holds.
  private var value: [UInt8] = []
  /// Of the cell last begun; rows from 1, columns from 0.
  private var row = 0
  private var column = -1

  init(_ source: any ByteStream, part: String, workbook: SharedParts, firstRow: Int) {
    markup = MarkupScanner(source, part: part)
    cells = CellReader(workbook)
    table = SheetTable(firstRow: firstRow)
  }

  /// What a sheet holds, and what of it could not be kept.
  struct Content {
    let table: TextTable
    let oddities: CellOddities
    /// `D` if column D has values and no header.
    let unnamedColumns: [String]
  }

  consuming func read() throws(FormatError) -> Content {
    try markup.readRoot("worksheet")
    var hasCells = false
    if !markup.isEmpty {
      scan: while true {
        switch try markup.next() {
        case .text: try markup.expectBlank(in: "worksheet")
        case .start where markup.isNamed("sheetData"):
          guard !hasCells else { throw markup.misplaced(in: "worksheet") }
          hasCells = true
          if !markup.isEmpty { try readRows() }
        case .start: try markup.skipElement()
        case .end where markup.isNamed("worksheet"): break scan
        case .end: throw markup.misplaced(in: "worksheet")
        case .finished: throw markup.unfinished("worksheet")
        }
      }
    }
    try markup.finish()
    do throws(FormatError) {
      let (finished, unnamed) = try table.finish()
      return Content(table: finished, oddities: cells.oddities, unnamedColumns: unnamed)
    } catch {
      throw markup.error(error.message, line: error.line, help: error.help)
    }
  }

  private mutating func readRows() throws(FormatError) {
    while true {
      switch try markup.next() {
      case .text: try markup.expectBlank(in: "sheetData")
      case .start where markup.isNamed("row"):
        try beginRow()
        if !markup.isEmpty { try readCells() }
      case .end where markup.isNamed("sheetData"): return
      case .start, .end: throw markup.misplaced(in: "sheetData")
      case .finished: throw markup.unfinished("sheetData")
      }
    }
  }

  /// A row without a number follows the one before it.
  private mutating func beginRow() throws(FormatError) {
    if let range = markup.attribute("r") {
      guard let number = markup.number(range) else {
        throw markup.error("“\(markup.string(range))” is no row")
      }
      row = number
    } else {
      row += 1
    }
    column = -1
    guard 1...SheetTable.rowLimit ~= row else {
      throw markup.error("row \(row) lies outside a sheet")
    }
  }

  private mutating func readCells() throws(FormatError) {
    while true {
      while let plain = markup.plainCell() { try put(plain) }
      switch try markup.next() {
      case .text: try markup.expectBlank(in: "row")
      case .start where markup.isNamed("c"): try readCell()
      case .start where markup.isNamed("extLst"): try markup.skipElement()
      case .end where markup.isNamed("row"): return
      case .start, .end: throw markup.misplaced(in: "row")
      case .finished: throw markup.unfinished("row")
      }
    }
  }

  private mutating func readCell() throws(FormatError) {
    var cell = CellReader.Cell(row: row)
    column += 1
    for attribute in markup.attributes
    where attribute.local == attribute.name.lowerBound && attribute.name.count == 1 {
      switch markup.window[attribute.local] {
      case UInt8(ascii: "r"): try readReference(attribute.value)
      case UInt8(ascii: "s"):
        guard let number = markup.number(attribute.value) else {
          throw markup.error("“\(markup.string(attribute.value))” is no style", line: row)
        }
        cell.style = number
      case UInt8(ascii: "t"): cell.type = try type(attribute.value)
      default: break
      }
    }
    cell.column = column
    try checkColumn()
    guard !markup.isEmpty else { return }
    try readValue(of: &cell)
    guard table.includes(row: row) else { return }
    do throws(FormatError) {
      guard cell.type == .inline else {
        return try cells.put(cell, value, value.indices, into: &table)
      }
      guard !cell.hasValue else { throw FormatError("the inline text of \(cell.name) has a value") }
      try cells.put(cell, item.bytes, item.bytes.indices, into: &table)
    } catch {
      throw markup.error(error.message, line: row, help: error.help)
    }
  }

  private mutating func put(_ plain: PlainCell) throws(FormatError) {
    column = plain.column >= 0 ? plain.column : column + 1
    try checkColumn()
    var cell = CellReader.Cell(row: row)
    // Plain inline text is read as the text of a `<v>` is.
    (cell.column, cell.style, cell.type) = (
      column, plain.style, plain.type == .inline ? .text : plain.type
    )
    cell.hasValue = true
    guard plain.row == row || plain.column < 0 else {
      throw markup.error(
        "the cell \(SheetTable.name(ofColumn: column))\(plain.row) stands in row \(row)", line: row)
    }
    guard table.includes(row: row), !plain.value.isEmpty else { return }
    do throws(FormatError) {
      try cells.put(cell, markup.window, plain.value, into: &table)
    } catch {
      throw markup.error(error.message, line: row, help: error.help)
    }
  }

  private func checkColumn() throws(FormatError) {
    guard column < SheetTable.columnLimit else {
      throw markup.error("row \(row) has a cell outside the sheet", line: row)
    }
  }

  /// What stands within `<c>`: the value goes to `value`, an inline text to `item`.
  private mutating func readValue(of cell: inout CellReader.Cell) throws(FormatError) {
    value.removeAll(keepingCapacity: true)
    if cell.type == .inline { item.clear() }
    while true {
      switch try markup.next() {
      case .text: try markup.expectBlank(in: "c")
      case .start where markup.isNamed("v"):
        guard !cell.hasValue else { throw markup.misplaced(in: "c") }
        cell.hasValue = true
        try markup.readContent(of: "v", into: &value)
      case .start where markup.isNamed("f"):
        cell.hasFormula = true
        try markup.skipElement()
      case .start where markup.isNamed("is") && cell.type == .inline:
        try item.read("is", from: &markup)
      case .start where markup.isNamed("extLst"): try markup.skipElement()
      case .end where markup.isNamed("c"): return
      case .start, .end: throw markup.misplaced(in: "c")
      case .finished: throw markup.unfinished("c")
      }
    }
  }

  /// `B3`: letters are the column, digits the row, which must be the one that it stands in.
  private mutating func readReference(_ range: Range<Int>) throws(FormatError) {
    var index = range.lowerBound
    var letters = 0
    while index < range.upperBound, index - range.lowerBound < 4 {
      let letter = (markup.window[index] & ~0x20) &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      letters = letters * 26 + Int(letter) + 1
      index += 1
    }
    guard letters > 0, let number = markup.number(index..<range.upperBound) else {
      throw markup.error("“\(markup.string(range))” is no cell", line: row)
    }
    guard number == row else {
      throw markup.error("the cell \(markup.string(range)) stands in row \(row)", line: row)
    }
    column = letters - 1
  }

  private func type(_ range: Range<Int>) throws(FormatError) -> CellReader.CellType {
    if range.count == 1 {
      switch markup.window[range.lowerBound] {
      case UInt8(ascii: "n"): return .number
      case UInt8(ascii: "s"): return .shared
      case UInt8(ascii: "b"): return .boolean
      case UInt8(ascii: "e"): return .error
      case UInt8(ascii: "d"): return .isoDate
      default: break
      }
    }
    if markup.matches(range, "str") { return .text }
    if markup.matches(range, "inlineStr") { return .inline }
    throw markup.error("cells of the type “\(markup.string(range))” are not known", line: row)
  }
}

extension MarkupScanner {
  /// Digits, no more than 9 of them.
  func number(_ range: Range<Int>) -> Int? {
    guard 1...9 ~= range.count else { return nil }
    var value = 0
    for index in range {
      let digit = window[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
