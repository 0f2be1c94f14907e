import Calculus

/// An axis of values: zero is on it, and its marks are round numbers.
struct ChartScale {
  let lower: Rational
  let upper: Rational
  /// From `lower` to `upper`, evenly; the first and the last are those.
  let ticks: [Rational]

  /// An axis that holds all values.
  ///
  /// - Parameters:
  ///   - isWhole: there is nothing between two whole numbers, so no mark stands there.
  ///   - steps: about how many steps there are from zero to the farthest value, at most.
  ///   - digits: what a step begins with, in tenths, the least first and 10 times that last.
  init(
    holding values: some Sequence<Rational>, isWhole: Bool, steps: Int = 5, digits: [Int128] = ChartScale.fewDigits
  ) {
    var (least, most) = (Rational.zero, Rational.zero)
    for value in values { (least, most) = (min(least, value), max(most, value)) }
    if least == most { most = .one }
    let reach = (try? most.subtracting(least)) ?? most
    var step = ChartScale.roundStep(atLeast: reach.approximation / Double(steps), digits)
    if isWhole, let known = step, !known.isInteger { step = Rational(known.ceiling) }
    guard let step, let first = ChartScale.multiple(of: step, beyond: least),
      let last = ChartScale.multiple(of: step, beyond: most), last - first <= 4 * Int128(steps)
    else {
      // Numbers that 128 bits hold, and whose round neighbours they do not.
      (lower, upper) = (least, most)
      ticks = least.isNegative ? [least, .zero, most] : [.zero, most]
      return
    }
    let marks = (first...last).compactMap { try? step.multiplied(by: Rational($0)) }
    ticks = marks
    (lower, upper) = (min(least, marks.first ?? least), max(most, marks.last ?? most))
  }

  /// Where a value is, from 0 at `lower` to 1 at `upper`.
  func position(_ value: Rational) -> Double {
    let (low, high) = (lower.approximation, upper.approximation)
    return (value.approximation - low) / (high - low)
  }

  /// Where zero is.
  var zero: Double { position(.zero) }

  /// Those of axes, which people add up in their heads.
  static let fewDigits: [Int128] = [10, 20, 50, 100]
  /// Those of classes, which should be narrow.
  static let manyDigits: [Int128] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100]

  /// The least of the digits times a power of ten that is not below a size; nil where 128 bits do not hold it.
  private static func roundStep(atLeast size: Double, _ digits: [Int128]) -> Rational? {
    guard size > 0, size.isFinite else { return nil }
    var (power, exponent) = (1.0, 0)
    while power * 10 <= size { (power, exponent) = (power * 10, exponent + 1) }
    while power > size { (power, exponent) = (power / 10, exponent - 1) }
    guard abs(exponent) <= 36 else { return nil }
    // What is a hair above a round number is that number.
    let digit = size / power * (1 - 1e-9)
    let factor = digits.first { digit <= Double($0) / 10 } ?? 100
    var tens: Int128 = 1
    for _ in 0..<abs(exponent) { tens *= 10 }
    guard let first = try? Rational(factor, over: 10) else { return nil }
    return exponent < 0 ? try? first.divided(by: Rational(tens)) : try? first.multiplied(by: Rational(tens))
  }

  /// How many steps it takes to be at the value or beyond it, away from zero.
  private static func multiple(of step: Rational, beyond value: Rational) -> Int128? {
    guard let ratio = try? value.divided(by: step) else { return nil }
    return ratio.isNegative ? ratio.floor : ratio.ceiling
  }
}
