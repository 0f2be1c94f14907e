import Formats
import Store

extension MappedTable {
  /// Keeps some of the rows.
  mutating func keep(_ rows: [Int]) {
    guard rows.count < text.rowCount else { return }
    text.columns = text.columns.map { $0.gathered(rows) }
    text.lines = rows.map { text.lines[$0] }
  }

  /// Gives a table without rows the columns that it needs: where no row counts, as logins that say nothing of cost
  /// centres, none is missing.
  mutating func addNeededColumns() {
    for field in Schema.fields(of: table) where field.needsColumn && column(field.name) == nil {
      add(field.name, TextColumn(), isAttribute: false)
    }
  }

  /// One row for each id; of each column the first cell that says something. Rows without an id are none. In tables that
  /// others only mention.
  mutating func mergeByIdentifier() {
    guard let id = identifierColumn else { return }
    var groups: [[Int]] = []
    var known: [ArraySlice<UInt8>: Int] = [:]
    for row in 0..<text.rowCount where !text.columns[id].isEmpty(row) {
      let cell = text.columns[id].cell(row)
      if let group = known[cell] {
        groups[group].append(row)
      } else {
        known[cell] = groups.count
        groups.append([row])
      }
    }
    text.columns = text.columns.map { column in
      column.gathered(groups.map { rows in rows.first { !column.isEmpty($0) } ?? rows[0] })
    }
    text.lines = groups.map { text.lines[$0[0]] }
  }

  /// Adds the rows of another table of the same kind.
  mutating func append(_ other: MappedTable) {
    let count = text.rowCount
    for (index, header) in other.text.headers.enumerated() {
      let own = text.headers.indices.first { text.headers[$0] == header && isAttribute[$0] == other.isAttribute[index] }
      if own == nil { add(header, TextColumn(repeatElement("", count: count)), isAttribute: other.isAttribute[index]) }
      text.columns[own ?? text.columns.count - 1].append(contentsOf: other.text.columns[index])
    }
    text.lines += other.text.lines
    for index in text.columns.indices { text.columns[index].pad(to: text.rowCount) }
  }

  private var identifierColumn: Int? {
    text.headers.indices.first { !isAttribute[$0] && Schema.field(text.headers[$0], of: table)?.type == .identifier }
  }

  /// Marks the rows as those of a folder within the workspace: ids are known by it, as in `robin/17`, and an attribute
  /// says so.
  mutating func mark(_ source: String) {
    if table == .types { return }  // they are the same everywhere
    let prefix = Array((source + SourceMark.separator).utf8)
    for (index, header) in text.headers.enumerated() {
      guard !isAttribute[index], let field = Schema.field(header, of: table), SourceMark.isMarked(field.type) else {
        continue
      }
      text.columns[index] = text.columns[index].mapped { $0.isEmpty ? $0 : ArraySlice(prefix + $0) }
    }
    // The history's column of that name is another thing.
    guard table != .history, !text.headers.contains(where: { Layout.folded($0) == SourceMark.attribute })
    else { return }
    add(SourceMark.attribute, TextColumn(repeatElement(source, count: text.rowCount)), isAttribute: true)
  }
}

/// How ids tell which folder within the workspace they are from.
enum SourceMark {
  static let separator = "/"
  static let attribute = "source"

  /// Whether texts of a type name rows of one source.
  static func isMarked(_ type: DataType) -> Bool {
    switch type {
    case .identifier: true
    case .link(let table): table != .types
    case .text, .number, .firstDay, .lastDay, .minute, .flag: false
    }
  }
}
