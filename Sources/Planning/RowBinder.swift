import Calculus
import Diagnostics
import Language
import Store

/// What a definition is where it reaches itself, which must be what it comes to in the end.
private enum Recursion {
  case truth
  case number(Unit)

  /// What the definition's form says; a bare name may lead to either.
  static func candidates(for expression: Expression) -> [Recursion] {
    switch expression {
    case .predicate: [.truth]
    case .aggregate(let aggregate): aggregate.fold?.text.lowercased() == "any" ? [.truth] : [.number(.none)]
    case .name: [.truth, .number(.none)]
    case .number, .negate, .binary, .conditional, .call, .total, .split: [.number(.none)]
    }
  }
}

/// Binds expressions and conditions to the rows of a table.
struct RowBinder {
  let catalogue: Catalogue
  let snapshot: Snapshot
  let scope: [String]?
  /// What the word `frame` means; only lists have one.
  var frame: DaySpan?
  /// Bookings are taken from check-in to check-out.
  var usesActualTimes = false
  /// Conditions are told apart as far as they have names of their own, and columns that are used are noted.
  var explains = false
  /// Columns of rows with a definition that were used, in the order in which they were met.
  private(set) var usedColumns: [String] = []
  /// Set when `frame` or `touching` was met.
  var usesFrame = false
  let today: Day
  let fiscalYearStart: Int?
  /// Names in conditions of a query must exist in the data; those of definitions need not.
  var isStrict = false
  /// Set when `scoped` was met.
  var usesScope = false
  /// Ways to persons that were met.
  var personColumns: [String] = []
  /// Parameters that are amounts of money, in lower case: nothing that rows could be compared with.
  var amounts: Set<String> = []
  /// Keys that were read as others: `department`.
  var standIns: Set<String> = []
  /// Columns of the user's own that stand before built-in ones: `bookings.counts`.
  var redefined: Set<String> = []
  /// Names that nothing has, and persons that several are: told only where the policy allows to ask.
  var unknownNames: [Diagnostic] = []
  /// Definitions being bound, outermost first, and what each is taken for where it reaches itself.
  private var stack: [(name: String, linksBefore: Int, kind: Recursion)] = []
  private var recursive: Set<String> = []
  private var linkDepth = 0

  init(catalogue: Catalogue, snapshot: Snapshot, scope: [String]?, today: Day, fiscalYearStart: Int?) {
    self.catalogue = catalogue
    self.snapshot = snapshot
    self.scope = scope
    self.today = today
    self.fiscalYearStart = fiscalYearStart
  }

  // MARK: names

  /// `parent.scoped`, `size`, `type.counts_as`; `nil` when the table has nothing of that name.
  mutating func resolve(_ word: String, on table: TableName, place: Place) throws(Rejection) -> RowValue? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map { String($0).lowercased() }
    if parts.contains("") { return nil }
    return try resolve(parts[...], on: table, place: place)
  }

  private mutating func resolve(
    _ parts: ArraySlice<String>, on table: TableName, place: Place
  ) throws(Rejection) -> RowValue? {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else { return try resolveLast(first, on: table, place: place) }
    let known = personColumns.count
    guard case .column(let links, _, let name, .link(let target))? = try resolveLast(first, on: table, place: place)
    else { return nil }
    // What counts is where the way ends: a person's department is not the person.
    personColumns.removeLast(personColumns.count - known)
    linkDepth += 1
    defer { linkDepth -= 1 }
    return try resolve(parts.dropFirst(), on: target, place: place)?.through(links + [name], from: table)
  }

  private mutating func resolveLast(
    _ word: String, on table: TableName, place: Place
  ) throws(Rejection) -> RowValue? {
    let name = "\(table.rawValue).\(word)"
    if let entry = catalogue.ownEntry(name) {
      if entry.origin != .prelude, catalogue.isRedefined(name) { redefined.insert(name) }
      return try resolveDefinition(entry, named: name, on: table, place: place)
    }
    if let primitive = try primitive(word, on: table, place: place) { return primitive }
    // A membership can hold several resources, one after the other: only its assignments say which.
    if table == .memberships, word == "resource" { return nil }
    if let column = snapshot.table(table).column(word) {
      return value(of: column.values, named: column.name, on: table)
    }
    if let field = Schema.field(word, of: table) { return value(of: field, on: table) }
    if word == table.singular { return .column(links: [], table: table, name: table == .types ? "name" : "id", .row) }
    let canonical = KeyNames.canonical(word)
    if canonical != word { return try resolveLast(canonical, on: table, place: place) }
    guard let other = KeyNames.standIns[word], !isColumn(word),
      let value = try resolveLast(other, on: table, place: place)
    else { return nil }
    standIns.insert(word)
    return value
  }

  /// Whether any table has a column of this name, by its file or by a definition.
  private func isColumn(_ word: String) -> Bool {
    TableName.allCases.contains { table in
      snapshot.table(table).column(word) != nil || catalogue.ownEntry("\(table.rawValue).\(word)") != nil
    }
  }

  private mutating func primitive(
    _ word: String, on table: TableName, place: Place
  ) throws(Rejection) -> RowValue? {
    switch (word, table) {
    case ("open", .resources), ("running", .memberships), ("running", .assignments),
      ("running", .availability):
      return .truth(.inForce(table))
    case ("running", .bookings): return .truth(.touchesDay(isActual: usesActualTimes))
    case ("scoped", .resources), ("scoped", .memberships):
      usesScope = true
      return .truth(scoped(table == .resources ? "type" : "plan_type", on: table))
    case ("touching", .bookings):
      let span = try frame(at: place)
      return .truth(.touches(from: span.first.number, to: span.end.number, isActual: usesActualTimes))
    default: return nil
    }
  }

  /// The days that were asked for, where they are known.
  mutating func frame(at place: Place) throws(Rejection) -> DaySpan {
    usesFrame = true
    guard let frame else { throw Rejection(.frameOutsideList(place)) }
    return frame
  }

  /// Primary types, with those that are primary only without a parent; or just the named ones.
  private func scoped(_ link: String, on table: TableName) -> RowExpression {
    if let scope { return .matches(column: link, names: scope) }
    let primary = RowExpression.through(link: link, .flag("primary"))
    guard table == .resources else { return primary }
    return .or([
      primary, .and([.through(link: link, .flag("primary_without_parent")), .missing(column: "parent")]),
    ])
  }

  private mutating func resolveDefinition(
    _ entry: CatalogueEntry, named name: String, on table: TableName, place: Place
  ) throws(Rejection) -> RowValue {
    if let open = stack.firstIndex(where: { $0.name == name }) {
      guard linkDepth > stack[open].linksBefore else {
        throw Rejection(.definitionCycle(stack[open...].map(\.name) + [name], at: place))
      }
      recursive.insert(name)
      switch stack[open].kind {
      case .truth: return .truth(.recur(name))
      case .number(let unit): return .number(.recur(name), unit)
      }
    }
    guard let column = entry.definition.columns.last, entry.definition.columns.count == 1 else {
      throw Rejection(.rowColumnHasColumns(name, at: place))
    }
    if explains, !usedColumns.contains(name) { usedColumns.append(name) }
    let before = self
    var candidates = Recursion.candidates(for: column.value)
    while true {
      self = before
      let kind = candidates.removeFirst()
      let value: RowValue
      do throws(Rejection) {
        value = try bind(entry, column.value, named: name, on: table, as: kind)
      } catch {
        // Nothing else could come of what does not reach itself.
        guard recursive.contains(name), !candidates.isEmpty else { throw error }
        continue
      }
      guard recursive.remove(name) != nil else { return value }
      switch (value, kind) {
      case (.truth(let body), .truth) where !body.isRecursion: return .truth(.recursive(name, body))
      case (.number(let body, let unit), .number(let taken)) where !body.isRecursion:
        if unit == taken { return .number(.recursive(name, body), unit) }
        guard taken == .none else {
          let place = column.value.place
          throw Rejection(Diagnostic.unitOfRecursion(name, taken, unit, at: place).located(in: entry.source))
        }
        // Now that its unit is known, is it that in terms of itself, too?
        candidates = [.number(unit)]
      case (.truth, _), (.number, _), (.column, _), (.literal, _):
        guard !candidates.isEmpty else { throw Rejection(.definitionCycle([name, name], at: place)) }
      }
    }
  }

  /// Binds a definition's own text.
  ///
  /// - Parameter kind: what it is where it reaches itself.
  private mutating func bind(
    _ entry: CatalogueEntry, _ expression: Expression, named name: String, on table: TableName, as kind: Recursion
  ) throws(Rejection) -> RowValue {
    stack.append((name, linkDepth, kind))
    defer { stack.removeLast() }
    let wasStrict = isStrict
    isStrict = false
    defer { isStrict = wasStrict }
    return try located(in: entry.source) { () throws(Rejection) in try bind(expression, on: table) }
  }

  private mutating func value(of column: Column, named name: String, on table: TableName) -> RowValue {
    notePersonal(name, on: table)
    switch column {
    case .identifiers: return .column(links: [], table: table, name: name, .row)
    case .text:
      return .column(links: [], table: table, name: name, table == .users && name == "groups" ? .list : .text)
    case .link(_, let target): return .column(links: [], table: table, name: name, .link(target))
    case .number: return .number(.column(name), .column(name, of: table))
    case .day, .minute:
      let type = Schema.field(name, of: table)?.type
      return .column(links: [], table: table, name: name, .moment(isEnd: type == .lastDay))
    case .flag: return .truth(.flag(name))
    }
  }

  /// A canonical column that this workspace's file does not have.
  private mutating func value(of field: Field, on table: TableName) -> RowValue {
    switch field.type {
    case .identifier: return .column(links: [], table: table, name: field.name, .row)
    case .text: return .column(links: [], table: table, name: field.name, field.name == "groups" ? .list : .text)
    case .link(let target): return .column(links: [], table: table, name: field.name, .link(target))
    case .number: return .number(.column(field.name), .column(field.name, of: table))
    case .firstDay, .minute: return .column(links: [], table: table, name: field.name, .moment(isEnd: false))
    case .lastDay: return .column(links: [], table: table, name: field.name, .moment(isEnd: true))
    case .flag: return .truth(.flag(field.name))
    }
  }

  private mutating func notePersonal(_ column: String, on table: TableName) {
    if snapshot.isPersonal(column, of: table) { personColumns.append("\(table.rawValue).\(column)") }
  }

  func unknownColumn(_ phrase: Phrase, on table: TableName) -> Diagnostic {
    if amounts.contains(phrase.text.lowercased()) { return .amountInRows(phrase) }
    if let word = phrase.names.dropFirst().first, !word.quoted, Self.comparingWords.contains(word.text.lowercased()) {
      return .comparedByWord(phrase.names[0], word)
    }
    return .unknownColumn(phrase, of: table, nearest: NearestName.find(phrase.text, in: columnNames(of: table)))
  }

  /// Words that compare in other languages.
  private static let comparingWords: Set<String> = ["like", "contains", "starts", "startswith", "is", "equals"]

  /// Everything that a row of the table can be asked for.
  func columnNames(of table: TableName) -> [String] {
    let prefix = table.rawValue + "."
    let defined = catalogue.rowColumnNames.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    return Array(Set(Schema.fields(of: table).map(\.name) + snapshot.table(table).attributes + defined)).sorted()
  }

  // MARK: expressions

  mutating func bind(_ expression: Expression, on table: TableName) throws(Rejection) -> RowValue {
    switch expression {
    case .number(let name): return .number(.number(millionths: try millionths(name)), .none)
    case .name(let phrase):
      if phrase.names.count == 1, phrase.names[0].quoted { return .literal(phrase.text) }
      guard phrase.names.count == 1, let value = try resolve(phrase.text, on: table, place: phrase.place) else {
        throw Rejection(unknownColumn(phrase, on: table))
      }
      return value
    case .negate(let inner, _):
      let (value, unit) = try number(inner, on: table)
      return .number(.arithmetic(.subtract, .number(millionths: 0), value), unit)
    case .binary(let sign, let left, let right):
      return try arithmetic(RowExpression.Operation(rawValue: sign.rawValue) ?? .add, left, right, on: table)
    case .call(let name, let arguments, let place):
      let word = name.text.lowercased()
      if Rounding(rawValue: word) != nil || word == Keyword.previous.rawValue {
        throw Rejection(.notForRows(at: place))
      }
      guard let operation = RowExpression.Operation(rawValue: word), arguments.count == 2 else {
        throw Rejection(.badCall(name, count: arguments.count, at: place))
      }
      return try arithmetic(operation, arguments[0], arguments[1], on: table)
    case .conditional(let test, let yes, let no, _):
      let condition = try bind(test, on: table)
      let (first, unit) = try number(yes, on: table)
      let (second, other) = try number(no, on: table)
      let common = try commonUnit(unit, other, sign: "else", at: yes.place.union(no.place))
      return .number(.conditional(condition, first, second), common)
    case .aggregate(let aggregate): return try fold(aggregate, on: table)
    case .predicate(let predicate): return .truth(try bind(predicate, on: table))
    case .split(let amount, let basis, let place):
      let (whole, unit) = try number(amount, on: table)
      guard case .through(let link, let inner) = whole else { throw Rejection(.splitOfOwn(place)) }
      return .number(.split(link: link, amount: inner, by: try number(basis, on: table).0), unit)
    case .total(_, let place): throw Rejection(.notForRows(at: place))
    }
  }

  private mutating func arithmetic(
    _ operation: RowExpression.Operation, _ left: Expression, _ right: Expression, on table: TableName
  ) throws(Rejection) -> RowValue {
    if operation == .subtract, table == .bookings,
      case .column([], _, let to, .moment) = try bind(left, on: table),
      case .column([], _, let from, .moment) = try bind(right, on: table)
    {
      return .number(.minutes(from: from, to: to), .minutes)
    }
    let (first, unit) = try number(left, on: table)
    let (second, other) = try number(right, on: table)
    switch operation {
    case .multiply: return .number(.arithmetic(.multiply, first, second), .product(unit, other))
    case .divide: return .number(.arithmetic(.divide, first, second), .quotient(unit, other))
    case .add, .subtract, .maximum, .minimum:
      let common = try commonUnit(unit, other, sign: operation.rawValue, at: left.place.union(right.place))
      return .number(.arithmetic(operation, first, second), common)
    }
  }

  /// Only figures of one unit go together; a bare number goes with any.
  func commonUnit(_ left: Unit, _ right: Unit, sign: String, at place: Place) throws(Rejection) -> Unit {
    guard left == right || left == .none || right == .none else {
      throw Rejection(.unequalUnits(left, right, sign: sign, at: place))
    }
    return left == .none ? right : left
  }

  mutating func number(_ expression: Expression, on table: TableName) throws(Rejection) -> (RowExpression, Unit) {
    switch try bind(expression, on: table) {
    case .number(let value, let unit): return (value, unit)
    case .truth, .column, .literal: throw Rejection(.notANumber(expression.place))
    }
  }

  /// `count of children where available`: the rows that name this one.
  mutating func fold(_ aggregate: Aggregate, on table: TableName) throws(Rejection) -> RowValue {
    guard aggregate.each.isEmpty, aggregate.having == nil, case .table(let name) = aggregate.source else {
      throw Rejection(.notForRows(at: aggregate.place))
    }
    guard let many = ToMany.named(name.text.lowercased(), from: table) else {
      throw Rejection(.unknownRows(name, of: table))
    }
    let word = aggregate.fold?.text.lowercased() ?? "sum"
    guard let fold = RowFold(rawValue: word) else { throw Rejection(.badFold(aggregate.fold ?? name)) }
    linkDepth += 1
    defer { linkDepth -= 1 }
    let condition = try aggregate.where.map { (p) throws(Rejection) in try bind(p, on: many.table) } ?? .always
    var measure = RowExpression.number(millionths: Numbers.scale)
    var unit = Unit.none
    if let expression = aggregate.measure { (measure, unit) = try number(expression, on: many.table) }
    if let expression = aggregate.measure, fold == .count || fold == .any {
      throw Rejection(.countOfMeasure(expression.place))
    }
    let result = RowExpression.fold(fold, of: many, measure: measure, where: condition)
    return fold == .any ? .truth(result) : .number(result, unit)
  }

  private func millionths(_ name: Name) throws(Rejection) -> Int64 {
    guard let value = literalNumber(name.text),
      let scaled = try? value.multiplied(by: Rational(Numbers.scale)), scaled.isInteger,
      let result = Int64(exactly: scaled.numerator)
    else { throw Rejection(.badNumber(name)) }
    return result
  }
}
