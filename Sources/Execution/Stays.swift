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
        ends.append(segment + 1 < segments.upperBound ? column.start(segment + 1) : Int32.max)
        values.append(column.values[segment])
      }
    }
    self.rows = rows
    self.starts = starts
    self.ends = ends
    self.values = values
  }
}

extension StepEvaluator {
  /// The stays of a step, kept from one query to the next.
  func stays(_ step: Step) throws(EvaluationError) -> Stays {
    try cache.stays(step) { () throws(EvaluationError) in
      let condition = try column(step.scan.condition, of: step.scan.table)
      let measure = try column(step.measure, of: step.scan.table)
      return Stays(of: try condition.combined(with: measure) { (c, v) throws(EvaluationError) in c == 0 ? 0 : v })
    }
  }
}
