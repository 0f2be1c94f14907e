import Calculus

// What figures measure, and the arithmetic over them, as text.
extension PlanPrinter {
  static func text(of measure: FlowMeasure) -> String {
    switch measure {
    case .count: "count"
    case .minutes: "minutes × quantity / 60"
    case .column(let value): "sum of \(text(of: value))"
    case .busy(let window): "minutes\(window.map { " within \(text(of: $0))" } ?? ""), merged / 60"
    case .within(let window): "minutes within \(text(of: window)) × quantity / 60"
    }
  }

  static func text(of value: CellExpression) -> String {
    switch value {
    case .number(let number): number.decimal
    case .atom(let index): "a\(index + 1)"
    case .count(let count): count.rawValue
    case .negate(let inner): "-" + text(of: inner)
    case .arithmetic(let sign, let left, let right): "(\(text(of: left)) \(sign.rawValue) \(text(of: right)))"
    case .moment(let index): "the first instant of a\(index + 1)"
    case .total(let inner): "total \(text(of: inner))"
    case .rounded(let rounding, let places, let inner):
      "\(rounding.rawValue)(\(text(of: inner))\(places == 0 ? "" : ", \(places)"))"
    case .stated(let unit, let inner): "\(text(of: inner)) as \(unit.rawValue)"
    case .folded(let index): "f\(index + 1)"
    case .split(let units, let coins, let basis): "\(units) / \(coins) split by \(text(of: basis))"
    }
  }

  static func text(of having: CellPredicate, _ columns: [PlanColumn]) -> String {
    switch having {
    case .compare(let comparison, let column, let value):
      "\(columns[column].name) \(comparison.rawValue) \(value.decimal)"
    case .and(let parts): parts.map { text(of: $0, columns) }.joined(separator: " and ")
    case .or(let parts): "(" + parts.map { text(of: $0, columns) }.joined(separator: " or ") + ")"
    case .not(let inner): "not (\(text(of: inner, columns)))"
    }
  }
}
