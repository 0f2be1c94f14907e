extension Printer {
  /// `revenue = sum price of memberships where active * months`, without the word `define`.
  public static func text(of definition: Definition) -> String {
    var result = text(of: definition.name)
    if !definition.parameters.isEmpty { result += " (" + list(definition.parameters) + ")" }
    var columns = definition.columns.map { text(of: $0) }
    if let last = definition.columns.last, opensTail(definition), !last.percent, last.unit == nil, endsOpen(last.value)
    {
      // A `where` behind an aggregate would be the aggregate's.
      columns[columns.count - 1] = label(of: last) + "(" + text(of: last.value) + ")"
    }
    result += " = " + columns.joined(separator: ", ")
    for clause in definition.clauses { result += " " + text(of: clause) }
    if let widen = definition.widen { result += " widen " + text(of: widen) }
    if let during = definition.during { result += " during " + text(of: during) }
    return result
  }

  public static func text(of column: ColumnSyntax) -> String {
    label(of: column) + text(of: column.value)
      + (column.percent ? " as percent" : column.unit.map { " as " + text(of: $0) } ?? "")
  }

  private static func label(of column: ColumnSyntax) -> String {
    column.label.map { text(of: $0) + ": " } ?? ""
  }

  /// Whether the clauses begin with one that an aggregate may have as well.
  private static func opensTail(_ definition: Definition) -> Bool {
    switch definition.clauses.first?.kind {
    case .where, .having: true
    default: false
    }
  }

  /// Whether a text ends in an aggregate without brackets.
  private static func endsOpen(_ expression: Expression) -> Bool {
    switch expression {
    case .number, .name, .call: false
    case .aggregate: true
    case .predicate(let predicate): endsOpen(predicate)
    case .negate(let value, _), .binary(_, _, let value), .conditional(_, _, let value, _), .total(let value, _),
      .split(_, by: let value, _):
      endsOpen(value)
    }
  }

  private static func endsOpen(_ predicate: Predicate) -> Bool {
    switch predicate {
    case .or(let parts), .and(let parts): parts.last.map { endsOpen($0) } ?? false
    case .not(let negated, _): endsOpen(negated)
    case .any: true
    case .comparison, .member, .test, .missing: false
    }
  }
}
