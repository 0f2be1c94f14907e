import Codecs
import Formats
import Store

/// Makes rows of tables of what a file holds, by a layout.
struct Translator {
  let rules: ReadingRules
  let context: LayoutContext
  /// The folder within the workspace that the file is from, which its ids are known by; nil for the workspace's own.
  let source: String?
  /// What the kind of file says of decimal marks.
  let hint: NumberHint
  var watch = LoadingWatch()

  /// What became of a table of text.
  struct Result {
    var tables: [MappedTable] = []
    /// What is told of the file.
    var notes: [FileReport.Note] = []
    /// Headers of the file's rows that no table reads, and lists within them.
    var unread: [String] = []
    /// Tables that need what only the workspace can say, with what they ask.
    var waiting: [(table: TableName, rowCount: Int, questions: [ExportLayout.Question])] = []
    /// By table, how many rows did not meet its conditions.
    var leftOut: [TableName: Int] = [:]
    var summary = ReadingSummary()
  }

  /// - Throws: what must be decided by a person.
  func result(_ records: RecordSet, _ layout: ExportLayout) throws(TranslationError) -> Result {
    var result = Result()
    let records = layout.isHTML ? records.unescaped() : records
    tell(layout, records, &result)
    result.unread = unused(records, layout)
    var drafts: [Draft] = []
    for (index, mapping) in layout.tables.enumerated() {
      guard let table = mapping.table, let view = RecordView(records, rows: mapping.rows, layout, context) else {
        continue
      }
      let questions = openQuestions(table, layout)
      if !questions.isEmpty {
        result.waiting.append((table, view.rowCount, questions))
        continue
      }
      var draft = Draft(table, mapping, view)
      if index == 0, mapping.rows == .own {
        for header in result.unread {
          draft.add(ColumnMapping(header, header: header), isAttribute: true, isUnread: true)
        }
        result.unread = []
      }
      // What a file of this kind may say besides, this one does not.
      if index > 0 || mapping.isDerived, !draft.isComplete { continue }
      drafts.append(draft)
    }
    result.unread = unread(result.unread, layout) + unusedLists(records, layout)
    result.notes += datesThatAreNone(result.unread, records, layout)
    var canonical = CanonicalCells(rules: rules, context: context, hint: hint, watch: watch)
    for draft in drafts { try canonical.collect(draft) }
    for draft in drafts {
      var table = try canonical.table(draft)
      if let rows = rowsThatCount(draft, table) {
        if !table.isDerived { result.leftOut[table.table, default: 0] += draft.view.rowCount - rows.count }
        table.keep(rows)
        if rows.isEmpty { table.addNeededColumns() }
      }
      if layout.name != FileReport.canonical { finish(&table, draft, &result) }
      if table.isDerived { table.mergeByIdentifier() }
      if let source { table.mark(source) }
      table.sources = draft.sources
      result.tables.append(table)
    }
    result.summary = canonical.summary
    result.notes += canonical.summary.notes
    if let doubt = context.clock.doubt, canonical.summary.daysOfInstants > 0 {
      result.notes.append(.init(doubt, count: canonical.summary.daysOfInstants))
    }
    return result
  }

  /// What the canonical form may say, and no system's export without more.
  private func finish(_ table: inout MappedTable, _ draft: Draft, _ result: inout Result) {
    if table.table == .bookings, !table.isDerived {
      if draft.mapping.rows == .days, draft.hasDurations { table.fitIntoDays() }
      table.rejectOpenEnds()
    }
    let nobody = table.forgetNobody()
    if nobody.count > 0, !table.isDerived {
      let names = nobody.names.sorted().map { "“\($0)”" }.joined(separator: ", ")
      result.notes.append(.init("nobody is meant by \(names): these bookings have no person", count: nobody.count))
    }
    for flag in Set(draft.view.unknownFlags(in: draft.mapping.conditions).values).sorted() where !table.isDerived {
      result.notes.append(
        .init("“\(flag)” is neither yes nor no, and such rows are not \(table.table.rawValue)", count: 1))
    }
  }

  /// Ids and their names, of tables that only say these.
  func names(_ records: RecordSet, _ layout: ExportLayout) -> [String: [String: String]] {
    var names: [String: [String: String]] = [:]
    for mapping in layout.tables {
      guard case .names(let dictionary) = mapping.target,
        let view = RecordView(records, rows: mapping.rows, layout, context),
        let ids = mapping.columns.first(where: { $0.name == "id" }).map({ $0.alternatives.compactMap(view.column) }),
        let texts = mapping.columns.first(where: { $0.name == "name" }).map({ $0.alternatives.compactMap(view.column) })
      else { continue }
      for row in 0..<view.rowCount {
        guard let id = ids.first(where: { !$0.isEmpty(row) }), let text = texts.first(where: { !$0.isEmpty(row) })
        else {
          continue
        }
        names[dictionary, default: [:]][id.text(row)] = text.text(row)
      }
    }
    return names
  }

  /// The zones of the locations that a file tells of, empty where one has none.
  func zones(_ records: RecordSet, _ layout: ExportLayout) -> [String] {
    var places = layout
    places.tables.removeAll { mapping in
      mapping.table != .locations || !mapping.columns.contains { $0.name == "timezone" }
    }
    guard !places.tables.isEmpty, let result = try? result(records, places) else { return [] }
    return result.tables.flatMap { $0.column("timezone")?.texts ?? [] }
  }

  /// What a table needs that only the workspace can give, and does not.
  private func openQuestions(_ table: TableName, _ layout: ExportLayout) -> [ExportLayout.Question] {
    layout.questions.filter { $0.isNeeded && $0.table == table && !rules.answers($0) }
  }

  private func tell(_ layout: ExportLayout, _ records: RecordSet, _ result: inout Result) {
    guard let view = RecordView(records, rows: .own, layout, context) else { return }
    func rows(meeting conditions: [RowCondition]) -> Int {
      view.rows(meeting: conditions)?.count { $0 } ?? max(1, view.rowCount)
    }
    for note in layout.notes {
      let count = rows(meeting: note.conditions)
      if count > 0 { result.notes.append(.init(note.text, count: count)) }
    }
    for question in layout.questions where !rules.answers(question) {
      let count = rows(meeting: question.conditions)
      if count > 0 { result.notes.append(.init(question.text, count: count, isQuestion: true)) }
    }
  }

  /// Headers that no table of the layout reads: they are kept as attributes.
  private func unused(_ records: RecordSet, _ layout: ExportLayout) -> [String] {
    let used = Set(
      layout.tables.flatMap { mapping in
        mapping.columns.flatMap(\.headers) + mapping.conditions.flatMap(\.headers)
      }.map { Layout.folded($0.hasPrefix("^") ? String($0.dropFirst()) : $0) })
    return records.table.headers.filter { !used.contains(Layout.folded($0)) }
  }

  /// The rows that meet all conditions; nil where there are none.
  private func rowsThatCount(_ draft: Draft, _ table: MappedTable) -> [Int]? {
    guard !draft.mapping.conditions.isEmpty else { return nil }
    let own = draft.view.rows(meeting: draft.mapping.conditions)
    let mapped = draft.mapping.conditions.compactMap { condition -> (RowCondition.Test, TextColumn?)? in
      guard case .mapped(let name) = condition.subject else { return nil }
      return (condition.test, table.column(name))
    }
    return (0..<draft.view.rowCount).filter { row in
      own?[row] ?? true && mapped.allSatisfy { test, column in test.holds(of: column?.text(row) ?? "") }
    }
  }

  /// A table before its cells are understood.
  struct Draft {
    struct Alternative {
      let mapping: ColumnMapping.Alternative
      let cells: TextColumn
      /// By row, whether it may count; nil: always.
      let isOpen: [Bool]?
    }

    struct Column {
      let name: String
      let isAttribute: Bool
      /// A header that no table of the layout reads, kept under its own name.
      let isUnread: Bool
      let alternatives: [Alternative]
      /// What a mapping of the canonical column holds.
      let type: DataType
      /// By row, the flag that decides between the alternatives and says neither yes nor no.
      var unknownFlags: [Int: String] = [:]
    }

    let table: TableName
    let mapping: TableMapping
    let view: RecordView
    private(set) var columns: [Column] = []

    init(_ table: TableName, _ mapping: TableMapping, _ view: RecordView) {
      self.table = table
      self.mapping = mapping
      self.view = view
      for column in mapping.columns { add(column, isAttribute: Schema.field(column.name, of: table) == nil) }
    }

    /// Adds a column, if the file has any of its headers.
    mutating func add(_ mapping: ColumnMapping, isAttribute: Bool, isUnread: Bool = false) {
      let alternatives = mapping.alternatives.compactMap { alternative in
        view.column(alternative).map {
          Alternative(mapping: alternative, cells: $0, isOpen: view.rows(meeting: alternative.conditions))
        }
      }
      guard !alternatives.isEmpty else { return }
      var column = Column(
        name: mapping.name, isAttribute: isAttribute, isUnread: isUnread, alternatives: alternatives,
        type: isAttribute ? .text : Schema.field(mapping.name, of: table)?.type ?? .text)
      // Who or what a row is about is left open by a flag that nobody understands.
      switch column.type {
      case .identifier, .link: break
      case .text, .number, .firstDay, .lastDay, .minute, .flag:
        column.unknownFlags = view.unknownFlags(in: mapping.alternatives.flatMap(\.conditions))
      }
      columns.append(column)
    }

    /// Whether what it says are lengths, and no ends.
    var hasDurations: Bool {
      columns.contains { $0.alternatives.contains { $0.mapping.rules.duration != nil } }
    }

    /// Whether it has what its table needs; of rows that are only mentioned, an id.
    var isComplete: Bool {
      Schema.fields(of: table).allSatisfy { field in
        !field.isRequired || mapping.isDerived && field.type != .identifier
          || columns.contains { !$0.isAttribute && $0.name == field.name }
      }
    }
  }
}
