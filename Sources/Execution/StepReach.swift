import Planning
import Store

/// What the figures of a step depend on besides its rows; kept with its stays.
struct StepReach: Sendable {
  /// The export states what it is made of.
  var isStated = true
  /// It goes by days of bookings, which reach no further than these do.
  var asksBookings = false
  var asksMemberships = false
}

extension StepEvaluator {
  func reach(of step: Step) -> StepReach {
    let table = step.scan.table
    let expressions = [step.measure, step.scan.condition]
    return StepReach(
      isStated: snapshot.table(table).rowCount > 0 && isStated(step.measure, of: table)
        && step.scan.unstated(in: snapshot) == nil,
      asksBookings: expressions.contains(where: \.asksTouch),
      asksMemberships: table == .memberships || expressions.contains { $0.mentions(.memberships) })
  }

  /// A measure rests on columns of the export, which some row has to state: without an area there is no area of 0.
  private func isStated(_ measure: RowExpression, of table: TableName) -> Bool {
    func target(_ link: String) -> TableName? {
      if case .link(let target)? = Schema.field(link, of: table)?.type { target } else { nil }
    }
    switch measure {
    case .column(let name):
      guard let numbers = snapshot.table(table).numbers(name) else { return false }
      return numbers.validity.map { $0.population > 0 } ?? true
    case .recursive(_, let inner): return isStated(inner, of: table)
    case .through(let link, let inner), .split(let link, let inner, _):
      return target(link).map { isStated(inner, of: $0) } ?? true
    case .fold(_, let many, let inner, _): return isStated(inner, of: many.table)
    case .arithmetic(let operation, let left, let right):
      // What is added to something stated is 0 where nobody states it; what is multiplied is not known.
      let sides = [left, right].map { isStated($0, of: table) }
      return [.multiply, .divide].contains(operation) ? !sides.contains(false) : sides.contains(true)
    case .conditional(_, let yes, let no):
      // A bare number says nothing of the export.
      return [yes, no].contains { branch in
        if case .number = branch { false } else { isStated(branch, of: table) }
      } || [yes, no].allSatisfy { if case .number = $0 { true } else { false } }
    case .number, .truth, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay, .inForce, .and,
      .or, .not, .compare, .recur:
      return true
    }
  }
}
