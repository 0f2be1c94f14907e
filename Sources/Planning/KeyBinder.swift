import Calculus
import Diagnostics
import Language
import Store

/// A key of `by`, and how each node reaches it; calendar keys need no way.
struct BoundKey {
  let key: PlanKey
  let reach: [KeyReach]?

  /// A row can have several of its values.
  var isList: Bool { reach?.contains { if case .list = $0 { true } else { false } } ?? false }
}

/// A filter or a part of `where`, for each node; `nil` where the node has it by its scope.
struct BoundFilter {
  let text: String
  let atoms: [AtomFilter?]

  /// It asks when bookings were.
  var asksTouch: Bool {
    atoms.contains { if case .rows(let predicate) = $0 { predicate.condition.asksTouch } else { false } }
  }
}

extension Binder {
  // MARK: keys

  mutating func bindKeys(_ names: [Written<Name>], nodes: [BoundNode]) throws(Rejection) -> [BoundKey] {
    var result: [BoundKey] = []
    var seen: Set<String> = []
    var list: Name?
    for name in names {
      result.append(
        try located(in: name.source) { () throws(Rejection) in
          guard seen.insert(KeyNames.canonical(name.part.text)).inserted else { throw Rejection(.keyTwice(name.part)) }
          let key = try bindKey(name.part, in: name.source, nodes: nodes)
          // Two words can be read as one key.
          if result.contains(where: { $0.key == key.key }) { throw Rejection(.keyTwice(name.part)) }
          guard key.isList else { return key }
          if let list { throw Rejection(.secondListKey(name.part, after: list)) }
          list = name.part
          return key
        })
    }
    return result
  }

  private mutating func bindKey(
    _ name: Name, in source: SourceText, nodes: [BoundNode]
  ) throws(Rejection) -> BoundKey {
    guard !name.quoted, let calendar = CalendarKey(rawValue: name.text.lowercased()) else {
      return try attributeKey(name, in: source, nodes: nodes)
    }
    return BoundKey(key: .calendar(calendar), reach: nil)
  }

  private mutating func attributeKey(
    _ name: Name, in source: SourceText, nodes: [BoundNode]
  ) throws(Rejection) -> BoundKey {
    var entity: TableName?
    var isReached = false
    var reaches: [KeyReach] = []
    var title = KeyNames.canonical(name.text)
    try checkMeaning(of: name, nodes: nodes)
    for node in nodes {
      let table = node.node.scan.table
      var rows = rowBinder()
      guard let value = try value(named: name, on: table, rows: &rows) else {
        reaches.append(.unreachable(Binder.unreachableReason(name.text, table, node.kind.unit)))
        continue
      }
      if let other = rows.standIns.first.flatMap({ KeyNames.standIns[$0] }) { title = other }
      standIns.formUnion(rows.standIns)
      redefined.formUnion(rows.redefined)
      switch value {
      case .column(let links, let owner, let column, let kind):
        let target: TableName?
        switch kind {
        case .text: target = nil
        case .link(let table): target = table
        case .row:
          guard owner.isEntity || foldsRows && owner != .bookings else {
            throw Rejection(.keyOfIdentifiers(name, table: owner))
          }
          target = owner
        case .list:
          guard table == .bookings else {
            reaches.append(.unreachable("only bookings count in several of them at once"))
            continue
          }
          target = nil
        case .moment: throw Rejection(.keyOfNumbers(name))
        }
        if isReached, entity != target {
          let tables = Set([entity, target].map { $0?.rawValue ?? "names alone" })
          throw Rejection(.keyMeansTwoThings(name, tables: tables.sorted()))
        }
        entity = target
        isReached = true
        if let letting = try lettingReach(name, node.node) {
          reaches.append(letting)
          continue
        }
        reaches.append(
          kind == .list
            ? .list(links: links, column: column) : .path(links: links, column: kind == .row ? "" : column))
        notePersons(rows.personColumns, entity: target, text: "by \(name.text)", at: name.place, in: source)
      case .number, .truth, .literal: throw Rejection(.keyOfNumbers(name))
      }
    }
    guard isReached else { throw Rejection(unknownKey(name, nodes: nodes)) }
    return BoundKey(key: .attribute(name: title, entity: entity), reach: reaches)
  }

  /// `by currency` of what is let: the currency of those who hold it that day, where the location's is that of list prices.
  private func lettingReach(_ name: Name, _ node: PlanNode) throws(Rejection) -> KeyReach? {
    guard name.text.lowercased() == "currency", node.scan.table == .resources, let step = node.step,
      step.measure.mentions(.memberships) || step.scan.condition.mentions(.memberships),
      !step.measure.reads(from: .resources, where: { $0 == .resources && $1 == "price" })
    else { return nil }
    var rows = rowBinder()
    return try rows.condition(.inForce, place: name.place).map { .letting(inForce: $0) }
  }

  /// `where currency = EUR` goes by the location, and what is let by the day's memberships.
  private func checkCurrency(_ name: Name, nodes: [BoundNode]) throws(Rejection) {
    guard case .text(let codes, _)? = snapshot.table(.memberships).columns["currency"],
      Set((0..<codes.count).map { codes[$0] }).count > 1
    else { return }
    for node in nodes where try lettingReach(name, node.node) != nil { throw Rejection(.filterByCurrency(name)) }
  }

  /// A name means one thing for all figures that it reaches: the list price of a resource is not the price of a
  /// membership.
  func checkMeaning(of name: Name, nodes: [BoundNode]) throws(Rejection) {
    var meanings: [String: TableName] = [:]
    for node in nodes {
      let table = node.node.scan.table
      var rows = rowBinder()
      guard let value = try value(named: name, on: table, rows: &rows) else { continue }
      switch value {
      case .number(.column(let column), _): meanings["\(table.rawValue).\(column)"] = table
      case .number, .truth, .column, .literal: meanings[value.meaning] = table
      }
    }
    if meanings.count > 1 {
      throw Rejection(.keyMeansTwoThings(name, tables: meanings.values.map(\.rawValue).sorted()))
    }
  }

  /// A key's own column, or the one column of that name that a link leads to.
  private func value(named name: Name, on table: TableName, rows: inout RowBinder) throws(Rejection) -> RowValue? {
    if let value = try rows.resolve(name.text, on: table, place: name.place) { return value }
    let links = Schema.fields(of: table).compactMap { field -> String? in
      if case .link(let target) = field.type, target != table { field.name } else { nil }
    }
    var found: [(String, RowValue)] = []
    for link in links {
      let path = "\(link).\(name.text)"
      if let value = try attribute(path, on: table, place: name.place, rows: &rows) { found.append((path, value)) }
    }
    if found.count > 1 { throw Rejection(.ambiguousKey(name, candidates: found.map(\.0))) }
    return found.first?.1
  }

  /// Only attributes are found through links without saying so: `city`, not `name`.
  private func attribute(
    _ path: String, on table: TableName, place: Place, rows: inout RowBinder
  ) throws(Rejection) -> RowValue? {
    var probe = rowBinder()
    guard case .column(_, let owner, let column, _)? = try probe.resolve(path, on: table, place: place),
      snapshot.table(owner).attributes.contains(column) || ["cost_center"].contains(column)
    else { return nil }
    return try rows.resolve(path, on: table, place: place)
  }

  /// - Parameter unit: what the figure is in: money a month can be split over what it is paid for.
  static func unreachableReason(_ key: String, _ table: TableName, _ unit: Unit = .none) -> String {
    let isOfResources = table == .memberships && ["resource", "floor"].contains(key.lowercased())
    if isOfResources, unit == .money {
      return "a membership can hold several resources; revenue held splits what is paid for them"
    }
    return isOfResources && key.lowercased() == "resource"
      ? "a membership can hold several resources" : "\(table.rawValue) have no \(key)"
  }

  private func unknownKey(_ name: Name, nodes: [BoundNode]) -> Diagnostic {
    if nodes.isEmpty { return .keyNotReached(name, reason: "it counts the calendar alone") }
    if CalendarKey(rawValue: name.text.lowercased()) != nil { return .notACondition(Phrase([name])) }
    if isList, let table = nodes.first?.node.scan.table {
      let isResource = table == .memberships && name.text.lowercased() == "resource"
      return isResource ? .resourceOfMemberships(name) : rowBinder().unknownColumn(Phrase([name]), on: table)
    }
    let keys = isTrying ? [] : possibleKeys(of: nodes)
    if Keyword.keys.map(\.rawValue).contains(KeyNames.canonical(name.text)), let node = nodes.first {
      return .keyNotReached(
        name, reason: Binder.unreachableReason(name.text, node.node.scan.table, node.kind.unit), keys: keys)
    }
    return .unknownKey(name, candidates: keys)
  }

  // MARK: what is listed anyway

  /// The open resources that scope and filters leave, as far as filters reach them: where `resource`, `location`, `floor`
  /// or `type` is the key, they stand in the answer though nobody booked or holds them; unless a definition makes that
  /// word another thing for the figures than for resources.
  func universe(
    _ names: [Written<Name>], filters: [Filter], predicates: [Written<Predicate>], nodes: [BoundNode]
  ) throws(Rejection) -> Atom? {
    let words = names.map { $0.part.text.lowercased() }.filter { CalendarKey(rawValue: $0) == nil }
    guard !words.isEmpty, words.allSatisfy({ ["resource", "location", "floor", "type", "category"].contains($0) })
    else { return nil }
    var conditions = [LabelledPredicate(label: "not open", condition: .inForce(.resources))]
    let usesScope = nodes.contains(where: \.usesScope)
    if usesScope, let place = names.first?.part.place {
      var rows = rowBinder()
      guard let counted = try rows.condition(.counted, place: place) else { return nil }
      conditions.append(LabelledPredicate(label: "not in scope", condition: counted))
    }
    let step = Step(scan: Scan(.resources, conditions), measure: .number(millionths: Numbers.scale))
    let node = BoundNode(node: .reduce(step), kind: Kind(.level, .resources), usesScope: usesScope)
    var binder = self
    // Nobody's definitions come between: the words mean what they mean for the figures.
    let together = catalogue.hasOwnColumns ? nodes + [node] : [node]
    if together.count > 1 {
      let asked = filters.map(\.key) + predicates.flatMap(\.part.names)
      for name in asked where (try? checkMeaning(of: name, nodes: together)) == nil { return nil }
    }
    guard let keys = try? binder.bindKeys(names, nodes: together) else { return nil }
    let reaches = keys.compactMap { $0.reach?.last }
    if reaches.contains(where: { if case .unreachable = $0 { true } else { false } }) { return nil }
    var reached: [AtomFilter] = []
    for filter in filters { reached += (try? binder.bind(filter, nodes: [node]).atoms.compactMap { $0 }) ?? [] }
    for predicate in predicates {
      for part in predicate.part.conjuncts {
        reached += (try? binder.bind(part, in: predicate.source, nodes: [node]).atoms.compactMap { $0 }) ?? []
      }
    }
    return Atom(node: node.node, keys: reaches, filters: reached, unit: .resources)
  }

  // MARK: filters

  /// The types named by the filter `type`, as they are called in the workspace.
  func typeScope(of filters: [Filter]) throws(Rejection) -> [String]? {
    var result: [String]?
    for filter in filters where filter.key.text.lowercased() == "type" {
      for name in filter.names {
        let types = snapshot.table(.types)
        guard let row = snapshot.rows(named: name.text, in: .types).first else {
          throw Rejection(
            .unknownName(name.text, key: "type", candidates: snapshot.allNames(of: .types), at: name.place))
        }
        result = (result ?? []) + [TypeName.normalized(types.id(of: row))]
      }
    }
    return result
  }

  /// `user alice`, `location Berlin, Sofia`
  mutating func bind(_ filter: Filter, nodes: [BoundNode]) throws(Rejection) -> BoundFilter {
    let values = filter.names.map { Expression.name(Phrase([Name(text: $0.text, quoted: true, place: $0.place)])) }
    let key = Expression.name(Phrase([filter.key]))
    let predicate = Predicate.member(key, values, negated: false, filter.place)
    let isType = filter.key.text.lowercased() == "type"
    let text = filter.key.text + " " + filter.names.map(\.text).joined(separator: ", ")
    if !isType, nodes.contains(where: \.usesScope) { try checkScope(of: predicate) }
    return try bind(
      predicate, text: text, key: filter.key, in: source, nodes: nodes, skip: { isType && $0.usesScope })
  }

  /// A part of `where`.
  mutating func bind(
    _ predicate: Predicate, in source: SourceText, nodes: [BoundNode]
  ) throws(Rejection) -> BoundFilter {
    let key = predicate.firstName ?? Name(text: "", place: predicate.place)
    if nodes.contains(where: \.usesScope) { try checkScope(of: predicate) }
    return try bind(
      predicate, text: Printer.text(of: predicate), key: key, in: source, nodes: nodes, skip: { _ in false })
  }

  private mutating func bind(
    _ predicate: Predicate, text: String, key: Name, in source: SourceText, nodes: [BoundNode],
    skip: (BoundNode) -> Bool
  ) throws(Rejection) -> BoundFilter {
    for name in predicate.names {
      try checkMeaning(of: name, nodes: nodes)
      try checkCurrency(name, nodes: nodes)
    }
    var atoms: [AtomFilter?] = []
    var isReached = false
    for node in nodes {
      if skip(node) {
        atoms.append(nil)
        isReached = true
        continue
      }
      let table = node.node.scan.table
      var rows = rowBinder()
      guard try hasNames(of: predicate, table) else {
        atoms.append(.unreachable(key: key.text, reason: Binder.unreachableReason(key.text, table, node.kind.unit)))
        continue
      }
      rows.isStrict = true
      let condition = try rows.bind(try qualified(predicate, on: table), on: table)
      if condition.dependsOnDay { throw Rejection(.filterByDay(predicate.place, isList: isList)) }
      standIns.formUnion(rows.standIns)
      redefined.formUnion(rows.redefined)
      notePersons(rows.personColumns, entity: nil, text: text, at: predicate.place, in: source)
      for unknown in rows.unknownNames.map({ $0.located(in: source) }) where !unknownNames.contains(unknown) {
        unknownNames.append(unknown)
      }
      atoms.append(.rows(LabelledPredicate(label: "other than " + text, condition: condition)))
      isReached = true
    }
    if !isReached {
      if nodes.isEmpty { return BoundFilter(text: text, atoms: []) }
      throw Rejection(unknownKey(key, nodes: nodes))
    }
    return BoundFilter(text: text, atoms: atoms)
  }

  /// Whether rows of the table have everything that the predicate asks of them.
  private func hasNames(of predicate: Predicate, _ table: TableName) throws(Rejection) -> Bool {
    for name in predicate.names {
      var rows = rowBinder()
      if try value(named: name, on: table, rows: &rows) == nil { return false }
    }
    return true
  }

  /// Names on the left become the way that the table has to them: `city` becomes `location.city`.
  private func qualified(_ predicate: Predicate, on table: TableName) throws(Rejection) -> Predicate {
    switch predicate {
    case .and(let parts): return .and(try qualified(parts, on: table))
    case .or(let parts): return .or(try qualified(parts, on: table))
    case .not(let inner, let place): return .not(try qualified(inner, on: table), place)
    case .comparison(let left, let relation, let right):
      return .comparison(try qualified(left, on: table), relation, right)
    case .member(let left, let members, let negated, let place):
      return .member(try qualified(left, on: table), members, negated: negated, place)
    case .test(let phrase): return .test(try qualified(phrase, on: table))
    case .missing(let phrase, let place): return .missing(try qualified(phrase, on: table), place)
    case .any: return predicate
    }
  }

  private func qualified(_ parts: [Predicate], on table: TableName) throws(Rejection) -> [Predicate] {
    var result: [Predicate] = []
    for part in parts { result.append(try qualified(part, on: table)) }
    return result
  }

  private func qualified(_ expression: Expression, on table: TableName) throws(Rejection) -> Expression {
    if case .name(let phrase) = expression { return .name(try qualified(phrase, on: table)) }
    return expression
  }

  private func qualified(_ phrase: Phrase, on table: TableName) throws(Rejection) -> Phrase {
    guard phrase.names.count == 1, !phrase.names[0].quoted else { return phrase }
    let name = phrase.names[0]
    var rows = rowBinder()
    if try rows.resolve(name.text, on: table, place: name.place) != nil { return phrase }
    guard case .column(let links, _, let column, _)? = try value(named: name, on: table, rows: &rows) else {
      return phrase
    }
    return Phrase([Name(text: (links + [column]).joined(separator: "."), place: name.place)])
  }

  /// `where type = parking` or `category parking` on a metric whose scope is the primary types leaves nothing: the filter
  /// `type` is what was meant.
  private func checkScope(of predicate: Predicate) throws(Rejection) {
    guard scope == nil, let (key, values) = predicate.namesAsked else { return }
    let types = snapshot.table(.types)
    guard case .flag(let primary)? = types.columns["primary"] else { return }
    let asked = (0..<types.rowCount).filter { row in
      switch key.text.lowercased() {
      case "type": values.contains { snapshot.rows(named: $0.text, in: .types).contains(row) }
      case "category": values.contains { types.text("category", of: row).lowercased() == $0.text.lowercased() }
      default: false
      }
    }
    guard let first = asked.first, !asked.contains(where: { primary[$0] || isPrimaryAlone($0) }) else { return }
    throw Rejection(.typeOutOfScope(values[0], type: types.id(of: first)))
  }

  private func isPrimaryAlone(_ row: Int) -> Bool {
    if case .flag(let flags)? = snapshot.table(.types).columns["primary_without_parent"] { flags[row] } else { false }
  }

  mutating func notePersons(
    _ columns: [String], entity: TableName?, text: String, at place: Place, in source: SourceText
  ) {
    guard !columns.isEmpty || entity == .users else { return }
    let reference = PersonReference(text: text, range: place.range, source: source)
    if !persons.contains(reference) { persons.append(reference) }
  }
}

extension Predicate {
  /// The names of columns in it.
  var names: [Name] {
    switch self {
    case .and(let parts), .or(let parts): parts.flatMap(\.names)
    case .not(let inner, _): inner.names
    case .comparison(.name(let phrase), _, _), .member(.name(let phrase), _, _, _), .test(let phrase),
      .missing(let phrase, _):
      phrase.names.count == 1 ? phrase.names : []
    case .comparison, .member, .any: []
    }
  }

  /// The key and the names of `key = name` and `key in (names)`.
  var namesAsked: (Name, [Name])? {
    switch self {
    case .comparison(.name(let key), .equal, .name(let value)): (key.names[0], [value.names[0]])
    case .member(.name(let key), let members, false, _):
      (
        key.names[0],
        members.compactMap { if case .name(let phrase) = $0 { phrase.names[0] } else { nil } }
      )
    default: nil
    }
  }

  /// The name that it is about.
  var firstName: Name? {
    switch self {
    case .and(let parts), .or(let parts): parts.first?.firstName
    case .not(let inner, _): inner.firstName
    case .comparison(.name(let phrase), _, _), .member(.name(let phrase), _, _, _): phrase.names.first
    case .test(let phrase), .missing(let phrase, _): phrase.names.first
    case .comparison, .member, .any: nil
    }
  }
}
