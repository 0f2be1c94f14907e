extension Rational {
  /// The least integer that is not below the value.
  public var ceiling: Int128 { isInteger ? numerator : floor + 1 }

  /// The nearest integer; of two that are as near the even one (IEEE 754 §4.3.1).
  public var nearest: Int128 {
    let below = floor
    // Twice what is left over, of the denominator: no overflow, as it is less than the denominator.
    let rest = numerator - below * denominator
    let other = denominator - rest
    if rest == other { return below % 2 == 0 ? below : below + 1 }
    return rest < other ? below : below + 1
  }
}
