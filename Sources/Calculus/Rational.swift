/// What exact arithmetic can refuse to give.
public enum ArithmeticError: Error, Hashable, Sendable {
  /// The result, in lowest terms, needs more than 128 bits above or below the line.
  case overflow
  case divisionByZero

  /// What went wrong, as a person reads it: lower case, no full stop.
  public var message: String {
    switch self {
    case .overflow: "the exact result needs more than 128 bits"
    case .divisionByZero: "there is nothing to divide by"
    }
  }
}

/// An exact fraction of two 128-bit integers, always in lowest terms with a positive denominator.
///
/// Equal values therefore have equal fields, and `Hashable` needs no work. Every operation throws
/// ``ArithmeticError/overflow`` exactly when its *result* does not fit: what overflows on the way is carried in
/// 256 bits. Nothing here traps, whatever the operands.
///
/// - SeeAlso: Knuth, TAOCP vol. 2, §4.5.1 (fractions, and how early division keeps them small).
public struct Rational: Hashable, Sendable {
  public let numerator: Int128
  /// Above zero.
  public let denominator: Int128

  public static let zero = Rational(0)
  public static let one = Rational(1)

  public init(_ value: Int) {
    self.init(lowest: Int128(value), 1)
  }

  public init(_ value: Int64) {
    self.init(lowest: Int128(value), 1)
  }

  public init(_ value: Int128) {
    self.init(lowest: value, 1)
  }

  /// The fraction of two integers of any sign, reduced.
  ///
  /// - Throws: `divisionByZero` for a zero denominator; `overflow` where an end of `Int128` has no positive twin
  ///   (`1 / Int128.min`).
  public init(_ numerator: Int128, over denominator: Int128) throws(ArithmeticError) {
    guard denominator != 0 else { throw .divisionByZero }
    if denominator == 1 {
      self.init(lowest: numerator, 1)
      return
    }
    // Most figures fit 64 bits, where a division costs a fraction of one of 128.
    if let above = Int64(exactly: numerator), let below = Int64(exactly: denominator), below > 0 {
      let divisor = greatestCommonDivisor(above.magnitude, UInt64(below))
      // The divisor is at most `below`, so it fits a signed word.
      self.init(lowest: Int128(above / Int64(divisor)), Int128(below / Int64(divisor)))
      return
    }
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    try self.init(
      negative: (numerator < 0) != (denominator < 0),
      lowest: numerator.magnitude / divisor, denominator.magnitude / divisor)
  }

  /// The caller promises lowest terms and a denominator above zero.
  init(lowest numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A sign and two magnitudes in lowest terms, if they fit.
  init(negative: Bool, lowest numerator: UInt128, _ denominator: UInt128) throws(ArithmeticError) {
    guard let below = Int128(exactly: denominator), let above = Int128(negative: negative, magnitude: numerator) else {
      throw .overflow
    }
    self.init(lowest: above, below)
  }

  public var isZero: Bool { numerator == 0 }
  public var isNegative: Bool { numerator < 0 }
  public var isInteger: Bool { denominator == 1 }

  /// The greatest integer that is not above the value.
  public var floor: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// For drawing only: bars, shades and axes. A figure that is shown as text comes from ``decimal`` or ``rounded(places:)``.
  public var approximation: Double { Double(numerator) / Double(denominator) }
}

// MARK: - Arithmetic

extension Rational {
  public func adding(_ other: Rational) throws(ArithmeticError) -> Rational {
    if denominator == 1, other.denominator == 1 {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      guard !overflow else { throw .overflow }
      return Rational(lowest: sum, 1)
    }
    return try combined(with: other, subtracting: false)
  }

  public func subtracting(_ other: Rational) throws(ArithmeticError) -> Rational {
    if denominator == 1, other.denominator == 1 {
      let (difference, overflow) = numerator.subtractingReportingOverflow(other.numerator)
      guard !overflow else { throw .overflow }
      return Rational(lowest: difference, 1)
    }
    return try combined(with: other, subtracting: true)
  }

  public func multiplied(by other: Rational) throws(ArithmeticError) -> Rational {
    if denominator == 1, other.denominator == 1 {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: other.numerator)
      guard !overflow else { throw .overflow }
      return Rational(lowest: product, 1)
    }
    return try Rational.quotient(
      negative: (numerator < 0) != (other.numerator < 0),
      of: numerator.magnitude, other.numerator.magnitude, by: denominator.magnitude, other.denominator.magnitude)
  }

  public func divided(by other: Rational) throws(ArithmeticError) -> Rational {
    guard !other.isZero else { throw .divisionByZero }
    return try Rational.quotient(
      negative: (numerator < 0) != (other.numerator < 0),
      of: numerator.magnitude, other.denominator.magnitude, by: denominator.magnitude, other.numerator.magnitude)
  }

  /// The value with the other sign; only `Int128.min` as a numerator has none.
  public var negated: Rational {
    get throws(ArithmeticError) {
      guard numerator != .min else { throw .overflow }
      return Rational(lowest: -numerator, denominator)
    }
  }

  /// The value without its sign; only `Int128.min` as a numerator has none.
  public var magnitude: Rational {
    get throws(ArithmeticError) { isNegative ? try negated : self }
  }

  /// The value without its sign, to put values in order by: of what has no magnitude the greatest there is.
  public var size: Rational { (try? magnitude) ?? Rational(Int128.max) }

  /// `a/b × c/d` given as `(a · c) / (b · d)` with `a/b` and `c/d` — or, for a division, `a/b` and `d/c` — crosswise
  /// reduced before they are multiplied, so that the products are in lowest terms already.
  private static func quotient(
    negative: Bool, of a: UInt128, _ c: UInt128, by b: UInt128, _ d: UInt128
  ) throws(ArithmeticError) -> Rational {
    guard a != 0, c != 0 else { return .zero }
    let first = greatestCommonDivisor(a, d)
    let second = greatestCommonDivisor(c, b)
    let (above, overflowAbove) = (a / first).multipliedReportingOverflow(by: c / second)
    let (below, overflowBelow) = (b / second).multipliedReportingOverflow(by: d / first)
    guard !overflowAbove, !overflowBelow else { throw .overflow }
    return try Rational(negative: negative, lowest: above, below)
  }

  /// `a/b ± c/d` = `(a·d' ± c·b') / (b'·d)` with `g = gcd(b, d)`, `b' = b/g`, `d' = d/g`; only divisors of `g` can
  /// still cancel.
  private func combined(with other: Rational, subtracting: Bool) throws(ArithmeticError) -> Rational {
    let shared =
      denominator == other.denominator
      ? denominator.magnitude : greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude)
    let ownPart = denominator / Int128(shared)
    let otherPart = other.denominator / Int128(shared)

    let sum = WideInteger(numerator, times: otherPart)
      .combined(with: WideInteger(other.numerator, times: ownPart), subtracting: subtracting)
    let divisor = greatestCommonDivisor(sum.remainder(dividingBy: shared), shared)
    guard let above = sum.quotient(dividingBy: divisor) else { throw .overflow }
    let (below, overflow) = ownPart.multipliedReportingOverflow(by: other.denominator / Int128(divisor))
    guard !overflow else { throw .overflow }
    return above == 0 ? .zero : Rational(lowest: above, below)
  }
}

extension Rational: Comparable {
  /// Compares crosswise in 256 bits: never overflows.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return WideInteger(left.numerator, times: right.denominator) < WideInteger(right.numerator, times: left.denominator)
  }
}

extension Rational: CustomStringConvertible {
  /// The exact fraction: `4/5`, `-1/3`, `12`.
  public var description: String {
    isInteger ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
