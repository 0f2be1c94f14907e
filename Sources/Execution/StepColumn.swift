import Calculus
import Store

/// What a row expression gives for each row of a table: one value, or values that change from day to day.
///
/// A row's values are segments that begin at `Int32.min` and hold until the next one begins.
struct StepColumn: Sendable {
  /// Row r has the segments `offsets[r] ..< offsets[r + 1]`; `nil` when each row has one value for all days.
  let offsets: [Int32]?
  /// First days of the segments; empty without offsets.
  let starts: [Int32]
  let values: [Int64]

  init(constant values: [Int64]) {
    offsets = nil
    starts = []
    self.values = values
  }

  init(offsets: [Int32], starts: [Int32], values: [Int64]) {
    self.offsets = offsets
    self.starts = starts
    self.values = values
  }

  var rowCount: Int { offsets.map { $0.count - 1 } ?? values.count }

  func segments(of row: Int) -> Range<Int> {
    offsets.map { Int($0[row])..<Int($0[row + 1]) } ?? row..<row + 1
  }

  /// First day of a segment of a row.
  func start(_ segment: Int) -> Int32 { offsets == nil ? Int32.min : starts[segment] }

  /// The day on which a segment among those of its row ends, exclusive; `Int32.max` of the last.
  func end(_ segment: Int, of segments: Range<Int>) -> Int32 {
    segment + 1 < segments.upperBound ? start(segment + 1) : Int32.max
  }

  /// The stretches of days `[start, end)` on which a row's value is not 0.
  func stretches(of row: Int) -> [Range<Int32>] {
    let segments = segments(of: row)
    var result: [Range<Int32>] = []
    for segment in segments where values[segment] != 0 {
      let (start, end) = (start(segment), end(segment, of: segments))
      if let last = result.last, last.upperBound == start {
        result[result.count - 1] = last.lowerBound..<end
      } else {
        result.append(start..<end)
      }
    }
    return result
  }

  /// The rows of another table, each with the values of the row that it names; a missing row has 0.
  func gathered(by codes: Codes) -> StepColumn {
    guard offsets != nil else {
      return StepColumn(constant: (0..<codes.count).map { codes[$0] == 0 ? 0 : values[codes[$0] - 1] })
    }
    var builder = StepBuilder(rows: codes.count)
    for row in 0..<codes.count {
      if codes[row] == 0 {
        builder.append(start: Int32.min, value: 0)
      } else {
        for segment in segments(of: codes[row] - 1) { builder.append(start: starts[segment], value: values[segment]) }
      }
      builder.endRow()
    }
    return builder.column()
  }

  /// Value by value.
  func mapped(_ body: (Int64) throws(EvaluationError) -> Int64) throws(EvaluationError) -> StepColumn {
    var result: [Int64] = []
    result.reserveCapacity(values.count)
    for value in values { result.append(try body(value)) }
    guard let offsets else { return StepColumn(constant: result) }
    return StepColumn(offsets: offsets, starts: starts, values: result)
  }

  /// Two columns of one table, day by day.
  @inline(__always)
  func combined(
    with other: StepColumn, _ body: (Int64, Int64) throws(EvaluationError) -> Int64
  ) throws(EvaluationError) -> StepColumn {
    if offsets == nil, other.offsets == nil {
      var result: [Int64] = []
      result.reserveCapacity(values.count)
      for row in values.indices { result.append(try body(values[row], other.values[row])) }
      return StepColumn(constant: result)
    }
    var builder = StepBuilder(rows: rowCount)
    for row in 0..<rowCount {
      let left = segments(of: row)
      let right = other.segments(of: row)
      var i = left.lowerBound
      var j = right.lowerBound
      var day = Int32.min
      while true {
        builder.append(start: day, value: try body(values[i], other.values[j]))
        let nextLeft = i + 1 < left.upperBound ? start(i + 1) : nil
        let nextRight = j + 1 < right.upperBound ? other.start(j + 1) : nil
        guard let next = [nextLeft, nextRight].lazy.compactMap({ $0 }).min() else { break }
        if nextLeft == next { i += 1 }
        if nextRight == next { j += 1 }
        day = next
      }
      builder.endRow()
    }
    return builder.column()
  }
}

/// Collects segments row by row; equal neighbours become one.
struct StepBuilder {
  private var offsets: [Int32] = [0]
  private var starts: [Int32] = []
  private var values: [Int64] = []

  init(rows: Int) {
    offsets.reserveCapacity(rows + 1)
    starts.reserveCapacity(rows * 2)
    values.reserveCapacity(rows * 2)
  }

  mutating func append(start: Int32, value: Int64) {
    if values.count > Int(offsets[offsets.count - 1]), values[values.count - 1] == value { return }
    starts.append(start)
    values.append(value)
  }

  mutating func endRow() { offsets.append(Int32(values.count)) }

  func column() -> StepColumn { StepColumn(offsets: offsets, starts: starts, values: values) }
}
