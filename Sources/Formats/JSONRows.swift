import Codecs

/// A table that has been filled, with the tables of lists within it.
struct JSONRows {
  let headers: [String]
  /// By column: it repeats a field of a list's first object.
  let isMirror: [Bool]
  let columns: [TextColumn]
  let lines: [UInt32]
  let parents: [UInt32]
  /// By the path of the list's key.
  let lists: [(path: String, rows: JSONRows)]

  var count: Int { lines.count }

  /// Takes what the table holds.
  ///
  /// - Parameter bytes: of the text.
  /// - Throws: if far more cells would be empty than the text has bytes.
  init(_ table: JSONTable, bytes: Int) throws(FormatError) {
    let empty = table.columns.reduce(0) { $0 + table.row - $1.pointee.rows }
    guard empty <= JSONScanner.paddingLimit(bytes: bytes) else {
      throw FormatError(
        "the rows have too little in common for a table", help: "keys name columns; are they ids here?")
    }
    headers = table.columns.map(\.pointee.header)
    isMirror = table.columns.map(\.pointee.isMirror)
    columns = table.columns.map { column in
      column.pointee.pad(to: table.row)
      return column.pointee.finished()
    }
    lines = table.lines
    parents = table.parents
    var lists: [(path: String, rows: JSONRows)] = []
    for (key, list) in table.lists where list.row > 0 {
      lists.append((key.pointee.path, try JSONRows(list, bytes: bytes)))
    }
    self.lists = lists
  }

  /// Some of the rows, in their order; columns without a filled cell there are left out.
  ///
  /// - Parameters:
  ///   - chosen: ascending; nil is all of them, with all columns.
  ///   - prefix: only the columns of this object, without it: `data.`.
  func table(_ chosen: [Int]?, prefix: String = "") -> TextTable {
    var result = TextTable(headers: [], lines: chosen.map { $0.map { lines[$0] } } ?? lines)
    for (column, header) in headers.enumerated() where header.hasPrefix(prefix) {
      var cells = columns[column]
      if let chosen {
        guard chosen.contains(where: { !columns[column].isEmpty($0) }) else { continue }
        cells = columns[column].gathered(chosen)
      }
      result.headers.append(String(header.dropFirst(prefix.count)))
      result.columns.append(cells)
    }
    return result
  }

  /// The lists within some of the rows.
  ///
  /// Where `a` is an object in one row and a list in another, there may be two lists `a.b`; the second is `a.b (2)`.
  ///
  /// - Parameters:
  ///   - chosen: ascending; nil is all of them.
  ///   - prefix: only the lists of this object, without it.
  func children(_ chosen: [Int]?, prefix: String = "") -> [String: RecordSet.Children] {
    var result: [String: RecordSet.Children] = [:]
    addChildren(to: &result, chosen, roots: nil, prefix: prefix, under: "")
    return result
  }

  /// - Parameters:
  ///   - roots: by chosen row: the row of the outermost table in which it lies; nil if this is that table.
  ///   - outer: what the lists' names begin with.
  private func addChildren(
    to result: inout [String: RecordSet.Children], _ chosen: [Int]?, roots: [UInt32]?, prefix: String,
    under outer: String
  ) {
    var newRows = [UInt32](repeating: .max, count: chosen == nil ? 0 : count)
    for (new, old) in (chosen ?? []).enumerated() { newRows[old] = UInt32(new) }
    for (path, list) in lists where path.hasPrefix(prefix) {
      let kept = chosen == nil ? nil : list.parents.indices.filter { newRows[Int(list.parents[$0])] != .max }
      if let kept, kept.isEmpty { continue }
      var parents = kept.map { $0.map { newRows[Int(list.parents[$0])] } } ?? list.parents
      if let roots { parents = parents.map { roots[Int($0)] } }
      var name = outer + path.dropFirst(prefix.count)
      if result[name] != nil { name = (2...).lazy.map { "\(name) (\($0))" }.first { result[$0] == nil }! }
      result[name] = RecordSet.Children(table: list.table(kept), parents: parents)
      list.addChildren(to: &result, kept, roots: parents, prefix: "", under: name + ".")
    }
  }
}
