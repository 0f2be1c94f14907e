/// Where the engine's table and the reference's rows say different things.
struct Comparison {
  let question: Question
  let reference: [Reference.Row]
  let table: EngineAnswer.Table

  /// One line for each difference; empty if they agree.
  ///
  /// Rows are matched by their keys, in any order. Rows that only the engine has must say nothing (zero, undefined, no
  /// data): entities that nobody booked. Rows that only the reference has must say nothing either, unless DESIGN
  /// wants them however empty they are.
  var differences: [String] {
    let keys = question.effectiveKeys
    let namesDay = [.peak, .low].contains(question.mode) && !keys.contains(.day)
    let comparesDays = question.versus != nil && [.peak, .low].contains(question.mode)
    let extra = (namesDay ? ["day"] : []) + (comparesDays ? ["other_day"] : [])
    let wanted = keys.map(\.rawValue) + question.columns + extra
    let missing = wanted.filter { !table.columns.contains($0) }
    guard missing.isEmpty else { return ["columns \(missing) are not among \(table.columns)"] }
    let keyColumns = keys.map { table.columns.firstIndex(of: $0.rawValue)! }
    let valueColumns = (question.columns + extra).map { table.columns.firstIndex(of: $0)! }

    var result: [String] = []
    var rows: [[String]: [EngineAnswer.Cell]] = [:]
    var ordered: [(keys: [String], values: [EngineAnswer.Cell])] = []
    for row in table.rows {
      let cell = zip(keys, keyColumns).map { Self.plain(row[$1], $0) }
      let values = valueColumns.map { row[$0] }
      if rows.updateValue(values, forKey: cell) != nil { result.append("two rows \(cell)") }
      ordered.append((cell, values))
    }
    result += misplaced(ordered)
    for expected in reference.sorted(by: { $0.keys.lexicographicallyPrecedes($1.keys) }) {
      guard let found = rows.removeValue(forKey: expected.keys) else {
        if expected.isRequired || says(expected.values) { result.append("no row \(expected.keys)") }
        continue
      }
      let days = (namesDay ? [expected.day] : []) + (comparesDays ? [expected.otherDay] : [])
      for (name, (day, got)) in zip(extra, zip(days, found.dropFirst(question.columns.count))) {
        if got == day.map({ .text($0) }) ?? .missing { continue }
        result.append("row \(expected.keys), \(name): reference \(day ?? "none"), engine \(got)")
      }
      for (name, (wanted, got)) in zip(question.columns, zip(expected.values, found)) {
        if got == Self.cell(wanted) { continue }
        result.append("row \(expected.keys), \(name): reference \(Self.cell(wanted)), engine \(got)")
      }
    }
    for (cell, values) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for (name, got) in zip(question.columns, values) where !isScenery(name) {
        if ![.number(.zero), .undefined, .noData].contains(got) {
          result.append("row \(cell), \(name): the reference has no such row, engine \(got)")
        }
      }
    }
    return result
  }

  private func says(_ values: [Reference.Value]) -> Bool {
    zip(question.columns, values).contains { name, value in
      !isScenery(name) && ![.number(.zero), .undefined, .noData].contains(value)
    }
  }

  /// Columns that are there whether or not anything happened.
  private func isScenery(_ column: String) -> Bool {
    if ["other", "difference", "relative"].contains(column) { return isScenery(question.valueColumn) }
    return ["weeks", "coefficient"].contains(column) || column == "days" && question.metric != .averageDays
  }

  private static func cell(_ value: Reference.Value) -> EngineAnswer.Cell {
    switch value {
    case .number(let fraction): .number(fraction)
    case .undefined: .undefined
    case .noData: .noData
    case .minute(let minute): .minute(minute)
    }
  }

  /// Keys as the reference spells them, however the engine shows them.
  private static func plain(_ cell: EngineAnswer.Cell, _ key: Question.Key) -> String {
    let text = cell == .missing ? "" : cell.description
    if ["", "(none)"].contains(text) || key == .user && text == "(unknown)" { return Reference.none }
    switch key {
    case .type: return Reference.typeKey(text)
    case .costcenter: return Reference.plainCostCentre(text)
    case .group: return Reference.plainGroup(text)
    case .hour: return Int(text).map(String.init) ?? text
    case .day, .week, .month, .quarter, .year, .weekday, .location, .resource, .floor, .category, .user, .company,
      .plan, .kind:
      return text
    }
  }
}
