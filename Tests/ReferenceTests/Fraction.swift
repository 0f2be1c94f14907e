/// A fraction in lowest terms, written anew here so that the reference shares no arithmetic with the engine.
///
/// It traps on overflow: 128 bits are plenty for worlds this small.
struct Fraction: Hashable, Comparable, CustomStringConvertible {
  let top: Int128
  /// Always positive.
  let bottom: Int128

  static let zero = Fraction(0)

  init(_ whole: Int) {
    top = Int128(whole)
    bottom = 1
  }

  init(_ top: Int128, over bottom: Int128) {
    precondition(bottom != 0, "a fraction needs something to divide by")
    let divisor = Self.greatestCommonDivisor(top.magnitude, bottom.magnitude)
    let sign: Int128 = bottom < 0 ? -1 : 1
    self.top = sign * (top / Int128(divisor))
    self.bottom = Int128(bottom.magnitude / divisor)
  }

  /// `12`, `3.5`, `-0.25`.
  init(decimal text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var scale: Int128 = 1
    if parts.count == 2 {
      for _ in parts[1] { scale *= 10 }
    }
    self.init(Int128(parts.joined())!, over: scale)
  }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.top * right.bottom + right.top * left.bottom, over: left.bottom * right.bottom)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction { left + right * Fraction(-1) }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.top * right.top, over: left.bottom * right.bottom)
  }

  /// Nothing when there is nothing to divide by.
  static func / (left: Fraction, right: Fraction) -> Fraction? {
    right.top == 0 ? nil : Fraction(left.top * right.bottom, over: left.bottom * right.top)
  }

  static func += (left: inout Fraction, right: Fraction) { left = left + right }

  static func < (left: Fraction, right: Fraction) -> Bool { left.top * right.bottom < right.top * left.bottom }

  var isZero: Bool { top == 0 }

  var description: String { bottom == 1 ? "\(top)" : "\(top)/\(bottom)" }

  private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return max(larger, 1)
  }
}
