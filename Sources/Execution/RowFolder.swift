import Calculus
import Planning
import Store

/// Folds over the rows that name a row: `count of children where available`.
struct RowFolder {
  let snapshot: Snapshot

  func fold(
    _ fold: RowFold, _ many: ToMany, into count: Int, measure: StepColumn, condition: StepColumn
  ) throws(EvaluationError) -> StepColumn {
    try self.fold(fold, childRows(many, of: count), measure: measure, condition: condition)
  }

  /// - Parameter children: the rows that name each row, in order.
  func fold(
    _ fold: RowFold, _ children: (offsets: [Int], rows: [Int]), measure: StepColumn, condition: StepColumn
  ) throws(EvaluationError) -> StepColumn {
    switch fold {
    case .count, .sum, .any:
      let part = try condition.combined(with: measure) { (c, v) throws(EvaluationError) in c == 0 ? 0 : v }
      let sums = try sum(part, children)
      return fold == .any ? try sums.mapped { (v) throws(EvaluationError) in v == 0 ? 0 : 1 } : sums
    case .maximum: return try extreme(measure, condition, children) { max($0, $1) }
    case .minimum: return try extreme(measure, condition, children) { min($0, $1) }
    }
  }

  /// What each row has, split on each day among the rows that name it: to the millionth, so that the parts add up to it.
  func split(
    _ many: ToMany, of owners: Int, into count: Int, amount: StepColumn, weight: StepColumn
  ) throws(EvaluationError) -> StepColumn {
    let children = childRows(many, of: owners)
    var parts = [[(day: Int32, value: Int64)]](repeating: [], count: count)
    for owner in 0..<owners {
      let rows = children.rows[children.offsets[owner]..<children.offsets[owner + 1]]
      if rows.isEmpty { continue }
      var days: Set<Int32> = [Int32.min]
      for segment in amount.segments(of: owner) { days.insert(amount.start(segment)) }
      for row in rows { for segment in weight.segments(of: row) { days.insert(weight.start(segment)) } }
      for day in days.sorted() {
        let whole = amount.value(of: owner, on: day)
        let weights = rows.map { max(0, weight.value(of: $0, on: day)) }
        let shares = try self.shares(of: whole, by: weights)
        for (row, share) in zip(rows, shares) { parts[row].append((day, share)) }
      }
    }
    var builder = StepBuilder(rows: count)
    for row in 0..<count {
      if parts[row].isEmpty { builder.append(start: Int32.min, value: 0) }
      for part in parts[row] { builder.append(start: part.day, value: part.value) }
      builder.endRow()
    }
    return builder.column()
  }

  private func shares(of whole: Int64, by weights: [Int64]) throws(EvaluationError) -> [Int64] {
    if whole == 0 || weights.allSatisfy({ $0 == 0 }) { return weights.map { _ in 0 } }
    do throws(ArithmeticError) {
      let sign: Int128 = whole < 0 ? -1 : 1
      let parts = try largestRemainder(Int128(whole.magnitude), by: weights.map { Rational(Int128($0)) })
      return parts.map { Int64(sign * $0) }
    } catch {
      throw .overflow
    }
  }

  /// The rows that name each row, in order.
  private func childRows(_ many: ToMany, of count: Int) -> (offsets: [Int], rows: [Int]) {
    guard let codes = snapshot.table(many.table).codes(many.link) else {
      return ([Int](repeating: 0, count: count + 1), [])
    }
    return Self.childRows((0..<codes.count).map { codes[$0] }, of: count)
  }

  /// - Parameter codes: for each row the one that it names, from 1; 0 names none.
  static func childRows(_ codes: [Int], of count: Int) -> (offsets: [Int], rows: [Int]) {
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
    var events: [(day: Int32, delta: Int128)] = []
    for row in 0..<count {
      let span = children.offsets[row]..<children.offsets[row + 1]
      events.removeAll(keepingCapacity: true)
      for child in children.rows[span] {
        var before: Int64 = 0
        for segment in part.segments(of: child) {
          let value = part.values[segment]
          if value != before { events.append((part.start(segment), Int128(value) - Int128(before))) }
          before = value
        }
      }
      if span.count > 1 { events.sort { $0.day < $1.day } }
      var total: Int128 = 0
      var index = 0
      if events.first?.day != Int32.min { builder.append(start: Int32.min, value: 0) }
      while index < events.count {
        let day = events[index].day
        while index < events.count, events[index].day == day {
          total += events[index].delta
          index += 1
        }
        guard let value = Int64(exactly: total) else { throw .overflow }
        builder.append(start: day, value: value)
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
