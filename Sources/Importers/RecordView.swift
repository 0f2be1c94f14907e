import Formats
import Store

/// The rows that a mapping goes over, and their cells by header: the file's own, those of a list within them, or one for
/// each filled cell under a date.
struct RecordView {
  let rowCount: Int
  /// By row: the line of the file.
  let lines: [UInt32]
  private let table: TextTable
  private let cells: [String: Int]
  /// What `^` reads: the parent's rows, or of which row and column a cell is.
  private let parent: Parent
  /// Lists within the rows, by folded path; of the file's own rows only.
  private let lists: [String: RecordSet.Children]
  /// Folded.
  private let missing: Set<String>

  private enum Parent {
    case none
    case rows(TextTable, [String: Int], [UInt32])
    case cells(days: TextColumn, values: TextColumn)
  }

  /// - Parameters:
  ///   - missing: words that mean the empty cell.
  ///   - isDay: whether a header is a date, where rows are by days.
  init?(_ records: RecordSet, rows: TableMapping.Rows, missing: [String], isDay: (String) -> Bool) {
    self.missing = Set(missing.map(Layout.folded))
    lists =
      rows == .own
      ? Dictionary(records.children.map { (Layout.folded($0.key), $0.value) }, uniquingKeysWith: { one, _ in one }) : [:]
    switch rows {
    case .own:
      table = records.table
      lines = records.table.lines
      parent = .none
    case .list(let path):
      guard let list = records.children.first(where: { Layout.folded($0.key) == Layout.folded(path) })?.value else {
        return nil
      }
      table = list.table
      lines = list.table.lines
      parent = .rows(records.table, RecordView.cells(records.table), list.parents)
    case .days:
      let days = records.table.headers.indices.filter { isDay(records.table.headers[$0]) }
      guard !days.isEmpty else { return nil }
      var rows: [Int] = []
      var (headers, values) = (TextColumn(), TextColumn())
      for row in 0..<records.table.rowCount {
        for day in days where !records.table.columns[day].isEmpty(row) {
          rows.append(row)
          headers.append(records.table.headers[day])
          values.append(records.table.columns[day].cell(row))
        }
      }
      let others = records.table.headers.indices.filter { !days.contains($0) }
      table = TextTable(
        headers: others.map { records.table.headers[$0] },
        columns: others.map { records.table.columns[$0].gathered(rows) }, lines: rows.map { records.table.lines[$0] })
      lines = table.lines
      parent = .cells(days: headers, values: values)
    }
    rowCount = lines.count
    cells = RecordView.cells(table)
  }

  /// The first column of each header counts.
  private static func cells(_ table: TextTable) -> [String: Int] {
    Dictionary(table.headers.enumerated().map { (Layout.folded($1), $0) }, uniquingKeysWith: { first, _ in first })
  }

  var headers: [String] { table.headers }

  /// Whether there is such a column.
  func has(_ header: String) -> Bool {
    if let list = ListHeader(header) { return lists[list.path]?.table.headers.contains { Layout.folded($0) == list.field } ?? false }
    guard header.hasPrefix("^") else { return cells[Layout.folded(header)] != nil }
    let name = Layout.folded(String(header.dropFirst()))
    return switch parent {
    case .none: false
    case .rows(_, let cells, _): cells[name] != nil
    case .cells: name == "day" || name == "value"
    }
  }

  /// The cells under the first of these headers that is there; nil if none is.
  func column(_ headers: [String]) -> TextColumn? {
    guard let header = headers.first(where: has) else { return nil }
    if let list = ListHeader(header) { return lists[list.path].map { list.column(of: $0, rowCount: rowCount) } }
    guard header.hasPrefix("^") else { return withoutMissing(table.columns[cells[Layout.folded(header)]!]) }
    let name = Layout.folded(String(header.dropFirst()))
    switch parent {
    case .none: return nil
    case .rows(let table, let cells, let rows):
      return withoutMissing(table.columns[cells[name]!].gathered(rows.map(Int.init)))
    case .cells(let days, let values): return name == "day" ? days : withoutMissing(values)
    }
  }

  private func withoutMissing(_ column: TextColumn) -> TextColumn {
    missing.isEmpty ? column : column.mapped { missing.contains(Layout.folded(String(decoding: $0, as: UTF8.self))) ? [] : $0 }
  }

  /// The cells of a source; nil if no header of it is there.
  func column(_ source: CellSource) -> TextColumn? {
    switch source {
    case .header(let names): return column(names)
    case .constant(let text): return TextColumn(repeatElement(text, count: rowCount))
    case .firstOf(let parts):
      let columns = parts.compactMap(column)
      guard columns.count > 1 else { return columns.first }
      return combined { row in columns.first { !$0.isEmpty(row) }?.cell(row) ?? [] }
    case .joined(let parts):
      let columns = parts.compactMap(column)
      guard columns.count > 1 else { return columns.first }
      return combined { row in
        let cells = columns.filter { !$0.isEmpty(row) }.map { $0.cell(row) }
        return ArraySlice(cells.joined(separator: [0x20]))
      }
    }
  }

  private func combined(_ cell: (Int) -> ArraySlice<UInt8>) -> TextColumn {
    var result = TextColumn()
    for row in 0..<rowCount { result.append(cell(row)) }
    return result
  }

  /// Which rows meet a condition. A column that is not there is empty in each row.
  func rows(meeting condition: RowCondition) -> [Bool] {
    rows(of: column(condition.headers), meeting: condition.test)
  }

  /// The same of the cells of a column, be it of the file or of what was made of it.
  func rows(of column: TextColumn?, meeting test: RowCondition.Test) -> [Bool] {
    guard let column else {
      return switch test {
      case .filled, .among: [Bool](repeating: false, count: rowCount)
      case .empty, .notAmong: [Bool](repeating: true, count: rowCount)
      }
    }
    return (0..<rowCount).map { row in
      switch test {
      case .filled: !column.isEmpty(row)
      case .empty: column.isEmpty(row)
      case .among(let words): words.contains(Layout.folded(column.text(row)))
      case .notAmong(let words): !words.contains(Layout.folded(column.text(row)))
      }
    }
  }
}

/// `groups[].display`: a field of all objects in a list, joined by `;`. `emails[primary=true].value`: of the first that
/// has this value.
private struct ListHeader {
  /// Folded.
  let path: String
  let field: String
  let condition: (field: String, value: String)?

  init?(_ header: String) {
    guard let open = header.firstIndex(of: "["), let close = header[open...].firstRange(of: "].") else { return nil }
    let inner = header[header.index(after: open)..<close.lowerBound]
    let parts = inner.split(separator: "=", maxSplits: 1)
    guard inner.isEmpty || parts.count == 2 else { return nil }
    path = Layout.folded(String(header[..<open]))
    field = Layout.folded(String(header[close.upperBound...]))
    condition = parts.count == 2 ? (Layout.folded(String(parts[0])), Layout.folded(String(parts[1]))) : nil
  }

  func column(of list: RecordSet.Children, rowCount: Int) -> TextColumn {
    var cells = [String](repeating: "", count: rowCount)
    func cell(_ name: String) -> TextColumn? {
      list.table.headers.firstIndex { Layout.folded($0) == name }.map { list.table.columns[$0] }
    }
    guard let values = cell(field) else { return TextColumn(cells) }
    let tests = condition.flatMap { cell($0.field) }
    for (row, parent) in list.parents.enumerated() where !values.isEmpty(row) {
      let parent = Int(parent)
      if let condition {
        guard cells[parent].isEmpty, let tests, Layout.folded(tests.text(row)) == condition.value else { continue }
        cells[parent] = values.text(row)
      } else {
        cells[parent] += (cells[parent].isEmpty ? "" : ";") + values.text(row)
      }
    }
    return TextColumn(cells)
  }
}

extension TextColumn {
  /// Some of the cells, in the order given.
  func gathered(_ rows: [Int]) -> TextColumn {
    var result = TextColumn()
    for row in rows { result.append(cell(row)) }
    return result
  }
}
