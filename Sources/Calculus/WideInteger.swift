/// A signed 256-bit integer in two's complement: the sum of two products of `Int128`, before it is reduced.
struct WideInteger: Comparable {
  let high: Int128
  let low: UInt128

  /// The exact product of two 128-bit integers.
  init(_ left: Int128, times right: Int128) {
    (high, low) = left.multipliedFullWidth(by: right)
  }

  private init(high: Int128, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// The sum or difference; both operands are products with a factor in `1 ... Int128.max`, so that it fits.
  func combined(with other: WideInteger, subtracting: Bool) -> WideInteger {
    if subtracting {
      let (low, borrow) = low.subtractingReportingOverflow(other.low)
      return WideInteger(high: high &- other.high &- (borrow ? 1 : 0), low: low)
    }
    let (low, carry) = low.addingReportingOverflow(other.low)
    return WideInteger(high: high &+ other.high &+ (carry ? 1 : 0), low: low)
  }

  /// The remainder of the magnitude.
  func remainder(dividingBy divisor: UInt128) -> UInt128 {
    let (high, low) = magnitude
    if high == 0 { return low % divisor }
    return divisor.dividingFullWidth((high % divisor, low)).remainder
  }

  /// The quotient of an exact division, nil if it does not fit in an `Int128`.
  func quotient(dividingBy divisor: UInt128) -> Int128? {
    let (high, low) = magnitude
    if high == 0 { return Int128(negative: self.high < 0, magnitude: low / divisor) }
    guard high < divisor else { return nil }
    return Int128(negative: self.high < 0, magnitude: divisor.dividingFullWidth((high, low)).quotient)
  }

  static func < (left: WideInteger, right: WideInteger) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  private var magnitude: (high: UInt128, low: UInt128) {
    guard high < 0 else { return (UInt128(high), low) }
    let negatedLow = ~low &+ 1
    return (UInt128(bitPattern: ~high) &+ (negatedLow == 0 ? 1 : 0), negatedLow)
  }
}

extension Int128 {
  /// A sign and a magnitude, nil if they need a 129th bit.
  init?(negative: Bool, magnitude: UInt128) {
    if !negative {
      self.init(exactly: magnitude)
    } else if magnitude <= Int128.min.magnitude {
      self = 0 &- Int128(truncatingIfNeeded: magnitude)
    } else {
      return nil
    }
  }
}

/// Euclid's algorithm, in 64 bits as soon as both numbers fit. `gcd(0, n) = n`.
func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
  var (first, second) = (first, second)
  while second != 0 {
    if first <= UInt64.max, second <= UInt64.max {
      return UInt128(greatestCommonDivisor(UInt64(first), UInt64(second)))
    }
    (first, second) = (second, first % second)
  }
  return first
}

/// By halving and subtracting (Stein 1967): no division at all.
func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  if first == 0 { return second }
  if second == 0 { return first }
  let shared = (first | second).trailingZeroBitCount
  var a = first >> UInt64(first.trailingZeroBitCount)
  var b = second
  while b != 0 {
    b >>= UInt64(b.trailingZeroBitCount)
    if a > b { swap(&a, &b) }
    b -= a
  }
  return a << UInt64(shared)
}
