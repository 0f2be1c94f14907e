/// A number of days, hours or seconds, as spreadsheets and JSON write it: `45366.375`, `1710493200`, `1.7104932E9`.
struct PlainDecimal {
  /// The part before the decimal mark; of a negative number with a fraction, one less.
  private(set) var whole: Int64
  /// The part behind it, in 10⁻¹⁵, 0 ..< 10¹⁵; digits beyond are cut off.
  private(set) var fraction: Int64

  /// The decimal mark, if it has one, and how many digits stand behind it.
  private(set) var mark: UInt8?
  private(set) var places = 0

  private static let one: Int64 = 1_000_000_000_000_000

  var isWhole: Bool { fraction == 0 }

  /// Within the serials of the years in question.
  var isSerial: Bool { 20_000...80_000 ~= whole }

  /// The fraction of so many, to the nearest whole: a spreadsheet's 10:00 is 0.416666666666667 of 86 400 seconds.
  func fraction(of count: Int) -> Int64 {
    if fraction == 0 { return 0 }
    return Int64((Int128(fraction) * Int128(count) + Int128(PlainDecimal.one / 2)) / Int128(PlainDecimal.one))
  }

  /// Without sign and exponent, of up to 15 digits on either side.
  private init?(short bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    let end = range.upperBound
    (whole, fraction) = (0, 0)
    let start = index
    while index < end, bytes[index] &- 48 <= 9 {
      whole = whole &* 10 &+ Int64(bytes[index] - 48)
      index += 1
    }
    guard 1...15 ~= index - start else { return nil }
    if index == end { return }
    mark = bytes[index]
    guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else { return nil }
    index += 1
    places = end - index
    guard 1...15 ~= places else { return nil }
    while index < end, bytes[index] &- 48 <= 9 {
      fraction = fraction &* 10 &+ Int64(bytes[index] - 48)
      index += 1
    }
    guard index == end else { return nil }
    for _ in places..<15 { fraction &*= 10 }
  }

  /// Nil for all else, and for numbers of more than 15 digits before the mark.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty, range.count <= 40 else { return nil }
    if range.count <= 31, let short = PlainDecimal(short: bytes, range) {
      self = short
      return
    }
    var index = range.lowerBound
    let end = range.upperBound
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var digits: Int128 = 0
    // Where the mark stands, counted from the first digit, and how many digits are kept.
    var written = 0
    var markIndex: Int?
    while index < end {
      let byte = bytes[index]
      if byte &- 48 <= 9 {
        guard written < 30 else { return nil }
        digits = digits * 10 + Int128(byte - 48)
        written += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), markIndex == nil, written > 0 {
        mark = byte
        markIndex = written
      } else {
        break
      }
      index += 1
    }
    guard written > 0, markIndex != written else { return nil }
    var places = written - (markIndex ?? written)
    self.places = places
    if index < end {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"), let exponent = PlainDecimal.exponent(bytes, index + 1, end) else {
        return nil
      }
      places -= exponent
    }
    // To 10⁻¹⁵.
    while places < 15 {
      guard digits < 1_000_000_000_000_000_000_000_000_000_000_000_000 else { return nil }
      digits *= 10
      places += 1
    }
    while places > 15 {
      digits /= 10
      places -= 1
    }
    if isNegative { digits = -digits }
    var (quotient, remainder) = digits.quotientAndRemainder(dividingBy: Int128(PlainDecimal.one))
    if remainder < 0 {
      quotient -= 1
      remainder += Int128(PlainDecimal.one)
    }
    guard quotient.magnitude < UInt128(PlainDecimal.one) else { return nil }
    (whole, fraction) = (Int64(quotient), Int64(remainder))
  }

  /// `9`, `+09`, `-2`: two digits at most.
  private static func exponent(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start
    guard index < end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard 1...2 ~= end - index else { return nil }
    var value = 0
    while index < end {
      guard bytes[index] &- 48 <= 9 else { return nil }
      value = value * 10 + Int(bytes[index] - 48)
      index += 1
    }
    return isNegative ? -value : value
  }
}
