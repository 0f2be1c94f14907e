import Calculus
import Planning
import Store

/// Where a definition has the first and the last day of something, and what started and ended, the four add up: what was
/// there on the first day, with what started later, less what ended before the last day, is there on the last day.
struct Reconciliation {
  private let rows: TableName
  private let span: DaySpan
  private var first: Int128 = 0
  private var started: Int128 = 0
  private var ended: Int128 = 0
  private var last: Int128 = 0

  /// `nil` where the plan has no such four figures of the same rows, or looks at some days of the frame alone.
  init?(_ evaluator: AtomEvaluator) throws(EvaluationError) {
    let plan = evaluator.plan
    guard plan.conditions.isEmpty,
      let first = plan.atoms.first(where: { if case .foldDays(.first, _, []) = $0.node { true } else { false } }),
      case .foldDays(_, let level, _) = first.node,
      let start = plan.atom(level, at: .start), let end = plan.atom(level, at: .end),
      plan.atoms.contains(where: { $0.node == .foldDays(.last, level, having: []) })
    else { return nil }
    rows = level.scan.table
    span = plan.span
    let (opening, closing) = (span.first.number, span.end.number - 1)
    self.first = try evaluator.sum(first) { $0 <= opening && opening < $1 }
    last = try evaluator.sum(first) { $0 <= closing && closing < $1 }
    started = try evaluator.sum(start) { day, _ in opening < day && day <= closing }
    ended = try evaluator.sum(end) { day, _ in opening <= day && day < closing }
  }

  /// `35 memberships on 2024-01-01 + 8 started later − 7 ended before 2024-12-31 = 36`
  var text: String {
    func number(_ sum: Int128) -> String { (try? Rational(sum, over: Int128(Numbers.scale)).decimal) ?? "?" }
    let rest = last - first - started + ended
    let others = rest == 0 ? "" : " + \(number(rest)) by other changes"
    return "\(number(first)) \(rows.rawValue) on \(span.first) + \(number(started)) started later − "
      + "\(number(ended)) ended before \(span.last)\(others) = \(number(last)) on \(span.last)"
  }
}

extension LogicalPlan {
  /// The figure of the same rows where they begin or end.
  fileprivate func atom(_ level: Step, at edge: RowEdge) -> Atom? {
    let step = Step(scan: level.scan, measure: level.measure, edge: edge)
    return atoms.first { $0.node == .foldDays(.sum, step, having: []) }
  }
}

extension AtomEvaluator {
  /// The values of the stays that filters leave and that meet a test of their first and last days, `[from, to)`.
  fileprivate func sum(_ atom: Atom, _ holds: (_ from: Int32, _ to: Int32) -> Bool) throws(EvaluationError) -> Int128 {
    let cells = CalendarCells(span: plan.span, keys: [], conditions: [])
    let context = SpanContext(cells: cells, space: KeySpace([], in: snapshot), mode: nil)
    let level = try levelGroups(atom, ways: [], context)
    var sum: Int128 = 0
    for stay in level.stays.rows.indices where level.group[stay] != GroupIndex.none {
      if holds(level.stays.starts[stay], level.stays.ends[stay]) { sum += Int128(level.stays.values[stay]) }
    }
    return sum
  }
}
