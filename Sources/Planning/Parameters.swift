import Language
import Store

// Parameters of a definition: a number stands wherever its parameter does.
extension Definition {
  /// The parameters that are split, in lower case: they are amounts of money.
  var amounts: Set<String> {
    var result: Set<String> = []
    for column in columns { column.value.addSplit(to: &result) }
    return result.intersection(parameters.map { $0.text.lowercased() })
  }

  /// Whether a number could stand in the place of a parameter somewhere.
  func uses(_ parameter: String) -> Bool {
    let given = [parameter: "1"]
    return columns.contains { $0.value.given(given) != $0.value } || clauses.contains { $0.given(given) != $0 }
  }
}

extension Definition {
  /// The tables among whose rows a word stands, so that it could be one of their columns.
  func tables(reading word: String) -> [TableName] {
    var reader = TableReader(word: word)
    for column in columns { reader.read(column.value, of: nil) }
    let tables = reader.tables
    for clause in clauses {
      guard case .where(let predicate) = clause.kind else { continue }
      for table in tables { reader.read(predicate, of: table) }
    }
    return reader.found
  }
}

/// Walks a definition, knowing of which table the rows are that it is about.
private struct TableReader {
  let word: String
  /// The tables that figures are made of.
  private(set) var tables: [TableName] = []
  /// Those in which the word was met.
  private(set) var found: [TableName] = []

  init(word: String) {
    self.word = word
  }

  /// - Parameter table: `nil` where figures are, not rows.
  mutating func read(_ expression: Expression, of table: TableName?) {
    switch expression {
    case .number: break
    case .name(let phrase): note(phrase, table)
    case .negate(let value, _), .total(let value, _): read(value, of: table)
    case .binary(_, let left, let right), .split(let left, let right, _):
      read(left, of: table)
      read(right, of: table)
    case .conditional(let test, let yes, let no, _):
      read(test, of: table)
      read(yes, of: table)
      read(no, of: table)
    case .call(_, let values, _): for value in values { read(value, of: table) }
    case .aggregate(let aggregate): read(aggregate, of: table)
    case .predicate(let predicate): read(predicate, of: table)
    }
  }

  mutating func read(_ predicate: Predicate, of table: TableName?) {
    switch predicate {
    case .or(let parts), .and(let parts): for part in parts { read(part, of: table) }
    case .not(let inner, _): read(inner, of: table)
    case .comparison(let left, _, let right):
      read(left, of: table)
      read(right, of: table)
    case .member(let left, let members, _, _): for value in [left] + members { read(value, of: table) }
    case .test(let phrase), .missing(let phrase, _): note(phrase, table)
    case .any(let aggregate): read(aggregate, of: table)
    }
  }

  private mutating func read(_ aggregate: Aggregate, of table: TableName?) {
    var rows: TableName?
    switch aggregate.source {
    case .table(let name):
      let word = name.text.lowercased()
      rows = table.flatMap { ToMany.named(word, from: $0)?.table } ?? TableName.named(word)
      if table == nil, let rows, !tables.contains(rows) { tables.append(rows) }
    case .aggregate(let inner): read(inner, of: table)
    case .figure(let value): read(value, of: table)
    }
    if let measure = aggregate.measure { read(measure, of: rows) }
    if let condition = aggregate.where { read(condition, of: rows) }
  }

  private mutating func note(_ phrase: Phrase, _ table: TableName?) {
    guard let table, phrase.names.count == 1, !phrase.names[0].quoted, phrase.text.lowercased() == word,
      !found.contains(table)
    else { return }
    found.append(table)
  }
}

extension Phrase {
  /// The number that a parameter stands for.
  fileprivate func number(_ numbers: [String: String]) -> Expression? {
    guard names.count == 1, !names[0].quoted, let text = numbers[names[0].text.lowercased()] else { return nil }
    return .number(Name(text: text, place: place))
  }
}

extension Clause {
  /// The clause with numbers in the place of parameters.
  ///
  /// - Parameter numbers: the texts of numbers, by parameter in lower case.
  func given(_ numbers: [String: String]) -> Clause {
    switch kind {
    case .where(let predicate): Clause(.where(predicate.given(numbers)), place: place)
    case .having(let predicate): Clause(.having(predicate.given(numbers)), place: place)
    case .filter, .by, .sort, .top, .between, .with, .vs, .in, .on, .under, .as, .to: self
    }
  }
}

extension Expression {
  fileprivate func given(_ numbers: [String: String]) -> Expression {
    switch self {
    case .number: self
    case .name(let phrase): phrase.number(numbers) ?? self
    case .negate(let value, let place): .negate(value.given(numbers), place)
    case .binary(let sign, let left, let right): .binary(sign, left.given(numbers), right.given(numbers))
    case .conditional(let test, let yes, let no, let place):
      .conditional(test.given(numbers), yes.given(numbers), no.given(numbers), place)
    case .call(let name, let values, let place): .call(name, values.map { $0.given(numbers) }, place)
    case .aggregate(let aggregate): .aggregate(aggregate.given(numbers))
    case .total(let value, let place): .total(value.given(numbers), place)
    case .split(let amount, let basis, let place): .split(amount, by: basis.given(numbers), place)
    case .predicate(let predicate): .predicate(predicate.given(numbers))
    }
  }

  fileprivate func addSplit(to names: inout Set<String>) {
    switch self {
    case .number, .name, .aggregate, .predicate: break
    case .negate(let value, _), .total(let value, _): value.addSplit(to: &names)
    case .binary(_, let left, let right):
      left.addSplit(to: &names)
      right.addSplit(to: &names)
    case .conditional(_, let yes, let no, _):
      yes.addSplit(to: &names)
      no.addSplit(to: &names)
    case .call(_, let values, _): for value in values { value.addSplit(to: &names) }
    case .split(let amount, let basis, _):
      if case .name(let phrase) = amount { names.insert(phrase.text.lowercased()) }
      basis.addSplit(to: &names)
    }
  }
}

extension Predicate {
  fileprivate func given(_ numbers: [String: String]) -> Predicate {
    switch self {
    case .or(let parts): .or(parts.map { $0.given(numbers) })
    case .and(let parts): .and(parts.map { $0.given(numbers) })
    case .not(let inner, let place): .not(inner.given(numbers), place)
    case .comparison(let left, let relation, let right):
      .comparison(left.given(numbers), relation, right.given(numbers))
    case .member(let left, let members, let negated, let place):
      .member(left.given(numbers), members.map { $0.given(numbers) }, negated: negated, place)
    case .test, .missing: self
    case .any(let aggregate): .any(aggregate.given(numbers))
    }
  }
}

extension Aggregate {
  /// The aggregate with numbers in the place of parameters.
  ///
  /// - Parameter numbers: the texts of numbers, by parameter in lower case.
  func given(_ numbers: [String: String]) -> Aggregate {
    let inner: Source =
      switch source {
      case .table: source
      case .aggregate(let aggregate): .aggregate(aggregate.given(numbers))
      case .figure(let value): .figure(value.given(numbers))
      }
    return Aggregate(
      fold: fold, measure: measure?.given(numbers), each: each, all: all, source: inner,
      where: self.where?.given(numbers), having: having?.given(numbers), place: place)
  }
}
