import Calculus

extension CellExpression {
  /// What a leaf of the arithmetic is called: `a1`, `days`, `f1`. Empty of what is none.
  public var leafName: String {
    switch self {
    case .atom(let index): "a\(index + 1)"
    case .count(let count): count.rawValue
    case .moment(let index): "the first minute of a\(index + 1)"
    case .total(let inner): "total (\(inner.formula { $0.leafName }))"
    case .folded(let index): "f\(index + 1)"
    case .number, .negate, .arithmetic, .split, .rounded, .stated: ""
    }
  }

  /// The arithmetic as text, with as few brackets as it needs.
  ///
  /// - Parameter leaf: what stands for a figure, a count of the calendar, a moment, a total.
  public func formula(_ leaf: (CellExpression) -> String) -> String { formula(leaf, within: 0) }

  private func formula(_ leaf: (CellExpression) -> String, within outer: Int) -> String {
    switch self {
    case .number(let value): return value.unrounded.bracketed(within: outer)
    case .atom, .count, .moment, .total, .folded: return leaf(self).bracketed(within: outer)
    case .stated(_, let inner): return inner.formula(leaf, within: outer)
    case .rounded(let rounding, let places, let inner):
      return "\(rounding.rawValue)(\(inner.formula(leaf, within: 0))\(places == 0 ? "" : ", \(places)"))"
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

extension String {
  /// A text that is no single word or number, within an operation: `45 15/29`, `-3`. What has brackets of its own needs
  /// no others.
  fileprivate func bracketed(within outer: Int) -> String {
    guard outer > 0, contains(where: { " /".contains($0) }) || hasPrefix("-") else { return self }
    return hasSuffix(")") ? self : "(\(self))"
  }
}

extension FigureFold {
  /// `(max each day of (a1 / a2))`, `previous(a1)`
  public func formula(_ leaf: (CellExpression) -> String) -> String {
    let figure = value.formula(leaf)
    if isPrevious { return "previous(\(figure))" }
    let whole = figure.contains(" ") ? "(\(figure))" : figure
    let words = keys.map(\.key.name) + calendarKeys.map(\.rawValue)
    let tests = having.map { " having value \($0.comparison.rawValue) \($0.value.unrounded)" }.joined()
    return "(\(fold.rawValue) each \(words.joined(separator: " and ")) of \(whole)\(tests))"
  }
}
