import Formats
import Store

extension MappedTable {
  /// Keeps some of the rows.
  mutating func keep(_ rows: [Int]) {
    guard rows.count < text.rowCount else { return }
    text.columns = text.columns.map { $0.gathered(rows) }
    text.lines = rows.map { text.lines[$0] }
  }

  /// One row for each id, the first one; rows without an id are none. In tables that others only mention.
  mutating func keepFirstOfEachId() {
    guard let id = idColumn else { return }
    var known: Set<ArraySlice<UInt8>> = []
    keep((0..<text.rowCount).filter { !text.columns[id].isEmpty($0) && known.insert(text.columns[id].cell($0)).inserted })
  }

  private var idColumn: Int? {
    Schema.fields(of: table).first { $0.type == .identifier }.flatMap { field in
      text.headers.firstIndex { $0 == field.name }
    }
  }

  /// Marks the rows as those of a folder within the workspace: ids are known by it, as in `robin/17`, and an attribute
  /// says so.
  mutating func mark(_ source: String) {
    if table == .types { return }  // they are the same everywhere
    let prefix = Array((source + SourceMark.separator).utf8)
    for (index, header) in text.headers.enumerated() {
      guard let field = Schema.field(header, of: table), SourceMark.isMarked(field.type) else { continue }
      text.columns[index] = text.columns[index].mapped { $0.isEmpty ? $0 : ArraySlice(prefix + $0) }
    }
    // The history's column of that name is another thing.
    guard table != .history, !text.headers.contains(where: { Layout.folded($0) == SourceMark.attribute })
    else { return }
    text.headers.append(SourceMark.attribute)
    text.columns.append(TextColumn(repeatElement(source, count: text.rowCount)))
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
