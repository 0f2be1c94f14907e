import Calculus
import Planning
import Store

extension Reading {
  /// Numbers that rows of the export leave out and that count as 0: an office without a list price is not let for nothing.
  func blanks() throws(EvaluationError) -> [ReadingItem] {
    var rows: [Blank: Set<UInt32>] = [:]
    for atom in plan.atoms {
      guard let step = atom.node.step else { continue }
      for column in step.measure.columns(of: step.scan.table) where isBlank(column, in: column.table) {
        let measure = step.measure.whereMissing(column, from: step.scan.table)
        let found = try rowsInFrame(of: atom, Step(scan: step.scan, measure: measure, edge: step.edge))
        rows[Blank(column: column.name, rows: step.scan.table), default: []].formUnion(found)
      }
    }
    return rows.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { blank, found in
      let count = found.count.counted(as: blank.rows)
      return ReadingItem(.note, "\(blank.column) is missing for \(count), and counts as 0")
    }
  }

  /// Memberships that pay in another currency than the list prices of their location, beside which their money is set.
  func foreign() throws(EvaluationError) -> [ReadingItem] {
    let keys = plan.keys.compactMap { if case .attribute(let name, _) = $0 { name } else { nil } }
    guard let dimension = keys.firstIndex(of: "currency") else { return [] }
    let goesByLocation = plan.atoms.contains { atom in
      guard atom.node.scan.table == .resources, atom.keys.indices.contains(dimension) else { return false }
      return if case .path = atom.keys[dimension] { true } else { false }
    }
    let memberships = snapshot.table(.memberships)
    guard goesByLocation, let locations = memberships.codes("location") else { return [] }
    var rows: Set<UInt32> = []
    for atom in plan.atoms where atom.node.scan.table == .memberships {
      guard let step = atom.node.step else { continue }
      rows.formUnion(try rowsInFrame(of: atom, step))
    }
    let count = rows.count { row in
      let location = locations[Int(row)]
      return location > 0
        && memberships.text("currency", of: Int(row))
          != snapshot.table(.locations).text("currency", of: location - 1)
    }
    if count == 0 { return [] }
    let payers = "\(count.counted(as: .memberships)) \(count == 1 ? "pays" : "pay")"
    return [ReadingItem(.note, "\(payers) in another currency than the list prices of the location")]
  }

  private struct Blank: Hashable, Comparable {
    let column: String
    let rows: TableName

    static func < (left: Blank, right: Blank) -> Bool {
      (left.column, left.rows.rawValue) < (right.column, right.rows.rawValue)
    }
  }

  /// Some rows state it, and others do not.
  private func isBlank(_ column: NumberColumn, in table: TableName) -> Bool {
    guard Schema.valueOfMissing(column.name, of: table) == 0,
      let validity = snapshot.table(table).numbers(column.name)?.validity
    else { return false }
    return validity.population > 0
  }

  /// The rows that a step keeps on some day of the frame.
  private func rowsInFrame(of atom: Atom, _ step: Step) throws(EvaluationError) -> Set<UInt32> {
    let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: { false })
    let cells = CalendarCells(span: plan.span, keys: [], conditions: plan.conditions)
    let context = SpanContext(cells: cells, space: KeySpace([], in: snapshot), mode: nil)
    let marked = Atom(node: .reduce(step), keys: [], filters: atom.filters, unit: atom.unit)
    let level = try evaluator.levelGroups(marked, ways: [], context)
    return Set(
      level.group.indices.filter { level.group[$0] != GroupIndex.none && level.stays.overlaps($0, plan.span) }
        .map { level.stays.rows[$0] })
  }
}

/// A column of numbers that an expression adds up.
private struct NumberColumn: Hashable {
  let table: TableName
  let name: String
}

extension RowExpression {
  /// The columns whose numbers are added up, however long the way to them; not those that are looked at in a condition, or
  /// beside something else of which the greater or smaller counts.
  fileprivate func columns(of table: TableName) -> Set<NumberColumn> {
    switch self {
    case .column(let name): return [NumberColumn(table: table, name: name)]
    case .through(let link, let inner): return linked(link, from: table).map { inner.columns(of: $0) } ?? []
    case .split(let link, let amount, _): return linked(link, from: table).map { amount.columns(of: $0) } ?? []
    case .fold(.sum, let many, let measure, _): return measure.columns(of: many.table)
    case .recursive(_, let inner): return inner.columns(of: table)
    case .conditional(_, let yes, let no): return yes.columns(of: table).union(no.columns(of: table))
    case .arithmetic(let operation, let left, let right):
      return [.maximum, .minimum].contains(operation) ? [] : left.columns(of: table).union(right.columns(of: table))
    case .number, .truth, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay, .fold, .inForce,
      .and, .or,
      .not,
      .compare, .recur:
      return []
    }
  }

  /// An expression that is above 0 where this one takes a number of the column that is not there.
  fileprivate func whereMissing(_ column: NumberColumn, from table: TableName) -> RowExpression {
    let nothing = RowExpression.number(millionths: 0)
    func inner(_ expression: RowExpression, _ table: TableName) -> RowExpression {
      expression.whereMissing(column, from: table)
    }
    switch self {
    case .column(let name): return table == column.table && name == column.name ? .missing(column: name) : nothing
    case .through(let link, let value):
      return linked(link, from: table).map { .through(link: link, inner(value, $0)) } ?? nothing
    case .split(let link, let amount, let weight):
      guard let target = linked(link, from: table) else { return nothing }
      return .conditional(
        .compare(.equal, weight, nothing), nothing, .through(link: link, inner(amount, target)))
    case .fold(.sum, let many, let measure, let condition):
      return .fold(.sum, of: many, measure: inner(measure, many.table), where: condition)
    case .recursive(let name, let value): return .recursive(name, inner(value, table))
    case .recur: return self
    case .conditional(let test, let yes, let no): return .conditional(test, inner(yes, table), inner(no, table))
    case .arithmetic(let operation, let left, let right):
      if [.maximum, .minimum].contains(operation) { return nothing }
      return .arithmetic(.maximum, inner(left, table), inner(right, table))
    case .number, .truth, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay, .fold, .inForce,
      .and, .or,
      .not,
      .compare:
      return nothing
    }
  }

  private func linked(_ link: String, from table: TableName) -> TableName? {
    if case .link(let target)? = Schema.field(link, of: table)?.type { target } else { nil }
  }
}
