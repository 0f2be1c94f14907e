extension WrittenMoment {
  /// The commonest forms of dates with the day or month first: `15.03.2024`, `3/15/24`, and behind it `09:00`,
  /// `, 9:00:30`, `9:00 AM`. Nil for all else, which ``MomentReader/anyNotation(_:_:)`` reads; a test proves that both agree.
  @inline(__always)
  init?(numeric bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    let end = range.upperBound
    guard let first = bytes.shortNumber(&index, end), index < end else { return nil }
    let separator = bytes[index]
    form = separator == UInt8(ascii: ".") ? .dotted : .slashed
    guard form == .dotted || separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") else { return nil }
    hasTwoDigitsFirst = index - range.lowerBound == 2
    index += 1
    guard let middle = bytes.shortNumber(&index, end), index + 2 < end, bytes[index] == separator,
      let century = bytes.twoDigits(index + 1)
    else { return nil }
    index += 3
    (self.first, self.middle) = (first, middle)
    if index + 1 < end, let year = bytes.twoDigits(index) {
      last = century * 100 + year
      index += 2
    } else {
      last = century
      hasShortYear = true
    }
    if index == end { return }

    if bytes[index] == UInt8(ascii: ",") { index += 1 }
    let start = index
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index > start, var hour = bytes.shortNumber(&index, end), index + 2 < end, bytes[index] == UInt8(ascii: ":"),
      let minute = bytes.twoDigits(index + 1)
    else { return nil }
    index += 3
    var second = 0
    if index + 2 < end, bytes[index] == UInt8(ascii: ":") {
      guard let written = bytes.twoDigits(index + 1) else { return nil }
      second = written
      index += 3
    }
    if index < end {
      index += bytes.blank(at: index, before: end)
      guard index + 2 == end, bytes[index + 1] | 0x20 == UInt8(ascii: "m"), hour <= 12 else { return nil }
      switch bytes[index] | 0x20 {
      case UInt8(ascii: "a"): hour %= 12
      case UInt8(ascii: "p"):
        guard hour > 0 else { return nil }
        hour = hour % 12 + 12
      default: return nil
      }
    }
    guard let time = WrittenTime(hour: hour, minute: minute, second: second) else { return nil }
    self.time = time
  }
}

extension Span<UInt8> {
  /// One or two digits.
  @inline(__always)
  fileprivate func shortNumber(_ index: inout Int, _ end: Int) -> Int? {
    guard index < end, self[index] &- 48 <= 9 else { return nil }
    var number = Int(self[index] - 48)
    index += 1
    if index < end, self[index] &- 48 <= 9 {
      number = number * 10 + Int(self[index] - 48)
      index += 1
    }
    return number
  }
}
