import Calculus
import Planning
import Store

/// How the rows of a column add up where one thing can stand in several of them: parts less overlap is the total.
struct Overlap {
  let column: String
  /// The sum of all rows, before `having` and `top`.
  let parts: Rational
  /// The sum of all rows of the same without the key that is a list.
  let total: Rational

  /// What is counted in a further row.
  func again() throws(ArithmeticError) -> Rational { try parts.subtracting(total) }
}

extension AnswerAssembly {
  /// Asks the same without the key that is a list, if there is one, for the columns that add up.
  mutating func addOverlaps(isCancelled: @escaping @Sendable () -> Bool) throws(EvaluationError) {
    guard let plan = plan.withoutListKey else { return }
    var whole = AnswerAssembly(plan: plan, snapshot: snapshot, cache: cache)
    try whole.addRows(AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled))
    for column in plan.additiveColumns {
      guard let parts = try sum(ofColumn: column), let total = try whole.sum(ofColumn: column) else { continue }
      overlaps.append(Overlap(column: plan.columns[column].name, parts: parts, total: total))
    }
  }

  /// The sum of a metric's column; nil where no row has a value.
  private func sum(ofColumn column: Int) throws(EvaluationError) -> Rational? {
    var sum: Rational?
    for row in rows.indices {
      guard case .value(let value) = figures[row * plan.columns.count + column] else { continue }
      do { sum = try (sum ?? .zero).adding(value) } catch { throw .overflow }
    }
    return sum
  }
}

extension Reading {
  /// Parts, overlap and total (DESIGN §5), and what follows of an overlap for shares and amounts.
  ///
  /// - Parameter frame: the frame, where it must be said.
  func items(of overlaps: [Overlap], in frame: String? = nil) -> [ReadingItem] {
    guard let name = plan.nameOfListKey else { return [] }
    let place = frame.map { "\($0): " } ?? ""
    let others = plan.withoutListKey.map { $0.keys.map(\.name).joined(separator: ", ") } ?? ""
    let total = others.isEmpty ? "total" : "total by \(others)"
    var texts: [String] = []
    var isOverlapping = false
    for overlap in overlaps {
      guard let again = try? overlap.again() else { continue }
      if !again.isZero { isOverlapping = true }
      texts.append(
        "\(overlap.column): parts \(overlap.parts.decimal), \(again.decimal) of it again in another \(name), "
          + "\(total) \(overlap.total.decimal)")
    }
    if isOverlapping {
      for column in plan.columns {
        if case .split = column.value { texts.append("\(column.name): split over the parts, not over the total") }
        if column.value.comparesWithTotal { texts.append("\(column.name): of the total, which the parts exceed") }
      }
    }
    return texts.map { ReadingItem(.overlap, place + $0) }
  }
}
