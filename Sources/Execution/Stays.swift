import Calculus
import Planning
import Store

/// The stretches of days on which rows of a step have a value other than 0, ordered by row.
struct Stays: Sendable {
  let rows: [UInt32]
  /// Days since 1970-01-01, half-open; `Int32.min` and `Int32.max` where unbounded.
  let starts: [Int32]
  let ends: [Int32]
  /// Millionths.
  let values: [Int64]
  var reach = StepReach()

  init(of column: StepColumn) {
    var rows: [UInt32] = []
    var starts: [Int32] = []
    var ends: [Int32] = []
    var values: [Int64] = []
    for row in 0..<column.rowCount {
      let segments = column.segments(of: row)
      for segment in segments where column.values[segment] != 0 {
        rows.append(UInt32(row))
        starts.append(column.start(segment))
        ends.append(column.end(segment, of: segments))
        values.append(column.values[segment])
      }
    }
    self.rows = rows
    self.starts = starts
    self.ends = ends
    self.values = values
  }
}

extension Stays {
  /// Whether a stay has a day of the span.
  func overlaps(_ stay: Int, _ span: DaySpan) -> Bool {
    starts[stay] < span.end.number && ends[stay] > span.first.number
  }

  private init(rows: [UInt32], starts: [Int32], ends: [Int32], values: [Int64]) {
    self.rows = rows
    self.starts = starts
    self.ends = ends
    self.values = values
  }

  /// The same where another column of the table changes, and its value on each.
  func cut(by column: StepColumn) -> (stays: Stays, values: [Int64]) {
    var kept = (rows: [UInt32](), starts: [Int32](), ends: [Int32](), values: [Int64]())
    var others: [Int64] = []
    for stay in rows.indices {
      let segments = column.segments(of: Int(rows[stay]))
      for segment in segments {
        let start = Swift.max(starts[stay], column.start(segment))
        let end = Swift.min(ends[stay], column.end(segment, of: segments))
        if start >= end { continue }
        kept.rows.append(rows[stay])
        kept.starts.append(start)
        kept.ends.append(end)
        kept.values.append(values[stay])
        others.append(column.values[segment])
      }
    }
    var stays = Stays(rows: kept.rows, starts: kept.starts, ends: kept.ends, values: kept.values)
    stays.reach = reach
    return (stays, others)
  }

  /// Of each row the one day on which it begins or ends, where it has its value that day.
  func at(_ edge: RowEdge, of table: Table) -> Stays {
    guard let columns = Schema.edges(of: table.name),
      let days = table.days(edge == .start ? columns.start : columns.end)
    else { return Stays(rows: [], starts: [], ends: [], values: []) }
    var kept = (rows: [UInt32](), starts: [Int32](), ends: [Int32](), values: [Int64]())
    for stay in rows.indices {
      let edgeDay = days[Int(rows[stay])]
      // Open rows do not begin, or do not end.
      if edgeDay == Int32.min || edgeDay == Int32.max { continue }
      let day = edge == .start ? edgeDay : edgeDay - 1
      guard starts[stay] <= day, day < ends[stay] else { continue }
      kept.rows.append(rows[stay])
      kept.starts.append(day)
      kept.ends.append(day + 1)
      kept.values.append(values[stay])
    }
    return Stays(rows: kept.rows, starts: kept.starts, ends: kept.ends, values: kept.values)
  }
}

extension StepEvaluator {
  /// The stays of a step, kept from one query to the next.
  func stays(_ step: Step) throws(EvaluationError) -> Stays {
    try cache.stays(step) { () throws(EvaluationError) in
      let condition = try column(step.scan.condition, of: step.scan.table)
      let measure = try column(step.measure, of: step.scan.table)
      var stays = Stays(of: try condition.combined(with: measure) { (c, v) throws(EvaluationError) in c == 0 ? 0 : v })
      if let edge = step.edge { stays = stays.at(edge, of: snapshot.table(step.scan.table)) }
      stays.reach = reach(of: step)
      return stays
    }
  }
}
