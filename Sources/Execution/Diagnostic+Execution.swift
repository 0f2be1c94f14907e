import Calculus
import Diagnostics
import Planning
import Store

extension Diagnostic {
  /// Why a plan gave no answer; without one, why rows could not be looked at, which are of no frame.
  static func evaluation(_ error: EvaluationError, plan: LogicalPlan? = nil) -> Diagnostic {
    let frame = plan?.frameText ?? "the frame"
    return switch error {
    case .cancelled: .cancelled
    case .divisionByZero: Diagnostic(code: "division-by-zero", message: "a definition divides a row by 0")
    case .inexact:
      Diagnostic(
        code: "inexact", message: "a value of a row has more than six decimals, so it would not be exact",
        help: "divide figures of a cell instead of values of a row")
    case .noDaysToCompare:
      Diagnostic(
        code: "no-days-to-compare", message: "the conditions on the calendar leave no day of \(frame)",
        help: "name the days by the two frames instead")
    case .noWeight(.prorated):
      Diagnostic(
        code: "no-weight",
        message: "\(frame) weighs nothing by proration \((plan?.proration ?? .actual).rawValue), which has no 31st",
        help: "write with proration actual, or a frame with other days")
    case .noWeight(let mode):
      Diagnostic(
        code: "no-month-start",
        message:
          "\(frame) holds no \(mode == .eom ? "last" : "first") day of a month, so it has no \(mode.rawValue) value",
        help: "write prorated, or a frame that holds one, as in 2024-03")
    case .neverSettles(let name):
      Diagnostic(
        code: "never-settles", message: "\(name) reaches itself up and down the links, and so has no value",
        help: "let it follow one kind of link only, as in parent.available")
    case .notForBookings:
      Diagnostic(
        code: "not-for-bookings", message: "a column of bookings cannot fold other rows or need itself",
        help: "define it on the resources or users, and reach it by a link")
    case .notForRows:
      Diagnostic(code: "not-for-rows", message: "only bookings have moments that can be subtracted")
    case .missingMoment:
      Diagnostic(
        code: "missing-moment", message: "a booking lacks a moment that is subtracted",
        help: "leave such bookings out: … of bookings where not no created")
    case .noBasis:
      Diagnostic(
        code: "no-basis", message: "there is nothing to split the amount by: no row has any of the basis",
        help: "ask for another time, or split by something else: on bookings, on days")
    case .overflow:
      Diagnostic(
        code: "overflow", message: "the figure does not fit 128 bits, so it would not be exact",
        help: "ask for a shorter time, or for fewer rows")
    case .tooManyCells(let count):
      Diagnostic(
        code: "too-many-cells",
        message: count == Int.max
          ? "the keys have more combinations than can be numbered"
          : "the answer would have \(count) cells, and \(AtomEvaluator.mostCells) are the most",
        help: "leave out a key, take a coarser one, or a shorter time")
    case .currencies(let reason):
      Diagnostic(
        code: "several-currencies", message: "money of several currencies is never added: \(reason)",
        help: "ask for one location after the other, or for what needs no list price: rate, revenue")
    case .notSplit(let obstacle): notSplit(obstacle)
    case .tooManyToExplain(let answer, let most): tooManyToExplain(answer, most: most)
    case .unexplained:
      Diagnostic(
        code: "unexplained",
        message:
          "the rows do not come to the figure that they stand for, so nothing is explained; this is a fault of deskql",
        help: "the query without “explain” is computed in another way; please report both")
    case .unreachable(let key, let reason):
      Diagnostic(
        code: "key-not-reached", message: "“\(key)” does not reach every figure of this metric: \(reason)",
        help: "it would change one side of the figure only"
          + (plan.map { "; describe \($0.title) tells what it can be asked by" } ?? ""))
    }
  }

  /// Why a change is not split into causes.
  private static func notSplit(_ obstacle: AttributionObstacle) -> Diagnostic {
    switch obstacle {
    case .zeroBase:
      Diagnostic(
        code: "why-zero-base",
        message: "there is nothing to divide by in one of the two times, so there is no change to split",
        help: "ask for what it is made of, or compare with “vs” to see both figures")
    case .noData:
      Diagnostic(
        code: "why-no-data", message: "the data does not reach one of the two times",
        help: "compare with “vs”, which says how far it reaches")
    case .notAdditive(let reason):
      Diagnostic(
        code: "why-not-additive", message: "the change has no causes that add up: \(reason)",
        help: "ask for a part of it that adds up, as hours or bookings; “vs” compares the two figures")
    case .overflow:
      Diagnostic(code: "overflow", message: "the change does not fit 128 bits, so it would not be exact")
    }
  }

  /// `explain hours 2024 by week`: which of them?
  private static func tooManyToExplain(_ answer: Answer, most: Int) -> Diagnostic {
    let names = (0..<min(3, answer.rowCount)).map { row in
      answer.keyTexts(ofRow: row).map(\.text).joined(separator: ", ")
    }
    return Diagnostic(
      code: "explain-which",
      message: "the answer has \(answer.rowCount) rows, and \(most) at most are explained at once: which of them?",
      help: "narrow it by a filter, a shorter time, having or top, so that some of them are left: "
        + names.joined(separator: "; ") + (answer.rowCount > 3 ? "; …" : ""))
  }
}
