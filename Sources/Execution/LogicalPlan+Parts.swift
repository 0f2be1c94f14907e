import Planning

// Which figures may be laid end to end: what a picture must know of them.
extension LogicalPlan {
  /// Whether figures of different things add up to that of all of them.
  func addsUp(_ value: CellExpression) -> Bool {
    switch value {
    case .atom(let index): atoms[index].node.addsUp
    case .stated(_, let inner): addsUp(inner)
    case .split: true
    case .number, .count, .negate, .arithmetic, .moment, .total, .rounded, .folded: false
    }
  }

  /// Columns that are the same figure but for a condition, no two of which hold of the same row; none, or two and more.
  var partColumns: [Int] {
    guard columns.indices.contains(valueColumn), let own = atom(of: valueColumn) else { return [] }
    var parts = [valueColumn]
    for column in columns.indices where column != valueColumn {
      guard let other = atom(of: column), columns[column].unit == columns[valueColumn].unit,
        own.node.counts(as: other.node),
        parts.allSatisfy({ atom(of: $0).map { $0.excludes(other) } ?? false })
      else { continue }
      parts.append(column)
    }
    return parts.count > 1 ? parts.sorted() : []
  }

  /// The column that rows are sorted by first; a comparison has days among its columns, and so no such number.
  var sortColumn: Int? {
    guard case .column(let column)? = arrangement.sort.first?.target, columns.indices.contains(column) else {
      return nil
    }
    return column
  }

  private func atom(of column: Int) -> Atom? {
    guard case .atom(let index) = columns[column].value else { return nil }
    return atoms[index]
  }
}

extension PlanNode {
  /// Whether both measure bookings alike, whichever they look at.
  fileprivate func counts(as other: PlanNode) -> Bool {
    switch (self, other) {
    case (.flow(let scan, let measure), .flow(let otherScan, let otherMeasure)):
      scan.table == otherScan.table && measure == otherMeasure
    case (
      .foldFlow(let fold, let inner, let scan, let measure, let having),
      .foldFlow(let otherFold, let otherInner, let otherScan, let otherMeasure, let otherHaving)
    ):
      fold == otherFold && inner == otherInner && scan.table == otherScan.table && measure == otherMeasure
        && having == otherHaving
    default: false
    }
  }

  fileprivate var addsUp: Bool {
    switch self {
    case .reduce, .accumulate, .openHours: true
    case .flow(_, let measure):
      switch measure {
      case .count, .minutes, .column, .within: true
      case .busy: false
      }
    case .foldDays, .foldFlow: false
    }
  }
}

extension Atom {
  /// Whether no row meets the conditions of both.
  fileprivate func excludes(_ other: Atom) -> Bool {
    conditions.contains { condition in other.conditions.contains { condition.excludes($0) } }
  }

  private var conditions: [RowExpression] {
    let filters = filters.compactMap { filter -> RowExpression? in
      if case .rows(let predicate) = filter { predicate.condition } else { nil }
    }
    return node.scan.conditions.map(\.condition) + filters
  }
}

extension RowExpression {
  /// `category = workstation` and `category = home_office`, through the same links.
  fileprivate func excludes(_ other: RowExpression) -> Bool {
    switch (self, other) {
    case (.through(let link, let inner), .through(let otherLink, let otherInner)):
      link == otherLink && inner.excludes(otherInner)
    case (.and(let parts), _): parts.contains { $0.excludes(other) }
    case (_, .and(let parts)): parts.contains { self.excludes($0) }
    case (.matches(let column, let names), .matches(let otherColumn, let otherNames)):
      column == otherColumn && Set(names.map { $0.lowercased() }).isDisjoint(with: otherNames.map { $0.lowercased() })
    default: false
    }
  }
}
