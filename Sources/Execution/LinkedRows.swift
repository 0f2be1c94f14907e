import Planning
import Store

/// Resources and memberships that have to do with each other: by parents, and by what is held. What happens to rows of one
/// such family changes nothing in another.
struct LinkedRows {
  private let snapshot: Snapshot
  private var parent: [Int]
  private let resources: Int
  /// A definition looks further than families go: then all rows are one.
  private let isOne: Bool

  init(_ snapshot: Snapshot, steps: [Step]) {
    self.snapshot = snapshot
    resources = snapshot.table(.resources).rowCount
    parent = Array(0..<resources + snapshot.table(.memberships).rowCount)
    isOne = steps.contains { $0.measure.leavesFamily || $0.scan.condition.leavesFamily }
    if let parents = snapshot.table(.resources).codes("parent") {
      for row in 0..<resources where parents[row] > 0 { join(row, parents[row] - 1) }
    }
    let assignments = snapshot.table(.assignments)
    if let own = assignments.codes("resource"), let holders = assignments.codes("membership") {
      for row in 0..<assignments.rowCount where own[row] > 0 && holders[row] > 0 {
        join(own[row] - 1, resources + holders[row] - 1)
      }
    }
  }

  private mutating func join(_ left: Int, _ right: Int) {
    let (a, b) = (root(left), root(right))
    if a != b { parent[max(a, b)] = min(a, b) }
  }

  private mutating func root(_ node: Int) -> Int {
    var node = node
    while parent[node] != node {
      parent[node] = parent[parent[node]]
      node = parent[node]
    }
    return node
  }

  /// The family of a row; −1 of one that is in none.
  mutating func family(of reference: RowReference) -> Int {
    if isOne { return 0 }
    switch reference.table {
    case .resources: return root(reference.row)
    case .memberships: return root(resources + reference.row)
    case .assignments, .availability:
      let table = snapshot.table(reference.table)
      let link = reference.table == .assignments ? "membership" : "resource"
      guard let code = table.codes(link)?[reference.row], code > 0 else { return -1 }
      return root(reference.table == .assignments ? resources + code - 1 : code - 1)
    case .locations, .types, .plans, .users, .history, .bookings, .holidays: return -1
    }
  }
}

extension RowExpression {
  /// The links within a family.
  private static let linksOfFamily = ["parent", "resource", "membership"]

  /// Whether it folds rows that have nothing in common but a place, a type or a plan.
  fileprivate var leavesFamily: Bool {
    switch self {
    case .fold(_, let many, _, _) where !Self.linksOfFamily.contains(many.link): true
    case .split(let link, _, _) where !Self.linksOfFamily.contains(link): true
    // Of bookings no row has events of its own.
    case .touchesDay: true
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .inForce, .recur:
      false
    case .through, .not, .recursive, .fold, .split, .and, .or, .compare, .arithmetic, .conditional:
      anyOperand { $0.leavesFamily }
    }
  }
}
