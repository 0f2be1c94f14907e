// Cells within the bytes of a column.
extension Span<UInt8> {
  /// How many bytes of blank stand at an index: also the no-break, narrow and typographic blanks (U+00A0, U+2000 …
  /// U+200B, U+202F), the byte order mark, and the marks for the direction of writing that some systems put before dates.
  @inline(__always)
  func blank(at index: Int, before end: Int) -> Int {
    guard index < end else { return 0 }
    let byte = self[index]
    if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { return 1 }
    if byte < 0xC2 { return 0 }
    return wideBlank(at: index, before: end)
  }

  private func wideBlank(at index: Int, before end: Int) -> Int {
    if self[index] == 0xC2 { return index + 1 < end && self[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < end else { return 0 }
    switch (self[index], self[index + 1], self[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0xAF), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  /// A range without the blanks at its ends.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first else { return range }
    let last = self[range.upperBound - 1]
    if self[first] > 0x20, self[first] < 0x80, last > 0x20, last < 0x80 { return range }
    return widelyTrimmed(range)
  }

  private func widelyTrimmed(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while case let blank = blank(at: lower, before: upper), blank > 0 { lower += blank }
    while upper > lower {
      if blank(at: upper - 1, before: upper) == 1 {
        upper -= 1
      } else if upper - lower >= 2, blank(at: upper - 2, before: upper) == 2 {
        upper -= 2
      } else if upper - lower >= 3, blank(at: upper - 3, before: upper) == 3 {
        upper -= 3
      } else {
        break
      }
    }
    return lower..<upper
  }

  func has(_ sequence: InlineArray<3, UInt8>, at index: Int) -> Bool {
    index + 3 <= count && self[index] == sequence[0] && self[index + 1] == sequence[1] && self[index + 2] == sequence[2]
  }

  /// Whether two ranges hold the same bytes.
  @inline(__always)
  func areSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count where self[left.lowerBound + offset] != self[right.lowerBound + offset] {
      return false
    }
    return true
  }
}
