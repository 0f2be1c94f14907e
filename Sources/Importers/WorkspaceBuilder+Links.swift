import Store

/// What all tables ask of each other.
extension WorkspaceBuilder {
  /// A link as row + 1 for each row; zeros if the file has none.
  func rows(_ raw: RawTable, _ name: String, _ placement: Placement, _ links: CodeMaps?) -> [UInt32] {
    guard let links, let column = raw.index(of: name), case .codes(let codes) = raw.storage[column] else {
      return [UInt32](repeating: 0, count: placement.rowCount)
    }
    return raw.place(placement, MappedCode(codes, links))
  }

  /// A link as a column; nil if the file has none.
  func linkColumn(
    _ raw: RawTable, _ name: String, _ placement: Placement, _ table: TableName, _ links: CodeMaps?
  ) -> Column? {
    guard let links, let column = raw.index(of: name) else { return nil }
    return .link(raw.placeCodes(column, placement, limit: rowCount(table) + 1, maps: links), table)
  }

  /// The id of a draft's row.
  func identifier(_ draft: TableDraft, _ row: Int) -> String {
    if case .identifiers(let ids)? = draft.columns["id"] { ids[row] } else { String(row + 1) }
  }

  /// How many rows a table has so far.
  func rowCount(_ table: TableName) -> Int {
    table == .types ? types.entries.count : drafts[table]?.rowCount ?? index(table).count
  }

  /// Tells words of a column that stand for nothing here.
  ///
  /// - Parameter taken: what they are taken as.
  func tellUnknownWords(
    _ kind: FindingKind, _ column: String, _ words: Set<String>, _ table: TableName, _ rows: [String], _ taken: String,
    count: Int? = nil
  ) {
    guard !words.isEmpty else { return }
    let listed = words.sorted().prefix(3).map { "“\($0)”" }.joined(separator: ", ") + (words.count > 3 ? " …" : "")
    notebook.add(
      kind, "\(column) \(listed) is not known here; taken as \(taken)", table: table, rows: rows,
      count: count ?? rows.count, columns: ["\(table.rawValue).\(column)"])
  }
}
