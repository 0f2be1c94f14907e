extension WrittenMoment {
  /// The commonest forms by their fixed places: `2024-03-15`, and behind it `T09:00`, ` 09:00:30`, fractions, `Z`,
  /// `+02:00`. Nil for all else, which ``MomentReader/anyNotation(_:_:)`` reads; a test proves that both agree.
  @inline(__always)
  init?(iso bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    let count = range.count
    guard count >= 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let century = bytes.twoDigits(start), let year = bytes.twoDigits(start + 2),
      let month = bytes.twoDigits(start + 5), let day = bytes.twoDigits(start + 8)
    else { return nil }
    form = .yearFirst
    (first, middle, last) = (century * 100 + year, month, day)
    isCanonical = true
    if count == 10 { return }

    let separator = bytes[start + 10]
    guard count >= 16, separator == UInt8(ascii: "T") || separator == 0x20, bytes[start + 13] == UInt8(ascii: ":"),
      let hour = bytes.twoDigits(start + 11), let minute = bytes.twoDigits(start + 14)
    else { return nil }
    isCanonical = separator == UInt8(ascii: "T") && hour < 24
    var index = start + 16
    let end = range.upperBound
    var second = 0
    if index + 2 < end, bytes[index] == UInt8(ascii: ":") {
      guard let written = bytes.twoDigits(index + 1) else { return nil }
      second = written
      if second == 0 { isCanonical = false }
      index += 3
      if index < end, bytes[index] == UInt8(ascii: ".") {
        let dot = index
        index += 1
        while index < end, bytes[index] &- 48 <= 9 { index += 1 }
        // As long as the general reader takes.
        guard 1...14 ~= index - dot - 1 else { return nil }
        isCanonical = false
      }
    }
    guard let time = WrittenTime(hour: hour, minute: minute, second: second) else { return nil }
    self.time = time
    if index == end { return }
    if bytes[index] == UInt8(ascii: "Z"), index + 1 == end {
      mark = .utc
      return
    }
    let sign = bytes[index]
    guard index + 6 == end, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      bytes[index + 3] == UInt8(ascii: ":"), let hours = bytes.twoDigits(index + 1),
      let minutes = bytes.twoDigits(index + 4),
      let mark = Mark(isEast: sign == UInt8(ascii: "+"), hours: hours, minutes: minutes)
    else { return nil }
    self.mark = mark
  }
}

extension WrittenMoment.Mark {
  /// Nil beyond the offsets that clocks have, −12:00 … +14:00.
  init?(isEast: Bool, hours: Int, minutes: Int) {
    let total = hours * 60 + minutes
    guard minutes < 60, total <= (isEast ? 840 : 720) else { return nil }
    self = .offset(isEast ? total : -total)
  }
}

extension Span<UInt8> {
  @inline(__always)
  func twoDigits(_ index: Int) -> Int? {
    let (tens, ones) = (self[index] &- 48, self[index + 1] &- 48)
    return tens <= 9 && ones <= 9 ? Int(tens) &* 10 &+ Int(ones) : nil
  }
}
