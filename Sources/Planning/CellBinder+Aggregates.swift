import Calculus
import Diagnostics
import Language
import Store

// `count of bookings where …`: what a fold over rows becomes.
extension CellBinder {
  func bind(_ aggregate: Aggregate) throws(Rejection) -> BoundNode {
    var rows = binder.rowBinder()
    rows.amounts = Set(parameters.filter { $0.value.currency != nil }.keys)
    var node = try bind(aggregate, rows: &rows)
    node.standIns = rows.standIns
    node.redefined = rows.redefined
    node.usedColumns = rows.usedColumns
    return node
  }

  private func bind(_ aggregate: Aggregate, rows: inout RowBinder) throws(Rejection) -> BoundNode {
    switch aggregate.source {
    case .table(let name):
      guard let table = tableNamed(name.text) else { throw Rejection(.unknownTable(name)) }
      if table == .bookings { return try bindFlow(aggregate, inner: nil, rows: &rows) }
      if case .name(let phrase)? = aggregate.measure, phrase.text.lowercased() == "hours", table == .resources {
        return try bindOpenHours(aggregate, rows: &rows)
      }
      return try bindLevel(aggregate, of: table, rows: &rows)
    case .aggregate(let inner):
      // Whatever lies deeper is a fold of a figure.
      guard case .table(let name) = inner.source else { throw Rejection(.unknownTable(inner.each[0])) }
      guard let table = tableNamed(name.text) else { throw Rejection(.unknownTable(name)) }
      return table == .bookings
        ? try bindFlow(aggregate, inner: inner, rows: &rows)
        : try bindDays(aggregate, inner: inner, of: table, rows: &rows)
    case .figure: throw Rejection(.foldWithoutEach(aggregate.place))
    }
  }

  private func tableNamed(_ word: String) -> TableName? {
    word.lowercased() == "types" ? .types : TableName(rawValue: word.lowercased())
  }

  /// `sum desks of resources where available`
  private func bindLevel(
    _ aggregate: Aggregate, of table: TableName, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    try refuseHaving(aggregate)
    return try bindLevelRows(aggregate, of: table, rows: &rows)
  }

  /// What a level is made of, whatever is asked `having` of it.
  private func bindLevelRows(
    _ aggregate: Aggregate, of table: TableName, alsoWhere other: Predicate? = nil, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    let edge = aggregate.each.first.flatMap { RowEdge(rawValue: $0.text.lowercased()) }
    if let key = aggregate.each.first, edge == nil || aggregate.each.count > 1 || !table.hasEdgesToCount {
      throw Rejection(.eachOfRows(key, table: table))
    }
    let word = aggregate.fold?.text.lowercased() ?? "sum"
    guard word == "sum" || word == "count" else {
      throw Rejection(.foldOfLevel(aggregate.fold ?? Name(text: word, place: aggregate.place)))
    }
    var conditions = try labelled(aggregate.where, on: table, rows: &rows)
    conditions += try labelled(other, on: table, rows: &rows)
    var measure = RowExpression.number(millionths: Numbers.scale)
    var unit = Unit.count(of: table)
    if let expression = aggregate.measure {
      guard word == "sum" else { throw Rejection(.countOfMeasure(expression.place)) }
      (measure, unit) = try rows.number(expression, on: table)
    }
    let step = Step(scan: Scan(table, conditions), measure: measure, edge: edge)
    return edge == nil
      ? BoundNode(node: .reduce(step), kind: Kind(.level, unit), usesScope: rows.usesScope)
      : BoundNode(node: .foldDays(.sum, step, having: []), kind: Kind(.flow, unit), usesScope: rows.usesScope)
  }

  /// `hours of resources where available`: the opening hours of their locations, on workdays.
  private func bindOpenHours(_ aggregate: Aggregate, rows: inout RowBinder) throws(Rejection) -> BoundNode {
    try refuseHaving(aggregate)
    if let fold = aggregate.fold, fold.text.lowercased() != "sum" { throw Rejection(.badFold(fold)) }
    if let key = aggregate.each.first { throw Rejection(.eachOfRows(key, table: .resources)) }
    let conditions = try labelled(aggregate.where, on: .resources, rows: &rows)
    let step = Step(scan: Scan(.resources, conditions), measure: .number(millionths: Numbers.scale))
    return BoundNode(
      node: .openHours(step, during ?? .openHours), kind: Kind(.flow, .hours), usesScope: rows.usesScope)
  }

  /// `sum each day of count of resources where available`
  private func bindDays(
    _ aggregate: Aggregate, inner: Aggregate, of table: TableName, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    guard aggregate.each.count == 1, aggregate.each[0].text.lowercased() == "day" else {
      throw Rejection(.eachOfLevel(aggregate.place))
    }
    guard let fold = aggregate.fold.flatMap({ Fold(rawValue: $0.text.lowercased()) }) else {
      throw Rejection(.badFold(aggregate.fold ?? aggregate.each[0]))
    }
    if let expression = aggregate.measure { throw Rejection(.countOfMeasure(expression.place)) }
    let level = try bindLevelRows(inner, of: table, alsoWhere: aggregate.where, rows: &rows)
    guard case .reduce(let step) = level.node else { throw Rejection(.eachOfLevel(inner.place)) }
    let names = inner.measure.map(\.ownName) ?? ["count", table.rawValue]
    let having = try tests([inner.having, aggregate.having], of: ["value"] + names)
    let unit: Unit =
      fold == .count ? .days : level.kind.unit == .resources && fold == .sum ? .objectDays : level.kind.unit
    let shape: Kind.Shape =
      switch fold {
      case .sum, .count: .flow
      case .first, .last: .level
      case .mean, .maximum, .minimum: .ratio
      }
    return BoundNode(node: .foldDays(fold, step, having: having), kind: Kind(shape, unit), usesScope: level.usesScope)
  }

  /// `count of bookings`, `hours of bookings`, `max each instant of bookings`
  private func bindFlow(
    _ aggregate: Aggregate, inner: Aggregate?, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    let table = TableName.bookings
    let base = inner ?? aggregate
    var conditions: [LabelledPredicate] = []
    if !base.all, let counts = binder.catalogue[NeededCondition.counts.name]?.definition.columns.last?.value {
      // Its parts are bound one by one, each for what it leaves out.
      if binder.catalogue.isRedefined(NeededCondition.counts.name) {
        rows.redefined.insert(NeededCondition.counts.name)
      }
      conditions = try labelled(counts.asPredicate, on: table, rows: &rows, isImplied: true)
    }
    conditions += try labelled(base.where, on: table, rows: &rows)
    if inner != nil { conditions += try labelled(aggregate.where, on: table, rows: &rows) }
    if conditions.contains(where: \.condition.dependsOnDay) { throw Rejection(.filterByDay(base.place)) }
    let scan = Scan(table, conditions)

    if inner == nil {
      if let starts = try bindStarts(aggregate, scan, &rows) { return starts }
      if let busy = try bindBusy(aggregate, scan, &rows) { return busy }
    }
    if let during {
      guard inner == nil, aggregate.each.isEmpty, aggregate.isHours else {
        throw Rejection(.notDuring(aggregate.place))
      }
      try refuseHaving(aggregate)
      return BoundNode(node: .flow(scan, .within(during)), kind: Kind(.flow, .hours), usesScope: rows.usesScope)
    }
    let counting = aggregate.each.isEmpty || inner != nil
    var (measure, unit): (FlowMeasure, Unit) =
      counting ? try flowMeasure(base, rows: &rows) : (.count, .bookings)
    guard !aggregate.each.isEmpty else {
      try refuseHaving(aggregate)
      // A fold of a figure over nothing would be the figure itself, whatever the fold.
      if inner != nil { throw Rejection(.foldWithoutEach(aggregate.place)) }
      return BoundNode(node: .flow(scan, measure), kind: Kind(.flow, unit), usesScope: rows.usesScope)
    }
    guard let fold = Fold(rawValue: aggregate.fold?.text.lowercased() ?? "") else {
      throw Rejection(.badFold(aggregate.fold ?? aggregate.each[0]))
    }
    if fold == .first || fold == .last { throw Rejection(.foldOfFlow(aggregate.fold ?? aggregate.each[0])) }
    if let expression = aggregate.measure { throw Rejection(.countOfMeasure(expression.place)) }
    let keys = try innerKeys(aggregate.each, rows: &rows)
    // Where rows are counted, the name says what is compared: `having hours > 20`.
    if !counting, aggregate.having?.firstName?.text.lowercased() == "hours" { (measure, unit) = (.minutes, .hours) }
    // Without brackets it stands behind the inner one.
    let having = try tests([inner?.having, aggregate.having], of: measure.names(own: base.measure?.ownName ?? []))
    if keys.time == .instant, fold != .maximum && fold != .minimum || measure != .count || !having.isEmpty {
      throw Rejection(.instantFold(aggregate.place))
    }
    let kind: Kind =
      fold == .count
      ? Kind(.distinct, keys.countUnit) : Kind(fold == .sum ? .flow : .ratio, unit)
    return BoundNode(node: .foldFlow(fold, keys, scan, measure, having: having), kind: kind, usesScope: rows.usesScope)
  }

  /// `count each start of bookings`: once, in the cell where a booking starts.
  private func bindStarts(
    _ aggregate: Aggregate, _ scan: Scan, _ rows: inout RowBinder
  ) throws(Rejection) -> BoundNode? {
    guard aggregate.each.count == 1, aggregate.each[0].text.lowercased() == RowEdge.start.rawValue,
      aggregate.fold?.text.lowercased() == "count"
    else { return nil }
    if let expression = aggregate.measure { throw Rejection(.countOfMeasure(expression.place)) }
    try refuseHaving(aggregate)
    let measure = FlowMeasure.column(.number(millionths: Numbers.scale))
    return BoundNode(node: .flow(scan, measure), kind: Kind(.flow, .bookings), usesScope: rows.usesScope)
  }

  /// `hours each resource of bookings`: hours in which a resource is booked, however often; within opening hours where
  /// the definition is `during open_hours`.
  private func bindBusy(
    _ aggregate: Aggregate, _ scan: Scan, _ rows: inout RowBinder
  ) throws(Rejection) -> BoundNode? {
    guard aggregate.fold == nil, case .name(let phrase)? = aggregate.measure, phrase.text.lowercased() == "hours",
      !aggregate.each.isEmpty
    else { return nil }
    guard aggregate.each.count == 1, aggregate.each[0].text.lowercased() == "resource", aggregate.having == nil else {
      throw Rejection(.badHoursEach(aggregate.each[0]))
    }
    let measure = FlowMeasure.busy(during: during)
    return BoundNode(node: .flow(scan, measure), kind: Kind(.flow, .hours), usesScope: rows.usesScope)
  }

  private func flowMeasure(_ aggregate: Aggregate, rows: inout RowBinder) throws(Rejection) -> (FlowMeasure, Unit) {
    let fold = aggregate.fold?.text.lowercased()
    guard let measure = aggregate.measure else {
      guard fold == "count" else { throw Rejection(.badFold(aggregate.fold ?? Name(text: "", place: aggregate.place))) }
      return (.count, .bookings)
    }
    guard fold == nil || fold == "sum" else {
      throw Rejection(.badFold(aggregate.fold ?? Name(text: "", place: aggregate.place)))
    }
    if case .name(let phrase) = measure, phrase.text.lowercased() == "hours" { return (.minutes, .hours) }
    let (value, unit) = try rows.number(measure, on: .bookings)
    if value.dependsOnDay { throw Rejection(.notForRows(at: measure.place)) }
    return (.column(value), unit)
  }

  private func innerKeys(_ each: [Name], rows: inout RowBinder) throws(Rejection) -> Inner {
    var keys: [BoundKeyPath] = []
    var time: InnerTime?
    for key in each {
      let word = key.text.lowercased()
      if !key.quoted, let unit = InnerTime(rawValue: word) {
        if time != nil { throw Rejection(.twoTimes(key)) }
        time = unit
        continue
      }
      switch try rows.resolve(word, on: .bookings, place: key.place) {
      case .column(let links, _, let name, .text)?, .column(let links, _, let name, .link)?:
        keys.append(BoundKeyPath(name: word, links: links, column: name))
      case nil, .column?, .number?, .truth?, .literal?:
        throw Rejection(
          .unknownKey(key, candidates: rows.columnNames(of: .bookings) + InnerTime.allCases.map(\.rawValue)))
      }
    }
    if time == .instant, !keys.isEmpty { throw Rejection(.instantWithKeys(each[0])) }
    return Inner(keys: keys, time: time)
  }

  /// `having value >= 2` inside a fold: the figure by its own name, or `value`.
  func tests(_ predicates: [Predicate?], of names: [String]) throws(Rejection) -> [NumberTest] {
    var result: [NumberTest] = []
    for part in predicates.compactMap(\.self).flatMap(\.conjuncts) {
      guard case .comparison(.name(let figure), let relation, .number(let name)) = part,
        let value = literalNumber(name.text)
      else { throw Rejection(.badFoldHaving(part.place)) }
      guard names.contains(figure.text.lowercased()) else {
        throw Rejection(.unknownResultColumn(figure.names[0], columns: names))
      }
      result.append(NumberTest(RowExpression.Comparison(relation), value))
    }
    return result
  }

  /// There are no inner figures of which `having` could keep some.
  private func refuseHaving(_ aggregate: Aggregate) throws(Rejection) {
    if let having = aggregate.having { throw Rejection(.havingWithoutEach(having.place)) }
  }

  /// The parts of a condition, each with its own words as the reason.
  private func labelled(
    _ predicate: Predicate?, on table: TableName, rows: inout RowBinder, isImplied: Bool = false
  ) throws(Rejection) -> [LabelledPredicate] {
    var result: [LabelledPredicate] = []
    for part in predicate?.conjuncts ?? [] {
      if let inner = rows.namedConjunction(part, on: table) {
        // What it is called is used, though its parts stand in its place.
        _ = try rows.bind(part, on: table)
        result += try labelled(inner, on: table, rows: &rows, isImplied: isImplied)
        continue
      }
      let condition = try rows.bind(part, on: table)
      result.append(
        LabelledPredicate(label: rows.reason(of: part), condition: condition, isImplied: isImplied))
    }
    return result
  }
}

extension TableName {
  /// Whether it can be asked how many rows begin or end: those of availability are what is said of resources, and count
  /// for nothing themselves.
  fileprivate var hasEdgesToCount: Bool { self != .availability && Schema.edges(of: self) != nil }
}

extension FlowMeasure {
  /// What `having` inside a fold may call it.
  fileprivate func names(own: [String]) -> [String] {
    switch self {
    case .count: ["value", "count", "bookings"]
    case .minutes: ["value", "hours"]
    case .column, .busy, .within: ["value"] + own
    }
  }
}

extension Aggregate {
  /// `hours of bookings`
  fileprivate var isHours: Bool {
    if case .name(let phrase)? = measure {
      fold.map { $0.text.lowercased() == "sum" } ?? true && phrase.text.lowercased() == "hours"
    } else {
      false
    }
  }

  /// The same without its `having`.
  var withoutHaving: Aggregate {
    Aggregate(fold: fold, measure: measure, each: each, all: all, source: source, where: self.where, place: place)
  }

  /// Whether it folds a figure, in finer cells than those of the answer: what no kernel folds by itself.
  var foldsFigure: Bool {
    switch source {
    case .table: return false
    case .figure: return true
    case .aggregate(let inner):
      guard case .table(let name) = inner.source, inner.each.isEmpty else { return true }
      let words = each.filter { !$0.quoted }.map { $0.text.lowercased() }
      let times = words.count { CalendarKey(rawValue: $0) != nil }
      if words.contains(InnerTime.instant.rawValue) { return false }
      return name.text.lowercased() == TableName.bookings.rawValue
        ? times > 1 : !each.isEmpty && (times != 1 || each.count > 1 || words != ["day"])
    }
  }
}

extension Expression {
  /// The column's name in `sum quantity of bookings`, by which `having` may call the figure; else none.
  var ownName: [String] {
    if case .name(let phrase) = self { [phrase.text.lowercased()] } else { [] }
  }
}
