import Calculus
import Store

/// Why a figure could not be computed.
enum EvaluationError: Error, Sendable {
  case overflow
  case inexact
  case divisionByZero
  case tooManyCells(Int)
  case unreachable(key: String, reason: String)
  /// Money of several currencies that cannot be told apart, and why.
  case currencies(String)
  /// A definition folds or recurs where bookings are asked row by row.
  case notForBookings
  /// Moments are those of bookings.
  case notForRows
  /// A moment that a difference needs is missing.
  case missingMoment
  /// An amount has nothing to be split by.
  case noBasis
  /// A definition that reaches itself up and down the links has no value.
  case neverSettles(String)
  /// A condition on the calendar leaves no day of a compared frame.
  case noDaysToCompare
  /// No day of the frame has a weight.
  case noWeight(Mode)
  /// More rows of an answer than are explained at once.
  case tooManyToExplain(Answer, most: Int)
  /// A change that has no causes that add up.
  case notSplit(AttributionObstacle)
  /// Rows do not come to the figure that they stand for: a fault of ours, told instead of a wrong explanation.
  case unexplained
  case cancelled
}
