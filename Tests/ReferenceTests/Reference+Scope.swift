extension Reference {
  /// A metric of the types in scope, asked for a category of which no type is: DESIGN §3 points to the filter `type`.
  func isOutOfScope(_ question: Question) -> Bool {
    switch question.metric {
    case .occupancy, .occupied, .available, .hotdeskOccupancy: break
    default: return false
    }
    guard !question.filters.contains(where: { $0.key == .type }) else { return false }
    var asked = question.filters.filter { $0.key == .category }.map(\.values)
    for case .attribute(.category, let values, _) in question.conditions { asked.append(values) }
    return asked.contains { values in
      let named = types.values.filter { values.contains($0.category) }
      return !named.isEmpty && !named.contains(where: \.isPrimary)
    }
  }

  /// An amount, and nothing to split it by.
  func hasNoBasis(_ question: Question) -> Bool {
    guard case .chargeback = question.metric else { return false }
    return rows(for: question).allSatisfy { row in
      if case .number(let basis) = row.values[0] { basis.isZero } else { true }
    }
  }
}
