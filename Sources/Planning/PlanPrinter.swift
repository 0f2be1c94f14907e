import Calculus
import Language
import Store

/// A plan as people read it, a node a line: what `show steps` prints.
public struct PlanPrinter {
  /// A line: the node, the figure that it works for, what it does, and what it costs or why rows are left out.
  public struct Line {
    public let node: String
    public let figure: String
    public let text: String
    public let note: String
  }

  /// How many rows a table has, all of which a scan reads.
  private let rowCount: (TableName) -> Int
  public private(set) var lines: [Line] = []

  public init(rowCount: @escaping (TableName) -> Int) {
    self.rowCount = rowCount
  }

  private mutating func add(_ node: String, _ figure: String = "", _ text: String, _ note: String = "") {
    lines.append(Line(node: node, figure: figure, text: text, note: note))
  }

  /// A condition that is longer than this is made of definitions, which tell more in their own words.
  private static let longest = 48

  // MARK: plans

  /// The nodes of a query's plan, in the order in which they work.
  public mutating func add(_ plan: LogicalPlan) {
    addFrame(plan)
    for (index, atom) in plan.atoms.enumerated() { add(atom, "a\(index + 1)", plan, known: plan.atoms[..<index]) }
    if let universe = plan.universe {
      addScan(universe, "rows", known: [])
      add("", "rows", "stand in the answer though nothing happened there")
    }
    for (index, fold) in plan.folds.enumerated() { add(fold, "f\(index + 1)") }
    addTotals(of: plan)
    for column in plan.columns {
      if case .split(let units, let coins, let basis) = column.value {
        let amount = (try? Rational(units, over: Int128(coins)).decimal) ?? "?"
        add("apportion", "", "\(column.name) = \(amount) by \(Self.text(of: basis))", "largest remainder")
      } else {
        let percent = column.isPercent ? " as percent" : ""
        add("combine", "", "\(column.name) = \(Self.text(of: column.value))\(percent)")
      }
    }
    if let groups = plan.groups { add("suppress", "", "groups of fewer than \(groups.size) people") }
    if let other = plan.comparison {
      add("compare", "", "with \(other.text), \(other.span.text)", "all nodes above once more")
    }
    addArrangement(of: plan)
  }

  /// Those of each definition under its name, then what joins them.
  public mutating func add(_ plan: SideBySidePlan) {
    for part in plan.parts {
      add("under", "", part.name)
      add(part.plan)
    }
    add("compare", "", plan.parts.map(\.name).joined(separator: ", ") + " beside each other", "joined by their keys")
    addArrangement(of: plan.table)
  }

  /// The nodes of a list.
  public mutating func add(_ plan: ListPlan) {
    if plan.hasFrame { addFrame(plan.rows) }
    addScan(plan.atom, "rows", known: [])
    if plan.atom.node.step != nil, plan.hasFrame { add("step", "rows", "the days on which the state holds") }
    add("combine", "", plan.columns.map(\.name).joined(separator: ", "), "columns")
    for order in plan.sort { add("arrange", "", "sort \(order.column.name)\(order.descending ? " desc" : "")") }
    if let top = plan.top { add("arrange", "", "top \(top)") }
  }

  private mutating func addFrame(_ plan: LogicalPlan) {
    let days = plan.span.dayCount == 1 ? "1 day" : "\(plan.span.dayCount) days"
    add("frame", "", "\(plan.frameText) is \(plan.span.text)", days)
    for condition in plan.conditions { add("", "", "on \(condition.label)") }
    if plan.isLevel { add("", "", "weighed by \(plan.weightMode.name)") }
  }

  private mutating func addTotals(of plan: LogicalPlan) {
    var totals: [CellExpression] = []
    for column in plan.columns {
      for total in column.value.totals where !totals.contains(total) { totals.append(total) }
    }
    for total in totals { add("total", "", Self.text(of: total), "once more without keys") }
  }

  private mutating func addArrangement(of plan: LogicalPlan) {
    let arrangement = plan.arrangement
    if let having = arrangement.having {
      add("arrange", "", "having " + Self.text(of: having, plan.shownColumns).withoutOuterBrackets)
    }
    for (target, descending) in arrangement.sort {
      let name =
        switch target {
        case .key(let key): plan.keys[key].name
        case .column(let column): plan.shownColumns[column].name
        }
      add("arrange", "", "sort \(name)\(descending ? " desc" : "")")
    }
    if arrangement.sort.isEmpty, !plan.keys.isEmpty {
      add("arrange", "", "in the order of " + plan.keys.map(\.name).joined(separator: ", "))
    }
    if let top = arrangement.top { add("arrange", "", "top \(top)") }
  }

  // MARK: figures

  private mutating func add(_ atom: Atom, _ figure: String, _ plan: LogicalPlan, known: ArraySlice<Atom>) {
    if let written = atom.written { add("", figure, "is " + written.text) }
    addScan(atom, figure, known: known)
    let keys = plan.keys.map(\.name).joined(separator: ", ")
    let cells = keys.isEmpty ? "" : " by \(keys)"
    if let step = atom.node.step {
      add("step", figure, measure(of: atom, step), "a value for each row and day")
    }
    var tests: [NumberTest] = []
    switch atom.node {
    case .reduce: add("reduce", figure, "Σ weight × value / Σ weight" + cells)
    case .accumulate: add("reduce", figure, "Σ weight × value, in months" + cells)
    case .openHours(_, let window): add("reduce", figure, "Σ \(Self.text(of: window)) × value" + cells)
    case .foldDays(let fold, let step, let having):
      add("fold", figure, (step.edge.map { "each \($0.rawValue)" } ?? "\(fold.rawValue) each day") + cells)
      tests = having
    case .flow(_, let measure): add("reduce", figure, Self.text(of: measure) + cells)
    case .foldFlow(let fold, let inner, _, let measure, let having):
      let each = inner.keys.map(\.name) + (inner.time.map { [$0.rawValue] } ?? [])
      add(
        "reduce", figure,
        Self.text(of: measure) + " by " + ((keys.isEmpty ? [] : [keys]) + each).joined(separator: ", "))
      add("fold", figure, "\(fold.rawValue) each \(each.joined(separator: " and "))" + cells)
      tests = having
    }
    for test in tests { add("", figure, "having value \(test.comparison.rawValue) \(test.value.decimal)") }
  }

  /// What is folded in finer cells than those of the answer.
  private mutating func add(_ fold: FigureFold, _ figure: String) {
    add("combine", figure, Self.text(of: fold.value))
    if fold.isPrevious {
      add("shift", figure, "of the month before")
      return
    }
    let keys = fold.keys.map(\.key.name) + fold.calendarKeys.map(\.rawValue)
    add("fold", figure, "\(fold.fold.rawValue) each \(keys.joined(separator: " and "))", "once more with these keys")
    for test in fold.having { add("", figure, "having value \(test.comparison.rawValue) \(test.value.decimal)") }
  }

  static func text(of window: HourWindow) -> String {
    switch window {
    case .openHours: "opening hours"
    case .workdays: "hours of workdays"
    case .days: "hours of days"
    }
  }

  /// As it is written, which is shorter than what it is made of.
  private func measure(of atom: Atom, _ step: Step) -> String {
    if case .openHours = atom.node { return Self.text(of: step.measure).withoutOuterBrackets }
    let written = atom.written?.aggregate.measure.map { Printer.text(of: $0) }
    return (written ?? Self.text(of: step.measure)).withoutOuterBrackets
  }

  /// Rows that are told apart as those of a figure above are not told again.
  private mutating func addScan(_ atom: Atom, _ figure: String, known: ArraySlice<Atom>) {
    let scan = atom.node.scan
    let count = rowCount(scan.table)
    if let same = known.firstIndex(where: { $0.node.scan == scan && $0.filters == atom.filters }) {
      add("scan", figure, "\(scan.table.rawValue) as for a\(same + 1)", count == 1 ? "1 row" : "\(count) rows")
      return
    }
    add("scan", figure, scan.table.rawValue, count == 1 ? "1 row" : "\(count) rows")
    for condition in scan.conditions { addCondition(condition, figure) }
    for filter in atom.filters {
      switch filter {
      case .rows(let predicate): addCondition(predicate, figure)
      case .unreachable(let key, let reason): add("", figure, "no row may be left: \(reason)", "\(key) is refused")
      }
    }
  }

  private mutating func addCondition(_ predicate: LabelledPredicate, _ figure: String) {
    let condition = Self.text(of: predicate.condition).withoutOuterBrackets
    add("", figure, "leaves out: " + predicate.label, condition.count <= Self.longest ? "keeps " + condition : "")
  }
}

extension String {
  /// `a / b` of `(a / b)`: what stands alone needs no brackets.
  var withoutOuterBrackets: String {
    guard hasPrefix("("), hasSuffix(")") else { return self }
    var depth = 0
    for (index, character) in zip(indices, self) {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if depth == 0, index != self.index(before: endIndex) { return self }
    }
    return String(dropFirst().dropLast())
  }
}

extension CellExpression {
  /// What stands behind `total` in it.
  fileprivate var totals: [CellExpression] {
    var totals: [CellExpression] = []
    walk { part in
      guard case .total(let inner) = part else { return true }
      totals.append(inner)
      return false
    }
    return totals
  }
}
