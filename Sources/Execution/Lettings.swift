import Planning
import Store

/// In which currency each resource is let, day by day: that of the memberships that hold it, one that it is within, or
/// something within it. Money of several currencies is never added (DESIGN §2), and so what is let in one of them is not
/// what is let in another.
struct Lettings {
  /// What a day says of a resource, as values of a step column.
  enum Day {
    static let notLet: Int64 = 0
    static let several: Int64 = -1

    static func value(in code: UInt32) -> Int64 { Int64(code) + 1 }
    static func code(_ value: Int64) -> UInt32? { value > 0 ? UInt32(value - 1) : nil }
  }

  private struct Span {
    let days: Range<Int32>
    let currency: UInt32
  }

  private let snapshot: Snapshot
  private var spans: [[Span]]

  /// - Parameters:
  ///   - inForce: of assignments, 0 on days on which they hold nothing.
  ///   - code: what a currency is numbered.
  init(_ snapshot: Snapshot, inForce: StepColumn, code: (String) -> UInt32) {
    self.snapshot = snapshot
    spans = Array(repeating: [], count: snapshot.table(.resources).rowCount)
    let assignments = snapshot.table(.assignments)
    let memberships = snapshot.table(.memberships)
    guard let resources = assignments.codes("resource"), let holders = assignments.codes("membership") else { return }
    for row in 0..<assignments.rowCount where resources[row] > 0 && holders[row] > 0 {
      let currency = code(memberships.text("currency", of: holders[row] - 1))
      let segments = inForce.segments(of: row)
      for segment in segments where inForce.values[segment] != 0 {
        let end = inForce.end(segment, of: segments)
        spans[resources[row] - 1].append(Span(days: inForce.start(segment)..<end, currency: currency))
      }
    }
  }

  /// Resources by day: `Day`'s values.
  func column() -> StepColumn {
    let parents = snapshot.table(.resources).codes("parent")
    // Above and below a resource: held together with it.
    var family = spans
    for row in spans.indices where !spans[row].isEmpty {
      for ancestor in ancestors(of: row, parents) { family[ancestor] += spans[row] }
    }
    for row in spans.indices {
      for ancestor in ancestors(of: row, parents) { family[row] += spans[ancestor] }
    }
    var builder = StepBuilder(rows: family.count)
    for spans in family {
      append(spans, to: &builder)
      builder.endRow()
    }
    return builder.column()
  }

  private func ancestors(of row: Int, _ parents: Codes?) -> [Int] {
    guard let parents else { return [] }
    var result: [Int] = []
    var next = parents[row]
    while next > 0, next - 1 != row, !result.contains(next - 1) {
      result.append(next - 1)
      next = parents[next - 1]
    }
    return result
  }

  private func append(_ spans: [Span], to builder: inout StepBuilder) {
    builder.append(start: Int32.min, value: Day.notLet)
    let edges = Set(spans.flatMap { [$0.days.lowerBound, $0.days.upperBound] }).sorted()
    for day in edges where day < Int32.max {
      let currencies = Set(spans.filter { $0.days.contains(day) }.map(\.currency))
      let value = currencies.count > 1 ? Day.several : currencies.first.map { Day.value(in: $0) } ?? Day.notLet
      builder.append(start: day, value: value)
    }
  }
}
