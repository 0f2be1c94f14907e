import Calculus
import Diagnostics
import Language
import Store

/// A node with what the checks need to know of it.
struct BoundNode {
  let node: PlanNode
  let kind: Kind
  /// The filter `type` reaches it through `scoped`.
  let usesScope: Bool
}

/// A part of a query or of a definition with the text that it stands in: what is wrong with it is shown there.
struct Written<Part> {
  let part: Part
  let source: SourceText

  init(_ part: Part, in source: SourceText) {
    self.part = part
    self.source = source
  }
}

/// Whatever `body` finds wrong lies in this text.
func located<Result>(in source: SourceText, _ body: () throws(Rejection) -> Result) throws(Rejection) -> Result {
  do throws(Rejection) {
    return try body()
  } catch {
    throw Rejection(error.diagnostics.map { $0.located(in: source) })
  }
}

/// A definition with its columns bound.
struct BoundDefinition {
  var columns: [PlanColumn] = []
  var keys: [Written<Name>] = []
  var predicates: [Written<Predicate>] = []
  var having: [Written<Predicate>] = []
  var sort: [Written<(column: Name, descending: Bool)>] = []
  var top: Written<Name>?
  var windows: [Written<WindowSyntax>] = []
  var widens = false

  /// The column that is the metric's value: the one that is called like it (`hours`), else the last that is a number.
  func value(of name: String) -> PlanColumn? {
    valueIndex(of: name).map { columns[$0] }
  }

  func valueIndex(of name: String) -> Int? {
    columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      ?? columns.lastIndex { if case .moment = $0.value { false } else { true } } ?? columns.indices.last
  }
}

/// Binds the columns of definitions to arithmetic over nodes, checking kinds and units.
struct CellBinder {
  let binder: Binder
  private(set) var nodes: [BoundNode] = []
  private var stack: [String] = []
  /// Terms of the definition being bound, those of the definitions that it uses included; and of those bound before.
  private var terms = 0
  private var termsOf: [String: Int] = [:]
  private var known: [String: BoundDefinition] = [:]

  /// More terms than this are no definition that anybody reads, and take their time in every cell.
  private static let mostTerms = 5_000

  init(binder: Binder) {
    self.binder = binder
  }

  private typealias Bound = (value: CellExpression, kind: Kind)

  // MARK: definitions

  mutating func definition(named name: Phrase) throws(Rejection) -> BoundDefinition {
    guard let entry = binder.catalogue[name.text], !entry.isRowColumn else {
      throw Rejection(binder.unknownMetric(name))
    }
    let key = Catalogue.key(name.text)
    guard !stack.contains(key) else { throw Rejection(.definitionCycle(stack + [key], at: name.place)) }
    if let bound = known[key] {
      try addTerms(termsOf[key] ?? 0, at: name.place)
      return bound
    }
    stack.append(key)
    defer { stack.removeLast() }
    let before = terms
    let bound = try located(in: entry.source) { () throws(Rejection) in
      try bind(entry.definition, in: entry.source)
    }
    known[key] = bound
    termsOf[key] = terms - before
    return bound
  }

  private mutating func bind(
    _ definition: Definition, in source: SourceText
  ) throws(Rejection) -> BoundDefinition {
    if let during = definition.during { throw Rejection(.clauseNotSupported("during", at: during.place)) }
    if let parameter = definition.parameters.first { throw Rejection(.parametersNotSupported(parameter)) }
    if let widen = definition.widen, widen.text.lowercased() != "week" { throw Rejection(.badWiden(widen)) }
    var result = BoundDefinition()
    if let whole = wholeMetric(definition) {
      result = try self.definition(named: whole)
    } else {
      result.columns = try bind(definition.columns)
    }
    if definition.widen != nil { result.widens = true }
    for clause in definition.clauses {
      switch clause.kind {
      case .by(let names): result.keys = names.map { Written($0, in: source) }
      case .where(let predicate): result.predicates.append(Written(predicate, in: source))
      case .having(let predicate): result.having.append(Written(predicate, in: source))
      case .sort(let column, let descending): result.sort.append(Written((column, descending), in: source))
      case .top(let count): result.top = Written(count, in: source)
      case .between(let from, let to):
        result.windows.append(Written(WindowSyntax(from: from, to: to, place: clause.place), in: source))
      case .filter, .with, .vs, .in, .on, .under, .as, .to:
        throw Rejection(.clauseNotInDefinition(clause.place))
      }
    }
    return result
  }

  /// `define house = occupancy desks by location`: all columns of another metric.
  private func wholeMetric(_ definition: Definition) -> Phrase? {
    guard definition.columns.count == 1, definition.columns[0].label == nil, !definition.columns[0].percent,
      case .name(let phrase) = definition.columns[0].value, binder.catalogue[phrase.text]?.isRowColumn == false
    else { return nil }
    return phrase
  }

  private mutating func bind(_ columns: [ColumnSyntax]) throws(Rejection) -> [PlanColumn] {
    var bound: [String: Bound] = [:]
    var result: [PlanColumn] = []
    var lastAtom: Int?
    for column in columns {
      let value: Bound
      if case .name(let phrase) = column.value, phrase.text.lowercased() == "at" {
        guard let atom = lastAtom else { throw Rejection(.atWithoutInstant(phrase.place)) }
        value = (.moment(ofAtom: atom), Kind(.moment, .instant))
      } else {
        value = try bind(column.value, columns: bound)
      }
      if case .atom(let index) = value.value, case .foldFlow(_, let inner, _, _, _) = nodes[index].node,
        inner.time == .instant
      {
        lastAtom = index
      }
      let name = try columnName(column)
      if bound[name.lowercased()] != nil { throw Rejection(.columnTwice(name, at: column.place)) }
      if column.percent, value.kind.unit != .ratio {
        throw Rejection(.percentOfUnit(value.kind.unit, at: column.place))
      }
      bound[name.lowercased()] = value
      result.append(PlanColumn(name: name, value: value.value, unit: value.kind.unit, isPercent: column.percent))
    }
    return result
  }

  private func columnName(_ column: ColumnSyntax) throws(Rejection) -> String {
    if let label = column.label { return label.text }
    if case .name(let phrase) = column.value { return phrase.text }
    return "value"
  }

  // MARK: expressions

  private mutating func addTerms(_ count: Int, at place: Place) throws(Rejection) {
    terms += count
    if terms > Self.mostTerms { throw Rejection(.definitionTooLarge(Self.mostTerms, at: place)) }
  }

  private mutating func bind(_ expression: Expression, columns: [String: Bound]) throws(Rejection) -> Bound {
    try addTerms(1, at: expression.place)
    switch expression {
    case .number(let name):
      guard let value = literalNumber(name.text) else { throw Rejection(.badNumber(name)) }
      return (.number(value), Kind(.scalar, name.text.hasSuffix("%") ? .ratio : .none))
    case .name(let phrase): return try bindName(phrase, columns: columns)
    case .negate(let inner, _):
      let (value, kind) = try bind(inner, columns: columns)
      return (.negate(value), kind)
    case .binary(let sign, let left, let right):
      let operation = RowExpression.Operation(rawValue: sign.rawValue) ?? .add
      let first = try bind(left, columns: columns)
      let second = try bind(right, columns: columns)
      let kind = try combine(operation, first.kind, second.kind, at: left.place.union(right.place))
      return (.arithmetic(operation, first.value, second.value), kind)
    case .aggregate(let aggregate):
      let node = try bind(aggregate)
      return (.atom(index(of: node)), node.kind)
    case .total(let inner, _):
      let (value, kind) = try bind(inner, columns: columns)
      return (.total(value), kind)
    case .call(let name, _, _): throw Rejection(.notForFigures(name))
    case .conditional(_, _, _, let place), .split(_, _, let place):
      throw Rejection(.notForFigures(Name(text: "if", place: place)))
    case .predicate(let predicate): throw Rejection(.conditionAsFigure(predicate.place))
    }
  }

  private mutating func bindName(_ phrase: Phrase, columns: [String: Bound]) throws(Rejection) -> Bound {
    let word = phrase.text.lowercased()
    if let column = columns[word] { return column }
    if let count = CalendarCount(rawValue: word) {
      let unit: Unit = count == .weeks ? .weeks : count == .months ? .months : .days
      return (.count(count), Kind(.calendar, unit))
    }
    if word == "coefficient" { return (.number(binder.settings.coefficient), Kind(.scalar, .membershipsPerDesk)) }
    guard let entry = binder.catalogue[phrase.text], !entry.isRowColumn else {
      throw Rejection(
        .unknownInDefinition(
          phrase, nearest: NearestName.find(phrase.text, in: binder.catalogue.metricNames + columns.keys.sorted())))
    }
    let definition = try self.definition(named: phrase)
    guard let value = definition.value(of: phrase.text) else { throw Rejection(binder.unknownMetric(phrase)) }
    return (value.value, Kind(shape(of: value.value), value.unit))
  }

  /// The shape of a bound figure, found from its nodes.
  private func shape(of value: CellExpression) -> Kind.Shape {
    switch value {
    case .number: .scalar
    case .count: .calendar
    case .atom(let index): nodes[index].kind.shape
    case .negate(let inner), .total(let inner): shape(of: inner)
    case .moment: .moment
    case .arithmetic(let operation, let left, let right):
      (try? combine(
        operation, Kind(shape(of: left), .none), Kind(shape(of: right), .none), at: Place(.init(lower: 0, upper: 0))))?
        .shape ?? .ratio
    }
  }

  /// Which kinds go together, and what they give.
  private func combine(
    _ operation: RowExpression.Operation, _ left: Kind, _ right: Kind, at place: Place
  ) throws(Rejection) -> Kind {
    let sign = operation.rawValue
    if left.shape == .moment || right.shape == .moment { throw Rejection(.momentInSum(at: place)) }
    switch operation {
    case .add, .subtract, .maximum, .minimum:
      let loose = left.shape == .scalar && left.unit == .none || right.shape == .scalar && right.unit == .none
      guard left.unit == right.unit || loose else {
        throw Rejection(.unequalUnits(left.unit, right.unit, sign: sign, at: place))
      }
      if left.shape == .distinct, right.shape == .distinct { throw Rejection(.addingDistinct(at: place)) }
      let pair = Set([left.shape, right.shape])
      if pair == [.level, .flow] || pair == [.level, .distinct] {
        throw Rejection(.levelAndFlow(sign: sign, at: place))
      }
      let shape = left.shape == .scalar ? right.shape : left.shape
      return Kind(shape, left.unit == .none ? right.unit : left.unit)
    case .multiply:
      let shapes = Set([left.shape, right.shape])
      if left.shape == .level, right.shape == .level { throw Rejection(.productOfLevels(at: place)) }
      let shape: Kind.Shape =
        shapes.contains(.scalar) && shapes.count == 2
        ? (left.shape == .scalar ? right.shape : left.shape)
        : shapes == [.level, .calendar] ? .flow : shapes == [.scalar] ? .scalar : .ratio
      return Kind(shape, .product(left.unit, right.unit))
    case .divide:
      let shape: Kind.Shape = right.shape == .scalar ? left.shape : .ratio
      return Kind(shape, .quotient(left.unit, right.unit))
    }
  }

  // MARK: aggregates

  private mutating func index(of node: BoundNode) -> Int {
    if let known = nodes.firstIndex(where: { $0.node == node.node && $0.usesScope == node.usesScope }) { return known }
    nodes.append(node)
    return nodes.count - 1
  }

  private func bind(_ aggregate: Aggregate) throws(Rejection) -> BoundNode {
    var rows = binder.rowBinder()
    switch aggregate.source {
    case .table(let name):
      guard let table = tableNamed(name.text) else { throw Rejection(.unknownTable(name)) }
      return table == .bookings
        ? try bindFlow(aggregate, inner: nil, rows: &rows) : try bindLevel(aggregate, of: table, rows: &rows)
    case .aggregate(let inner):
      guard case .table(let name) = inner.source, inner.each.isEmpty else {
        throw Rejection(.nestedTooDeep(inner.place))
      }
      guard let table = tableNamed(name.text) else { throw Rejection(.unknownTable(name)) }
      return table == .bookings
        ? try bindFlow(aggregate, inner: inner, rows: &rows)
        : try bindDays(aggregate, inner: inner, of: table, rows: &rows)
    }
  }

  private func tableNamed(_ word: String) -> TableName? {
    word.lowercased() == "types" ? .types : TableName(rawValue: word.lowercased())
  }

  /// `sum desks of resources where available`
  private func bindLevel(
    _ aggregate: Aggregate, of table: TableName, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    if let key = aggregate.each.first { throw Rejection(.eachOfRows(key, table: table)) }
    let word = aggregate.fold?.text.lowercased() ?? "sum"
    guard word == "sum" || word == "count" else {
      throw Rejection(.foldOfLevel(aggregate.fold ?? Name(text: word, place: aggregate.place)))
    }
    let conditions = try labelled(aggregate.where, on: table, rows: &rows)
    var measure = RowExpression.number(millionths: Numbers.scale)
    var unit = Unit.count(of: table)
    if let expression = aggregate.measure {
      guard word == "sum" else { throw Rejection(.countOfMeasure(expression.place)) }
      (measure, unit) = try rows.number(expression, on: table)
    }
    let step = Step(scan: Scan(table, conditions), measure: measure)
    return BoundNode(node: .reduce(step), kind: Kind(.level, unit), usesScope: rows.usesScope)
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
    let level = try bindLevel(inner, of: table, rows: &rows)
    guard case .reduce(let step) = level.node else { throw Rejection(.nestedTooDeep(inner.place)) }
    let unit: Unit =
      fold == .count ? .days : level.kind.unit == .resources && fold == .sum ? .objectDays : level.kind.unit
    let shape: Kind.Shape = fold == .sum || fold == .count ? .flow : .ratio
    return BoundNode(node: .foldDays(fold, step), kind: Kind(shape, unit), usesScope: level.usesScope)
  }

  /// `count of bookings`, `hours of bookings`, `max each instant of bookings`
  private func bindFlow(
    _ aggregate: Aggregate, inner: Aggregate?, rows: inout RowBinder
  ) throws(Rejection) -> BoundNode {
    let table = TableName.bookings
    let base = inner ?? aggregate
    var conditions: [LabelledPredicate] = []
    if !base.all, let counts = binder.catalogue["bookings.counts"]?.definition.columns.last?.value {
      conditions = try labelled(counts.asPredicate, on: table, rows: &rows)
    }
    conditions += try labelled(base.where, on: table, rows: &rows)
    if inner != nil { conditions += try labelled(aggregate.where, on: table, rows: &rows) }
    if conditions.contains(where: \.condition.dependsOnDay) { throw Rejection(.filterByDay(base.place)) }
    let scan = Scan(table, conditions)

    let counting = aggregate.each.isEmpty || inner != nil
    var (measure, unit): (FlowMeasure, Unit) =
      counting ? try flowMeasure(base, rows: &rows) : (.count, .bookings)
    guard !aggregate.each.isEmpty else {
      return BoundNode(node: .flow(scan, measure), kind: Kind(.flow, unit), usesScope: rows.usesScope)
    }
    guard let fold = Fold(rawValue: aggregate.fold?.text.lowercased() ?? "") else {
      throw Rejection(.badFold(aggregate.fold ?? aggregate.each[0]))
    }
    if let expression = aggregate.measure { throw Rejection(.countOfMeasure(expression.place)) }
    let keys = try innerKeys(aggregate.each, rows: &rows)
    var having: [NumberTest] = []
    if let predicate = aggregate.having {
      // Where rows are counted, the name says what is compared: `having hours > 20`.
      if !counting, predicate.firstName?.text.lowercased() == "hours" { (measure, unit) = (.minutes, .hours) }
      having = try tests(predicate, of: measure)
    }
    if keys.time == .instant, fold != .maximum && fold != .minimum || measure != .count || aggregate.having != nil {
      throw Rejection(.instantFold(aggregate.place))
    }
    let kind: Kind =
      fold == .count
      ? Kind(.distinct, keys.countUnit) : Kind(fold == .sum ? .flow : .ratio, unit)
    return BoundNode(node: .foldFlow(fold, keys, scan, measure, having: having), kind: kind, usesScope: rows.usesScope)
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
  private func tests(_ predicate: Predicate, of measure: FlowMeasure) throws(Rejection) -> [NumberTest] {
    let names: [String] =
      switch measure {
      case .count: ["value", "count", "bookings"]
      case .minutes: ["value", "hours"]
      case .column: ["value"]
      }
    var result: [NumberTest] = []
    for part in predicate.conjuncts {
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

  /// The parts of a condition, each with its own words as the reason.
  private func labelled(
    _ predicate: Predicate?, on table: TableName, rows: inout RowBinder
  ) throws(Rejection) -> [LabelledPredicate] {
    var result: [LabelledPredicate] = []
    for part in predicate?.conjuncts ?? [] {
      result.append(LabelledPredicate(label: part.reason, condition: try rows.bind(part, on: table)))
    }
    return result
  }
}
