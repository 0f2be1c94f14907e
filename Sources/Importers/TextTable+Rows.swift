import Formats

extension TextColumn {
  mutating func append(contentsOf other: TextColumn) {
    for row in 0..<other.count { append(other.cell(row)) }
  }
}

extension TextTable {
  func gathered(_ rows: [Int]) -> TextTable {
    TextTable(headers: headers, columns: columns.map { $0.gathered(rows) }, lines: rows.map { lines[$0] })
  }

  func without(_ columns: [Int]) -> TextTable {
    let others = headers.indices.filter { !columns.contains($0) }
    return TextTable(headers: others.map { headers[$0] }, columns: others.map { self.columns[$0] }, lines: lines)
  }
}

extension TextTable {
  /// A number for each row, the same where their filled cells are, in whatever order the columns stand.
  var rowNumbers: [Int] {
    var numbers = [Int](repeating: 0, count: rowCount)
    for (header, column) in zip(headers, columns) {
      var start = Hasher()
      start.combine(header)
      for row in numbers.indices where !column.isEmpty(row) {
        var hasher = start
        column.cell(row).withUnsafeBytes { hasher.combine(bytes: $0) }
        numbers[row] ^= hasher.finalize()
      }
    }
    return numbers
  }
}

extension RecordSet {
  /// The same with cells that were written for the web: `&amp;` is an ampersand.
  func unescaped() -> RecordSet {
    var records = self
    records.table.columns = table.columns.map { column in column.mapped { HTMLEntities.decoded($0) } }
    return records
  }
}
