import Calculus
import Codecs
import Formats
import Store

/// Writes the cells of what a file gives as the loader reads them: words as tables have them, dates, times and numbers
/// in one form. What cannot be understood stays as it is, and is rejected by the loader with its line.
struct CanonicalCells {
  let rules: ReadingRules
  let context: LayoutContext
  /// What the kind of file says of decimal marks, where its cells leave it open.
  let hint: NumberHint
  private let watch: LoadingWatch
  private(set) var summary = ReadingSummary()
  private var orders = OrderEvidence()
  private var marks: [DecimalMark] = []

  init(rules: ReadingRules, context: LayoutContext, hint: NumberHint, watch: LoadingWatch = LoadingWatch()) {
    self.rules = rules
    self.context = context
    self.hint = hint
    self.watch = watch
  }

  // MARK: - Evidence

  /// What all columns of a file say together: a system writes them alike.
  mutating func collect(_ draft: Translator.Draft) throws(TranslationError) {
    let cells = draft.columns.flatMap { column in column.alternatives.map { (Form(column.type), $0) } }
    let lines = draft.view.lines
    let watch = watch
    let found = Parallel.map(cells.count) { index -> Evidence? in
      guard watch.goesOn() else { return nil }
      let (form, alternative) = cells[index]
      switch form {
      case .moment where alternative.mapping.rules.order == nil && alternative.mapping.rules.duration == nil:
        return .order(MomentColumn.evidence(of: alternative.cells, lines: lines))
      case .number: return .mark(NumberColumn.evidence(of: alternative.cells, lines: lines).decision().mark)
      case .moment, .text: return nil
      }
    }
    if !watch.goesOn() { throw .cancelled }
    for evidence in found {
      switch evidence {
      case .order(let order): orders.add(order)
      case .mark(let mark): if let mark { marks.append(mark) }
      case nil: break
      }
    }
  }

  /// What a column says of the notation of all.
  private enum Evidence {
    case order(OrderEvidence)
    case mark(DecimalMark?)
  }

  private enum Form {
    case text, number, moment

    init(_ type: DataType) {
      switch type {
      case .firstDay, .lastDay, .minute: self = .moment
      case .number: self = .number
      case .identifier, .text, .link, .flag: self = .text
      }
    }
  }

  // MARK: - Tables

  /// All rows of a table in the canonical form.
  ///
  /// - Throws: what only a person can decide.
  mutating func table(_ draft: Translator.Draft) throws(TranslationError) -> MappedTable {
    var table = MappedTable(table: draft.table, isDerived: draft.mapping.isDerived, lines: draft.view.lines)
    let columns = draft.columns.filter { !$0.isDuration }
    let (start, empty) = (self, table)
    let written = Parallel.map(columns.count) { index in
      var part = start
      part.summary = ReadingSummary()
      let cells = Result { () throws(TranslationError) in
        if !part.watch.goesOn() { throw .cancelled }
        return try part.cells(columns[index], draft, empty)
      }
      return (cells, part.summary, part.currency)
    }
    for (column, (cells, summary, currency)) in zip(columns, written) {
      table.add(column.name, try cells.get(), isAttribute: column.isAttribute)
      self.summary.add(summary)
      self.currency = currency ?? self.currency
    }
    // Durations begin at what stands in other columns.
    for column in draft.columns where column.isDuration {
      if !watch.goesOn() { throw .cancelled }
      table.add(column.name, try cells(column, draft, table), isAttribute: column.isAttribute)
    }
    if let currency, draft.table == .memberships, table.column("currency") == nil {
      table.add("currency", TextColumn(repeatElement(currency, count: draft.view.rowCount)), isAttribute: false)
    }
    currency = nil
    return table
  }

  /// The currency that prices of the table at hand name.
  private var currency: String?

  private mutating func cells(
    _ column: Translator.Draft.Column, _ draft: Translator.Draft, _ others: MappedTable
  ) throws(TranslationError) -> TextColumn {
    var choices: [(cells: TextColumn, isOpen: [Bool]?)] = []
    for alternative in column.alternatives {
      choices.append((try cells(alternative, of: column, draft, others), alternative.isOpen))
    }
    if choices.count == 1, choices[0].isOpen == nil { return choices[0].cells }
    var result = TextColumn()
    for row in 0..<draft.view.rowCount {
      // No word that anybody knows: a status is told and counts as pending, a time rejects its row.
      if let flag = column.unknownFlags[row] {
        result.append(flag)
        continue
      }
      let choice = choices.first { $0.isOpen?[row] ?? true && !$0.cells.isEmpty(row) }
      result.append(choice?.cells.cell(row) ?? [])
    }
    return result
  }

  private mutating func cells(
    _ alternative: Translator.Draft.Alternative, of column: Translator.Draft.Column, _ draft: Translator.Draft,
    _ others: MappedTable
  ) throws(TranslationError) -> TextColumn {
    let rules = alternative.mapping.rules
    var cells = rules.applied(to: alternative.cells)
    if let words = rules.words { cells = try Self.checked { () throws(FormatError) in try words.rewritten(cells).0 } }
    if let duration = rules.duration {
      return try ends(of: cells, duration, column.name, draft, others)
    }
    // What cannot count says nothing of the file's notation.
    if let isOpen = alternative.isOpen { cells = cells.emptied { !isOpen[$0] } }
    switch Form(column.type) {
    case .text: return cells
    case .number: return try numbers(cells, rules, column.name, draft)
    case .moment: return try moments(cells, rules, column, draft)
    }
  }

  private func ends(
    of durations: TextColumn, _ duration: CellRules.Duration, _ name: String, _ draft: Translator.Draft,
    _ others: MappedTable
  ) throws(TranslationError) -> TextColumn {
    let start: TextColumn? =
      switch duration.start {
      case .mapped(let name): others.column(name)
      case .cells(let headers):
        draft.columns.first {
          $0.alternatives.contains { $0.mapping.parts.flatMap(\.headers).contains { headers.contains($0) } }
        }
        .flatMap { others.column($0.name) }
      }
    guard let start else {
      throw TranslationError(
        line: nil, message: "\(name) is a duration, and no column says when it begins",
        help: "give that with map \(draft.table.rawValue).start = …")
    }
    return try Self.checked { () throws(FormatError) in
      try MomentColumn.ends(of: durations, after: start, unit: duration.unit).0
    }
  }

  private mutating func numbers(
    _ cells: TextColumn, _ own: CellRules, _ name: String, _ draft: Translator.Draft
  ) throws(TranslationError) -> TextColumn {
    let evidence = NumberColumn.evidence(of: cells, lines: draft.view.lines)
    let known = Set(marks).count == 1 ? NumberHint.otherColumn(marks[0]) : hint
    let decision = evidence.decision(hint: rules.decimalMark.map { .known($0) } ?? known)
    if case .undecided(let example, let other) = decision {
      throw .undecidedMark(name, example, other)
    }
    let (numbers, report) = try Self.checked { () throws(FormatError) in
      try NumberColumn.rewritten(cells, mark: decision.mark, lines: draft.view.lines)
    }
    if let first = report.currencies.first {
      let names = Set(report.currencies.map { $0.word.code ?? $0.word.text })
      if let second = report.currencies.first(where: {
        ($0.word.code ?? $0.word.text) != (first.word.code ?? first.word.text)
      }) {
        throw .severalCurrencies(name, names.sorted(), line: second.line)
      }
      if name == "price" { currency = names.first }
    }
    let read = decision.mark == .comma ? withoutPoints(numbers, unread: report.unreadRows) : numbers
    let divisors = own.divisor.isEmpty ? nil : draft.view.column(own.divisor)
    return own.scaled(divisors.map { CellRules.divided(read, by: $0) } ?? read)
  }

  /// A cell that the loader would read with a point, though commas stand before decimals, is made one that it rejects: in
  /// a column where `1.234` is a thousand, `2.5` must not be two and a half.
  private func withoutPoints(_ numbers: TextColumn, unread: [Int]) -> TextColumn {
    let misfits = Set(unread.filter { NumberText.reads(numbers.text($0)) })
    guard !misfits.isEmpty else { return numbers }
    return TextColumn(
      (0..<numbers.count).map { row in
        misfits.contains(row) ? "\(numbers.text(row)), with decimal_mark comma," : numbers.text(row)
      })
  }

  private mutating func moments(
    _ cells: TextColumn, _ own: CellRules, _ column: Translator.Draft.Column, _ draft: Translator.Draft
  ) throws(TranslationError) -> TextColumn {
    let isMinute = column.type == .minute
    let isDayOfInstant = own.isDayOfInstant
    var moment = MomentRules(order: own.order, dayOnly: own.isDay && !isDayOfInstant)
    moment.minuteOfDay = own.minuteOfDay
    moment.epoch = own.isEpoch
    if isMinute || isDayOfInstant { moment.clock = try clock(own.zone, draft) }
    let order = own.order == nil ? try decidedOrder(for: cells, draft.view.lines, column.name) : own.order
    let times = own.timeColumn.isEmpty ? nil : draft.view.column(own.timeColumn)
    var (moments, report) = try Self.checked { () throws(FormatError) in
      if let times { return try MomentColumn.joined(dates: cells, times: times, rules: moment, order: order) }
      return try MomentColumn.rewritten(cells, rules: moment, order: order)
    }
    summary.add(report, own, column.name, isMinute: isMinute, filled: (0..<cells.count).count { !cells.isEmpty($0) })
    if isDayOfInstant {
      let instants: Int
      (moments, instants) = moments.days(on: context.clock.zone)
      summary.daysOfInstants += instants
    }
    if own.isDayBefore { moments = moments.daysBefore() }
    // A spreadsheet's day is one at midnight.
    return isMinute ? moments : moments.withoutMidnight()
  }

  /// - Throws: if a cell of the column depends on an order that nothing shows.
  private mutating func decidedOrder(
    for cells: TextColumn, _ lines: [UInt32], _ name: String
  ) throws(TranslationError) -> DateOrder? {
    if let order = rules.dateOrder { return order }
    switch orders.decision {
    case .decided(let order, by: _):
      summary.order = order
      return order
    case .unneeded: return nil
    case .undecided(let example, let other):
      let own = MomentColumn.evidence(of: cells, lines: lines)
      // Columns without such a date need no decision.
      guard own.open != nil || own.againstDMY != nil || own.againstMDY != nil else { return nil }
      throw .undecidedOrder(name, example, other, among: orders.possible)
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
      throw TranslationError(
        line: line, message: error.message, help: error.help ?? "zones are called as in Europe/Berlin")
    }
  }

  private static func checked<Value>(_ body: () throws(FormatError) -> Value) throws(TranslationError) -> Value {
    do throws(FormatError) {
      return try body()
    } catch {
      throw TranslationError(line: error.line, message: error.message, help: error.help ?? "split the file")
    }
  }
}

extension Translator.Draft.Column {
  fileprivate var isDuration: Bool { alternatives.contains { $0.mapping.rules.duration != nil } }
}
