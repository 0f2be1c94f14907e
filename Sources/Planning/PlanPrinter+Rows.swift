import Calculus
import Store

// Values and conditions of rows as text.
extension PlanPrinter {
  static func text(of row: RowExpression) -> String {
    switch row {
    case .number(let millionths):
      (try? Rational(Int128(millionths), over: Int128(Numbers.scale)).decimal) ?? String(millionths)
    case .truth(let value): value ? "yes" : "no"
    case .column(let name), .flag(let name), .recur(let name): name
    case .matches(let column, let names):
      names.count == 1 ? "\(column) = \(names[0])" : "\(column) in (\(names.joined(separator: ", ")))"
    case .lists(let column, let names): "\(column) lists \(names.joined(separator: ", "))"
    case .within(let column, let from, let to):
      "\(column) from \(from.map { Day(number: $0).description } ?? "…") before \(to.map { Day(number: $0).description } ?? "…")"
    case .missing(let column): "no \(column)"
    case .minutes(let from, let to): "minutes from \(from) to \(to)"
    case .touches(let from, let to, let isActual):
      "\(isActual ? "really " : "")touching from \(Day(number: from)) before \(Day(number: to))"
    case .touchesDay(let isActual): isActual ? "really running" : "running"
    case .through(let link, let inner): "\(link).(\(text(of: inner)))"
    case .split(let link, let amount, let weight): "split \(link).(\(text(of: amount))) by \(text(of: weight))"
    case .fold(let fold, let many, let measure, let condition):
      "\(fold.rawValue) \(text(of: measure)) of \(many.table.rawValue) by \(many.link) where \(text(of: condition))"
    case .inForce(let table): table == .resources ? "open" : "running"
    case .and(let parts): "(" + parts.map { text(of: $0) }.joined(separator: " and ") + ")"
    case .or(let parts): "(" + parts.map { text(of: $0) }.joined(separator: " or ") + ")"
    case .not(let inner): "not \(text(of: inner))"
    case .compare(let comparison, let left, let right): "\(text(of: left)) \(comparison.rawValue) \(text(of: right))"
    case .conditional(let test, let yes, let no): "if \(text(of: test)) then \(text(of: yes)) else \(text(of: no))"
    case .arithmetic(let sign, let left, let right): "(\(text(of: left)) \(sign.rawValue) \(text(of: right)))"
    case .recursive(let name, let body): "\(name): \(text(of: body))"
    }
  }
}
