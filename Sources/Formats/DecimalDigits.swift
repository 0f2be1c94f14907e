/// A number as a file writes it, in decimal: `12.50`, `-7`, `1.5E-3`. Exact, as nothing becomes binary.
struct DecimalDigits {
  private var isNegative = false
  /// 0 … 9 each, the first of them not 0; none for zero. The value is 0.d₁d₂d₃… × 10^point.
  private var digits: [UInt8] = []
  private var point = 0

  /// What a spreadsheet shows; the rest is what binary arithmetic leaves behind.
  private static let significant = 15
  private static let longestText = 400
  private static let largestExponent = 400
  /// Of days: 14 digits of a fraction are less than a millionth of a second, and times 86,400 they fit 64 bits.
  private static let wholeDigits = 8
  private static let fractionDigits = 14

  /// Takes a text apart.
  ///
  /// - Returns: whether it is a number.
  mutating func read(_ text: Span<UInt8>) -> Bool {
    digits.removeAll(keepingCapacity: true)
    point = 0
    var index = 0
    guard 1...DecimalDigits.longestText ~= text.count else { return false }
    isNegative = text[0] == UInt8(ascii: "-")
    if isNegative || text[0] == UInt8(ascii: "+") { index = 1 }
    var hasPoint = false
    var hasDigits = false
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigits = true
        let digit = text[index] - UInt8(ascii: "0")
        if digit != 0 || !digits.isEmpty {
          digits.append(digit)
          if !hasPoint { point += 1 }
        } else if hasPoint {
          point -= 1
        }
      case UInt8(ascii: "."):
        guard !hasPoint else { return false }
        hasPoint = true
      default: break scan
      }
      index += 1
    }
    guard hasDigits else { return false }
    if index < text.count {
      guard text[index] | 0x20 == UInt8(ascii: "e"),
        let exponent = DecimalDigits.exponent(text.extracting((index + 1)...))
      else { return false }
      point += exponent
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, point) = (false, 0) }
    return true
  }

  /// `3`, `+3`, `-07`.
  private static func exponent(_ text: Span<UInt8>) -> Int? {
    guard 1...7 ~= text.count else { return nil }
    let isNegative = text[0] == UInt8(ascii: "-")
    let start = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
    var value = 0
    for index in start..<text.count {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[index] else { return nil }
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
    }
    return start < text.count && value <= largestExponent ? (isNegative ? -value : value) : nil
  }

  /// The shortest text for the number, never with an exponent: `12.5`.
  ///
  /// A fraction keeps 15 significant digits in all, as a spreadsheet shows it: 0.30000000000000004 is 0.3. A whole
  /// number keeps every digit, as it may be the number of something.
  mutating func appendText(to result: inout [UInt8]) {
    round(to: max(DecimalDigits.significant, point))
    let zero = UInt8(ascii: "0")
    if isNegative { result.append(UInt8(ascii: "-")) }
    if point <= 0 { result.append(zero) }
    for index in 0..<max(0, point) { result.append(zero + (index < digits.count ? digits[index] : 0)) }
    guard digits.count > point, !digits.isEmpty else { return }
    result.append(UInt8(ascii: "."))
    for _ in 0..<max(0, -point) { result.append(zero) }
    for digit in digits[max(0, point)...] { result.append(zero + digit) }
  }

  /// Keeps so many digits; a half goes up.
  private mutating func round(to count: Int) {
    guard digits.count > count else { return }
    var carries = digits[count] >= 5
    digits.removeSubrange(count...)
    while carries, let last = digits.last {
      digits[digits.count - 1] = last == 9 ? 0 : last + 1
      carries = last == 9
      if carries { digits.removeLast() }
    }
    if carries {
      digits = [1]
      point += 1
    }
    while digits.last == 0 { digits.removeLast() }
  }

  /// The number as days, in seconds: rounded to the nearest, and whether it was less than a day before that.
  ///
  /// - Returns: nil beyond some 270,000 years.
  var seconds: (count: Int, isWithinDay: Bool)? {
    guard point <= DecimalDigits.wholeDigits else { return nil }
    var days = 0
    for index in 0..<max(0, point) { days = days * 10 + Int(index < digits.count ? digits[index] : 0) }
    var fraction = 0
    var unit = 1
    for index in point..<point + DecimalDigits.fractionDigits {
      fraction = fraction * 10 + Int(digits.indices.contains(index) ? digits[index] : 0)
      unit *= 10
    }
    let count = days * 86_400 + (fraction * 86_400 + unit / 2) / unit
    return (isNegative ? -count : count, days == 0)
  }
}

extension DecimalDigits {
  /// The same as `seconds` of a number written plainly: `45366.375`; nil if it is not, which says nothing yet.
  static func seconds(_ text: Span<UInt8>) -> (count: Int, isWithinDay: Bool)? {
    var days = 0
    var index = 0
    while index < text.count, case let digit = text[index] &- UInt8(ascii: "0"), digit < 10 {
      days = days &* 10 &+ Int(digit)
      index += 1
    }
    guard 1...wholeDigits ~= index else { return nil }
    guard index < text.count else { return (days &* 86_400, days == 0) }
    guard text[index] == UInt8(ascii: "."), 2...fractionDigits + 1 ~= text.count - index else { return nil }
    var fraction = 0
    var unit = 1
    for position in index + 1..<text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      fraction = fraction &* 10 &+ Int(digit)
      unit &*= 10
    }
    return (days &* 86_400 &+ (fraction &* 86_400 &+ unit / 2) / unit, days == 0)
  }

  /// `1.2345678901234568E+18`: whether the digits before the point are more than are written.
  static func isCutInteger(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    var index = 0
    while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
      if text[index] &- UInt8(ascii: "0") <= 9 { digits += 1 }
      index += 1
    }
    // Rounded to all digits that a spreadsheet has; fewer are the number itself.
    guard digits >= significant, index + 1 < text.count, text[index + 1] != UInt8(ascii: "-") else { return false }
    var exponent = 0
    for position in index + 1..<text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      if digit <= 9 { exponent = min(1000, exponent * 10 + Int(digit)) }
    }
    return exponent >= significant
  }

  /// Whether a text is already the shortest for its number, of no more than 15 digits: most are.
  static func isShortest(_ text: Span<UInt8>) -> Bool {
    let zero = UInt8(ascii: "0")
    let nine = UInt8(ascii: "9")
    var index = !text.isEmpty && text[0] == UInt8(ascii: "-") ? 1 : 0
    let start = index
    guard text.count - start <= significant, index < text.count, text[index] >= zero, text[index] <= nine else {
      return false
    }
    // A zero stands alone or before the point; `-0` is left to be read in full.
    if text[index] == zero, index + 1 < text.count ? text[index + 1] != UInt8(ascii: ".") : start > 0 { return false }
    while index < text.count, text[index] >= zero, text[index] <= nine { index += 1 }
    if index == text.count { return true }
    guard text[index] == UInt8(ascii: "."), index + 1 < text.count, text[text.count - 1] != zero else { return false }
    index += 1
    while index < text.count, text[index] >= zero, text[index] <= nine { index += 1 }
    return index == text.count
  }
}
