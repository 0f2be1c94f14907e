import Store

/// Writes one file of an export anew, record by record.
struct FileCleaner {
  private(set) var report = CleaningReport()
  private let table: TableName
  private let headers: [String]
  private let dialect: Dialect
  private let rules: CleaningRules
  private let addsColumn: Bool
  private let columns: [Treatment]
  private let idCell: Int?
  private let userCell: Int?
  private let centerCell: Int?
  private var hasHeader = false
  private let source: SourceFile
  private var scanner: RecordScanner

  /// What becomes of a column's cells.
  private enum Treatment: Hashable {
    case copied
    /// Names persons: those who are forgotten are taken out.
    case naming
    /// Is emptied where a booking loses its person; of others it may name persons.
    case lost
  }

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
    centerCell = cell(of: "cost_center")
    columns = layout.map { [table] column in
      // What has no header is not read, and may hold anything.
      guard let column else { return table == .bookings ? .lost : .naming }
      if table == .bookings, column.isAttribute ? rules.isLost(column.name) : column.name == "user" { return .lost }
      return rules.isNaming(column.name, of: table) ? .naming : .copied
    }
    scanner = RecordScanner(file.source, from: file.source.dataStart)
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
    if scanner.isUnclosed {
      report.rows += 1
      return leaveOut(into: &out)
    }
    guard !scanner.cells.isEmpty else {
      out += scanner.bytes[record]
      return
    }
    report.rows += 1
    let isWhole = scanner.cells.count == headers.count
    switch table {
    case .bookings: isWhole ? cleanBooking(into: &out) : emptyBooking(into: &out)
    case .users where rules.isForgotten(user: isWhole ? idCell.flatMap(content) : nil): report.leftOut += 1
    case .history where rules.isForgotten(userOfHistory: isWhole ? userCell.flatMap(content) : nil):
      report.leftOut += 1
    case .locations, .types, .resources, .availability, .plans, .memberships, .assignments, .users, .history, .holidays:
      var edits: [Edit] = []
      for cell in scanner.cells.indices where !isWhole || columns[cell] != .copied { takeNames(cell, &edits) }
      write(edits, into: &out)
    }
  }

  /// Other bytes for a cell.
  private struct Edit {
    let cell: Int
    let bytes: [UInt8]
  }

  private func content(_ cell: Int) -> String? { scanner.content(of: scanner.cells[cell]) }

  private mutating func cleanBooking(into out: inout [UInt8]) {
    let fate = rules.fate(ofBooking: idCell.flatMap(content))
    var edits: [Edit] = []
    if fate == .kept {
      for cell in columns.indices where columns[cell] != .copied {
        // It repeats a row that says otherwise, and does not count.
        if cell == userCell, let name = content(cell), rules.isForgotten(name: name) {
          empty(cell, &edits)
        } else if cell != userCell {
          takeNames(cell, &edits)
        }
      }
      return write(edits, into: &out)
    }
    for cell in columns.indices where columns[cell] == .lost { empty(cell, &edits) }
    for cell in columns.indices where columns[cell] == .naming { takeNames(cell, &edits) }
    var center: [UInt8] = []
    if case .past(let name?) = fate, centerCell.map({ LinkIndex.folded(content($0) ?? "").isEmpty }) ?? true {
      report.costCenters += 1
      center = dialect.cell(name)
      if let centerCell { edits.append(Edit(cell: centerCell, bytes: center)) }
    }
    if fate == .unreadable { report.unreadable += 1 }
    write(edits.sorted { $0.cell < $1.cell }, added: center, into: &out)
  }

  /// With more cells than headers, or fewer, nobody can tell which is which: all go, and the row stays one that cannot be
  /// read.
  private mutating func emptyBooking(into out: inout [UInt8]) {
    report.unreadable += 1
    write(scanner.cells.indices.map { Edit(cell: $0, bytes: []) }, into: &out)
  }

  /// A line with a quote that is never closed: only its end stays, where the table names persons.
  private mutating func leaveOut(into out: inout [UInt8]) {
    guard [.bookings, .users, .history].contains(table) || columns.contains(.naming) else {
      out += scanner.bytes[scanner.record]
      return
    }
    if table == .bookings { report.unreadable += 1 } else { report.leftOut += 1 }
    out += scanner.bytes[scanner.contentEnd..<scanner.record.upperBound]
  }

  private mutating func empty(_ cell: Int, _ edits: inout [Edit]) {
    guard !scanner.cells[cell].isEmpty else { return }
    let text = content(cell)
    guard text?.isEmpty != true else { return }
    // A row that could not be read for this very cell must not be read from now on: it would count.
    let isRead = cell == userCell || !headers[cell].isEmpty
    edits.append(Edit(cell: cell, bytes: text == nil && isRead ? Array("\"\"-".utf8) : []))
    if cell == userCell { report.persons += 1 } else { count(cell) }
  }

  /// Takes those out whom nothing is left of.
  private mutating func takeNames(_ cell: Int, _ edits: inout [Edit]) {
    guard !scanner.cells[cell].isEmpty, let text = content(cell) else { return }
    let cleaned = rules.cleaned(text, in: cell < headers.count ? headers[cell] : "")
    guard cleaned != text else { return }
    edits.append(Edit(cell: cell, bytes: dialect.cell(cleaned)))
    count(cell)
  }

  private mutating func count(_ cell: Int) {
    let header = cell < headers.count && !headers[cell].isEmpty ? headers[cell] : "column \(cell + 1)"
    report.emptied[header, default: 0] += 1
  }

  /// The record with its edits, which are in the order of the cells.
  private func write(_ edits: [Edit], added: [UInt8] = [], into out: inout [UInt8]) {
    let bytes = scanner.bytes
    var at = scanner.record.lowerBound
    for edit in edits {
      out += bytes[at..<scanner.cells[edit.cell].lowerBound]
      out += edit.bytes
      at = scanner.cells[edit.cell].upperBound
    }
    if addsColumn {
      out += bytes[at..<scanner.contentEnd]
      out.append(dialect.delimiter)
      out += added
      at = scanner.contentEnd
    }
    out += bytes[at..<scanner.record.upperBound]
  }
}
