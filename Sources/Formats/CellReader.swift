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

  /// The text of any cell but an inline one; empty for what is noted among the oddities.
  ///
  /// - Parameter value: what stands between `<v>` and `</v>`; may be changed.
  mutating func text(of cell: Cell, value: inout [UInt8]) throws(FormatError) -> ArraySlice<UInt8> {
    if cell.hasFormula, value.isEmpty, !(cell.hasValue && cell.type == .text) {
      oddities.uncalculated.note(cell, [])
      return []
    }
    guard cell.hasValue else { return [] }
    switch cell.type {
    case .text:
      value.decodeEscapes()
      value.trimBlanks()
      return value[...]
    case .inline: return []
    case .number, .shared, .boolean, .error, .isoDate: break
    }
    if let last = value.last, last.isXMLBlank || value[0].isXMLBlank { value.trimBlanks(nonBreaking: false) }
    guard !value.isEmpty else { return [] }
    switch cell.type {
    case .number: return try number(cell, value)
    case .shared: return try sharedString(cell, value)
    case .boolean: return try boolean(cell, value)
    case .isoDate: return try isoDate(cell, value)
    case .error:
      oddities.errors.note(cell, value)
      return []
    case .text, .inline: return []
    }
  }

  private func sharedString(_ cell: Cell, _ value: [UInt8]) throws(FormatError) -> ArraySlice<UInt8> {
    var index = 0
    for byte in value {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10, index < 1 << 40 else { throw CellReader.unreadable(cell, value, "the number of a text") }
      index = index * 10 + Int(digit)
    }
    guard index < workbook.strings.count else {
      throw FormatError(
        "the cell \(cell.name) names text \(index) of \(workbook.strings.count)", help: "save the workbook anew")
    }
    return workbook.strings.cell(index)
  }

  private func boolean(_ cell: Cell, _ value: [UInt8]) throws(FormatError) -> ArraySlice<UInt8> {
    switch String(decoding: value, as: UTF8.self) {
    case "1", "true": CellReader.yes
    case "0", "false": CellReader.no
    default: throw CellReader.unreadable(cell, value, "TRUE or FALSE")
    }
  }

  private static let yes = Array("TRUE".utf8)[...]
  private static let no = Array("FALSE".utf8)[...]

  private mutating func number(_ cell: Cell, _ value: [UInt8]) throws(FormatError) -> ArraySlice<UInt8> {
    guard cell.style < workbook.styles.formats.count else {
      throw FormatError(
        "the cell \(cell.name) has style \(cell.style) of \(workbook.styles.formats.count)",
        help: "save the workbook anew")
    }
    let format = workbook.styles.formats[cell.style]
    if format == .number, DecimalDigits.isShortest(value) { return value[...] }
    guard digits.read(value) else { throw CellReader.unreadable(cell, value, "a number") }
    result.removeAll(keepingCapacity: true)
    switch format {
    case .number: digits.appendText(to: &result)
    case .date(let showsTime):
      guard let (seconds, isWithinDay) = digits.seconds,
        workbook.epoch.append(seconds: seconds, isWithinDay: isWithinDay, showsTime: showsTime, to: &result)
      else {
        oddities.dates.note(cell, value)
        return []
      }
    case .duration:
      guard let (seconds, _) = digits.seconds else {
        oddities.dates.note(cell, value)
        return []
      }
      result.appendDuration(seconds)
    case .undecided:
      throw FormatError(
        "the format of the cell \(cell.name) shows some numbers as dates and others not",
        help: "give its column one format, and save the workbook anew")
    }
    return result[...]
  }

  /// A date in words of ISO 8601, as the strict form of the standard has it.
  private mutating func isoDate(_ cell: Cell, _ value: [UInt8]) throws(FormatError) -> ArraySlice<UInt8> {
    result.removeAll(keepingCapacity: true)
    guard result.append(isoDate: value) else { throw CellReader.unreadable(cell, value, "a date") }
    return result[...]
  }

  private static func unreadable(_ cell: Cell, _ value: [UInt8], _ kind: String) -> FormatError {
    FormatError(
      "the cell \(cell.name) should hold \(kind), and holds “\(String(decoding: value.prefix(40), as: UTF8.self))”",
      help: "save the workbook anew")
  }
}
