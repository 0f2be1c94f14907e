import Calculus
import Diagnostics
import Language
import Store

// `hours / available_hours`: what an expression becomes.
extension CellBinder {
  mutating func bind(_ expression: Expression, columns: [String: Bound]) throws(Rejection) -> Bound {
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

  /// `176 * seats * months as hours`: the definition says what it counts.
  func state(_ value: Bound, in name: Name) throws(Rejection) -> Bound {
    guard let unit = Unit.stateable.first(where: { $0.rawValue == name.text.lowercased() }) else {
      throw Rejection(.unknownStatedUnit(name))
    }
    guard value.kind.unit != .money, value.kind.shape != .moment else {
      throw Rejection(.statedMoney(value.kind.unit, name))
    }
    return (.stated(unit, value.value), Kind(value.kind.shape, unit))
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
}
