extension LogicalPlan {
  /// The key of which a row can have several values, as in `by group`: its place among the keys that are attributes.
  public var listKey: Int? {
    atoms.lazy.compactMap { atom in
      atom.keys.firstIndex { if case .list = $0 { true } else { false } }
    }.first
  }

  /// The same without the key of which a row can have several values: what the sum of its parts is held against.
  public var withoutListKey: LogicalPlan? {
    guard let listKey else { return nil }
    var plan = self
    plan.keys.remove(at: attributes[listKey])
    for atom in atoms.indices { plan.atoms[atom].keys.remove(at: listKey) }
    return plan
  }

  /// The name of that key.
  public var nameOfListKey: String? { listKey.map { keys[attributes[$0]].name } }

  /// The keys that are attributes, by their places among all keys.
  private var attributes: [Int] {
    keys.indices.filter { if case .attribute = keys[$0] { true } else { false } }
  }

  /// Columns whose parts add up to the whole and to what is in several of them: counts, hours and sums, and distinct
  /// counts, too, but no quotient, no extreme, and nothing of which `having` keeps a part.
  public var additiveColumns: [Int] { columns.indices.filter { addsUp(columns[$0].value) } }

  private func addsUp(_ value: CellExpression) -> Bool {
    switch value {
    case .atom(let index): atoms[index].node.addsUp
    case .negate(let inner), .arithmetic(.multiply, .number, let inner), .arithmetic(.multiply, let inner, .number),
      .arithmetic(.divide, let inner, .number):
      addsUp(inner)
    case .arithmetic(.add, let left, let right), .arithmetic(.subtract, let left, let right):
      addsUp(left) && addsUp(right)
    case .stated(_, let inner): addsUp(inner)
    case .number, .count, .arithmetic, .moment, .total, .split, .rounded, .folded: false
    }
  }
}

extension PlanNode {
  fileprivate var addsUp: Bool {
    switch self {
    case .flow: true
    case .foldFlow(let fold, _, _, _, let having): having.isEmpty && (fold == .count || fold == .sum)
    case .reduce, .accumulate, .openHours, .foldDays: false
    }
  }
}
