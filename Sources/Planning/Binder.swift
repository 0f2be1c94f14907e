import Calculus
import Diagnostics
import Language
import Store

/// Names to columns, rows and days: syntax to `BoundQuery`.
public struct Binder {
  let catalogue: Catalogue
  let snapshot: Snapshot
  var settings: Settings
  let today: Day
  let source: SourceText

  /// The types that the filter `type` puts in scope; `nil` is the primary ones.
  var scope: [String]?
  /// The days that a list asks for: what `frame` means in its states.
  var frame: DaySpan?
  /// What is bound is a list of rows, not figures.
  var isList = false
  /// Keys are those of a fold, which may run over single rows of any table but the bookings.
  var foldsRows = false
  /// Conditions are told apart as far as they have names of their own, and columns that are used are noted.
  var explains = false
  /// Whether the workspace lets whoever asks know who is there.
  var tellsPersons = false
  /// A key is merely tried: nobody reads why it fails.
  var isTrying = false
  /// Keys that were read as others: `department`.
  var standIns: Set<String> = []
  /// Definitions of the user's that stand before built-in ones.
  var redefined: Set<String> = []
  var persons: [PersonReference] = []
  /// Names that nothing has, and persons that several are; the policy tells them to who may know.
  var unknownNames: [Diagnostic] = []

  public init(catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText) {
    self.catalogue = catalogue
    self.snapshot = snapshot
    self.settings = settings
    self.today = today
    self.source = source
  }

  /// Binds rows with what is in force here.
  func rowBinder() -> RowBinder {
    var rows = RowBinder(
      catalogue: catalogue, snapshot: snapshot, scope: scope, today: today, fiscalYearStart: settings.fiscalYearStart)
    rows.frame = frame
    rows.usesActualTimes = settings.usesActualTimes
    rows.explains = explains
    return rows
  }

  /// Binds a query.
  ///
  /// - Parameter tellsPersons: messages may tell who is there.
  /// - Throws: `Rejection` with what cannot be found or does not go together, placed in the query's text.
  public static func bind(
    _ query: Query, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText,
    tellsPersons: Bool = false
  ) throws(Rejection) -> BoundQuery {
    try blamingRedefinitions(of: query.place, in: source, catalogue) { (catalogue) throws(Rejection) in
      var binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: source)
      binder.tellsPersons = tellsPersons
      return try located(in: source) { () throws(Rejection) in try binder.bind(query).query }
    }
  }

  /// - Returns: the query, and its figures with the words that made them.
  mutating func bind(_ query: Query) throws(Rejection) -> (query: BoundQuery, figures: BoundFigures) {
    let question = try question(of: query)
    if let (_, place) = question.clauses.definitions { throw Rejection(.severalDefinitions(place)) }
    let asked = try splitMode(of: question)
    let name = try variant(of: asked.name, on: question.clauses.basis)
    scope = try typeScope(of: question.clauses.filters)
    let figures = try figures(of: name, question)
    return (try bind(question, asked.named(name), figures), figures)
  }

  /// Takes a query apart, and puts the settings in force that it brings.
  mutating func question(of query: Query) throws(Rejection) -> Question {
    guard case .metric(let metric) = query.subject else { throw Rejection(.lastAnswerMissing(query.subject.place)) }
    if let mistake = (metric.phrase.names + (query.frame?.points ?? [])).lazy.compactMap(\.mistakenAmount).first {
      throw Rejection(mistake)
    }
    if let amount = metric.amount, Currency(code: amount.currency.text) == nil {
      throw Rejection(.unknownCurrency(amount))
    }
    var clauses = try Clauses(query)
    try checkUnit(of: query)
    try apply(&clauses)
    return Question(query: query, metric: metric, clauses: clauses)
  }

  /// The definition: columns of figures over shared nodes.
  ///
  /// - Parameter valueAlone: without the columns in front of the metric's value.
  func figures(of name: Phrase, _ question: Question, valueAlone: Bool = false) throws(Rejection) -> BoundFigures {
    let arguments = MetricArguments(
      amount: question.metric.amount, named: question.clauses.arguments, metric: name, in: source)
    var cells = CellBinder(binder: self, arguments: arguments)
    var definition = try cells.definition(named: name)
    if valueAlone { definition = definition.valueAlone(of: name.text) }
    definition = definition.compacted(&cells)
    return BoundFigures(arguments: arguments, cells: cells, definition: definition)
  }

  mutating func bind(
    _ question: Question, _ asked: AskedMetric, _ figures: BoundFigures
  ) throws(Rejection) -> BoundQuery {
    let (query, clauses) = (question.query, question.clauses)
    let (name, weightMode) = (asked.name, asked.mode)
    let (cells, filters) = (figures.cells, clauses.filters)
    var definition = figures.definition
    let conversion = try definition.convert(to: clauses.unit, metric: name, nodes: cells.nodes)
    let frame = try resolve(query.frame, after: query.subject.place)
    let isLevel = cells.nodes.contains { $0.node.isLevel }
    if asked.modeWasSaid, !isLevel { throw Rejection(.modeOnFlow(name, mode: weightMode.name)) }

    // Keys and filters, and how each figure reaches them.
    let predicates = written(clauses.predicates) + definition.predicates
    let keyNames = withCurrency(
      written(clauses.keys) ?? definition.keys, cells.nodes, filters: filters, predicates: predicates)
    try checkProration(cells, weightMode, at: name.place)
    try checkHours(keyNames, nodes: cells.nodes)
    let keys = try bindKeys(keyNames, nodes: cells.nodes)
    var (conditions, rowFilters) = try bindConditions(filters, predicates, nodes: cells.nodes)
    conditions += try bindWindows(written(clauses.windows) + definition.windows, nodes: cells.nodes)
    let atoms = cells.nodes.enumerated().map { index, bound in
      Atom(
        node: bound.node, keys: keys.compactMap { $0.reach?[index] },
        filters: rowFilters.compactMap { $0.atoms[index] },
        unit: bound.kind.unit, written: bound.written)
    }
    if cells.nodes.contains(where: { $0.node.identifiesPersons { snapshot.isPersonal($1, of: $0) } }) {
      notePersons(["definition"], entity: nil, text: name.text, at: name.place, in: source)
    }
    try checkWeeks(definition, keys: keyNames)
    let folds = try bindFolds(cells)
    let universe = try universe(keyNames, filters: filters, predicates: predicates, nodes: cells.nodes)
    let comparison = try compared(clauses.comparison, with: frame.value, isCustom: frame.isCustom)
    try checkMonths(
      cells, keys.map(\.key), conditions, weightMode,
      frames: [frame.span] + (comparison.map { [$0.askedSpan] } ?? []))
    let shown = comparison == nil ? definition : try definition.compared(valueOf: name)
    let arrangement = try arrangement(clauses, shown, keys: keys.map(\.key))
    for node in cells.nodes {
      standIns.formUnion(node.standIns)
      redefined.formUnion(node.redefined)
    }
    let place = try placeOfHolidays(atoms, filters, predicates)
    var reading = try reading(
      of: name, definition, cells, figures.arguments, weightMode, holidaysOf: place,
      filters: rowFilters.map(\.text) + conditions.map(\.label), conversion: conversion)
    if let item = aheadOfToday([frame.span] + (comparison.map { [$0.askedSpan] } ?? []), atoms) { reading.append(item) }
    let bound = BoundQuery(
      title: name.text, span: frame.span, frameText: frame.text, isCustomFrame: frame.isCustom, weightMode: weightMode,
      widensWeeks: definition.widens, proration: settings.proration, usesActualTimes: settings.usesActualTimes,
      conditions: conditions, keys: keys.map(\.key), atoms: atoms,
      universe: universe, folds: folds, columns: definition.columns,
      valueColumn: definition.valueIndex(of: name.text) ?? 0,
      isLevel: isLevel, arrangement: arrangement, reading: reading,
      placeOfHolidays: place, persons: persons,
      unknownNames: unknownNames, source: source, range: query.place.range, comparison: comparison)
    try checkFiles(behind: bound.reads, of: name.text, at: name.place)
    return bound
  }

  /// Levels of memberships have a value on days that are still to come: what is known of them so far.
  private func aheadOfToday(_ frames: [DaySpan], _ atoms: [Atom]) -> ReadingItem? {
    let tables: Set<TableName> = [.memberships, .assignments]
    guard frames.contains(where: { $0.last > today }),
      atoms.contains(where: { $0.node.isLevel && !tables.isDisjoint(with: $0.node.tables) })
    else { return nil }
    return ReadingItem(.note, "days after \(today) as memberships stand now")
  }

  /// The query's own clauses, which stand in its text.
  private func written<Part>(_ parts: [Part]) -> [Written<Part>] { parts.map { Written($0, in: source) } }
  private func written<Part>(_ parts: [Part]?) -> [Written<Part>]? { parts.map { written($0) } }

  /// Filters and `where`: what they say of the calendar, and what of rows.
  mutating func bindConditions(
    _ filters: [Filter], _ predicates: [Written<Predicate>], nodes: [BoundNode]
  ) throws(Rejection) -> (conditions: [CalendarCondition], filters: [BoundFilter]) {
    let hasDays = nodes.contains { $0.node.isOfDays }
    var conditions: [CalendarCondition] = []
    var rowFilters: [BoundFilter] = []
    for filter in filters { rowFilters.append(try bind(filter, nodes: nodes)) }
    for predicate in predicates {
      for part in predicate.part.conjuncts {
        try located(in: predicate.source) { () throws(Rejection) in
          if let condition = try calendarCondition(part) {
            if hasDays, condition.key == .hour { throw Rejection(.levelByHour(Name(text: "hour", place: part.place))) }
            conditions.append(condition)
          } else {
            rowFilters.append(try bind(part, in: predicate.source, nodes: nodes))
          }
        }
      }
    }
    return (conditions, rowFilters)
  }

  /// `occupancy desks bom`: the longest name that is a metric, then perhaps a mode.
  ///
  /// - Parameters:
  ///   - orFamily: words that names of metrics begin with will do: `occupancy`.
  ///   - frame: what stands behind it.
  func splitMode(
    of metric: MetricSyntax, orFamily: Bool = false, frame: FrameSyntax? = nil
  ) throws(Rejection) -> AskedMetric {
    func isName(_ phrase: Phrase) -> Bool {
      catalogue[phrase.text]?.isRowColumn == false || orFamily && !catalogue.variants(of: phrase.text).isEmpty
    }
    let phrase = metric.phrase
    if isName(phrase) { return AskedMetric(name: phrase, mode: .weighted(settings.mode), modeWasSaid: false) }
    if let last = phrase.names.last, phrase.names.count > 1, !last.quoted, let mode = weightMode(last.text) {
      let rest = Phrase(Array(phrase.names.dropLast()))
      if isName(rest) { return AskedMetric(name: rest, mode: mode, modeWasSaid: true) }
      throw Rejection(unknownMetric(rest))
    }
    throw Rejection(spokenTime(behind: phrase, orFamily: orFamily, frame: frame) ?? unknownMetric(phrase))
  }

  /// The word of a metric that is its mode; nil where there is none, or no such metric.
  public func modeWord(of metric: MetricSyntax) -> Name? {
    (try? splitMode(of: metric, orFamily: true))?.modeWasSaid == true ? metric.phrase.names.last : nil
  }

  private func weightMode(_ word: String) -> WeightMode? {
    switch word.lowercased() {
    case "peak": .peak
    case "low": .low
    case let name: Mode(rawValue: name).map { .weighted($0) }
    }
  }

  /// Blames the word that is wrong: `desk` in `occupancy desk`.
  func unknownMetric(_ phrase: Phrase) -> Diagnostic {
    if let mistake = phrase.names[0].foreignBeginning ?? rows(insteadOf: phrase) { return mistake }
    // What vendors publish is found where it is nearly said, and not told beside all else.
    let names = catalogue.metricNames
    let own = catalogue.ownMetricNames
    let beginning = phrase.names[0].text.lowercased()
    if phrase.names.count > 1 {
      let family = own.filter { $0.lowercased().hasPrefix(beginning + " ") }
      if !family.isEmpty {
        let rest = Phrase(Array(phrase.names.dropFirst()))
        let endings = names.filter { $0.lowercased().hasPrefix(beginning + " ") }.map {
          String($0.dropFirst(beginning.count + 1))
        }
        return .unknownMetric(
          rest.text, at: rest.place, nearest: NearestName.find(rest.text, in: endings), known: family)
      }
      if names.contains(where: { $0.lowercased() == beginning }) {
        let rest = Phrase(Array(phrase.names.dropFirst()))
        return .unexpectedAfterMetric(rest, metric: beginning)
      }
    }
    // A misspelt first word of a statement or a filter reads as a metric.
    let first = phrase.names[0]
    if phrase.names.count > 1,
      let word = NearestName.find(beginning, in: (Keyword.answeredStatements + Keyword.keys).map(\.rawValue))
    {
      return .unknownFirstWord(first, nearest: word)
    }
    let family = own.filter { $0.lowercased().hasPrefix(beginning + " ") }
    return .unknownMetric(
      phrase.text, at: phrase.place, nearest: NearestName.find(phrase.text, in: names),
      known: family.isEmpty ? own : family)
  }

  /// `memberships ending next90`: a state of a table's rows, which `list` asks for.
  private func rows(insteadOf phrase: Phrase) -> Diagnostic? {
    guard let table = TableName.named(phrase.names[0].text), phrase.names.count == 2, !phrase.names[1].quoted,
      stateNames(of: table).contains(phrase.names[1].text.lowercased())
    else { return nil }
    return .rowsWithoutList(phrase)
  }

  func resolve(
    _ frame: FrameSyntax?, after place: Place
  ) throws(Rejection) -> (value: Frame, span: DaySpan, text: String, isCustom: Bool) {
    guard let frame else { throw Rejection(.frameMissing(place)) }
    do {
      let value: Frame =
        switch frame {
        case .point(let point): .point(try FramePoint.read(point.text))
        case .range(let first, let last): .range(try FramePoint.read(first.text), try FramePoint.read(last.text))
        case .since(let first, _): .since(try FramePoint.read(first.text))
        }
      let span = try value.resolve(today: today, fiscalYearStart: settings.fiscalYearStart)
      return (value, span, value.description, !value.isUsual)
    } catch {
      throw Rejection(.badFrame(error, at: frame.place))
    }
  }

  /// `chargeback … on days` is the metric `chargeback days`.
  func variant(of name: Phrase, on basis: Name?) throws(Rejection) -> Phrase {
    guard let basis else { return name }
    if let variant = variant(of: name, basis.text, at: basis.place) { return variant }
    throw Rejection(.unknownBasis(basis, metric: name.text, known: catalogue.variants(of: name.text)))
  }

  /// The metric of that name with more words behind it.
  func variant(of name: Phrase, _ words: String, at place: Place) -> Phrase? {
    let variant = Phrase(name.names + [Name(text: words, place: place)])
    return catalogue[variant.text]?.isRowColumn == false ? variant : nil
  }

  /// `with coefficient 2`, for this query alone. What is no setting may be a parameter of the metric.
  mutating func apply(_ clauses: inout Clauses) throws(Rejection) {
    for (name, value) in clauses.settings {
      if Settings.definition(name.text) == nil {
        clauses.arguments.append((name, value))
        continue
      }
      do {
        try settings.set(name.text, to: value.text, origin: .session)
      } catch {
        throw Rejection(.badSetting(error, name: name, value: value))
      }
    }
  }
}

extension Binder {
  /// A month that a membership touches counts whole for it; a resource's month may be paid by several.
  private func checkProration(
    _ cells: CellBinder, _ mode: WeightMode, at place: Place
  ) throws(Rejection) {
    guard settings.proration != .actual, case .weighted(.prorated) = mode else { return }
    if cells.averagesMoney { throw Rejection(.prorationOfMeans(settings.proration.rawValue, at: place)) }
    for node in cells.nodes where settings.proration == .none {
      if case .accumulate(let step) = node.node, step.scan.table != .memberships {
        throw Rejection(.prorationOfResources(place))
      }
    }
  }

  /// A level has a value on a day and none by the hour.
  func checkHours(_ keys: [Written<Name>], nodes: [BoundNode]) throws(Rejection) {
    guard nodes.contains(where: { $0.node.isOfDays }),
      let hour = keys.first(where: { !$0.part.quoted && $0.part.text.lowercased() == "hour" })
    else { return }
    throw Rejection(Diagnostic.levelByHour(hour.part).located(in: hour.source))
  }

  /// A month has no whole number of weeks: they are counted in cells that widen, or not at all.
  func checkWeeks(_ definition: BoundDefinition, keys: [Written<Name>]) throws(Rejection) {
    guard !definition.widens, definition.columns.contains(where: { $0.value.counts(.weeks) }),
      let key = keys.first(where: { ["month", "quarter", "year"].contains($0.part.text.lowercased()) })
    else { return }
    throw Rejection(Diagnostic.weeksInMonths(key.part).located(in: key.source))
  }

  /// Money of several currencies is never added: each has a row (DESIGN §2).
  private func withCurrency(
    _ keys: [Written<Name>], _ nodes: [BoundNode], filters: [Filter], predicates: [Written<Predicate>]
  ) -> [Written<Name>] {
    guard nodes.contains(where: { $0.kind.unit == .money }),
      case .text(let codes, let pool)? = snapshot.table(.memberships).columns["currency"]
    else { return keys }
    if keys.contains(where: { $0.part.isCurrency }) { return keys }
    let isOne = filters.contains { $0.key.isCurrency && $0.names.count == 1 }
    if isOne || predicates.flatMap(\.part.conjuncts).contains(where: \.isOfOneCurrency) { return keys }
    let currencies = Set((0..<codes.count).map { pool[codes[$0]].uppercased() })
    guard currencies.count > 1 else { return keys }
    let place = keys.last?.part.place ?? Place(.init(lower: 0, upper: 0))
    return keys + [Written(Name(text: "currency", place: place), in: keys.last?.source ?? source)]
  }
}

extension Name {
  fileprivate var isCurrency: Bool { text.lowercased() == "currency" }
}

extension Predicate {
  /// `currency = EUR`, `currency in (EUR)`: no other is left.
  fileprivate var isOfOneCurrency: Bool {
    switch self {
    case .comparison(.name(let name), .equal, _): name.text.lowercased() == "currency"
    case .member(.name(let name), let values, let negated, _):
      name.text.lowercased() == "currency" && values.count == 1 && !negated
    case .comparison, .member, .or, .and, .not, .test, .any, .missing: false
    }
  }
}

extension PlanNode {
  /// It has a value on a day and none by the hour.
  var isOfDays: Bool {
    switch self {
    case .reduce, .accumulate, .foldDays: true
    case .openHours, .flow, .foldFlow: false
    }
  }

  /// A mode weighs it.
  var isLevel: Bool {
    switch self {
    case .reduce, .accumulate: true
    case .openHours, .foldDays, .flow, .foldFlow: false
    }
  }
}
