import Calculus
import Planning
import Store

/// What an answer keeps of the frame that it was compared with.
struct JoinedComparison {
  let plan: LogicalPlan
  let summary: Evaluation?
  let overlaps: [Overlap]
  /// Rows without a counterpart: of the frame itself, and of the other, which are left out.
  let alone: (own: Int, other: Int)
  /// How many stretches of days the keys cut each frame into.
  let stretches: (own: Int, other: Int)
  /// For `peak` and `low`, each row's day in the other frame; empty for modes.
  let days: [Day?]

  /// The other frame's days for rows in this order; `nil` for modes.
  func dayColumn(_ order: [Int]) -> AnswerColumn? {
    if plan.weightMode.isWeighted { return nil }
    return AnswerColumn(name: "other_day", days: order.map { days[$0] })
  }
}

extension AnswerColumn {
  /// Days that are figures, as those of a peak are; some rows may have none.
  init(name: String, days: [Day?]) {
    let labels = [nil] + Set(days).compactMap { $0 }.sorted().map { Optional($0) }
    let codes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt32($0)) })
    self.init(name: name, values: .labels(codes: days.map { codes[$0] ?? 0 }, labels: labels.map { $0?.description }))
  }
}

extension AnswerAssembly {
  /// Groups that have rows, by their numbers in the space. All evaluations of a plan number them alike.
  var occurring: Set<UInt32> { summary?.occurring ?? [] }

  /// A row of the other frame: its group by value, and its cell.
  private struct Place: Hashable {
    let group: UInt32
    let position: Int
  }

  private func place(ofRow row: Int, position: Int) -> Place {
    Place(group: evaluations[rows[row].evaluation].index.groups[rows[row].group], position: position)
  }

  /// Whether a condition on the calendar leaves a day of the frame.
  var hasDays: Bool { summary?.cells.takesDay.contains(true) ?? false }

  /// Puts the other frame's values beside the rows.
  ///
  /// A cell of the other frame that stands beside none of this one would need keys that this one has not, or has for
  /// other days: it is left out, and the reading says so.
  mutating func join(_ other: AnswerAssembly, isCancelled: () -> Bool) throws(EvaluationError) {
    let width = plan.columns.count
    var rowOfPlace: [Place: Int] = [:]
    rowOfPlace.reserveCapacity(other.rows.count)
    for row in other.rows.indices { rowOfPlace[other.place(ofRow: row, position: other.positions[row])] = row }
    let (own, there) = (outline(of: plan), outline(of: other.plan))
    let counterpart = own.counterparts(in: there, plan.comparison?.pairing ?? .inTurn)
    var joined: [Figure] = []
    joined.reserveCapacity(rows.count * (width + ComparedColumn.allCases.count))
    var counterparts: [Int?] = []
    counterparts.reserveCapacity(rows.count)
    for row in rows.indices {
      if row & 0xFFF == 0, isCancelled() { throw .cancelled }
      let (stretch, rest) = positions[row].quotientAndRemainder(dividingBy: own.cellsPerStretch)
      let counterpart = counterpart[stretch].flatMap { stretch in
        rowOfPlace[place(ofRow: row, position: stretch * own.cellsPerStretch + rest)]
      }
      counterparts.append(counterpart)
      let value = figures[row * width + plan.valueColumn]
      joined += figures[row * width..<(row + 1) * width]
      joined += try compared(value, counterpart.map { other.figures[$0 * width + plan.valueColumn] } ?? .noData)
    }
    let matched = counterparts.count { $0 != nil }
    comparison = JoinedComparison(
      plan: other.plan, summary: other.summary, overlaps: other.overlaps,
      alone: (rows.count - matched, other.rows.count - matched),
      stretches: (own.stretchCount, there.stretchCount),
      days: plan.weightMode.isWeighted ? [] : counterparts.map { $0.map { other.day(ofRow: $0) } })
    figures = joined
  }

  private func compared(_ value: Figure, _ other: Figure) throws(EvaluationError) -> [Figure] {
    let difference = try CellArithmetic.combine(.subtract, value, other)
    let relative = try CellArithmetic.combine(.divide, difference, other)
    return ComparedColumn.allCases.map { column in
      switch column {
      case .other: other
      case .difference: difference
      case .relative: relative
      }
    }
  }

  private func outline(of plan: LogicalPlan) -> CalendarCells {
    CalendarCells(span: plan.span, keys: calendarKeys, conditions: [])
  }

  /// The day of a peak or low.
  func day(ofRow row: Int) -> Day {
    let keys = shownCalendarKeys
    return Day(number: calendarValues[row * keys.count + (keys.firstIndex(of: .day) ?? 0)])
  }
}

extension WeightMode {
  var isWeighted: Bool {
    switch self {
    case .weighted: true
    case .peak, .low: false
    }
  }
}
