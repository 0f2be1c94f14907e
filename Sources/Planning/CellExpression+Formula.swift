import Calculus

extension CellExpression {
  /// The arithmetic as text, with as few brackets as it needs.
  ///
  /// - Parameter leaf: what stands for a figure, a count of the calendar, a moment, a total.
  public func formula(_ leaf: (CellExpression) -> String) -> String { formula(leaf, within: 0) }

  private func formula(_ leaf: (CellExpression) -> String, within outer: Int) -> String {
    switch self {
    case .number(let value): return value.unrounded
    case .atom, .count, .moment, .total: return leaf(self)
    case .negate(let inner): return "-" + inner.formula(leaf, within: 3)
    case .split(_, _, let basis): return "amount split by " + basis.formula(leaf, within: 3)
    case .arithmetic(.divide, let left, .number(.one)), .arithmetic(.multiply, let left, .number(.one)):
      return left.formula(leaf, within: outer)
    case .arithmetic(let operation, let left, let right):
      let rank: Int
      switch operation {
      case .maximum, .minimum:
        return "\(operation.rawValue)(\(left.formula(leaf, within: 0)), \(right.formula(leaf, within: 0)))"
      case .add, .subtract: rank = 1
      case .multiply, .divide: rank = 2
      }
      let isOrdered = operation == .subtract || operation == .divide
      let text =
        left.formula(leaf, within: rank) + " \(operation.rawValue) "
        + right.formula(leaf, within: isOrdered ? rank + 1 : rank)
      return rank < outer ? "(\(text))" : text
    }
  }
}

extension CellExpression {
  /// The plan's figures that it is made of.
  public var atoms: Set<Int> {
    switch self {
    case .atom(let index), .moment(let index): [index]
    case .number, .count: []
    case .negate(let inner), .total(let inner), .split(_, _, let inner): inner.atoms
    case .arithmetic(_, let left, let right): left.atoms.union(right.atoms)
    }
  }
}
