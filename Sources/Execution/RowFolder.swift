import Planning
import Store

/// Folds over the rows that name a row: `count of children where available`.
struct RowFolder {
  let snapshot: Snapshot

  func fold(
    _ fold: RowFold, _ many: ToMany, into count: Int, measure: StepColumn, condition: StepColumn
  ) throws(EvaluationError) -> StepColumn {
    let children = childRows(many, of: count)
    switch fold {
    case .count, .sum, .any:
      let part = try condition.combined(with: measure) { (c, v) throws(EvaluationError) in c == 0 ? 0 : v }
      let sums = try sum(part, children)
      return fold == .any ? try sums.mapped { (v) throws(EvaluationError) in v == 0 ? 0 : 1 } : sums
    case .maximum: return try extreme(measure, condition, children) { max($0, $1) }
    case .minimum: return try extreme(measure, condition, children) { min($0, $1) }
    }
  }

  /// The rows that name each row, in order.
  private func childRows(_ many: ToMany, of count: Int) -> (offsets: [Int], rows: [Int]) {
    guard let codes = snapshot.table(many.table).codes(many.link) else {
      return ([Int](repeating: 0, count: count + 1), [])
    }
    var offsets = [Int](repeating: 0, count: count + 2)
    for row in 0..<codes.count where codes[row] > 0 { offsets[codes[row] + 1] += 1 }
    for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
    var rows = [Int](repeating: 0, count: offsets[count + 1])
    var next = offsets
    for row in 0..<codes.count where codes[row] > 0 {
      rows[next[codes[row]]] = row
      next[codes[row]] += 1
    }
    return (Array(offsets.dropFirst()), rows)
  }

  private func sum(
    _ part: StepColumn, _ children: (offsets: [Int], rows: [Int])
  ) throws(EvaluationError) -> StepColumn {
    let count = children.offsets.count - 1
    var builder = StepBuilder(rows: count)
    var events: [(day: Int32, delta: Int64)] = []
    for row in 0..<count {
      let span = children.offsets[row]..<children.offsets[row + 1]
      events.removeAll(keepingCapacity: true)
      for child in children.rows[span] {
        var before: Int64 = 0
        for segment in part.segments(of: child) {
          let value = part.values[segment]
          if value != before { events.append((part.start(segment), value - before)) }
          before = value
        }
      }
      if span.count > 1 { events.sort { $0.day < $1.day } }
      var total: Int64 = 0
      var index = 0
      if events.first?.day != Int32.min { builder.append(start: Int32.min, value: 0) }
      while index < events.count {
        let day = events[index].day
        while index < events.count, events[index].day == day {
          let (sum, overflow) = total.addingReportingOverflow(events[index].delta)
          if overflow { throw .overflow }
          total = sum
          index += 1
        }
        builder.append(start: day, value: total)
      }
      builder.endRow()
    }
    return builder.column()
  }

  private func extreme(
    _ measure: StepColumn, _ condition: StepColumn, _ children: (offsets: [Int], rows: [Int]),
    _ better: (Int64, Int64) -> Int64
  ) throws(EvaluationError) -> StepColumn {
    let count = children.offsets.count - 1
    var builder = StepBuilder(rows: count)
    for row in 0..<count {
      let rows = children.rows[children.offsets[row]..<children.offsets[row + 1]]
      var days: Set<Int32> = [Int32.min]
      for child in rows {
        for segment in measure.segments(of: child) { days.insert(measure.start(segment)) }
        for segment in condition.segments(of: child) { days.insert(condition.start(segment)) }
      }
      for day in days.sorted() {
        var best: Int64?
        for child in rows where condition.value(of: child, on: day) != 0 {
          let value = measure.value(of: child, on: day)
          best = best.map { better($0, value) } ?? value
        }
        builder.append(start: day, value: best ?? 0)
      }
      builder.endRow()
    }
    return builder.column()
  }
}

extension StepColumn {
  /// The value that a row has on a day.
  func value(of row: Int, on day: Int32) -> Int64 {
    let segments = segments(of: row)
    return values[segments.last { start($0) <= day } ?? segments.lowerBound]
  }
}
