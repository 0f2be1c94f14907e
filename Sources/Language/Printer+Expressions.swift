extension Printer {
  public static func text(of expression: Expression) -> String {
    switch expression {
    case .number(let name): text(of: name)
    case .name(let phrase): text(of: phrase)
    case .negate(let value, _): "- " + factor(value)
    case .binary: chain(expression)
    case .conditional(let condition, let yes, let no, _):
      "if \(text(of: condition)) then \(text(of: yes)) else \(text(of: no))"
    case .call(let name, let arguments, _):
      text(of: name) + "(" + arguments.map { text(of: $0) }.joined(separator: ", ") + ")"
    case .aggregate(let aggregate): text(of: aggregate)
    case .total(let value, _): "total " + operand(value)
    case .split(let amount, let basis, _): "split \(operand(amount)) by \(operand(basis))"
    case .predicate(let predicate): text(of: predicate)
    }
  }

  public static func text(of predicate: Predicate) -> String {
    switch predicate {
    case .or(let parts): parts.map { part($0, inOr: true) }.joined(separator: " or ")
    case .and(let parts): parts.map { part($0, inOr: false) }.joined(separator: " and ")
    case .not(let negated, _):
      switch negated {
      case .test, .missing, .not: "not " + text(of: negated)
      case .or, .and, .comparison, .member, .any: "not (" + text(of: negated) + ")"
      }
    case .comparison(let left, let relation, let right):
      "\(operand(left)) \(relation.rawValue) \(operand(right))"
    case .member(let value, let values, let negated, _):
      operand(value) + (negated ? " not in (" : " in (") + values.map { operand($0) }.joined(separator: ", ") + ")"
    case .test(let phrase): text(of: phrase)
    case .any(let aggregate): text(of: aggregate)
    case .missing(let phrase, _): "no " + text(of: phrase)
    }
  }

  public static func text(of aggregate: Aggregate) -> String {
    var parts: [String] = []
    if let fold = aggregate.fold { parts.append(text(of: fold)) }
    switch aggregate.measure {
    case nil: break
    case .number(let number)?: parts.append(text(of: number))
    case .name(let phrase)?: parts.append(text(of: phrase))
    case let value?: parts.append("(" + text(of: value) + ")")
    }
    if !aggregate.each.isEmpty {
      parts.append("each " + aggregate.each.map { text(of: $0) }.joined(separator: " and "))
    }
    let hasConditions = aggregate.where != nil || aggregate.having != nil
    switch aggregate.source {
    case .table(let name): parts.append((aggregate.all ? "of all " : "of ") + text(of: name))
    case .aggregate(let inner): parts.append(hasConditions ? "of (\(text(of: inner)))" : "of " + text(of: inner))
    case .figure(let value): parts.append("of (\(text(of: value)))")
    }
    if let condition = aggregate.where { parts.append("where " + text(of: condition)) }
    if let having = aggregate.having { parts.append("having " + text(of: having)) }
    return parts.joined(separator: " ")
  }

  // MARK: Brackets

  /// What may be compared, totalled, split: a number, a name, a call, or brackets.
  private static func operand(_ value: Expression) -> String {
    switch value {
    case .number, .name, .call: text(of: value)
    case .negate, .binary, .conditional, .aggregate, .total, .split, .predicate: "(" + text(of: value) + ")"
    }
  }

  /// A part of an `and` or `or`.
  private static func part(_ predicate: Predicate, inOr: Bool) -> String {
    switch predicate {
    case .and where inOr: text(of: predicate)
    case .or, .and, .any: "(" + text(of: predicate) + ")"
    case .not, .comparison, .member, .test, .missing: text(of: predicate)
    }
  }

  /// A chain of operators, which leans left and may be long: a loop, not a recursion.
  private static func chain(_ expression: Expression) -> String {
    var parts: [String] = []
    var rest = expression
    while case .binary(let sign, let left, let right) = rest {
      let multiplies = sign == .multiply || sign == .divide
      parts.append(multiplies ? factor(right) : summand(right))
      parts.append(sign.rawValue)
      rest = left
      if multiplies, case .binary(let inner, _, _) = left, inner == .add || inner == .subtract { break }
    }
    parts.append(factor(rest))
    return parts.reversed().joined(separator: " ")
  }

  /// What stands beside `+`: products need no brackets.
  private static func summand(_ value: Expression) -> String {
    if case .binary(let sign, _, _) = value, sign == .multiply || sign == .divide { return text(of: value) }
    return factor(value)
  }

  /// What stands beside `*`.
  private static func factor(_ value: Expression) -> String {
    switch value {
    case .number, .name, .call, .negate, .total, .split: return text(of: value)
    case .aggregate(let aggregate):
      // Not needed before an operator, but kinder to the reader.
      let isPlain = aggregate.where == nil && aggregate.having == nil
      if isPlain, case .table = aggregate.source { return text(of: value) }
      return "(" + text(of: value) + ")"
    case .binary, .conditional, .predicate: return "(" + text(of: value) + ")"
    }
  }
}
