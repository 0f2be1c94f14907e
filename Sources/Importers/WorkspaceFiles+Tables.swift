import Store

// Which table a file fills, by its name or its headers.
extension WorkspaceFiles {
  /// The table that a file beside others is taken for: by its name, or by its headers where it is read at all.
  static func table(ofFile name: String, headers: [String]) -> TableName? {
    let (stem, ending) = split(name)
    guard isExport(name) || unreadExtensions.contains(ending) else { return nil }
    if let named = table(stem: stem) { return named }
    return textExtensions.contains(ending) && ending != "txt" ? table(headers: headers) : nil
  }

  /// `.DS_Store`, and `~$bookings.xlsx`, which Excel lays beside a workbook that is open.
  static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") || name.hasPrefix("~$") }

  /// `Bookings.CSV` → `Bookings`, `csv`.
  static func split(_ name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
    return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
  }

  /// The table that a file's name without its extension means, ignoring case, blanks, `_` and `-`. Inner extensions count
  /// for nothing: `bookings.csv.gz`.
  static func table(stem: String) -> TableName? {
    let folded = Layout.folded(String(stem.prefix { $0 != "." }))
    return TableName.allCases.first { Layout.folded($0.rawValue) == folded }
  }

  /// The one table of which a file's name speaks: `bookings-2024.xlsx`.
  static func hintedTable(_ name: String) -> TableName? {
    let folded = Layout.folded(split(name).stem)
    let hinted = TableName.allCases.filter { folded.contains(Layout.folded($0.rawValue)) }
    return hinted.count == 1 ? hinted[0] : nil
  }

  /// The one table whose required columns are all there and which knows more of the headers than any other does; of
  /// three headers at least two, or all. A table that knows more of them and lacks a column is no reason to take another.
  static func table(headers: [String]) -> TableName? {
    let fitting = TableName.allCases.filter { Layout.missing(of: $0, headers: headers).isEmpty }
      .map { (table: $0, known: Layout.matches(of: $0, headers: headers).count) }
      .sorted { $0.known > $1.known }
    guard let best = fitting.first, best.known >= 2, best.known * 3 >= headers.count else { return nil }
    if fitting.count > 1, fitting[1].known == best.known { return nil }
    if TableName.allCases.contains(where: { Layout.matches(of: $0, headers: headers).count > best.known }) {
      return nil
    }
    return best.table
  }

  /// The table that lacks fewest of its required columns, knowing most headers among those.
  static func nearest(headers: [String]) -> (table: TableName?, missing: [Field]) {
    let candidates = TableName.allCases.map { table in
      (
        table: table, missing: Layout.missing(of: table, headers: headers),
        known: Layout.matches(of: table, headers: headers).count
      )
    }
    // A table that lacks nothing was not taken, as another one knows more.
    let complete = candidates.filter(\.missing.isEmpty).map(\.known).max() ?? 0
    let better = candidates.filter { $0.known > complete }
    let best = (better.isEmpty ? candidates.filter { $0.known > 0 } : better).min {
      ($0.missing.count, -$0.known) < ($1.missing.count, -$1.known)
    }
    return (best?.table, best?.missing ?? [])
  }
}
