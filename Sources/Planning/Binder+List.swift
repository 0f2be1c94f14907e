import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// Binds a list: its state and frame become conditions on rows, its filters are those of queries.
  ///
  /// - Throws: `Rejection` with what cannot be found or does not go together, placed in the list's text.
  public static func bind(
    _ list: ListQuery, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText
  ) throws(Rejection) -> BoundList {
    try blamingRedefinitions(of: list.place, in: source, catalogue) { (catalogue) throws(Rejection) in
      var binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: source)
      binder.isList = true
      return try located(in: source) { () throws(Rejection) in try binder.bind(list) }
    }
  }

  private mutating func bind(_ list: ListQuery) throws(Rejection) -> BoundList {
    guard let table = TableName.named(list.table.text) else {
      let word = list.table.text.lowercased()
      let isDescribed = !list.table.quoted && Keyword.described.contains(word)
      throw Rejection(isDescribed ? .listedByDescribe(word, in: list) : .unknownTable(list.table))
    }
    var clauses = try listClauses(list.clauses)
    try apply(&clauses)
    let asked = try list.frame.map { (frame) throws(Rejection) in try resolve(frame, after: list.table.place) }
    frame = asked?.span
    scope = try typeScope(of: clauses.filters)

    // The rows: those of the state, or those that a frame lists.
    let rows = try rows(of: table, list)
    let scan = Scan(table, rows.conditions.map { LabelledPredicate(label: "not " + $0.name, condition: $0.condition) })
    let step = Step(scan: scan, measure: .number(millionths: Numbers.scale))
    let node = BoundNode(
      node: table == .bookings ? .flow(scan, .count) : .reduce(step), kind: Kind(.level, .count(of: table)),
      usesScope: rows.usesScope)
    let (conditions, filters) = try bindConditions(
      clauses.filters, clauses.predicates.map { Written($0, in: source) }, nodes: [node])
    if let condition = conditions.first, !goesByDays(scan) {
      throw Rejection(.daysOfList(condition, at: clauses.predicates.first?.place ?? list.place))
    }
    let title = [list.table.text.lowercased(), list.state?.text].compactMap { $0 }.joined(separator: " ")
    if table == .users || table == .history {
      notePersons(["table"], entity: nil, text: "list \(title)", at: list.table.place, in: source)
    }

    let isSeveralDays = frame.map { $0.dayCount > 1 } ?? false
    let changes = list.state != nil && rows.conditions[0].condition.dependsOnDay
    let columns = columns(of: table, withDays: changes && isSeveralDays)
    let (sort, top) = try order(clauses, columns, of: table)
    let definitions = rows.conditions.compactMap { $0.definition.map { ReadingItem(.basis, $0) } }
    let asksTimes =
      table == .bookings || rows.conditions.contains(where: \.condition.asksTouch)
      || filters.contains { $0.asksTouch }
    let reading =
      [ReadingItem(.metric, title)] + definitions + (asksTimes ? changed(["times"], .weighted(settings.mode)) : [])
      + filters.map { ReadingItem(.filters, $0.text) }
      + conditions.map { ReadingItem(.filters, $0.label) } + standIns.sorted().map { KeyNames.note(on: $0) }
      + notes(onRedefined: redefined)
    let bound = BoundList(
      title: title, span: frame, frameText: asked?.text ?? "",
      personalDays: personalDays(of: table, frame: asked?.span, isCustom: asked?.isCustom ?? false),
      atom: Atom(node: node.node, keys: [], filters: filters.compactMap { $0.atoms[0] }, unit: node.kind.unit),
      usesActualTimes: settings.usesActualTimes, conditions: conditions, columns: columns, sort: sort, top: top,
      counting: try counting(table, list.table.place),
      reading: reading, persons: persons, unknownNames: unknownNames,
      personalColumns: personalColumns(columns, at: list.table.place), source: source, range: list.place.range)
    try checkFiles(behind: bound.reads, of: "list \(title)", at: list.table.place)
    return bound
  }

  private func listClauses(_ clauses: [Clause]) throws(Rejection) -> Clauses {
    for clause in clauses {
      switch clause.kind {
      case .by: throw Rejection(.clauseNotForLists("by", at: clause.place))
      case .having: throw Rejection(.clauseNotForLists("having", at: clause.place))
      case .with(let name, _):
        guard name.text.lowercased() == "times" else { throw Rejection(.settingNotForLists(name)) }
      case .between: throw Rejection(.clauseNotForLists("between", at: clause.place))
      case .vs: throw Rejection(.clauseNotForLists("vs", at: clause.place))
      case .in: throw Rejection(.clauseNotForLists("in", at: clause.place))
      case .on: throw Rejection(.clauseNotForLists("on", at: clause.place))
      case .under: throw Rejection(.clauseNotForLists("under", at: clause.place))
      case .filter, .where, .sort, .top, .as, .to: break
      }
    }
    return try Clauses(clauses)
  }

  // MARK: states

  /// A column of a row that is true or not, with its definition's text.
  private struct State {
    let name: String
    let condition: RowExpression
    let definition: String?
    let usesScope: Bool
    /// It holds on some days, or in some frames, and not in others.
    let goesByFrame: Bool
  }

  /// What rows must meet. A state that goes by the frame says itself what it has to do with it; else, and without a
  /// state, the table's `listed` says which rows a frame lists.
  private mutating func rows(
    of table: TableName, _ list: ListQuery
  ) throws(Rejection) -> (conditions: [State], usesScope: Bool) {
    var states: [State] = []
    if let phrase = list.state { states.append(try state(phrase, of: table)) }
    if let asked = list.frame, !states.contains(where: \.goesByFrame) {
      let needed = NeededCondition.listed(table)
      let listed = Phrase([Name(text: needed.word, place: asked.place)])
      guard catalogue[needed.name] != nil else {
        throw Rejection(.frameOfTimeless(table, at: asked.place))
      }
      states.append(try state(listed, of: table))
    }
    return (states, states.contains(where: \.usesScope))
  }

  private mutating func state(_ phrase: Phrase, of table: TableName) throws(Rejection) -> State {
    var rows = rowBinder()
    // Without a frame any will do to learn whether the state asks for one.
    rows.frame = frame ?? DaySpan(first: today, through: today)
    guard phrase.names.count == 1, let value = try rows.resolve(phrase.text, on: table, place: phrase.place) else {
      throw Rejection(.unknownState(phrase, of: table, states: stateNames(of: table)))
    }
    guard case .truth(let condition) = value else { throw Rejection(.notACondition(phrase)) }
    redefined.formUnion(rows.redefined)
    let goesByFrame = condition.dependsOnDay || rows.usesFrame
    if goesByFrame, frame == nil { throw Rejection(.stateWithoutFrame(phrase, of: table)) }
    if table == .bookings, condition.dependsOnDay { throw Rejection(.stateByDayOfBookings(phrase)) }
    if condition.reads(from: table, where: { snapshot.isPersonal($1, of: $0) }) {
      notePersons(["definition"], entity: nil, text: phrase.text, at: phrase.place, in: source)
    }
    let column = catalogue["\(table.rawValue).\(phrase.text)"]?.definition.columns.last
    return State(
      name: phrase.text, condition: condition,
      definition: column.map { "\(phrase.text.lowercased()) = \(Printer.text(of: $0.value))" },
      usesScope: rows.usesScope, goesByFrame: goesByFrame)
  }

  /// The words that can stand behind `list TABLE`.
  public func stateNames(of table: TableName) -> [String] {
    var rows = rowBinder()
    rows.frame = DaySpan(first: today, through: today)
    let place = Place(SourceRange(lower: 0, upper: 0))
    return (rows.columnNames(of: table) + ["open", "running", "touching"]).filter { name in
      // On which days a booking runs is no state of it.
      if table == .bookings, name == "running" { return false }
      guard name != NeededCondition.listed(table).word, case .truth? = try? rows.resolve(name, on: table, place: place)
      else { return false }
      return true
    }
  }

  /// A condition on weekdays and hours needs days to choose from.
  private func goesByDays(_ scan: Scan) -> Bool {
    guard frame != nil else { return false }
    return scan.table == .bookings ? scan.touchedSpan != nil : scan.condition.dependsOnDay
  }

  /// What of the table counts in figures: bookings that were held.
  private func counting(_ table: TableName, _ place: Place) throws(Rejection) -> RowExpression? {
    var rows = rowBinder()
    guard table == .bookings, let counts = try rows.condition(.counts, place: place), !counts.dependsOnDay
    else { return nil }
    return counts
  }

  // MARK: columns

  /// The canonical columns that the workspace has (all where it has no such table), its attributes, then what is
  /// computed.
  private func columns(of table: TableName, withDays: Bool) -> [ListColumn] {
    let rows = snapshot.table(table)
    let computed: [(String, ListColumn.Content, Unit)] =
      (table == .bookings ? [("hours", .hours, .hours)] : []) + (withDays ? [("days", .days, .days)] : [])
    var taken = Set(computed.map(\.0))
    var result: [ListColumn] = []
    func add(_ column: String) {
      // An attribute that is called like a column of the answer keeps out of its way.
      var name = column
      var number = 2
      while taken.contains(name.lowercased()) {
        name = "\(column)_\(number)"
        number += 1
      }
      taken.insert(name.lowercased())
      let listed = ListColumn(
        name: name, content: .column(column), unit: .column(column, of: table),
        isPersonal: snapshot.isPersonal(column, of: table))
      if isLink(listed, of: table) { taken.insert(name.lowercased() + "_name") }
      result.append(listed)
    }
    for field in Schema.fields(of: table) where rows.columns[field.name] != nil || rows.columns.isEmpty {
      add(field.name)
    }
    for attribute in rows.attributes { add(attribute) }
    return result + computed.map { ListColumn(name: $0.0, content: $0.1, unit: $0.2, isPersonal: false) }
  }

  /// The answer has an id and a name of it.
  private func isLink(_ column: ListColumn, of table: TableName) -> Bool {
    guard case .column(let name) = column.content, case .link(_, let target)? = snapshot.table(table).columns[name]
    else { return false }
    return target.hasNames
  }

  private func personalColumns(_ columns: [ListColumn], at place: Place) -> PersonReference? {
    let names = columns.filter(\.isPersonal).map(\.name)
    guard !names.isEmpty else { return nil }
    return PersonReference(text: names.joined(separator: ", "), range: place.range, source: source)
  }

  private func personalDays(of table: TableName, frame: DaySpan?, isCustom: Bool) -> PersonalDays {
    guard let frame else { return table == .bookings || table == .history ? .all : .usual }
    return isCustom ? .some(frame.dayCount) : .usual
  }

  // MARK: order

  /// `sort` and `top`, by the rules of queries; what is then equal stands in the table's own order.
  private mutating func order(
    _ clauses: Clauses, _ columns: [ListColumn], of table: TableName
  ) throws(Rejection) -> ([ListOrder], top: Int?) {
    var shown = BoundDefinition()
    // What names an entity has two columns in the answer, and one order.
    let sortable =
      columns.map { (name: $0.name, column: $0) }
      + columns.filter { isLink($0, of: table) }.map { (name: $0.name + "_name", column: $0) }
    shown.columns = sortable.map {
      PlanColumn(name: $0.name, value: .number(.zero), unit: $0.column.unit, isPercent: false)
    }
    let arrangement = try arrangement(clauses, shown, keys: [])
    var orders: [ListOrder] = []
    for (index, (target, descending)) in arrangement.sort.enumerated() {
      guard case .column(let number) = target else { continue }
      let (name, _) = clauses.sort[index]
      let column = sortable[number].column
      if column.isPersonal {
        notePersons([name.text], entity: nil, text: "sort \(name.text)", at: name.place, in: source)
      }
      orders.append(ListOrder(column: column, descending: descending))
    }
    for name in table.ownOrder {
      guard let column = columns.first(where: { $0.name == name }) else { continue }
      orders.append(ListOrder(column: column, descending: false))
    }
    return (orders, arrangement.top)
  }
}

extension Scan {
  /// The days that bookings must touch, where that is one of the conditions.
  public var touchedSpan: DaySpan? {
    for predicate in conditions {
      if case .touches(let from, let to, _) = predicate.condition {
        return DaySpan(first: Day(number: from), end: Day(number: to))
      }
    }
    return nil
  }
}

extension TableName {
  /// A table by the name of its file, or by what people call it for short.
  public static func named(_ word: String) -> TableName? {
    switch word.lowercased() {
    case "types": .types
    case "history": .history
    case let name: TableName(rawValue: name)
    }
  }

  /// Its rows are called by a name besides their id.
  public var hasNames: Bool { isEntity && self != .types }

  /// The columns by which its rows are ordered where nobody says how.
  fileprivate var ownOrder: [String] {
    switch self {
    case .locations, .resources, .plans, .memberships, .users: ["id"]
    case .types: ["name"]
    case .availability: ["resource", "from"]
    case .assignments: ["membership", "from"]
    case .history: ["user", "from"]
    case .bookings: ["start"]
    case .holidays: ["day", "location"]
    }
  }
}
