import Calculus
import Planning
import Store

/// How a figure changes with the figures that it is made of: exactly, not nearly. Between two values of each of them,
/// the change of the whole is the sum of their changes, each times its coefficient.
///
/// Of a quotient r = o / a it is r₁ − r₀ = (Δo − r₀·Δa) / a₁, of a product x·y it is Δx·y₁ + x₀·Δy; and so on inwards.
///
/// - SeeAlso: DESIGN §7.
public struct LinearForm: Sendable {
  /// By the plan's figures.
  public private(set) var atoms: [Rational]
  public private(set) var counts: [CalendarCount: Rational] = [:]

  /// The values of the leaves in one frame.
  struct Values {
    let atoms: [Figure]
    let counts: [CalendarCount: Rational]
  }

  init(
    _ expression: CellExpression, from before: Values, to after: Values, atomCount: Int
  ) throws(AttributionObstacle) {
    atoms = [Rational](repeating: .zero, count: atomCount)
    try add(expression, .one, before, after)
  }

  private mutating func add(
    _ expression: CellExpression, _ coefficient: Rational, _ before: Values, _ after: Values
  ) throws(AttributionObstacle) {
    do {
      switch expression {
      case .number: break
      case .atom(let index): atoms[index] = try atoms[index].adding(coefficient)
      case .count(let count): counts[count] = try (counts[count] ?? .zero).adding(coefficient)
      case .negate(let inner): try add(inner, try coefficient.negated, before, after)
      case .total(let inner): try add(inner, coefficient, before, after)
      case .arithmetic(.add, let left, let right):
        try add(left, coefficient, before, after)
        try add(right, coefficient, before, after)
      case .arithmetic(.subtract, let left, let right):
        try add(left, coefficient, before, after)
        try add(right, try coefficient.negated, before, after)
      case .arithmetic(.multiply, let left, let right):
        try add(left, try coefficient.multiplied(by: try right.value(after)), before, after)
        try add(right, try coefficient.multiplied(by: try left.value(before)), before, after)
      case .arithmetic(.divide, let left, let right):
        let (above, below) = (try left.value(before), try right.value(before))
        let later = try right.value(after)
        if below.isZero || later.isZero { throw AttributionObstacle.zeroBase }
        let outer = try coefficient.divided(by: later)
        try add(left, outer, before, after)
        try add(right, try outer.multiplied(by: try above.divided(by: below)).negated, before, after)
      case .arithmetic(.maximum, _, _), .arithmetic(.minimum, _, _):
        throw AttributionObstacle.notAdditive("it takes the greater or smaller of two figures")
      case .stated(_, let inner): try add(inner, coefficient, before, after)
      case .rounded: throw AttributionObstacle.rounded
      case .folded: throw AttributionObstacle.folded
      case .moment: throw AttributionObstacle.moment
      case .split: throw AttributionObstacle.split
      }
    } catch let obstacle as AttributionObstacle {
      throw obstacle
    } catch {
      throw .overflow
    }
  }
}

extension LinearForm {
  /// What changes of the plan's figures do to the whole.
  func effect(_ changes: [Rational]) throws(EvaluationError) -> Rational {
    var sum = Rational.zero
    for (change, coefficient) in zip(changes, atoms) where !change.isZero && !coefficient.isZero {
      sum = try sum.plus(change.times(coefficient))
    }
    return sum
  }
}

/// Why a change cannot be split into causes.
enum AttributionObstacle: Error, Sendable {
  /// Nothing to divide by in one of the frames.
  case zeroBase
  case notAdditive(String)
  case noData
  case overflow

  static let rounded = AttributionObstacle.notAdditive("it is rounded")
  static let folded = AttributionObstacle.notAdditive("it folds figures of finer cells")
  static let moment = AttributionObstacle.notAdditive("it is a moment")
  static let split = AttributionObstacle.notAdditive("its amount is given, not measured")
}

extension CellExpression {
  /// Its value in one frame.
  func value(_ values: LinearForm.Values) throws(AttributionObstacle) -> Rational {
    switch self {
    case .number(let value): return value
    case .atom(let index):
      switch values.atoms[index] {
      case .value(let value): return value
      case .noData: throw .noData
      case .undefined: throw .zeroBase
      case .hidden, .minute, .day: throw .notAdditive("it is no number that can be told")
      }
    case .count(let count): return values.counts[count] ?? .zero
    case .total(let inner): return try inner.value(values)
    case .negate(let inner):
      let value = try inner.value(values)
      guard let negated = try? value.negated else { throw .overflow }
      return negated
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (try left.value(values), try right.value(values))
      do throws(ArithmeticError) {
        switch operation {
        case .add: return try first.adding(second)
        case .subtract: return try first.subtracting(second)
        case .multiply: return try first.multiplied(by: second)
        case .divide:
          if !second.isZero { return try first.divided(by: second) }
        case .maximum: return max(first, second)
        case .minimum: return min(first, second)
        }
      } catch {
        throw .overflow
      }
      throw .zeroBase
    case .stated(_, let inner): return try inner.value(values)
    case .rounded: throw .rounded
    case .folded: throw .folded
    case .moment: throw .moment
    case .split: throw .split
    }
  }
}
