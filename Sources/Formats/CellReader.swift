import Codecs

/// What the cells of all sheets refer to.
struct SharedParts {
  var strings = TextColumn()
  var styles = CellStyles()
  var epoch = SerialEpoch.from1900
}

/// Turns what a cell holds into its text.
struct CellReader: ~Copyable {
  enum CellType {
    case number, shared, text, inline, boolean, error, isoDate
  }

  struct Cell {
    /// From 1.
    var row: Int
    /// From 0.
    var column = 0
    var style = 0
    var type = CellType.number
    var hasValue = false
    var hasFormula = false

    init(row: Int) { self.row = row }

    /// `B3`
    var name: String { SheetTable.name(ofColumn: column) + String(row) }
  }

  private let workbook: SharedParts
  private(set) var oddities = CellOddities()
  private var digits = DecimalDigits()
  private var result: [UInt8] = []

  init(_ workbook: SharedParts) { self.workbook = workbook }

  /// Puts a cell where it belongs; what cannot be kept is noted among the oddities.
  ///
  /// - Parameter range: of the bytes; what stands between `<v>` and `</v>`, or the text of an inline cell.
  mutating func put(
    _ cell: Cell, _ bytes: [UInt8], _ range: Range<Int>, into table: inout SheetTable
  ) throws(FormatError) {
    if cell.hasFormula, range.isEmpty, !(cell.hasValue && cell.type == .text) {
      oddities.uncalculated.note(cell)
      return
    }
    let whole = bytes.span.extracting(range)
    let value = whole.extracting(whole.withoutBlanks)
    guard !value.isEmpty else { return }
    switch cell.type {
    case .number: try putNumber(cell, value, into: &table)
    case .shared: try putShared(cell, value, into: &table)
    case .text, .inline: try putText(cell, value, into: &table)
    case .boolean:
      let isTrue = value.equals("1") || value.equals("true")
      guard isTrue || value.equals("0") || value.equals("false") else {
        throw CellReader.unreadable(cell, value, "TRUE or FALSE")
      }
      result.removeAll(keepingCapacity: true)
      result += (isTrue ? "TRUE" : "FALSE").utf8
      try table.put(cell, result, result.indices)
    case .isoDate:
      result.removeAll(keepingCapacity: true)
      guard result.append(isoDate: String(value)) else { throw CellReader.unreadable(cell, value, "a date") }
      try table.put(cell, result, result.indices)
    case .error: oddities.errors.note(cell, value)
    }
  }

  private mutating func putText(
    _ cell: Cell, _ value: Span<UInt8>, into table: inout SheetTable
  ) throws(FormatError) {
    guard cell.type == .text, value.indices.contains(where: { value[$0] == UInt8(ascii: "_") }) else {
      return try table.put(cell, value)
    }
    result.removeAll(keepingCapacity: true)
    result.append(value)
    result.decodeEscapes()
    result.trimBlanks()
    try table.put(cell, result, result.indices)
  }

  private func putShared(_ cell: Cell, _ value: Span<UInt8>, into table: inout SheetTable) throws(FormatError) {
    var index = 0
    for position in value.indices {
      let digit = value[position] &- UInt8(ascii: "0")
      guard digit < 10, index < 1 << 40 else { throw CellReader.unreadable(cell, value, "the number of a text") }
      index = index * 10 + Int(digit)
    }
    guard index < workbook.strings.count else {
      throw FormatError(
        "the cell \(cell.name) names text \(index) of \(workbook.strings.count)", help: "save the workbook anew")
    }
    try table.put(cell, workbook.strings.bytes, workbook.strings.range(index))
  }

  private mutating func putNumber(
    _ cell: Cell, _ value: Span<UInt8>, into table: inout SheetTable
  ) throws(FormatError) {
    guard cell.style < workbook.styles.formats.count else {
      throw FormatError(
        "the cell \(cell.name) has style \(cell.style) of \(workbook.styles.formats.count)",
        help: "save the workbook anew")
    }
    let format = workbook.styles.formats[cell.style]
    if format == .number {
      if DecimalDigits.isShortest(value) { return try table.put(cell, value) }
      // Several ids may have become one.
      if DecimalDigits.isCutInteger(value) { return oddities.cutNumbers.note(cell, value) }
    }
    result.removeAll(keepingCapacity: true)
    var exists = true
    switch format {
    case .number:
      guard digits.read(value) else { throw CellReader.unreadable(cell, value, "a number") }
      digits.appendText(to: &result)
    case .date(let showsTime):
      exists = false
      if let (seconds, isWithinDay) = try seconds(cell, value) {
        exists = workbook.epoch.append(seconds: seconds, isWithinDay: isWithinDay, showsTime: showsTime, to: &result)
      }
    case .duration:
      let seconds = try seconds(cell, value)
      exists = seconds != nil
      if let seconds { result.appendDuration(seconds.count) }
    case .undecided:
      throw FormatError(
        "the format of the cell \(cell.name) shows some numbers as dates and others not",
        help: "give its column one format, and save the workbook anew")
    }
    if exists {
      try table.put(cell, result, result.indices)
    } else {
      oddities.dates.note(cell, value)
    }
  }

  /// Days as seconds; nil if they are too many.
  private mutating func seconds(
    _ cell: Cell, _ value: Span<UInt8>
  ) throws(FormatError) -> (count: Int, isWithinDay: Bool)? {
    if let seconds = DecimalDigits.seconds(value) { return seconds }
    guard digits.read(value) else { throw CellReader.unreadable(cell, value, "a number") }
    return digits.seconds
  }

  private static func unreadable(_ cell: Cell, _ value: Span<UInt8>, _ kind: String) -> FormatError {
    FormatError(
      "the cell \(cell.name) should hold \(kind), and holds “\(String(value).prefix(40))”",
      help: "save the workbook anew")
  }
}
