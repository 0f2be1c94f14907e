import Formats
import Store

/// Makes rows of tables of what a file holds, by a layout or by the headers alone.
struct Translator {
  let rules: ReadingRules
  /// The folder within the workspace that the file is from, which its ids are known by; nil for the workspace's own.
  let source: String?
  /// What the kind of file says of decimal marks.
  let hint: NumberHint

  /// What became of a table of text.
  struct Result {
    var tables: [MappedTable] = []
    var notes: [String] = []
    /// By table, how many rows did not meet its conditions.
    var leftOut: [TableName: Int] = [:]
    var moments = MomentSummary()
  }

  /// - Parameters:
  ///   - choice: a layout, with what the workspace corrects.
  /// - Throws: what must be decided by a person.
  func result(_ records: RecordSet, _ layout: ExportLayout) throws(TranslationError) -> Result {
    var result = Result()
    for note in layout.notes where holds(note, records, layout) { result.notes.append(note.text) }
    let kept = unused(records, layout)
    var drafts: [Draft] = []
    for (index, mapping) in layout.tables.enumerated() {
      guard
        let view = RecordView(
          records, rows: mapping.rows, missing: layout.missing, isDay: { CanonicalCells.wouldTranslate($0, as: .minute) || DayText.reads($0) })
      else { continue }
      var draft = Draft(mapping, view)
      for column in mapping.columns {
        guard let cells = view.column(column.source) else { continue }
        draft.columns.append(.init(mapping: column, cells: cells))
      }
      if index == 0, mapping.rows != .days {
        for header in kept {
          guard let cells = view.column([header]) else { continue }
          draft.columns.append(.init(mapping: ColumnMapping(name: header, source: .header([header])), cells: cells))
        }
      }
      if mapping.isDerived, !draft.hasRequired { continue }
      drafts.append(draft)
    }
    var canonical = CanonicalCells(rules: rules, hint: hint)
    for draft in drafts { canonical.collect(draft) }
    for draft in drafts {
      var table = try canonical.table(draft)
      if let rows = rowsThatCount(draft, table) {
        if !draft.mapping.isDerived { result.leftOut[table.table, default: 0] += draft.view.rowCount - rows.count }
        table.keep(rows)
      }
      if draft.mapping.isDerived { table.keepFirstOfEachId() }
      if let source { table.mark(source) }
      result.tables.append(table)
    }
    result.moments = canonical.summary
    return result
  }

  /// Headers that no table of the layout reads.
  private func unused(_ records: RecordSet, _ layout: ExportLayout) -> [String] {
    let used = Set(
      layout.tables.flatMap { table in
        table.columns.flatMap { $0.source.headers + $0.rules.headers } + table.conditions.flatMap(\.headers)
      }.map { Layout.folded($0.hasPrefix("^") ? String($0.dropFirst()) : $0) })
    return records.table.headers.filter { !used.contains(Layout.folded($0)) }
  }

  private func holds(_ note: ExportLayout.Note, _ records: RecordSet, _ layout: ExportLayout) -> Bool {
    guard let condition = note.condition else { return true }
    return RecordView(records, rows: .own, missing: layout.missing, isDay: { _ in false })?
      .rows(meeting: condition).contains(true) ?? false
  }

  /// A table before its cells are understood.
  struct Draft {
    struct Column {
      let mapping: ColumnMapping
      var cells: TextColumn
    }

    let mapping: TableMapping
    let view: RecordView
    var columns: [Column] = []

    init(_ mapping: TableMapping, _ view: RecordView) {
      self.mapping = mapping
      self.view = view
    }

    var hasRequired: Bool {
      Schema.fields(of: mapping.table).allSatisfy { field in
        !field.isRequired || columns.contains { $0.mapping.name == field.name }
      }
    }
  }

  /// The rows that meet all conditions; nil where there are none.
  private func rowsThatCount(_ draft: Draft, _ table: MappedTable) -> [Int]? {
    guard !draft.mapping.conditions.isEmpty else { return nil }
    let met = draft.mapping.conditions.map { condition in
      guard condition.isMapped else { return draft.view.rows(meeting: condition) }
      let column = table.text.headers.firstIndex(of: condition.headers[0]).map { table.text.columns[$0] }
      return draft.view.rows(of: column, meeting: condition.test)
    }
    return (0..<draft.view.rowCount).filter { row in met.allSatisfy { $0[row] } }
  }
}
