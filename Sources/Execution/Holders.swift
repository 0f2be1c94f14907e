import Planning
import Store

/// The memberships that hold resources.
public struct Holders {
  private let snapshot: Snapshot
  /// Assignments by resource.
  private var assignments: [Int: [Int]] = [:]
  private var children: [Int: [Int]] = [:]

  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
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

  /// Rows of the memberships that hold a resource, what it is within, or something within it, on some of the days
  /// `[from, to)`; ascending.
  public func memberships(of resource: Int, from: Int32, to: Int32) -> [Int] {
    let table = snapshot.table(.assignments)
    guard let holders = table.codes("membership") else { return [] }
    let memberships = snapshot.table(.memberships)
    var found: Set<Int> = []
    for row in family(of: resource).flatMap({ assignments[$0] ?? [] }) where holders[row] > 0 {
      let membership = holders[row] - 1
      let start = max(table.days("from")?[row] ?? Int32.min, memberships.days("start")?[membership] ?? Int32.min)
      let end = min(table.days("to")?[row] ?? Int32.max, memberships.days("end")?[membership] ?? Int32.max)
      if max(start, from) < min(end, to) { found.insert(membership) }
    }
    return found.sorted()
  }

  /// A resource with those above and below it.
  func family(of resource: Int) -> [Int] {
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
