import Diagnostics

// Rules: predicate, conjunction, negation, test, operand.
extension Parser {
  /// A condition; where it ends, a calculation that somebody meant to go on may stand.
  mutating func condition() throws(Failure) -> Predicate {
    let predicate = try predicate()
    conditionEnd = index
    return predicate
  }

  mutating func predicate() throws(Failure) -> Predicate {
    try disjunction(from: conjunction(from: negation()))
  }

  /// A value that turns out to be the beginning of a condition, or just that value.
  mutating func continued(_ value: Expression, isOperand: Bool, from start: Int) throws(Failure) -> Expression {
    let beginning: Predicate
    if isOperand, let compared = try comparison(of: value, from: start) {
      beginning = compared
    } else if keyword == .and || keyword == .or {
      beginning = try asTest(value, from: start)
    } else if !isOperand, token?.relation != nil {
      throw .diagnostic(.calculationInCondition(at: place(from: start).range))
    } else {
      if index == cursor, (try? asTest(value, from: start)) != nil {
        note(.keyword(Keyword.and.rawValue))
        note(.keyword(Keyword.or.rawValue))
      }
      return value
    }
    let predicate = try disjunction(from: conjunction(from: beginning))
    conditionEnd = index
    return .predicate(predicate)
  }

  private mutating func disjunction(from first: Predicate) throws(Failure) -> Predicate {
    var parts = [first]
    while accept(.or) { parts.append(try conjunction(from: negation())) }
    return parts.count == 1 ? first : .or(parts)
  }

  private mutating func conjunction(from first: Predicate) throws(Failure) -> Predicate {
    var parts = [first]
    while accept(.and) { parts.append(try negation()) }
    return parts.count == 1 ? first : .and(parts)
  }

  private mutating func negation() throws(Failure) -> Predicate {
    let start = index
    guard accept(.not) else { return try test() }
    let negated = try nested { parser throws(Failure) in try parser.negation() }
    return .not(negated, place(from: start))
  }

  private mutating func test() throws(Failure) -> Predicate {
    let start = index
    if accept(.no) {
      note(.column)
      let phrase = try phrase()
      return .missing(phrase, place(from: start))
    }
    _ = at(.any)
    if keyword == .any, beginsAggregate(index) { return .any(try aggregate()) }
    let value = try comparable(conditions: true)
    if keyword(at: start) == .any { noteAggregate(from: start) }
    if let compared = try comparison(of: value, from: start) { return compared }
    conditionEnd = index
    return try asTest(value, from: start)
  }

  /// A value as one side of a comparison.
  private mutating func comparable(conditions: Bool = false) throws(Failure) -> Expression {
    if isCall, token(at: index + 1)?.kind == .open { return try call() }
    if isFunction { return try function() }
    let isCall = isCall || keyword.map { Keyword.functions.contains($0) } ?? false
    let start = index
    let value = try operand(conditions: conditions)
    if isCall, index == start + 1 { noteInRun(.symbol(Token.Kind.open.rawValue)) }
    return value
  }

  /// `a < b`, `a in (b, c)`; nil if nothing of the kind follows.
  private mutating func comparison(of value: Expression, from start: Int) throws(Failure) -> Predicate? {
    if index == cursor, (try? Self.calculation(value)) != nil {
      for relation in Predicate.Relation.allCases { note(.symbol(relation.rawValue)) }
      note(.keyword(Keyword.in.rawValue))
      note(.keyword(Keyword.not.rawValue))
    }
    if let relation = token?.relation {
      let left = try Self.calculation(value)
      index += 1
      let right = try Self.calculation(comparable())
      if let again = token, again.relation != nil { throw .diagnostic(.comparisonChain(at: again.range)) }
      conditionEnd = index
      return .comparison(left, relation, right)
    }
    let negated = keyword == .not && keyword(at: index + 1) == .in
    let open = index + (negated ? 2 : 1)
    if open == cursor, negated || keyword == .in { noted.append(.symbol(Token.Kind.open.rawValue)) }
    guard negated || keyword == .in, token(at: open)?.kind == .open else { return nil }
    let left = try Self.calculation(value)
    index = open + 1
    var values = [try Self.calculation(comparable())]
    while accept(.comma) { values.append(try Self.calculation(comparable())) }
    try close(open)
    conditionEnd = index
    return .member(left, values, negated: negated, place(from: start))
  }

  private func asTest(_ value: Expression, from start: Int) throws(Failure) -> Predicate {
    switch value {
    case .name(let phrase): return .test(phrase)
    case .predicate(let predicate): return predicate
    case .aggregate(let aggregate) where aggregate.fold.flatMap({ Keyword($0) }) == .any: return .any(aggregate)
    case .number, .negate, .binary, .conditional, .call, .aggregate, .total, .split:
      throw .diagnostic(.numberAsCondition(source.text(of: place(from: start).range), at: place(from: start).range))
    }
  }
}

extension Keyword {
  /// The keyword that a name spells; a quoted one spells none.
  init?(_ name: Name) {
    guard !name.quoted else { return nil }
    self.init(spelling: name.text)
  }
}
