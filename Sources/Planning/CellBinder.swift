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
  /// The words that made it.
  var written: WrittenFigure?
  /// Keys that were read as others.
  var standIns: Set<String> = []
  var redefined: Set<String> = []
  /// Columns of rows that it goes by, where that is asked for.
  var usedColumns: [String] = []
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
  /// The value of the metric that this is another name of.
  var ownValue: Int?

  /// The column that is the metric's value: the one that is called like it (`hours`), else the last that is a number.
  func value(of name: String) -> PlanColumn? {
    valueIndex(of: name).map { columns[$0] }
  }

  /// The same with its value as the only column.
  func valueAlone(of name: String) -> BoundDefinition {
    var result = self
    result.columns = value(of: name).map { [$0] } ?? []
    result.ownValue = nil
    return result
  }

  func valueIndex(of name: String) -> Int? {
    ownValue ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      ?? columns.lastIndex { if case .moment = $0.value { false } else { true } } ?? columns.indices.last
  }
}

/// Binds the columns of definitions to arithmetic over nodes, checking kinds and units.
struct CellBinder {
  let binder: Binder
  private(set) var nodes: [BoundNode] = []
  /// Money a month is taken as a mean over the days, which no proration can have a say in.
  private(set) var averagesMoney = false
  /// Settings that definitions asked for.
  private(set) var consulted: Set<String> = []
  private var stack: [String] = []
  /// The text of the definition being bound.
  private var sourceAtHand: SourceText
  /// How deep in it the definition lies that the query's parameters are for.
  private var depthOfArguments = 1
  /// Terms of the definition being bound, those of the definitions that it uses included; and of those bound before.
  private var terms = 0
  private var termsOf: [Known: Int] = [:]
  private var known: [Known: BoundDefinition] = [:]
  /// The hours that the definition being bound looks at; nil is all of them.
  private(set) var during: HourWindow?
  /// Folds of figures in finer cells.
  private(set) var folds: [BoundFold] = []

  /// A definition that was bound, which is another one within other hours.
  private struct Known: Hashable {
    let name: String
    let during: HourWindow?
  }

  /// More terms than this are no definition that anybody reads, and take their time in every cell.
  private static let mostTerms = 5_000

  /// What the query gives to the parameters of its metric, and what they are in the definition being bound.
  private let arguments: MetricArguments
  private(set) var parameters: [String: MetricArguments.Value] = [:]

  init(binder: Binder, arguments: MetricArguments) {
    self.binder = binder
    self.arguments = arguments
    sourceAtHand = binder.source
  }

  /// The parameters that are mere numbers: they stand in conditions as if they were written there.
  var numbers: [String: String] { parameters.filter { $0.value.currency == nil }.mapValues(\.text) }

  /// The metric and those that it uses.
  var definitionNames: [String] { Set(known.keys.map(\.name)).sorted() }

  private typealias Bound = (value: CellExpression, kind: Kind)

  // MARK: definitions

  mutating func definition(named name: Phrase) throws(Rejection) -> BoundDefinition {
    guard let entry = binder.catalogue[name.text], !entry.isRowColumn else {
      throw Rejection(binder.unknownMetric(name))
    }
    let key = Catalogue.key(name.text)
    guard !stack.contains(key) else { throw Rejection(.definitionCycle(stack + [key], at: name.place)) }
    let place = Known(name: key, during: during)
    if let bound = known[place] {
      try addTerms(termsOf[place] ?? 0, at: name.place)
      return bound
    }
    stack.append(key)
    let outerSource = sourceAtHand
    sourceAtHand = entry.source
    defer {
      stack.removeLast()
      sourceAtHand = outerSource
    }
    let before = terms
    let bound = try located(in: entry.source) { () throws(Rejection) in
      try bind(entry.definition, in: entry.source)
    }
    known[place] = bound
    termsOf[place] = terms - before
    return bound
  }

  private mutating func bind(
    _ definition: Definition, in source: SourceText
  ) throws(Rejection) -> BoundDefinition {
    let outer = during
    defer { during = outer }
    if let word = definition.during {
      guard let window = HourWindow(rawValue: word.text.lowercased()) else { throw Rejection(.badDuring(word)) }
      during = window
    }
    let outerParameters = parameters
    defer { parameters = outerParameters }
    let whole = binder.catalogue.wholeMetric(definition)
    let isAsked = stack.count == depthOfArguments
    if isAsked, whole != nil, definition.parameters.isEmpty {
      // Another name passes on what it is given.
      depthOfArguments += 1
    } else {
      parameters = try arguments.values(of: definition, isOutermost: isAsked)
    }
    if let widen = definition.widen, widen.text.lowercased() != "week" { throw Rejection(.badWiden(widen)) }
    var result = BoundDefinition()
    if let whole {
      result = try self.definition(named: whole)
      result.ownValue = result.valueIndex(of: whole.text)
    } else {
      result.columns = try bind(definition.columns)
    }
    if definition.widen != nil { result.widens = true }
    for clause in definition.clauses {
      switch clause.given(numbers).kind {
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

  private mutating func bind(_ columns: [ColumnSyntax]) throws(Rejection) -> [PlanColumn] {
    var bound: [String: Bound] = [:]
    var result: [PlanColumn] = []
    var lastAtom: Int?
    for column in columns {
      var value: Bound
      if case .name(let phrase) = column.value, phrase.text.lowercased() == "at" {
        guard let atom = lastAtom else { throw Rejection(.atWithoutInstant(phrase.place)) }
        value = (.moment(ofAtom: atom), Kind(.moment, .instant))
      } else {
        value = try bind(column.value, columns: bound)
      }
      if case .atom(let index) = value.value.unstated, case .foldFlow(_, let inner, _, _, _) = nodes[index].node,
        inner.time == .instant
      {
        lastAtom = index
      }
      let name = try columnName(column)
      if bound[name.lowercased()] != nil { throw Rejection(.columnTwice(name, at: column.place)) }
      if value.value.hasInnerSplit { throw Rejection(.splitInside(column.place)) }
      if column.percent, value.kind.unit != .ratio {
        throw Rejection(.percentOfUnit(value.kind.unit, at: column.place))
      }
      if let unit = column.unit { value = try state(value, in: unit) }
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
      if operation == .multiply, let value = accumulated(first, second) ?? accumulated(second, first) {
        return (value, kind)
      }
      if operation == .multiply, isMoneyOverMonths(first, second) || isMoneyOverMonths(second, first) {
        averagesMoney = true
      }
      return (.arithmetic(operation, first.value, second.value), kind)
    case .aggregate(let aggregate) where aggregate.foldsFigure:
      return try fold(aggregate.given(numbers), columns: columns)
    case .aggregate(let aggregate):
      var node = try bind(aggregate.given(numbers))
      node.written = WrittenFigure(aggregate)
      let atom = CellExpression.atom(index(of: node))
      // Differences of moments are in minutes, which nobody reads.
      guard node.kind.unit == .minutes else { return (atom, node.kind) }
      return (.arithmetic(.divide, atom, .number(Rational(60))), Kind(node.kind.shape, .hours))
    case .total(let inner, _):
      let (value, kind) = try bind(inner, columns: columns)
      return (.total(value), kind)
    case .call(let name, let values, let place): return try call(name, values, at: place, columns: columns)
    case .conditional(let test, let yes, let no, _):
      return try choose(try isSet(test), yes, no, columns: columns)
    case .split(let amount, let basis, let place): return try split(amount, by: basis, at: place, columns: columns)
    case .predicate(let predicate): throw Rejection(.conditionAsFigure(predicate.place))
    }
  }

  /// `if proration = thirty then …`: settings are known when a query is bound, so one branch is taken; the other is
  /// looked at all the same.
  private mutating func choose(
    _ holds: Bool, _ yes: Expression, _ no: Expression, columns: [String: Bound]
  ) throws(Rejection) -> Bound {
    // Its figures are dropped again: no column has them.
    let other = try bind(holds ? no : yes, columns: columns)
    let chosen = try bind(holds ? yes : no, columns: columns)
    guard other.kind.unit == chosen.kind.unit || other.kind.unit == .none || chosen.kind.unit == .none else {
      throw Rejection(.unequalUnits(chosen.kind.unit, other.kind.unit, sign: "else", at: yes.place.union(no.place)))
    }
    return chosen
  }

  /// Whether a setting has a value: `hours_divisor = frame`.
  private mutating func isSet(_ test: Predicate) throws(Rejection) -> Bool {
    switch test {
    case .and(let parts):
      for part in parts where try !isSet(part) { return false }
      return true
    case .or(let parts):
      for part in parts where try isSet(part) { return true }
      return false
    case .not(let inner, _): return try !isSet(inner)
    case .comparison(.name(let setting), let relation, .name(let value))
    where relation == .equal || relation == .notEqual:
      var probe = binder.settings
      do throws(SettingError) {
        // What the setting cannot be is no test.
        try probe.set(setting.text, to: value.text, origin: .workspace(""))
      } catch {
        throw Rejection(.badSetting(error, name: setting.names[0], value: value.names[0]))
      }
      consulted.insert(setting.text.lowercased())
      let holds = binder.settings.value(setting.text.lowercased()) == probe.value(setting.text.lowercased())
      return holds == (relation == .equal)
    case .comparison, .member, .test, .any, .missing: throw Rejection(.notASettingTest(test.place))
    }
  }

  /// `split amount by basis`: money in its smallest coin, so that the parts of all rows add up to it.
  private mutating func split(
    _ amount: Expression, by basis: Expression, at place: Place, columns: [String: Bound]
  ) throws(Rejection) -> Bound {
    guard case .name(let phrase) = amount, let value = parameters[phrase.text.lowercased()],
      let currency = value.currency
    else { throw Rejection(.splitOfNoAmount(amount.place)) }
    let (weight, kind) = try bind(basis, columns: columns)
    guard kind.shape == .flow || kind.shape == .distinct else { throw Rejection(.splitByNoFlow(basis.place)) }
    let units = try arguments.coins(of: value, currency)
    return (.split(units: units, coins: currency.coins, by: weight), Kind(.flow, .money))
  }

  /// Money a month times `months` is Σ weight × money: exact whatever the weights, so `proration` can have its own.
  private mutating func accumulated(_ left: Bound, _ right: Bound) -> CellExpression? {
    guard left.kind == Kind(.level, .money), case .count(.months) = right.value else { return nil }
    return accumulated(left.value)
  }

  /// Money a month of which each day's share cannot be told, times the months.
  private func isMoneyOverMonths(_ left: Bound, _ right: Bound) -> Bool {
    guard case .count(.months) = right.value else { return false }
    return left.kind.unit == .money && left.kind.shape == .level
  }

  private mutating func accumulated(_ value: CellExpression) -> CellExpression? {
    switch value {
    case .atom(let atom):
      guard case .reduce(let step) = nodes[atom].node else { return nil }
      let bound = BoundNode(
        node: .accumulate(step), kind: Kind(.flow, nodes[atom].kind.unit), usesScope: nodes[atom].usesScope,
        written: nodes[atom].written)
      return .atom(index(of: bound))
    case .negate(let inner): return accumulated(inner).map { .negate($0) }
    case .arithmetic(let operation, let first, let second) where operation == .add || operation == .subtract:
      guard let first = accumulated(first), let second = accumulated(second) else { return nil }
      return .arithmetic(operation, first, second)
    case .arithmetic(let operation, let first, let second)
    where (operation == .multiply || operation == .divide) && second.isScalar:
      return accumulated(first).map { .arithmetic(operation, $0, second) }
    case .arithmetic(.multiply, let first, let second) where first.isScalar:
      return accumulated(second).map { .arithmetic(.multiply, first, $0) }
    case .number, .count, .arithmetic, .moment, .total, .split, .rounded, .stated, .folded: return nil
    }
  }

  /// `max(a, b)`, `round(a, 2)`
  private mutating func call(
    _ name: Name, _ values: [Expression], at place: Place, columns: [String: Bound]
  ) throws(Rejection) -> Bound {
    let (value, kind) = try bind(values[0], columns: columns)
    if name.text.lowercased() == Keyword.previous.rawValue {
      guard kind.shape != .moment else { throw Rejection(.momentInSum(at: place)) }
      let shape: Kind.Shape = kind.shape == .flow ? .flow : .ratio
      let bound = BoundFold(
        fold: .first, isPrevious: true, calendarKeys: [], keys: [], value: value, having: [],
        kind: Kind(shape, kind.unit), place: place, source: sourceAtHand)
      return (.folded(index(of: bound)), bound.kind)
    }
    if let rounding = Rounding(rawValue: name.text.lowercased()) {
      guard kind.shape != .moment else { throw Rejection(.momentInSum(at: place)) }
      var places = 0
      if values.count > 1, case .number(let number) = values[1] {
        guard let asked = Int(number.text), asked <= Self.mostPlaces else {
          throw Rejection(.tooManyPlaces(number, most: Self.mostPlaces))
        }
        places = asked
      }
      let shape: Kind.Shape = kind.shape == .scalar || kind.shape == .calendar ? kind.shape : .ratio
      return (.rounded(rounding, places: places, value), Kind(shape, kind.unit))
    }
    guard let operation = RowExpression.Operation(rawValue: name.text.lowercased()), values.count > 1 else {
      throw Rejection(.notForFigures(name))
    }
    var result = (value: value, kind: kind)
    for other in values.dropFirst() {
      let next = try bind(other, columns: columns)
      let common = try combine(operation, result.kind, next.kind, at: place)
      let shape: Kind.Shape = common.shape == .scalar ? .scalar : .ratio
      result = (.arithmetic(operation, result.value, next.value), Kind(shape, common.unit))
    }
    return result
  }

  /// More decimals than anybody rounds to, and few enough to be exact.
  private static let mostPlaces = 9

  /// `176 * seats * months as hours`: the definition says what it counts.
  private func state(_ value: Bound, in name: Name) throws(Rejection) -> Bound {
    guard let unit = Unit.stateable.first(where: { $0.rawValue == name.text.lowercased() }) else {
      throw Rejection(.unknownStatedUnit(name))
    }
    guard value.kind.unit != .money, value.kind.shape != .moment else {
      throw Rejection(.statedMoney(value.kind.unit, name))
    }
    return (.stated(unit, value.value), Kind(value.kind.shape, unit))
  }

  /// `mean each day of max each instant of bookings`, `max each day of (occupied / available)`
  private mutating func fold(_ aggregate: Aggregate, columns: [String: Bound]) throws(Rejection) -> Bound {
    guard let fold = aggregate.fold.flatMap({ Fold(rawValue: $0.text.lowercased()) }) else {
      throw Rejection(.badFold(aggregate.fold ?? Name(text: "", place: aggregate.place)))
    }
    if let measure = aggregate.measure { throw Rejection(.countOfMeasure(measure.place)) }
    guard !aggregate.each.isEmpty else { throw Rejection(.foldWithoutEach(aggregate.place)) }
    if let condition = aggregate.where { throw Rejection(.whereOfFigure(condition.place)) }
    let having: [Predicate?]
    var names = ["value"]
    let inner: Bound
    switch aggregate.source {
    case .table(let name): throw Rejection(.unknownTable(name))
    case .figure(let value):
      inner = try bind(value, columns: columns)
      having = [aggregate.having]
    case .aggregate(let part):
      // Without brackets it stands behind the inner one, which has no use for it.
      let isPlain = if case .table = part.source { part.each.isEmpty } else { false }
      inner = try bind(.aggregate(isPlain ? part.withoutHaving : part), columns: columns)
      having = [isPlain ? part.having : nil, aggregate.having]
      if let word = part.measure?.ownName.first ?? part.fold?.text.lowercased() { names.append(word) }
    }
    guard inner.kind.shape != .moment else { throw Rejection(.momentInSum(at: aggregate.place)) }
    let calendar = aggregate.each.compactMap { $0.quoted ? nil : CalendarKey(rawValue: $0.text.lowercased()) }
    let attributes = aggregate.each.filter { $0.quoted || CalendarKey(rawValue: $0.text.lowercased()) == nil }
    if fold == .first || fold == .last, !attributes.isEmpty || !calendar.allSatisfy(\.isContiguous) {
      throw Rejection(.foldOfFlow(aggregate.fold ?? aggregate.each[0]))
    }
    let unit: Unit =
      fold != .count
      ? inner.kind.unit
      : !attributes.isEmpty ? .none : calendar == [.day] ? .days : calendar == [.week] ? .weeks : .none
    let shape: Kind.Shape =
      switch fold {
      case .sum: .flow
      case .count: .distinct
      case .mean, .maximum, .minimum: .ratio
      case .first, .last: .ratio
      }
    let bound = BoundFold(
      fold: fold, calendarKeys: calendar, keys: attributes, value: inner.value,
      having: try tests(having, of: names), kind: Kind(shape, unit), place: aggregate.place, source: sourceAtHand)
    return (.folded(index(of: bound)), bound.kind)
  }

  private mutating func index(of fold: BoundFold) -> Int {
    if let known = folds.firstIndex(where: { $0.isSame(as: fold) }) { return known }
    folds.append(fold)
    return folds.count - 1
  }

  private mutating func bindName(_ phrase: Phrase, columns: [String: Bound]) throws(Rejection) -> Bound {
    let word = phrase.text.lowercased()
    if let column = columns[word] { return column }
    if let value = parameters[word] {
      let unit: Unit = value.currency != nil ? .money : value.text.hasSuffix("%") ? .ratio : .none
      return (.number(value.number), Kind(.scalar, unit))
    }
    if let count = CalendarCount(rawValue: word) {
      let unit: Unit = count == .weeks ? .weeks : count == .months ? .months : .days
      return (.count(count), Kind(.calendar, unit))
    }
    if word == "coefficient" {
      consulted.insert(word)
      return (.number(binder.settings.coefficient), Kind(.scalar, .membershipsPerDesk))
    }
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
  func shape(of value: CellExpression) -> Kind.Shape {
    switch value {
    case .number: .scalar
    case .count: .calendar
    case .atom(let index): nodes[index].kind.shape
    case .negate(let inner), .total(let inner), .stated(_, let inner): shape(of: inner)
    case .folded(let index): folds[index].kind.shape
    case .rounded(_, _, let inner):
      switch shape(of: inner) {
      case .scalar: .scalar
      case .calendar: .calendar
      case .level, .flow, .distinct, .ratio, .moment: .ratio
      }
    case .moment: .moment
    case .split: .flow
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
      guard left.unit == right.unit || left.unit == .none || right.unit == .none else {
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

  // MARK: nodes

  /// Keeps these nodes alone, in this order.
  mutating func keep(_ kept: [Int], folds: [BoundFold]) {
    nodes = kept.map { nodes[$0] }
    self.folds = folds
  }

  private mutating func index(of node: BoundNode) -> Int {
    if let known = nodes.firstIndex(where: { $0.node == node.node && $0.usesScope == node.usesScope }) { return known }
    nodes.append(node)
    return nodes.count - 1
  }
}

extension CellExpression {
  /// Without what it is said to count.
  fileprivate var unstated: CellExpression { if case .stated(_, let inner) = self { inner.unstated } else { self } }

  /// The same number in every cell.
  fileprivate var isScalar: Bool {
    switch self {
    case .number: true
    case .negate(let inner): inner.isScalar
    case .arithmetic(_, let left, let right): left.isScalar && right.isScalar
    case .rounded(_, _, let inner), .stated(_, let inner): inner.isScalar
    case .atom, .count, .moment, .total, .split, .folded: false
    }
  }
}
