import Formats
import Store

// Where columns come from, for the load report.
extension Translator {
  /// Of headers that no column reads, those that are not read at all: days over cells are rows' own.
  func unread(_ headers: [String], _ layout: ExportLayout) -> [String] {
    layout.tables.contains { $0.rows == .days } ? headers.filter { !MomentColumn.isDate($0) } : headers
  }

  /// Of a file with a column for each day, headers like `30.2.2024` with something below them.
  func datesThatAreNone(_ headers: [String], _ records: RecordSet, _ layout: ExportLayout) -> [FileReport.Note] {
    guard layout.tables.contains(where: { $0.rows == .days }) else { return [] }
    return headers.compactMap { header in
      let parts = header.split { ".-/ ".contains($0) }
      guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
        let column = records.table.headers.firstIndex(of: header)
      else { return nil }
      let cells = records.table.columns[column]
      let count = (0..<cells.count).count { !cells.isEmpty($0) }
      return count == 0 ? nil : .init("“\(header)” is no date: what stands below it is not read", count: count)
    }
  }

  /// Lists within the rows that no table of the layout reads anything of.
  func unusedLists(_ records: RecordSet, _ layout: ExportLayout) -> [String] {
    var used: Set<String> = []
    for mapping in layout.tables {
      if case .list(let path) = mapping.rows { used.insert(Layout.folded(path)) }
      let headers = mapping.columns.flatMap(\.headers) + mapping.conditions.flatMap(\.headers)
      for header in headers { if let list = ListHeader(header) { used.insert(list.path) } }
    }
    return records.children.keys.filter { !used.contains(Layout.folded($0)) }.sorted()
  }
}

extension Translator.Draft {
  /// What each column is read from: all that the layout knows, those that the file lacks among them, then the attributes.
  var sources: [FileReport.Column] {
    let own = mapping.columns.map { column in
      FileReport.Column(
        table, column.name, isAttribute: Schema.field(column.name, of: table) == nil, written: column.written,
        isThere: columns.contains { $0.name == column.name && !$0.isUnread })
    }
    let attributes = columns.filter(\.isUnread).map { column in
      FileReport.Column(table, column.name, isAttribute: true, written: ColumnMapping.quoted(column.name))
    }
    return own + attributes
  }
}

extension MappedTable {
  /// The same, under the names that the attributes have in the end: a header `price` is `price 2` beside the column.
  func sources(_ layout: Layout) -> [FileReport.Column] {
    var names: [String: [String]] = [:]
    for (index, header) in text.headers.enumerated() where isAttribute[index] {
      if let column = layout.columns[index] { names[header, default: []].append(column.name) }
    }
    return sources.map { source in
      guard source.isAttribute, source.isThere, names[source.name]?.isEmpty == false else { return source }
      var named = source
      named.name = names[source.name]!.removeFirst()
      return named
    }
  }
}

extension Layout {
  /// What a file of the canonical form is read from.
  func sources(_ headers: [String]) -> [FileReport.Column] {
    zip(headers, columns).compactMap { header, column in
      column.map {
        FileReport.Column(table, $0.name, isAttribute: $0.isAttribute, written: ColumnMapping.quoted(header))
      }
    }
  }
}
