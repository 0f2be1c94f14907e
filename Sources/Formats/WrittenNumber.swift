/// A number as a cell has it, with its sign and currency apart; its marks are not understood yet.
struct WrittenNumber {
  let isNegative: Bool
  /// Digits and what stands between them: from the first digit, or the mark before it, to the last digit.
  let body: Range<Int>
  /// Empty if there is none.
  let currency: Range<Int>
  /// `.` or `,` stands in it.
  let hasMark: Bool

  private static let longest = 60

  /// Nil for all that has no digits, more than 60 of them, or something before and behind them.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard range.count <= 80 else { return nil }
    var (firstDigit, lastDigit) = (range.lowerBound, range.upperBound - 1)
    while firstDigit <= lastDigit, bytes[firstDigit] &- 48 > 9 { firstDigit += 1 }
    while lastDigit > firstDigit, bytes[lastDigit] &- 48 > 9 { lastDigit -= 1 }
    guard firstDigit <= lastDigit, lastDigit - firstDigit < WrittenNumber.longest else { return nil }
    var start = firstDigit
    // `.5`, but not the dot of `Fr.5`
    if start > range.lowerBound, WrittenNumber.isMark(bytes[start - 1]) {
      if start - 1 == range.lowerBound || !WrittenNumber.isLetter(bytes[start - 2]) { start -= 1 }
    }
    body = start..<lastDigit + 1
    var hasMark = false
    for index in body where WrittenNumber.isMark(bytes[index]) { hasMark = true }
    self.hasMark = hasMark

    var head = bytes.trimmed(range.lowerBound..<start)
    let tail = bytes.trimmed(lastDigit + 1..<range.upperBound)
    var sign = WrittenNumber.sign(bytes, atStartOf: head)
    if sign.length > 0 {
      head = bytes.trimmed(head.lowerBound + sign.length..<head.upperBound)
    } else {
      sign = WrittenNumber.sign(bytes, atEndOf: head)
      head = bytes.trimmed(head.lowerBound..<head.upperBound - sign.length)
    }
    isNegative = sign.isNegative
    guard head.isEmpty || tail.isEmpty else { return nil }
    currency = head.isEmpty ? tail : head
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

  private static func isLetter(_ byte: UInt8) -> Bool { 97...122 ~= byte | 0x20 }

  private static func sign(_ bytes: Span<UInt8>, atStartOf range: Range<Int>) -> (length: Int, isNegative: Bool) {
    guard let first = range.first else { return (0, false) }
    if bytes[first] == UInt8(ascii: "-") || bytes[first] == UInt8(ascii: "+") {
      return (1, bytes[first] == UInt8(ascii: "-"))
    }
    return range.count >= 3 && bytes.has([0xE2, 0x88, 0x92], at: first) ? (3, true) : (0, false)
  }

  private static func sign(_ bytes: Span<UInt8>, atEndOf range: Range<Int>) -> (length: Int, isNegative: Bool) {
    guard let last = range.last else { return (0, false) }
    let one = sign(bytes, atStartOf: last..<range.upperBound)
    return one.length > 0 || range.count < 3 ? one : sign(bytes, atStartOf: last - 2..<range.upperBound)
  }
}

extension WrittenNumber {
  /// Writes the plain number, as `-1234.56`; false if the body is no number with this mark.
  ///
  /// Thousands are grouped by one kind of sign: the other mark, a blank, or an apostrophe. Groups have three digits, the
  /// first one to three and no zero in front; with commas also as in India, `12,34,567`.
  ///
  /// - Parameter text: replaced.
  func write(_ bytes: Span<UInt8>, mark: DecimalMark, to text: inout [UInt8]) -> Bool {
    text.removeAll(keepingCapacity: true)
    if isNegative { text.append(UInt8(ascii: "-")) }
    let firstDigit = text.count
    var index = body.lowerBound
    let end = body.upperBound
    var groups = NumberGroups()
    while index < end {
      let byte = bytes[index]
      if byte &- 48 <= 9 {
        text.append(byte)
        groups.count += 1
        index += 1
      } else if byte == mark.byte || byte | 0x20 == UInt8(ascii: "e") {
        break
      } else {
        let length = WrittenNumber.separator(bytes, at: index, before: end)
        guard length > 0, groups.close(with: byte, startsWithZero: text.count > firstDigit && text[firstDigit] == 48)
        else { return false }
        index += length
      }
    }
    guard groups.areWhole else { return false }
    var decimals = 0
    if index < end, bytes[index] == mark.byte {
      index += 1
      if text.count == firstDigit { text.append(48) }
      text.append(UInt8(ascii: "."))
      while index < end, bytes[index] &- 48 <= 9 {
        text.append(bytes[index])
        decimals += 1
        index += 1
      }
      guard decimals > 0 else { return false }
    }
    if index == end { return text.count > firstDigit }
    guard bytes[index] | 0x20 == UInt8(ascii: "e"), !groups.isGrouped, text.count > firstDigit else { return false }
    return shift(bytes, index + 1, firstDigit, decimals, &text)
  }

  /// How long a sign between groups of digits is; 0 if it is none.
  private static func separator(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int {
    let byte = bytes[index]
    if isMark(byte) || byte == UInt8(ascii: "'") { return 1 }
    // ’
    return bytes.has([0xE2, 0x80, 0x99], at: index) ? 3 : bytes.blank(at: index, before: end)
  }

  /// Moves the point of the text by an exponent, exactly: `1.2e3` is 1200. Exponents beyond ±30, and what becomes
  /// longer than a number may be, are not read.
  private func shift(
    _ bytes: Span<UInt8>, _ start: Int, _ firstDigit: Int, _ decimals: Int, _ text: inout [UInt8]
  ) -> Bool {
    var index = start
    let isNegative = index < body.upperBound && bytes[index] == UInt8(ascii: "-")
    if isNegative || index < body.upperBound && bytes[index] == UInt8(ascii: "+") { index += 1 }
    var exponent = 0
    guard 1...2 ~= body.upperBound - index else { return false }
    while index < body.upperBound {
      guard bytes[index] &- 48 <= 9 else { return false }
      exponent = exponent * 10 + Int(bytes[index] - 48)
      index += 1
    }
    guard exponent <= 30 else { return false }
    if decimals > 0 { text.remove(at: text.count - decimals - 1) }
    var places = decimals + (isNegative ? exponent : -exponent)
    while places < 0 {
      text.append(48)
      places += 1
    }
    while text.count - firstDigit <= places { text.insert(48, at: firstDigit) }
    while text.count - firstDigit > places + 1, text[firstDigit] == 48 { text.remove(at: firstDigit) }
    if places > 0 { text.insert(UInt8(ascii: "."), at: text.count - places) }
    return text.count - firstDigit <= WrittenNumber.longest
  }
}

/// Groups of digits before the decimal mark.
private struct NumberGroups {
  /// Digits of the group that is being read.
  var count = 0
  private var sign: UInt8?
  private var hasShortGroup = false
  private var hasLongGroup = false

  var isGrouped: Bool { sign != nil }

  /// A sign between groups ends one of them.
  mutating func close(with byte: UInt8, startsWithZero: Bool) -> Bool {
    if let sign {
      guard sign == byte, count == 3 || count == 2 && byte == UInt8(ascii: ",") else { return false }
      if count == 2 { hasShortGroup = true } else { hasLongGroup = true }
    } else {
      guard 1...3 ~= count, !startsWithZero else { return false }
      if count == 3 { hasLongGroup = true }
      sign = byte
    }
    count = 0
    return true
  }

  /// Whether the last group is complete, and those before it are of one kind.
  var areWhole: Bool { sign == nil || count == 3 && !(hasShortGroup && hasLongGroup) }
}
