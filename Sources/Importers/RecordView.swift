import Formats
import Store

/// The rows that a mapping goes over, and their cells by header: the file's own, those of a list within them, one for each
/// filled cell under a date, or one for each part of a cell.
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
  /// The headers of the list that a row is a part of, and the part.
  private let part: (headers: [String], cells: TextColumn)?
  private let context: LayoutContext
  /// Folded.
  private let missing: Set<String>

  private enum Parent {
    case none
    case rows(TextTable, [String: Int], [UInt32])
    case cells(days: TextColumn, values: TextColumn)
  }

  /// - Returns: nil where the file has no such rows.
  init?(_ records: RecordSet, rows: TableMapping.Rows, _ layout: ExportLayout, _ context: LayoutContext) {
    missing = Set(layout.missing.map { WordFolding.folded($0) })
    self.context = context
    var parent = Parent.none
    var lists: [String: RecordSet.Children] = [:]
    var part: (headers: [String], cells: TextColumn)?
    switch rows {
    case .own:
      table = records.table
      lists = Dictionary(
        records.children.map { (Layout.folded($0.key), $0.value) }, uniquingKeysWith: { one, _ in one })
    case .list(let path):
      guard let list = records.children.first(where: { Layout.folded($0.key) == Layout.folded(path) })?.value else {
        return nil
      }
      table = list.table
      parent = .rows(records.table, RecordView.cells(records.table), list.parents)
    case .each(let headers):
      let index = RecordView.cells(records.table)
      guard let cell = headers.lazy.compactMap({ index[Layout.folded($0)] }).first else { return nil }
      let (rows, parts) = RecordView.parts(of: records.table.columns[cell])
      table = records.table.gathered(rows)
      part = (headers, parts)
    case .days:
      let days = records.table.headers.indices.filter { MomentColumn.isDate(records.table.headers[$0]) }
      guard !days.isEmpty else { return nil }
      let (rows, headers, values) = RecordView.filled(records.table, days)
      table = records.table.without(days).gathered(rows)
      parent = .cells(days: headers.withoutTimes(), values: values)
    }
    self.parent = parent
    self.lists = lists
    self.part = part
    lines = table.lines
    rowCount = lines.count
    cells = RecordView.cells(table)
  }

  /// The first column of each header counts.
  private static func cells(_ table: TextTable) -> [String: Int] {
    Dictionary(table.headers.enumerated().map { (Layout.folded($1), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A row for each part of a list; an empty one is one row.
  private static func parts(of column: TextColumn) -> (rows: [Int], cells: TextColumn) {
    var rows: [Int] = []
    var cells = TextColumn()
    for row in 0..<column.count {
      let parts = column.text(row).split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
      for part in parts.isEmpty ? [""] : parts {
        rows.append(row)
        cells.append(String(part))
      }
    }
    return (rows, cells)
  }

  /// The filled cells of some columns: their rows, headers, and what they say.
  private static func filled(_ table: TextTable, _ columns: [Int]) -> ([Int], TextColumn, TextColumn) {
    var rows: [Int] = []
    var (headers, values) = (TextColumn(), TextColumn())
    var areNumbers: [Bool] = []
    for row in 0..<table.rowCount {
      for column in columns where !table.columns[column].isEmpty(row) {
        rows.append(row)
        headers.append(table.headers[column])
        values.append(table.columns[column].cell(row))
        areNumbers.append(table.columns[column].numbers[row])
      }
    }
    values.numbers = .rows(areNumbers)
    return (rows, headers, values)
  }

  // MARK: - Cells

  /// Whether there is such a column.
  func has(_ header: String) -> Bool {
    if let list = ListHeader(header) {
      return lists[list.path]?.table.headers.contains { Layout.folded($0) == list.field } ?? false
    }
    guard header.hasPrefix("^") else { return cells[Layout.folded(header)] != nil }
    let name = Layout.folded(String(header.dropFirst()))
    if name == "row" || name == "file" { return true }
    return switch parent {
    case .none: false
    case .rows(_, let cells, _): cells[name] != nil
    case .cells: name == "day" || name == "value"
    }
  }

  /// The cells under the first of these headers that is there; nil if none is.
  func column(_ headers: [String]) -> TextColumn? {
    guard let header = headers.first(where: has) else { return nil }
    if let part, part.headers.contains(where: { Layout.folded($0) == Layout.folded(header) }) {
      return withoutMissing(part.cells)
    }
    if let list = ListHeader(header) { return lists[list.path].map { list.column(of: $0, rowCount: rowCount) } }
    guard header.hasPrefix("^") else { return withoutMissing(table.columns[cells[Layout.folded(header)]!]) }
    let name = Layout.folded(String(header.dropFirst()))
    if name == "row" { return TextColumn(lines.map { String($0) }) }
    if name == "file" { return TextColumn(repeatElement(context.stem, count: rowCount)) }
    switch parent {
    case .none: return nil
    case .rows(let table, let cells, let rows):
      return withoutMissing(table.columns[cells[name]!].gathered(rows.map(Int.init)))
    case .cells(let days, let values): return name == "day" ? days : withoutMissing(values)
    }
  }

  private func withoutMissing(_ column: TextColumn) -> TextColumn {
    guard !missing.isEmpty else { return column }
    return column.mapped { missing.contains(WordFolding.folded(String(decoding: $0, as: UTF8.self))) ? [] : $0 }
  }

  /// The joined cells of an alternative, before the rules for what is joined; nil if no header of it is there.
  func column(_ alternative: ColumnMapping.Alternative) -> TextColumn? {
    var parts: [(cells: TextColumn, isConstant: Bool)] = []
    var hasHeader = false
    for part in alternative.parts {
      switch part {
      case .constant(let text): parts.append((TextColumn(repeatElement(text, count: rowCount)), true))
      case .header(let names):
        hasHeader = true
        guard let cells = column(names) else { continue }
        parts.append((alternative.rules.appliedToParts(cells, context), false))
      }
    }
    if parts.count == 1, !hasHeader || !parts[0].isConstant { return parts[0].cells }
    guard !hasHeader || parts.contains(where: { !$0.isConstant }) else { return nil }
    var result = TextColumn()
    for row in 0..<rowCount {
      // Constants alone say nothing of a row.
      let saysNothing = hasHeader && parts.allSatisfy { $0.isConstant || $0.cells.isEmpty(row) }
      let cells = saysNothing ? [] : parts.filter { !$0.cells.isEmpty(row) }.map { $0.cells.cell(row) }
      result.append(ArraySlice(cells.joined(separator: [0x20])))
    }
    return result
  }

  // MARK: - Conditions

  /// Of the flags that conditions ask, the cells that say neither yes nor no: by row, `Canceled = maybe`.
  func unknownFlags(in conditions: [RowCondition]) -> [Int: String] {
    var unknown: [Int: String] = [:]
    for condition in conditions where condition.isOfFlag {
      guard case .cells(let parts) = condition.subject else { continue }
      for headers in parts {
        guard let header = headers.first(where: has), let cells = column(headers) else { continue }
        for row in 0..<rowCount where !cells.isEmpty(row) && FlagText.parse(cells.text(row)) == nil {
          unknown[row] = "\(header) = \(cells.text(row))"
        }
      }
    }
    return unknown
  }

  /// Which rows meet all conditions that are about the file; nil where there are none.
  func rows(meeting conditions: [RowCondition]) -> [Bool]? {
    let columns = conditions.compactMap { condition -> (RowCondition.Test, [TextColumn])? in
      guard case .cells(let parts) = condition.subject else { return nil }
      return (condition.test, parts.compactMap(column))
    }
    guard !columns.isEmpty else { return nil }
    return (0..<rowCount).map { row in
      columns.allSatisfy { test, parts in
        test.holds(of: parts.filter { !$0.isEmpty(row) }.map { $0.text(row) }.joined(separator: " "))
      }
    }
  }
}
