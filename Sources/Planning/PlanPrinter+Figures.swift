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

  static func text(of value: CellExpression) -> String { value.formula { $0.leafName } }

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
