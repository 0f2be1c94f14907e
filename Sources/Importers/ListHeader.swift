import Formats

/// `groups[].display`: a field of all objects in a list, joined by `;`. `emails[primary=true].value`: of the first that
/// has this value. `area[1].unit`: of the second.
struct ListHeader {
  /// Folded.
  let path: String
  let field: String
  let condition: (field: String, value: String)?
  /// From 0.
  let number: Int?

  init?(_ header: String) {
    guard let open = header.firstIndex(of: "["), let close = header[open...].firstRange(of: "].") else { return nil }
    let inner = header[header.index(after: open)..<close.lowerBound]
    let parts = inner.split(separator: "=", maxSplits: 1)
    number = Int(inner)
    // The first object's fields are columns of the file already.
    guard inner.isEmpty || parts.count == 2 || number ?? 0 > 0 else { return nil }
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
    var areNumbers = [Bool](repeating: false, count: rowCount)
    let tests = condition.flatMap { cell($0.field) }
    var met = [Int](repeating: 0, count: number == nil ? 0 : rowCount)
    for (row, parent) in list.parents.enumerated() {
      let parent = Int(parent)
      if let number {
        if met[parent] == number { (cells[parent], areNumbers[parent]) = (values.text(row), values.numbers[row]) }
        met[parent] += 1
        continue
      }
      if values.isEmpty(row) { continue }
      if let condition {
        guard cells[parent].isEmpty, let tests, Layout.folded(tests.text(row)) == condition.value else { continue }
        (cells[parent], areNumbers[parent]) = (values.text(row), values.numbers[row])
      } else {
        areNumbers[parent] = cells[parent].isEmpty && values.numbers[row]
        cells[parent] += (cells[parent].isEmpty ? "" : ";") + values.text(row)
      }
    }
    var column = TextColumn(cells)
    if values.numbers != .none { column.numbers = .rows(areNumbers) }
    return column
  }
}
