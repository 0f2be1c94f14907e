/// Rows are ordered by their keys unless the metric says otherwise (DESIGN §5).
extension Comparison {
  /// One line at most: where the order breaks first.
  func misplaced(_ rows: [(keys: [String], values: [EngineAnswer.Cell])]) -> [String] {
    if let column = sortedColumn {
      let index = question.columns.firstIndex(of: column)!
      let figures = rows.compactMap { row -> Fraction? in
        if case .number(let figure) = row.values[index] { figure } else { nil }
      }
      let broken = zip(figures, figures.dropFirst()).first { $0 < $1 }
      return broken.map { ["sorted by \(column), but \($0) is before \($1)"] } ?? []
    }
    let broken = zip(rows, rows.dropFirst()).lazy.compactMap { outOfOrder($0.keys, $1.keys) }.first
    return broken.map { [$0] } ?? scattered(rows.map(\.keys))
  }

  /// The column by which the metric sorts itself, from the highest figure down; what goes on in time stays in time.
  private var sortedColumn: String? {
    guard !question.effectiveKeys.contains(where: \.isCalendar) else { return nil }
    switch question.metric {
    case .bookings(let word): return word
    case .favorites: return "hours"
    default: return nil
    }
  }

  /// Calendar keys go on in time; in which order attributes come, DESIGN does not say.
  private func outOfOrder(_ first: [String], _ second: [String]) -> String? {
    let keys = question.effectiveKeys
    guard let index = keys.indices.first(where: { first[$0] != second[$0] }), keys[index].isCalendar else { return nil }
    let isAscending =
      switch keys[index] {
      case .weekday: Almanac.weekdays.firstIndex(of: first[index])! < Almanac.weekdays.firstIndex(of: second[index])!
      case .hour: Int(first[index])! < Int(second[index])!
      default: first[index] < second[index]
      }
    return isAscending ? nil : "row \(first) is before \(second)"
  }

  /// Equal values of the leading keys stand together.
  private func scattered(_ rows: [[String]]) -> [String] {
    for length in 1..<max(1, question.effectiveKeys.count) {
      var seen: Set<[String]> = []
      var last: [String] = []
      for row in rows.map({ Array($0.prefix(length)) }) where row != last {
        guard seen.insert(row).inserted else { return ["rows \(row) do not stand together"] }
        last = row
      }
    }
    return []
  }
}
