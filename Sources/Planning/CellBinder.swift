import Diagnostics
import Language
import Store

/// Binds the columns of definitions to arithmetic over nodes, checking kinds and units.
struct CellBinder {
  let binder: Binder
  private(set) var nodes: [BoundNode] = []
  /// Money a month is taken as a mean over the days, which no proration can have a say in.
  var averagesMoney = false
  /// Settings that definitions asked for.
  var consulted: Set<String> = []
  private var stack: [String] = []
  /// The text of the definition being bound.
  private(set) var sourceAtHand: SourceText
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
  let arguments: MetricArguments
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

  typealias Bound = (value: CellExpression, kind: Kind)

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

  /// Counts what a definition is made of.
  mutating func addTerms(_ count: Int, at place: Place) throws(Rejection) {
    terms += count
    if terms > Self.mostTerms { throw Rejection(.definitionTooLarge(Self.mostTerms, at: place)) }
  }

  // MARK: nodes

  /// The number of a node; one that is there already has one.
  mutating func index(of node: BoundNode) -> Int {
    if let known = nodes.firstIndex(where: { $0.node == node.node && $0.usesScope == node.usesScope }) { return known }
    nodes.append(node)
    return nodes.count - 1
  }

  /// The number of a fold; one that is there already has one.
  mutating func index(of fold: BoundFold) -> Int {
    if let known = folds.firstIndex(where: { $0.isSame(as: fold) }) { return known }
    folds.append(fold)
    return folds.count - 1
  }

  /// Keeps these nodes alone, in this order.
  mutating func keep(_ kept: [Int], folds: [BoundFold]) {
    nodes = kept.map { nodes[$0] }
    self.folds = folds
  }
}
