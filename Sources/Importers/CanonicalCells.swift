import Calculus
import Codecs
import Formats
import Store

/// Writes the cells of what a file gives as the loader reads them: words as tables have them, dates, times and numbers
/// in one form. What cannot be understood stays as it is, and is rejected by the loader with its line.
struct CanonicalCells {
  let rules: ReadingRules
  /// What the kind of file says of decimal marks, where its cells leave it open.
  let hint: NumberHint
  private(set) var summary = MomentSummary()
  private var orders = OrderEvidence()
  private var marks: [DecimalMark] = []

  init(rules: ReadingRules, hint: NumberHint) {
    self.rules = rules
    self.hint = hint
  }

  // MARK: - Evidence

  /// What all columns of a file say together.
  mutating func collect(_ draft: Translator.Draft) {
    for column in draft.columns {
      switch Self.form(of: column, in: draft) {
      case .moment where column.mapping.rules.order == nil && column.mapping.rules.duration == nil:
        orders.add(MomentColumn.evidence(of: column.cells, lines: draft.view.lines))
      case .number:
        let evidence = NumberColumn.evidence(of: column.cells, lines: draft.view.lines)
        if let mark = evidence.decision().mark { marks.append(mark) }
      case .moment, .text: break
      }
    }
  }

  private enum Form { case text, number, moment }

  private static func form(of column: Translator.Draft.Column, in draft: Translator.Draft) -> Form {
    switch Schema.field(column.mapping.name, of: draft.mapping.table)?.type {
    case .firstDay, .lastDay, .minute: .moment
    case .number: .number
    case .identifier, .text, .link, .flag, nil: .text
    }
  }

  // MARK: - Tables

  /// All rows of a table in the canonical form.
  ///
  /// - Throws: what only a person can decide.
  mutating func table(_ draft: Translator.Draft) throws(TranslationError) -> MappedTable {
    var columns: [TextColumn?] = []
    // Durations begin at what stands in other columns.
    for column in draft.columns {
      columns.append(column.mapping.rules.duration == nil ? try cells(column, draft) : nil)
    }
    var headers = draft.columns.map(\.mapping.name)
    for (index, column) in draft.columns.enumerated() {
      guard let duration = column.mapping.rules.duration else { continue }
      let start = draft.columns.firstIndex { $0.mapping.source.headers.contains { duration.start.contains($0) } }
      guard let starts = start.flatMap({ columns[$0] }) else {
        throw TranslationError(
          line: nil, message: "there is no column for the beginning of \(column.mapping.name)",
          help: "give it with map \(draft.mapping.table.rawValue).start = …")
      }
      columns[index] = try Self.checked { () throws(FormatError) in
        try MomentColumn.ends(of: column.cells, after: starts, unit: duration.unit).0
      }
    }
    var texts = columns.map { $0! }
    if let currency, draft.mapping.table == .memberships, !headers.contains("currency") {
      headers.append("currency")
      texts.append(TextColumn(repeatElement(currency, count: draft.view.rowCount)))
    }
    self.currency = nil
    return MappedTable(
      table: draft.mapping.table, isDerived: draft.mapping.isDerived,
      text: TextTable(headers: headers, columns: texts, lines: draft.view.lines))
  }

  /// The currency that prices of the table at hand name.
  private var currency: String?

  private mutating func cells(
    _ column: Translator.Draft.Column, _ draft: Translator.Draft
  ) throws(TranslationError) -> TextColumn {
    let mapping = column.mapping
    var cells = mapping.rules.applied(to: column.cells)
    if let words = mapping.rules.words { cells = try Self.checked { () throws(FormatError) in try words.rewritten(cells).0 } }
    switch Self.form(of: column, in: draft) {
    case .text: return cells
    case .number: return try numbers(cells, mapping, draft)
    case .moment: return try moments(cells, mapping, draft)
    }
  }

  private mutating func numbers(
    _ cells: TextColumn, _ mapping: ColumnMapping, _ draft: Translator.Draft
  ) throws(TranslationError) -> TextColumn {
    let evidence = NumberColumn.evidence(of: cells, lines: draft.view.lines)
    let known = Set(marks).count == 1 ? NumberHint.otherColumn(marks[0]) : hint
    let decision = evidence.decision(hint: rules.decimalMark.map { .known($0) } ?? known)
    if case .undecided(let example, let other) = decision {
      throw .undecidedMark(mapping.name, example, other)
    }
    let (numbers, report) = try Self.checked { () throws(FormatError) in
      try NumberColumn.rewritten(cells, mark: decision.mark, lines: draft.view.lines)
    }
    if let first = report.currencies.first {
      let names = Set(report.currencies.map { $0.word.code ?? $0.word.text })
      if let second = report.currencies.first(where: { ($0.word.code ?? $0.word.text) != (first.word.code ?? first.word.text) }) {
        throw .severalCurrencies(mapping.name, names.sorted(), line: second.line)
      }
      if mapping.name == "price" { currency = names.first }
    }
    return mapping.rules.scaled(numbers)
  }

  private mutating func moments(
    _ cells: TextColumn, _ mapping: ColumnMapping, _ draft: Translator.Draft
  ) throws(TranslationError) -> TextColumn {
    let type = Schema.field(mapping.name, of: draft.mapping.table)?.type
    var own = MomentRules(order: mapping.rules.order, dayOnly: mapping.rules.isDay)
    own.minuteOfDay = mapping.rules.minuteOfDay
    own.epoch = mapping.rules.isEpoch
    if type == .minute { own.clock = try clock(mapping.rules.zone, draft) }
    let order = own.order == nil ? try decidedOrder(for: cells, draft.view.lines, mapping.name) : own.order
    let (moments, report) = try Self.checked { () throws(FormatError) in
      if let times = draft.view.column(mapping.rules.timeColumn), !mapping.rules.timeColumn.isEmpty {
        return try MomentColumn.joined(dates: cells, times: times, rules: own, order: order)
      }
      return try MomentColumn.rewritten(cells, rules: own, order: order)
    }
    summary.add(report, mapping, isMinute: type == .minute)
    // A spreadsheet's day is one at midnight.
    return type == .minute ? moments : moments.withoutMidnight()
  }

  /// - Throws: if a cell of the column depends on an order that nothing shows.
  private mutating func decidedOrder(
    for cells: TextColumn, _ lines: [UInt32], _ name: String
  ) throws(TranslationError) -> DateOrder? {
    if let order = rules.dateOrder { return order }
    switch orders.decision {
    case .decided(let order, by: let witness):
      summary.order = order
      summary.witness = witness
      return order
    case .unneeded: return nil
    case .undecided(let example, let other):
      let own = MomentColumn.evidence(of: cells, lines: lines)
      // Columns without such a date need no decision.
      guard own.open != nil || own.againstDMY != nil || own.againstMDY != nil else { return nil }
      throw .undecidedOrder(name, example, other)
    }
  }

  private func clock(
    _ zone: CellRules.Zone, _ draft: Translator.Draft
  ) throws(TranslationError) -> MomentRules.Clock {
    switch zone {
    case .asWritten: return .asWritten
    case .utc: return .utc
    case .local: return .local
    case .named(let name): return .zone(try self.zone(name, line: nil))
    case .column(let headers):
      guard let names = draft.view.column(headers) else { return .asWritten }
      var known: [String: Zone] = [:]
      var zones: [Zone?] = []
      for row in 0..<names.count {
        let name = names.text(row)
        if name.isEmpty {
          zones.append(nil)
          continue
        }
        if known[name] == nil { known[name] = try self.zone(name, line: Int(draft.view.lines[row])) }
        zones.append(known[name])
      }
      return .zones(zones)
    }
  }

  private func zone(_ name: String, line: Int?) throws(TranslationError) -> Zone {
    do {
      return try Zone.load(name)
    } catch {
      throw TranslationError(line: line, message: error.message, help: error.help ?? "zones are called as in Europe/Berlin")
    }
  }

  private static func checked<Value>(_ body: () throws(FormatError) -> Value) throws(TranslationError) -> Value {
    do throws(FormatError) {
      return try body()
    } catch {
      throw TranslationError(line: error.line, message: error.message, help: error.help ?? "split the file")
    }
  }

  // MARK: - What the loader would not read

  /// Whether a cell that the loader cannot read as it is would be understood here.
  static func wouldTranslate(_ cell: String, as type: DataType) -> Bool {
    if cell.isEmpty { return false }
    let column = TextColumn([cell])
    switch type {
    case .number:
      if NumberText.reads(cell) { return false }
      return DecimalMark.allCases.contains { mark in
        (try? NumberColumn.rewritten(column, mark: mark).1.unread) == 0
      }
    case .firstDay, .lastDay, .minute:
      if type == .minute ? MinuteText.parse(cell) != nil : DayText.reads(cell) { return false }
      return DateOrder.allCases.contains { order in
        (try? MomentColumn.rewritten(column, rules: MomentRules(), order: order).1.unread) == 0
      }
    case .identifier, .text, .link, .flag: return false
    }
  }
}

/// How the dates and times of a file were read.
struct MomentSummary {
  var order: DateOrder?
  /// The cell that showed it.
  var witness: Witness?
  var inGap = 0
  var inFold = 0
  var twoDigitYears = 0
  /// `UTC`, `wall clock`, where the layout says so.
  var clocks: [String] = []

  fileprivate mutating func add(_ report: MomentReport, _ mapping: ColumnMapping, isMinute: Bool) {
    inGap += report.inGap
    inFold += report.inFold
    twoDigitYears += report.twoDigitYears
    guard isMinute else { return }
    let clock =
      switch mapping.rules.zone {
      case .asWritten: "as written"
      case .utc: "UTC"
      case .local: "local, marks are false"
      case .named(let name): "of \(name)"
      case .column(let headers): "of the zone in “\(headers[0])”"
      }
    if !clocks.contains(clock) { clocks.append(clock) }
  }
}

extension TextColumn {
  /// Days without the midnight that some exports write behind them.
  fileprivate func withoutMidnight() -> TextColumn {
    let midnight = Array("T00:00".utf8)
    return mapped { cell in cell.count == 16 && cell.suffix(6).elementsEqual(midnight) ? cell.prefix(10) : cell }
  }
}
