extension CellExpression {
  /// Shows it and all that it is made of, the whole before its parts, and these from left to right.
  ///
  /// - Parameter body: gives whether to look at the parts of what it is shown, too.
  /// - Complexity: O(n), nothing allocated.
  public func walk(_ body: (CellExpression) -> Bool) {
    guard body(self) else { return }
    switch self {
    case .number, .atom, .count, .moment, .folded: break
    case .negate(let inner), .total(let inner), .split(_, _, let inner), .rounded(_, _, let inner),
      .stated(_, let inner):
      inner.walk(body)
    case .arithmetic(_, let left, let right):
      left.walk(body)
      right.walk(body)
    }
  }

  /// Whether it, or anything that it is made of, is meant.
  public func contains(where isMeant: (CellExpression) -> Bool) -> Bool {
    var isFound = false
    walk { part in
      if !isFound { isFound = isMeant(part) }
      return !isFound
    }
    return isFound
  }

  /// The plan's figures that it is made of.
  public var atoms: Set<Int> {
    var atoms: Set<Int> = []
    walk { part in
      switch part {
      case .atom(let index), .moment(let index): atoms.insert(index)
      case .number, .count, .negate, .arithmetic, .total, .split, .rounded, .stated, .folded: break
      }
      return true
    }
    return atoms
  }

  func counts(_ count: CalendarCount) -> Bool { contains { $0 == .count(count) } }

  /// The same number in every cell.
  var isScalar: Bool {
    !contains { part in
      switch part {
      case .atom, .count, .moment, .total, .split, .folded: true
      case .number, .negate, .arithmetic, .rounded, .stated: false
      }
    }
  }

  public var hasTotal: Bool { contains { if case .total = $0 { true } else { false } } }

  /// A figure of all rows is in it, as in `basis / total basis`.
  public var comparesWithTotal: Bool {
    contains { if case .total(let inner) = $0 { inner.hasFigure } else { false } }
  }

  private var hasFigure: Bool {
    contains { part in
      switch part {
      case .atom, .moment, .folded: true
      case .number, .count, .negate, .arithmetic, .total, .split, .rounded, .stated: false
      }
    }
  }

  /// An amount is split among all rows: it is a column of its own, no part of a calculation.
  var hasInnerSplit: Bool {
    var splits = 0
    walk { part in
      if part.isSplit { splits += 1 }
      return true
    }
    return splits > (isSplit ? 1 : 0)
  }

  private var isSplit: Bool { if case .split = self { true } else { false } }
}
