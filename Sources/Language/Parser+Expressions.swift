import Diagnostics

// Rules: expression, sum, product, factor, term, call, aggregate, source, phrase.
extension Parser {
  /// What a column or a bracket holds: an expression, or a condition that is then a `.predicate`.
  mutating func columnValue() throws(Failure) -> Expression {
    noteTerm()
    if at(.if) { return try conditional() }
    if at(.not) || at(.no) { return .predicate(try condition()) }
    let start = index
    let (value, isOperand) = try sum(conditions: true)
    return try continued(value, isOperand: isOperand, from: start)
  }

  mutating func expression() throws(Failure) -> Expression {
    noteTerm()
    if at(.if) { return try conditional() }
    return try Self.calculation(sum(conditions: false).value)
  }

  private mutating func conditional() throws(Failure) -> Expression {
    let start = index
    try expect(.if)
    return try nested { parser throws(Failure) in
      let condition = try parser.condition()
      try parser.expect(.then)
      let yes = try parser.expression()
      try parser.expect(.else)
      let no = try parser.expression()
      return .conditional(condition, yes, no, parser.place(from: start))
    }
  }

  // MARK: Arithmetic

  /// - Parameter conditions: whether brackets that are all of it may hold a condition.
  /// - Returns: the value, and whether it may be compared as it stands: a number, a name, a call, a bracket.
  private mutating func sum(conditions: Bool) throws(Failure) -> (value: Expression, isOperand: Bool) {
    try chain([.add, .subtract], conditions) { parser, conditions throws(Failure) in
      try parser.chain([.multiply, .divide], conditions) { parser, conditions throws(Failure) in
        try parser.factor(conditions: conditions)
      }
    }
  }

  private mutating func chain(
    _ operators: [Expression.Operator], _ conditions: Bool,
    of part: (inout Parser, Bool) throws(Failure) -> (value: Expression, isOperand: Bool)
  ) throws(Failure) -> (value: Expression, isOperand: Bool) {
    var (left, isOperand) = try part(&self, conditions)
    if index == cursor, (try? Self.calculation(left)) != nil {
      for one in operators { note(.symbol(one.rawValue)) }
    }
    while let sign = token?.arithmetic, operators.contains(sign) {
      left = try Self.calculation(left)
      self.operators += 1
      guard self.operators <= Self.mostOperators else {
        throw .diagnostic(.tooManyOperators(Self.mostOperators, at: tokens[index].range))
      }
      index += 1
      left = .binary(sign, left, try Self.calculation(part(&self, false).value))
      isOperand = false
      if index == cursor { for one in operators { note(.symbol(one.rawValue)) } }
    }
    return (left, isOperand)
  }

  private mutating func factor(conditions: Bool) throws(Failure) -> (value: Expression, isOperand: Bool) {
    let start = index
    guard token?.kind == .minus else { return try term(conditions: conditions) }
    index += 1
    let value = try nested { parser throws(Failure) in
      try Parser.calculation(parser.factor(conditions: false).value)
    }
    return (.negate(value, place(from: start)), false)
  }

  /// A value to calculate with, which a condition is not.
  static func calculation(_ value: Expression) throws(Failure) -> Expression {
    if case .predicate(let predicate) = value { throw .diagnostic(.conditionAsNumber(at: predicate.place.range)) }
    return value
  }

  private mutating func term(conditions: Bool = false) throws(Failure) -> (value: Expression, isOperand: Bool) {
    let start = index
    noteTerm()
    if accept(.total) {
      let value = try nested { parser throws(Failure) in try Parser.calculation(parser.term().value) }
      return (.total(value, place(from: start)), false)
    }
    if accept(.split) {
      let (amount, basis) = try nested { parser throws(Failure) in
        let amount = try Parser.calculation(parser.term().value)
        try parser.expect(.by)
        return (amount, try Parser.calculation(parser.term().value))
      }
      return (.split(amount, by: basis, place(from: start)), false)
    }
    if beginsAggregate(index) { return (.aggregate(try aggregate()), false) }
    if isCall, token(at: index + 1)?.kind == .open { return try callOrAggregate() }
    if isFunction { return (try function(), true) }
    let isFunction = keyword.map { Keyword.functions.contains($0) } ?? false
    let value = try operand(conditions: conditions)
    if isFunction, index == start + 1 { noteInRun(.symbol(Token.Kind.open.rawValue)) }
    if case .name = value { noteAggregate(from: start) }
    return (value, true)
  }

  /// Notes what an expression may begin with, the likeliest first.
  private mutating func noteTerm() {
    guard index == cursor else { return }
    note(.column)
    for fold in Keyword.folds { note(.keyword(fold.rawValue)) }
    note(.number)
    note(.symbol(Token.Kind.open.rawValue))
  }

  /// Notes that the words from `start` to here may be a fold and a measure.
  mutating func noteAggregate(from start: Int) {
    guard index == cursor, run == start..<index, keyword(at: start) != .all else { return }
    let isFold = keyword(at: start)?.roles.contains(.fold) ?? false
    if isFold, index > start + 2, tokens[start + 1].isNumber { return }
    if isFold, index == start + 1 { noteInRun(.symbol(Token.Kind.open.rawValue)) }
    noteInRun(.keyword(Keyword.of.rawValue), .keyword(Keyword.each.rawValue))
  }

  /// A number, a name, or something in brackets, which may be a condition.
  mutating func operand(conditions: Bool) throws(Failure) -> Expression {
    note(.column)
    note(.number)
    if accept(.open) { return try bracket(from: index - 1, conditions: conditions) }
    if let token, token.isNumber {
      index += 1
      return .number(Name(token))
    }
    return .name(try phrase())
  }

  /// What stands after `(`, to the `)`.
  private mutating func bracket(from open: Int, conditions: Bool) throws(Failure) -> Expression {
    // A condition in the wrong place is read all the same, so that the message can say so; but it is not offered.
    let value = try nested { parser throws(Failure) in
      try conditions || parser.cursor < 0 ? parser.columnValue() : parser.expression()
    }
    try close(open)
    return value
  }

  mutating func close(_ open: Int) throws(Failure) {
    guard !accept(.close) else { return }
    guard index >= limit else { throw .unexpected(index) }
    throw .diagnostic(.unclosedBracket(at: tokens[open].range))
  }

  // MARK: Calls

  var isCall: Bool { keyword == .max || keyword == .min }

  /// `floor(…)`
  var isFunction: Bool {
    guard let keyword, Keyword.functions.contains(keyword) else { return false }
    return token(at: index + 1)?.kind == .open
  }

  /// `max(size, 1)`; or, with a single thing in brackets, the fold: `max (hours / 2) of bookings`.
  private mutating func callOrAggregate() throws(Failure) -> (value: Expression, isOperand: Bool) {
    let start = index
    let arguments = try arguments(atLeast: 1)
    if arguments.count > 1 { return (.call(Name(tokens[start]), arguments, place(from: start)), true) }
    guard at(.each) || at(.of) else { throw .diagnostic(.callOfOne(tokens[start], at: place(from: start).range)) }
    return (.aggregate(try grouping(fold: Name(tokens[start]), measure: arguments[0], from: start)), false)
  }

  /// `max(size, 1)`, where nothing but a call can stand.
  mutating func call() throws(Failure) -> Expression {
    let start = index
    let arguments = try arguments(atLeast: 2)
    return .call(Name(tokens[start]), arguments, place(from: start))
  }

  /// `round(share, 2)`, `floor(hours)`, `previous(revenue)`
  mutating func function() throws(Failure) -> Expression {
    let start = index
    let rounds = keyword != .previous
    let open = index + 1
    index += 2
    let arguments = try nested { parser throws(Failure) in
      let value = try parser.expression()
      guard rounds, parser.accept(.comma) else { return [value] }
      parser.note(.number)
      guard let token = parser.token, token.isWholeNumber else { throw .unexpected(parser.index) }
      parser.index += 1
      return [value, .number(Name(token))]
    }
    try close(open)
    return .call(Name(tokens[start]), arguments, place(from: start))
  }

  private mutating func arguments(atLeast least: Int) throws(Failure) -> [Expression] {
    let start = index
    let open = index + 1
    index += 2
    let arguments = try nested { parser throws(Failure) in
      var arguments = [try parser.expression()]
      while parser.accept(.comma) { arguments.append(try parser.expression()) }
      return arguments
    }
    if arguments.count < least {
      guard token?.kind == .close else { throw .unexpected(index) }
      index += 1
      throw .diagnostic(.callOfOne(tokens[start], at: place(from: start).range))
    }
    try close(open)
    return arguments
  }

  // MARK: Aggregates

  /// Whether a fold begins here: after its words, or after those of a measure, comes `each` or `of`.
  func beginsAggregate(_ start: Int) -> Bool {
    guard isPhraseStart(start) else { return false }
    var end = start + 1
    if let keyword = keyword(at: start), keyword == .all { return false }
    if let keyword = keyword(at: start), keyword.roles.contains(.fold) {
      if let token = token(at: end), token.kind == .open { return keyword != .max && keyword != .min }
      if token(at: end)?.isNumber ?? false, endsMeasure(end + 1) { return true }
      guard isPhraseStart(end) else { return endsMeasure(end) }
      end += 1
    }
    while isPhraseWord(end) { end += 1 }
    return endsMeasure(end)
  }

  private func endsMeasure(_ index: Int) -> Bool {
    keyword(at: index) == .of || keyword(at: index) == .each
  }

  mutating func aggregate() throws(Failure) -> Aggregate {
    let start = index
    guard let keyword, keyword.roles.contains(.fold) else {
      return try grouping(fold: nil, measure: .name(phrase()), from: start)
    }
    index += 1
    let fold = Name(tokens[start])
    if at(.each) || at(.of) { return try grouping(fold: fold, measure: nil, from: start) }
    let measure: Expression
    note(.column)
    if let token, token.isNumber {
      index += 1
      measure = .number(Name(token))
    } else if accept(.open) {
      let open = index - 1
      measure = try nested { parser throws(Failure) in try parser.expression() }
      try close(open)
    } else {
      measure = .name(try phrase())
    }
    return try grouping(fold: fold, measure: measure, from: start)
  }

  /// `[each KEY {and KEY}] of SOURCE`
  private mutating func grouping(fold: Name?, measure: Expression?, from start: Int) throws(Failure) -> Aggregate {
    var each: [Name] = []
    if accept(.each) {
      repeat { each.append(try name(.key)) } while accept(.and)
    }
    try expect(.of)
    return try nested { parser throws(Failure) in
      try parser.aggregate(fold: fold, measure: measure, each: each, from: start)
    }
  }

  private mutating func aggregate(
    fold: Name?, measure: Expression?, each: [Name], from start: Int
  ) throws(Failure) -> Aggregate {
    var all = false
    let from: Aggregate.Source
    if accept(.open) {
      let open = index - 1
      let value = try expression()
      if case .aggregate(let inner) = value { from = .aggregate(inner) } else { from = .figure(value) }
      try close(open)
    } else if beginsAggregateOrCall {
      // A `where` behind it is the inner one's.
      from = .aggregate(try aggregateInBrackets())
      return Aggregate(fold: fold, measure: measure, each: each, source: from, place: place(from: start))
    } else {
      all = accept(.all)
      note(.table)
      guard isPhraseStart(index), keyword != .all else { throw .unexpected(index) }
      from = .table(Name(tokens[index]))
      index += 1
    }
    let condition = accept(.where) ? try self.condition() : nil
    let having = accept(.having) ? try self.condition() : nil
    return Aggregate(
      fold: fold, measure: measure, each: each, all: all, source: from, where: condition, having: having,
      place: place(from: start))
  }

  private var beginsAggregateOrCall: Bool {
    beginsAggregate(index) || isCall && token(at: index + 1)?.kind == .open
  }

  /// An aggregate that may begin like a call: `max (a) of b`.
  private mutating func aggregateInBrackets() throws(Failure) -> Aggregate {
    if beginsAggregate(index) { return try aggregate() }
    let start = index
    guard case .aggregate(let aggregate) = try callOrAggregate().value else { throw .unexpected(start) }
    return aggregate
  }

  // MARK: Phrases

  /// Words up to a connector, a key, a label or a symbol.
  mutating func phrase() throws(Failure) -> Phrase {
    guard isPhraseStart(index) else { throw .unexpected(index) }
    let start = index
    var names = [Name(tokens[index])]
    index += 1
    while isPhraseWord(index) {
      names.append(Name(tokens[index]))
      index += 1
    }
    run = start..<index
    noteInRun(.column)
    return Phrase(names)
  }

  func isPhraseStart(_ index: Int) -> Bool {
    guard let token = token(at: index), token.isName else { return false }
    if token.kind == .quoted { return true }
    if let keyword = keywords[index], keyword.roles.contains(.connector) { return false }
    return !token.isNumber && !token.isLabel
  }

  func isPhraseWord(_ index: Int) -> Bool {
    guard let token = token(at: index), token.isName else { return false }
    if token.kind == .quoted { return true }
    if let keyword = keywords[index], !keyword.roles.isDisjoint(with: [.connector, .key]) { return false }
    return !token.isLabel
  }
}
