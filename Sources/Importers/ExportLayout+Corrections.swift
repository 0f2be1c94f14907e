import Diagnostics
import Store

extension ExportLayout {
  /// The canonical form, as far as the headers go; others are attributes.
  ///
  /// - Throws: if a column is missing, or two headers mean the same one.
  static func canonical(
    _ table: TableName, headers: [String], file: String, corrections: [ColumnCorrection]
  ) throws(Rejection) -> ExportLayout {
    let own = corrections.filter { $0.table == table && ($0.applies(to: headers) || $0.isGeneral) }
    let corrected = Set(own.flatMap(\.mapping.sources).map(Layout.folded))
    // What the workspace maps means what it says, and nothing by its name.
    let free = headers.filter { !corrected.contains(Layout.folded($0)) }
    let given = own.map(\.mapping.name).filter { name in !free.contains { Layout.folded($0) == Layout.folded(name) } }
    let columns = try Layout(table: table, headers: free + given, file: file).columns
    var mapping = TableMapping(target: .table(table), isDerived: false)
    for (header, column) in zip(free, columns) {
      guard let column, !column.isAttribute else { continue }
      mapping.columns.append(ColumnMapping(column.name, header: header))
    }
    var layout = ExportLayout(name: FileReport.canonical)
    layout.tables = [mapping]
    return layout
  }

  /// The same, with what the workspace says of its columns: in place of the layout's own where the file has the header;
  /// where it needs none, for what the layout does not give.
  func corrected(by corrections: [ColumnCorrection], _ headers: [String]) -> ExportLayout {
    var layout = self
    for correction in corrections {
      let name = correction.mapping.name
      let isAsked = questions.contains { $0.table == correction.table && $0.column == name }
      for index in layout.tables.indices where layout.tables[index].table == correction.table {
        let given = layout.tables[index].columns.firstIndex { $0.name == name }
        if correction.applies(to: headers) {
          layout.tables[index].columns.removeAll { $0.name == name }
          layout.tables[index].columns.append(correction.mapping)
        } else if correction.isGeneral, let given {
          // A time that a row lacks is no time that it has.
          let isMoment = Schema.field(name, of: correction.table)?.type.isMoment ?? false
          if isAsked || !isMoment {
            layout.tables[index].columns[given].alternatives += correction.mapping.alternatives
            layout.tables[index].columns[given].written += ", or by map " + correction.mapping.written
          }
        } else if correction.isGeneral {
          layout.tables[index].columns.append(correction.mapping)
        }
      }
    }
    return layout
  }
}

extension DataType {
  fileprivate var isMoment: Bool {
    switch self {
    case .firstDay, .lastDay, .minute: true
    case .identifier, .text, .link, .number, .flag: false
    }
  }
}
