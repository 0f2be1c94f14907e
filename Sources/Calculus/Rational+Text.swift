extension Rational {
  /// A plain decimal: an optional `-`, digits, and optionally a point with digits: `3.5`, `-0.25`, `12`.
  ///
  /// Nil for anything else (`+1`, `.5`, `5.`, `1e3`, `1,000`), and for a number that 128 bits cannot hold exactly.
  public init?(decimal text: some StringProtocol) {
    var digits = Array(text.utf8)
    let negative = digits.first == UInt8(ascii: "-")
    if negative { digits.removeFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
    var fraction = parts.count == 2 ? parts[1] : []
    guard whole.allSatisfy(\.isDecimalDigit), fraction.allSatisfy(\.isDecimalDigit) else { return nil }
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }

    var mantissa: Int128 = 0
    for digit in whole + fraction {
      let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int128(digit - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      mantissa = sum
    }
    guard let scale = Rational.powerOfTen(fraction.count) else { return nil }
    try? self.init(negative ? -mantissa : mantissa, over: scale)
  }

  /// The decimal: exact where it ends, else 15 significant digits, half to even. Never an exponent.
  ///
  /// `4/5` is `0.8`, `2/3` is `0.666666666666667`, `1/1024` is `0.0009765625`.
  public var decimal: String {
    if isInteger { return String(numerator) }
    if let places = placesOfExactDecimal { return fixed(places: places) }

    let whole = numerator.magnitude / denominator.magnitude
    if whole == 0 { return Rational.withoutTrailingZeros(fixed(places: leadingZeros + 15)) }
    let places = 15 - String(whole).count
    if places >= 0 { return Rational.withoutTrailingZeros(fixed(places: places)) }
    // More than 15 digits before the point, so the denominator is small and has room for the power of ten.
    guard let scale = Rational.powerOfTen(-places), let scaled = try? divided(by: Rational(scale)) else {
      return fixed(places: 0)
    }
    return scaled.fixed(places: 0) + String(repeating: "0", count: -places)
  }

  /// The value with nothing rounded, so that it can be added up by hand: `12.5`, `3 17/31`. A fraction of more digits than
  /// anybody adds by hand is a decimal that says that it goes on: `0.333331111111111…`.
  public var unrounded: String {
    if isInteger || placesOfExactDecimal.map({ $0 <= 6 }) ?? false { return decimal }
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let fraction = "\(rest)/\(denominator)"
    if fraction.utf8.count > 15 { return placesOfExactDecimal == nil ? decimal + "…" : decimal }
    return (numerator < 0 ? "-" : "") + (whole == 0 ? "" : "\(whole) ") + fraction
  }

  /// `33/40`, `12`
  public var fraction: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }

  /// The value with so many digits after the point, half to even: `4/5` with one place is `0.8`, `80` is `80.0`.
  ///
  /// What rounds to zero has no sign. A negative number of places counts as none.
  public func rounded(places: Int) -> String {
    fixed(places: max(0, places))
  }

  /// Long division, a digit at a time, in 256 bits where the remainder needs them.
  private func fixed(places: Int) -> String {
    let divisor = denominator.magnitude
    var (whole, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    var fraction: [UInt8] = []
    fraction.reserveCapacity(places)
    for _ in 0..<places {
      let step = Rational.nextDigit(after: &remainder, dividingBy: divisor)
      fraction.append(step)
    }

    // The remainder is below a divisor of 127 bits: its double fits.
    let lastDigit = fraction.last ?? UInt8(whole % 10)
    let twice = remainder * 2
    if twice > divisor || (twice == divisor && !lastDigit.isMultiple(of: 2)) {
      var place = places - 1
      while place >= 0, fraction[place] == 9 {
        fraction[place] = 0
        place -= 1
      }
      if place >= 0 { fraction[place] += 1 } else { whole += 1 }
    }

    let isNothing = whole == 0 && fraction.allSatisfy { $0 == 0 }
    var text = isNegative && !isNothing ? "-" : ""
    text += whole <= UInt64.max ? String(UInt64(whole)) : String(whole)
    if places > 0 {
      text += "."
      text += String(decoding: fraction.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
    return text
  }

  private static func nextDigit(after remainder: inout UInt128, dividingBy divisor: UInt128) -> UInt8 {
    let (shifted, overflow) = remainder.multipliedReportingOverflow(by: 10)
    let quotient: UInt128
    if overflow {
      (quotient, remainder) = divisor.dividingFullWidth(remainder.multipliedFullWidth(by: 10))
    } else {
      (quotient, remainder) = shifted.quotientAndRemainder(dividingBy: divisor)
    }
    return UInt8(quotient)
  }

  /// The digits after the point, if they end: the denominator is 2ᵃ·5ᵇ, and they are max(a, b) many.
  private var placesOfExactDecimal: Int? {
    let twos = denominator.trailingZeroBitCount
    var rest = denominator >> Int128(twos)
    var fives = 0
    while rest.isMultiple(of: 5) {
      rest /= 5
      fives += 1
    }
    return rest == 1 ? max(twos, fives) : nil
  }

  /// The zeros between the point and the first digit of a fraction below 1.
  private var leadingZeros: Int {
    var remainder = numerator.magnitude % denominator.magnitude
    var zeros = 0
    while Rational.nextDigit(after: &remainder, dividingBy: denominator.magnitude) == 0 { zeros += 1 }
    return zeros
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private static func powerOfTen(_ exponent: Int) -> Int128? {
    var power: Int128 = 1
    for _ in 0..<exponent {
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      power = next
    }
    return power
  }
}

extension UInt8 {
  var isDecimalDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
