import Calculus
import Store

/// A plan as text, a node a line: what `show steps` prints.
public enum PlanPrinter {
  public static func text(of plan: LogicalPlan) -> String {
    var lines = ["frame    \(plan.frameText): \(plan.span)"]
    if plan.isLevel { lines.append("weights  \(plan.weightMode.name)") }
    for condition in plan.conditions { lines.append("days     \(condition.label)") }
    for key in plan.keys { lines.append("key      \(key.name)") }
    for (index, atom) in plan.atoms.enumerated() {
      lines.append("a\(index + 1)")
      lines += text(of: atom).map { "  " + $0 }
    }
    for (index, fold) in plan.folds.enumerated() {
      lines.append("f\(index + 1)")
      lines += text(of: fold).map { "  " + $0 }
    }
    for column in plan.columns {
      let percent = column.isPercent ? " as percent" : ""
      lines.append("combine  \(column.name) = \(text(of: column.value))\(percent)")
    }
    if let groups = plan.groups { lines.append("suppress groups of fewer than \(groups.size) people") }
    if let other = plan.comparison { lines.append("compare  \(other.text): \(other.span)") }
    if plan.arrangement.having != nil { lines.append("arrange  having") }
    for (target, descending) in plan.arrangement.sort {
      let name =
        switch target {
        case .key(let key): plan.keys[key].name
        case .column(let column): plan.shownColumns[column].name
        }
      lines.append("arrange  sort \(name)\(descending ? " desc" : "")")
    }
    if let top = plan.arrangement.top { lines.append("arrange  top \(top)") }
    return lines.joined(separator: "\n")
  }

  private static func text(of atom: Atom) -> [String] {
    var lines = ["scan     \(atom.node.scan.table.rawValue)"]
    for condition in atom.node.scan.conditions {
      lines.append("  where  \(text(of: condition.condition))   # else: \(condition.label)")
    }
    for filter in atom.filters {
      switch filter {
      case .rows(let predicate): lines.append("  where  \(text(of: predicate.condition))   # else: \(predicate.label)")
      case .unreachable(let key, let reason): lines.append("  where  \(key) is refused if a row is left: \(reason)")
      }
    }
    switch atom.node {
    case .reduce(let step):
      lines.append("step     \(text(of: step.measure))")
      lines.append("reduce   Σ weight × value / Σ weight")
    case .accumulate(let step):
      lines.append("step     \(text(of: step.measure))")
      lines.append("reduce   Σ weight × value, in months")
    case .openHours(let step, let window):
      lines.append("step     \(text(of: step.measure))")
      lines.append("reduce   Σ \(text(of: window)) × value")
    case .foldDays(let fold, let step, let having):
      lines.append("step     \(text(of: step.measure))")
      lines.append("fold     \(step.edge.map { "each \($0.rawValue)" } ?? "\(fold.rawValue) each day")")
      lines += having.map(text(of:))
    case .flow(_, let measure): lines.append("reduce   \(text(of: measure))")
    case .foldFlow(let fold, let inner, _, let measure, let having):
      let keys = inner.keys.map(\.name) + (inner.time.map { [$0.rawValue] } ?? [])
      lines.append("reduce   \(text(of: measure))")
      lines.append("fold     \(fold.rawValue) each \(keys.joined(separator: " and "))")
      lines += having.map(text(of:))
    }
    return lines
  }

  private static func text(of test: NumberTest) -> String {
    "  having value \(test.comparison.rawValue) \(test.value.decimal)"
  }

  private static func text(of measure: FlowMeasure) -> String {
    switch measure {
    case .count: "count in cells"
    case .minutes: "minutes in cells × quantity / 60"
    case .column(let value): "sum of \(text(of: value))"
    case .busy(let window): "minutes\(window.map { " within \(text(of: $0))" } ?? ""), merged / 60"
    case .within(let window): "minutes within \(text(of: window)) × quantity / 60"
    }
  }

  private static func text(of window: HourWindow) -> String {
    switch window {
    case .openHours: "opening hours"
    case .workdays: "hours of workdays"
    case .days: "hours of days"
    }
  }

  private static func text(of fold: FigureFold) -> [String] {
    if fold.isPrevious { return ["combine  \(text(of: fold.value))", "shift    of the month before"] }
    let keys = fold.keys.map(\.key.name) + fold.calendarKeys.map(\.rawValue)
    return [
      "combine  \(text(of: fold.value))", "fold     \(fold.fold.rawValue) each \(keys.joined(separator: " and "))",
    ]
      + fold.having.map(text(of:))
  }

  private static func text(of value: CellExpression) -> String {
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

  private static func text(of row: RowExpression) -> String {
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
