import Codecs
import Store

/// Writes one file of an export anew, record by record.
struct FileCleaner {
  var report = CleaningReport()
  private let table: TableName
  let headers: [String]
  let dialect: Dialect
  let rules: CleaningRules
  private let addsColumn: Bool
  /// By cell: whether it is emptied where a booking loses its person.
  let isLost: [Bool]
  /// By cell: whether it is an attribute of a booking, and goes with its person where it mentions anybody.
  let isAttribute: [Bool]
  /// By cell: which names of those who are forgotten are taken out; nil is copied.
  let reaches: [ForgottenPersons.Reach?]
  let idCell: Int?
  let userCell: Int?
  let startCell: Int?
  let endCell: Int?
  let centerCell: Int?
  private var hasHeader = false
  private let source: SourceFile
  var scanner: RecordScanner
  /// Whether a text goes where it is an attribute of such a booking, of texts that were met.
  var metTexts: [String: Bool] = [:]

  /// - Parameter addsColumn: a column of cost centres is added behind the others.
  init(_ file: ExportCleaner.File, _ rules: CleaningRules, addsColumn: Bool = false) {
    source = file.source
    table = file.table
    headers = file.source.headers
    dialect = file.source.dialect
    self.rules = rules
    self.addsColumn = addsColumn
    report.hasAddedColumn = addsColumn
    let layout = file.layout.columns
    func cell(of column: String) -> Int? { layout.firstIndex { $0?.isAttribute == false && $0?.name == column } }
    idCell = cell(of: "id")
    userCell = cell(of: "user")
    startCell = cell(of: "start")
    endCell = cell(of: "end")
    centerCell = cell(of: "cost_center")
    // What has no header is not read, and may hold anything.
    isLost = layout.map { [table] column in
      guard let column else { return table == .bookings }
      return table == .bookings && (column.isAttribute ? rules.isLost(column.name) : column.name == "user")
    }
    isAttribute = layout.map { [table] in table == .bookings && $0?.isAttribute == true }
    reaches = layout.map { [table] column in
      guard let column else { return .any }
      return rules.reach(column.name, of: table)
    }
    scanner = RecordScanner(file.source, from: file.source.dataStart)
  }

  /// Tables in which persons have their place. Others keep what cannot be read.
  private var namesPersons: Bool {
    [.bookings, .users, .history].contains(table) || reaches.contains { $0.map { $0 >= .any } ?? false }
  }

  /// Bookings of a file without cost centres: the loader's would be lost with the person.
  var canAddColumn: Bool { table == .bookings && centerCell == nil }

  /// The next piece of the file, of a megabyte or so; nil at its end.
  mutating func next() throws(SystemError) -> [UInt8]? {
    var out: [UInt8] = []
    if !hasHeader {
      out = try header()
      hasHeader = true
    }
    while out.count < 1 << 20 {
      guard try scanner.next() else { break }
      clean(into: &out)
    }
    return out.isEmpty ? nil : out
  }

  /// What stands before the first record, the blank lines there included.
  private func header() throws(SystemError) -> [UInt8] {
    var bytes = try source.bytes.bytes(0..<source.dataStart)
    guard addsColumn else { return bytes }
    var end = bytes.count
    if end > 0, bytes[end - 1] == dialect.newline { end -= 1 }
    if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    bytes.insert(contentsOf: [dialect.delimiter] + Array("cost_center".utf8), at: end)
    return bytes
  }

  // MARK: Records

  private mutating func clean(into out: inout [UInt8]) {
    let record = scanner.record
    if !scanner.cells.isEmpty || scanner.isUnclosed { report.rows += 1 }
    if scanner.isUnclosed, namesPersons { return leaveOut(into: &out) }
    let isWhole = scanner.cells.count == headers.count || hasEmptyRest
    guard !scanner.cells.isEmpty, isWhole || namesPersons else {
      out += scanner.bytes[record]
      return
    }
    switch table {
    case .bookings where isWhole: cleanBooking(into: &out)
    case .users where rules.isForgotten(user: isWhole ? idCell.flatMap(content) : nil): report.leftOut += 1
    case .history where rules.isForgotten(userOfHistory: isWhole ? userCell.flatMap(content) : nil):
      report.leftOut += 1
    case .locations, .types, .resources, .availability, .plans, .memberships, .assignments, .users, .history, .bookings,
      .holidays:
      guard isWhole else { return emptyRow(into: &out) }
      var edits: [Edit] = []
      for cell in reaches.indices {
        if let reach = reaches[cell] {
          takeNames(cell, reach, &edits)
        } else if namesPersons, content(cell) == nil {
          spoil(cell, &edits)
        }
      }
      write(edits, into: &out)
    }
  }

  /// Whether there are cells beyond the header which are empty, as the loader has it, and the others stand where they
  /// should: of cells that slipped nobody can tell where a name stands.
  private var hasEmptyRest: Bool {
    guard scanner.cells.count > headers.count,
      scanner.cells[headers.count...].allSatisfy({ scanner.content(of: $0) == "" })
    else { return false }
    return [startCell, endCell].allSatisfy { cell in
      guard let cell else { return true }
      guard let text = content(cell) else { return false }
      return text.isEmpty || MinuteText.parse(text) != nil || CanonicalCells.wouldTranslate(text, as: .minute)
    }
  }

  /// Other bytes for a cell.
  struct Edit {
    let cell: Int
    let bytes: [UInt8]
  }

  func content(_ cell: Int) -> String? { scanner.content(of: scanner.cells[cell]) }

  /// A line with a quote that is never closed: only its end stays.
  private mutating func leaveOut(into out: inout [UInt8]) {
    if table == .bookings { report.unreadable += 1 } else { report.leftOut += 1 }
    out += scanner.bytes[scanner.contentEnd..<scanner.record.upperBound]
  }

  /// The record with its edits, which are in the order of the cells.
  func write(_ edits: [Edit], added: [UInt8] = [], into out: inout [UInt8]) {
    let bytes = scanner.bytes
    var at = scanner.record.lowerBound
    for edit in edits {
      out += bytes[at..<scanner.cells[edit.cell].lowerBound]
      out += edit.bytes
      at = scanner.cells[edit.cell].upperBound
    }
    if addsColumn {
      // Empty cells beyond the header make room for it.
      let end = scanner.cells.count > headers.count ? scanner.cells[headers.count - 1].upperBound : scanner.contentEnd
      out += bytes[at..<max(at, end)]
      out.append(dialect.delimiter)
      out += added
      at = scanner.contentEnd
    }
    out += bytes[at..<scanner.record.upperBound]
  }
}
