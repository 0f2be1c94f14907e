import Codecs

extension RawTable {
  /// A file that was read where it lies, though rows of it were rejected that a translation would understand: dates as
  /// `15.03.2024`, decimal commas. Nil where there is none.
  func sourceForTranslation() -> SourceFile? {
    for (number, file) in sources.enumerated() where file.lines == nil {
      let rejects = segments.lazy.filter { $0.source == number }.flatMap(\.rejects)
      for reject in rejects.prefix(100) {
        guard let column = columns.first(where: { $0.name == reject.column }),
          let record = file.record(at: reject.position)
        else { continue }
        // Attributes of the same header come after it.
        let cells = file.headers.indices.filter { $0 < record.count && !record[$0].isEmpty }
        if cells.contains(where: {
          CanonicalCells.wouldTranslate(record[$0], as: column.type) && isCell($0, of: column, in: file)
        }) {
          return file
        }
      }
    }
    return nil
  }

  private func isCell(_ cell: Int, of column: Layout.Column, in file: SourceFile) -> Bool {
    let field = Layout.matches(of: name, headers: file.headers).first { $0.field.name == column.name }
    return field?.cells.contains(cell) ?? false
  }
}

extension SourceFile {
  /// The cells of the record that starts at a position.
  fileprivate func record(at position: Int) -> [String]? {
    guard let bytes = try? bytes.bytes(position..<min(bytes.count, position + 1 << 16)) else { return nil }
    return RecordCells.record(at: 0, of: bytes, dialect: dialect).cells
  }
}
