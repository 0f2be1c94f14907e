import Planning
import Store

/// The memberships by which resources are held, as a definition has it: those of assignments for which the condition holds
/// that it asks of them.
public struct Holders: Sendable {
  private let snapshot: Snapshot
  /// Assignments by resource.
  private var assignments: [Int: [Int]] = [:]
  private var children: [Int: [Int]] = [:]
  /// By assignment, 0 on days on which it holds nothing.
  private let conditions: [StepColumn]

  /// - Parameter nodes: the figures that go by what is held.
  init(_ nodes: [PlanNode], _ steps: StepEvaluator) throws(EvaluationError) {
    snapshot = steps.snapshot
    let expressions = nodes.compactMap(\.step).flatMap { [$0.measure, $0.scan.condition] }
    var conditions: [StepColumn] = []
    for condition in Set(expressions.flatMap(\.conditionsOfAssignments)) {
      conditions.append(try steps.column(condition, of: .assignments))
    }
    self.conditions = conditions
    let table = snapshot.table(.assignments)
    if let resources = table.codes("resource") {
      for row in 0..<table.rowCount where resources[row] > 0 {
        assignments[resources[row] - 1, default: []].append(row)
      }
    }
    if let parents = snapshot.table(.resources).codes("parent") {
      for row in 0..<parents.count where parents[row] > 0 { children[parents[row] - 1, default: []].append(row) }
    }
  }

  /// Rows of the memberships by which a resource, what it is within, or something within it is held on some of the days
  /// `[from, to)`; ascending.
  public func memberships(of resource: Int, from: Int32, to: Int32) -> [Int] {
    guard let holders = snapshot.table(.assignments).codes("membership") else { return [] }
    var found: Set<Int> = []
    for row in family(of: resource).flatMap({ assignments[$0] ?? [] }) where holders[row] > 0 {
      if conditions.contains(where: { $0.holds(row, from: from, to: to) }) { found.insert(holders[row] - 1) }
    }
    return found.sorted()
  }

  /// A resource with those above and below it.
  private func family(of resource: Int) -> [Int] {
    var result = [resource]
    let parents = snapshot.table(.resources).codes("parent")
    var next = parents?[resource] ?? 0
    while next > 0, !result.contains(next - 1) {
      result.append(next - 1)
      next = parents?[next - 1] ?? 0
    }
    var below = children[resource] ?? []
    while let child = below.popLast() {
      if result.contains(child) { continue }
      result.append(child)
      below += children[child] ?? []
    }
    return result
  }
}

extension StepColumn {
  /// Whether a row has a value on some of the days `[from, to)`.
  fileprivate func holds(_ row: Int, from: Int32, to: Int32) -> Bool {
    let segments = segments(of: row)
    return segments.contains { segment in
      values[segment] != 0 && start(segment) < to && end(segment, of: segments) > from
    }
  }
}

extension RowExpression {
  /// What is asked of the assignments of a row: `in_force and not membership.hotdesk` of what is held by any of them, or
  /// what is added up of them.
  fileprivate var conditionsOfAssignments: [RowExpression] {
    switch self {
    case .fold(_, let many, let measure, let condition):
      var own: [RowExpression] = []
      if many.table == .assignments {
        own = [.and([condition, .compare(.notEqual, measure, .number(millionths: 0))])]
      }
      return own + measure.conditionsOfAssignments + condition.conditionsOfAssignments
    case .through(_, let inner), .not(let inner), .recursive(_, let inner): return inner.conditionsOfAssignments
    case .split(_, let amount, let weight): return amount.conditionsOfAssignments + weight.conditionsOfAssignments
    case .and(let parts), .or(let parts): return parts.flatMap(\.conditionsOfAssignments)
    case .compare(_, let left, let right), .arithmetic(_, let left, let right):
      return left.conditionsOfAssignments + right.conditionsOfAssignments
    case .conditional(let test, let yes, let no): return [test, yes, no].flatMap(\.conditionsOfAssignments)
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay,
      .inForce, .recur:
      return []
    }
  }
}
