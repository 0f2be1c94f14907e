import Calculus
import Diagnostics
import Store

/// A table before the names that it shares with others are settled.
struct TableDraft {
  let name: TableName
  var rowCount: Int
  var columns: [String: Column] = [:]
  var attributes: [String] = []
}

/// Collects the tables of a workspace, one after the other.
final class WorkspaceBuilder {
  let settings: Settings
  let today: Day
  let limits: ReadingLimits
  var files: WorkspaceFiles
  var notebook: Notebook

  var drafts: [TableName: TableDraft] = [:]
  var types = TypeRegistry()
  var costCenters = CostCenters()
  private var indexes: [TableName: LinkIndex] = [:]
  /// What rows are called besides, where several became one.
  var aliases: [TableName: [(name: String, row: Int)]] = [:]
  /// By location code; 0 has no location.
  var zones: [Zone] = [.utc]
  var openHours: [Range<Int32>] = [540..<1020]
  var holidays: [(day: Int32, location: Int)] = []
  /// By resource row: location and type codes, for bookings.
  var resourceLocations: [UInt32] = []
  var resourceTypes: [UInt32] = []
  var typeAttributes: [String] = []
  /// Codes of cost centres by table, till all names are known.
  var sharedCenters: [TableName: [UInt32]] = [:]
  /// Users by row, from 0.
  var changes: [(user: UInt32, from: Int32, code: UInt32)] = []
  var bookingOrder = BookingOrder.empty
  var irregular: [IrregularBooking] = []
  /// Which bookings lose their person; nil keeps all.
  let anonymization: Anonymization?
  /// Who is known no more, once bookings were added.
  var forgotten: ForgottenPersons?

  init(
    files: WorkspaceFiles, notebook: Notebook, settings: Settings, today: Day, anonymization: Anonymization? = nil,
    limits: ReadingLimits
  ) {
    self.anonymization = anonymization
    self.files = files
    self.notebook = notebook
    self.settings = settings
    self.today = today
    self.limits = limits
  }

  /// Asked between steps that take their time.
  func checkCancellation() throws(Rejection) {
    if limits.isCancelled() { throw Rejection(.cancelled) }
  }

  /// Reads a table's files, if there are any, and drops repeated rows.
  func open(_ name: TableName) throws(Rejection) -> RawTable? {
    try checkCancellation()
    guard let (raw, accounts) = try read(name) else { return nil }
    try checkCancellation()
    notebook.add(raw, accounts)
    collectSources(raw)
    let known = DerivedRows.drop(from: raw)
    Repeats.drop(from: raw, &notebook)
    tellNotes(raw)
    tellUnread(raw)
    if !known.isEmpty {
      let placement = Placement(inFileOrder: raw)
      aliases[name] = known.filter { placement.rows[$0.slot] != Placement.none }.map {
        ($0.name, Int(placement.rows[$0.slot]))
      }
    }
    return raw
  }

  /// Reads a table's files. One that turns out not to be of the canonical form is translated, and the table read again.
  private func read(_ name: TableName) throws(Rejection) -> (RawTable, [FileAccount])? {
    while let matches = files.matches[name] {
      let sources = matches.map(\.file)
      let reader = TableReader(name: name, sources: sources, layouts: matches.map(\.layout), limits: limits)
      let odd: SourceFile
      switch reader.read() {
      case .success(let raw):
        if let changed = sources.first(where: \.bytes.hasChanged) {
          if let export = files.remove(changed, of: name) {
            files.fail(export.report(nil, name), [.unreadable(file: export.name, ExportReader.changed)], &notebook)
          }
          continue
        }
        guard let file = raw.sourceForTranslation else { return (raw, matches.map(\.account)) }
        odd = file
      case .failure(let failure):
        // What stands in memory was made of a file, and has nothing more to give.
        guard failure.file.lines == nil else {
          try checkCancellation()
          guard let export = files.remove(failure.file, of: name) else { throw failure.rejection }
          files.fail(export.report(nil, name), failure.rejection.diagnostics, &notebook)
          continue
        }
        odd = failure.file
      }
      if let export = files.remove(odd, of: name) { files.addTranslated(export, &notebook) }
    }
    return nil
  }

  /// The folders within the workspace, whose ids are marked by them.
  var sources: Set<String> { files.sources.union(namedSources) }
  /// Those that tables name themselves.
  private var namedSources: Set<String> = []

  /// Tables that were written by a program that had read several sources say which row is of which.
  private func collectSources(_ raw: RawTable) {
    guard raw.name != .history, let column = raw.columns.firstIndex(where: { $0.name == SourceMark.attribute }) else {
      return
    }
    namedSources.formUnion(raw.texts(of: column).strings.filter { !$0.isEmpty })
  }

  func isLoaded(_ name: TableName) -> Bool { files.matches[name] != nil }

  private func tellNotes(_ raw: RawTable) {
    var roundedIn: [Int: [Int]] = [:]
    var cut: [Int] = []
    for segment in raw.segments {
      for note in segment.notes {
        if note.kind == .rounded { roundedIn[Int(note.column), default: []].append(Int(note.slot)) }
        if note.kind == .seconds { cut.append(Int(note.slot)) }
      }
    }
    for (column, slots) in roundedIn.sorted(by: { $0.key < $1.key }) {
      notebook.add(
        .roundedNumber,
        "\(slots.count) \(slots.count == 1 ? "number" : "numbers") in \(raw.columns[column].name) had more than six "
          + "decimals; they are rounded to six",
        table: raw.name, rows: raw.identifiers(slots), count: slots.count,
        columns: ["\(raw.name.rawValue).\(raw.columns[column].name)"])
    }
    if !cut.isEmpty {
      notebook.add(
        .secondsCut, "\(cut.count) \(cut.count == 1 ? "time" : "times") had seconds; minutes are kept",
        table: raw.name, rows: raw.identifiers(cut), count: cut.count)
    }
  }

  // MARK: - Links

  /// Finds rows of a table by what other tables call them.
  func index(_ table: TableName) -> LinkIndex {
    if let index = indexes[table] { return index }
    let index: LinkIndex
    if let draft = drafts[table], case .identifiers(let ids)? = draft.columns["id"] {
      let names = ["name", "email"].compactMap { column -> (Codes, StringPool)? in
        if case .text(let codes, let pool)? = draft.columns[column] { (codes, pool) } else { nil }
      }
      index = LinkIndex(table, ids: ids, names: names, sources: sources, aliases: aliases[table] ?? [])
    } else if table == .memberships {
      index = LinkIndex(table, ids: .texts([]), names: [])
    } else {
      index = LinkIndex(openTable: table, called: calledAs(table))
    }
    indexes[table] = index
    return index
  }

  /// Reads a column as rows of another table: `rows[worker][code]` is row + 1.
  ///
  /// A required link that names nothing rejects its row; an optional one is missing, and a finding.
  func link(_ raw: RawTable, _ name: String, to table: TableName) -> CodeMaps? {
    guard let column = raw.index(of: name), case .codes(let codes) = raw.storage[column] else { return nil }
    let index = index(table)
    // What only a row says that does not count is nobody's name.
    let used = index.isOpen ? raw.usedCodes(codes, of: column) : nil
    var unknown: [[Bool]] = []
    var isAnyUnknown = false
    let rows = raw.dictionaries.enumerated().map { worker, dictionaries -> [UInt32] in
      let texts = dictionaries[column]
      var rows = [UInt32](repeating: 0, count: texts.count + 1)
      var unknownHere = [Bool](repeating: false, count: texts.count + 1)
      for code in 1..<max(1, texts.count + 1) where used?[worker][code] ?? true {
        if let row = index.row(texts.cell(code)) {
          rows[code] = row
        } else {
          unknownHere[code] = true
          isAnyUnknown = true
        }
      }
      unknown.append(unknownHere)
      return rows
    }
    if isAnyUnknown { tellUnknown(raw, column, codes, unknown, table) }
    return CodeMaps(rows)
  }

  private func tellUnknown(
    _ raw: RawTable, _ column: Int, _ codes: SlotCodes, _ unknown: [[Bool]], _ table: TableName
  ) {
    var slots: [Int] = []
    raw.forEachRow { slot, worker in
      if unknown[worker][Int(codes[slot])] { slots.append(slot) }
    }
    guard !slots.isEmpty else { return }
    if raw.columns[column].isRequired {
      for slot in slots {
        notebook.reject(
          slot, of: raw, column: raw.columns[column].name,
          reason: table == .users
            ? "there is no such user" : "there is no \(table.singular) “\(raw.text(column, slot: slot))”")
        raw.drop(slot)
      }
      return
    }
    var examples: [String] = []
    // What loading tells, anybody may read: it names no person.
    for slot in slots.prefix(table == .users ? 0 : 1000) where examples.count < 3 {
      let text = "“\(raw.text(column, slot: slot))”"
      if !examples.contains(text) { examples.append(text) }
    }
    let rows = slots.count == 1 ? "1 row names" : "\(slots.count) rows name"
    notebook.add(
      .danglingLink,
      "\(rows) a \(raw.columns[column].name) that \(table.rawValue) does not have"
        + (examples.isEmpty ? "" : ", as \(examples.joined(separator: ", "))"),
      table: raw.name, rows: raw.identifiers(slots), count: slots.count,
      columns: ["\(raw.name.rawValue).\(raw.columns[column].name)"])
  }

  /// Reads a column of type names; unknown ones become types.
  func typeLink(_ raw: RawTable, _ name: String) -> CodeMaps? {
    guard let column = raw.index(of: name), case .codes(let slots) = raw.storage[column] else { return nil }
    let texts = raw.texts(of: column)
    var isUsed = [Bool](repeating: true, count: texts.strings.count)
    if let used = raw.usedCodes(slots, of: column) {
      isUsed = isUsed.map { _ in false }
      for (worker, codes) in texts.codes.enumerated() {
        for (code, text) in codes.enumerated() where used[worker][code] { isUsed[Int(text)] = true }
      }
    }
    let codes = zip(texts.strings, isUsed).map { $1 ? types.code(of: $0) : 0 }
    return CodeMaps(texts.codes.map { $0.map { codes[Int($0)] } })
  }

  // MARK: - Columns

  /// The columns of a table that need nothing from others.
  func draft(_ raw: RawTable, _ placement: Placement, except: Set<String> = []) -> TableDraft {
    var draft = TableDraft(name: raw.name, rowCount: placement.rowCount)
    for (index, column) in raw.columns.enumerated() {
      if column.isAttribute { draft.attributes.append(column.name) }
      if except.contains(column.name) { continue }
      draft.columns[column.name] = self.column(raw, index, placement)
      raw.release(index)
    }
    return draft
  }

  func column(_ raw: RawTable, _ column: Int, _ placement: Placement) -> Column {
    switch raw.storage[column] {
    case .integers(let buffer): return .identifiers(.integers(raw.place(placement, PlainValue(buffer))))
    case .narrowIntegers(let buffer): return .identifiers(.narrowIntegers(raw.place(placement, PlainValue(buffer))))
    case .codes:
      let texts = raw.texts(of: column)
      if raw.columns[column].type == .identifier {
        let codes = raw.placeCodes(column, placement, limit: texts.strings.count, maps: CodeMaps(texts.codes))
        return .identifiers(.texts((0..<codes.count).map { texts.strings[codes[$0]] }))
      }
      return .text(
        raw.placeCodes(column, placement, limit: texts.strings.count, maps: CodeMaps(texts.codes)),
        StringPool(texts.strings))
    case .numbers(let buffer): return .number(Numbers(optional: raw.place(placement, PlainValue(buffer))))
    case .days(let buffer): return .day(raw.place(placement, PlainValue(buffer)))
    case .minutes(let buffer): return .minute(raw.place(placement, PlainValue(buffer)))
    case .flags(let buffer): return .flag(Bitmap(raw.place(placement, PlainValue(buffer)).map { $0 == 1 }))
    case .released: preconditionFailure("the column was placed before")
    }
  }

  /// A text column with other texts than the file's: one for each of those, in their order.
  func text(_ raw: RawTable, _ column: Int, _ placement: Placement, _ strings: [String]) -> Column {
    var pool = PoolBuilder()
    let known = strings.map { pool.code(of: $0) }
    let maps = CodeMaps(raw.texts(of: column).codes.map { $0.map { known[Int($0)] } })
    return .text(raw.placeCodes(column, placement, limit: pool.count, maps: maps), pool.pool())
  }
}

extension Numbers {
  /// Millionths with `SlotColumn.missingNumber` where there is none.
  init(optional values: [Int64]) {
    let isFull = !values.contains(SlotColumn.missingNumber)
    self.init(
      millionths: isFull ? values : values.map { $0 == SlotColumn.missingNumber ? 0 : $0 },
      validity: isFull ? nil : Bitmap(values.map { $0 != SlotColumn.missingNumber }))
  }
}
