// Unsafe: decodes into raw memory. Promises: nothing is written beyond the room made for it, since no escape is shorter
// than what it stands for.
import CScan
import Codecs

extension JSONWindow {
  /// A string with its escapes replaced. RFC 8259 §7.
  mutating func decode(_ range: Range<Int>) throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    if decodedRoom < range.count + JSONWindow.padding {
      decoded.deallocate()
      decodedRoom = 2 * range.count + JSONWindow.padding
      decoded = .allocate(capacity: decodedRoom)
      decoded.initialize(repeating: 0, count: decodedRoom)
    }
    var from = range.lowerBound
    var to = 0
    while from < range.upperBound {
      // It ends at an escape or at the closing quote.
      let plain = cscan_plain_text(bytes + from)
      (decoded + to).update(from: bytes + from, count: plain)
      from += plain
      to += plain
      guard from < range.upperBound else { break }
      let escaped: UInt8
      switch bytes[from + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escaped = bytes[from + 1]
      case UInt8(ascii: "b"): escaped = 0x08
      case UInt8(ascii: "f"): escaped = 0x0C
      case UInt8(ascii: "n"): escaped = 0x0A
      case UInt8(ascii: "r"): escaped = 0x0D
      case UInt8(ascii: "t"): escaped = 0x09
      case UInt8(ascii: "u"):
        let scalar = try unicodeEscape(&from, in: range)
        // At most as many bytes as its escape has.
        for byte in UTF8.encode(scalar)! {
          decoded[to] = byte
          to += 1
        }
        continue
      default: throw error("there is no such escape", at: from, help: "a backslash itself is written \\\\")
      }
      decoded[to] = escaped
      from += 2
      to += 1
    }
    return UnsafeBufferPointer(start: decoded, count: to)
  }

  /// `\u00e4`, or the two of a pair: `\ud83d\ude00`. Goes behind them.
  private func unicodeEscape(_ from: inout Int, in range: Range<Int>) throws(FormatError) -> Unicode.Scalar {
    let first = try unit(from, in: range)
    if first == 0 { throw error("a zero byte is no text", at: from, help: "the file is damaged: export it again") }
    if let scalar = Unicode.Scalar(first) {
      from += 6
      return scalar
    }
    let hasSecond = from + 7 < range.upperBound && bytes[from + 6] == 0x5C && bytes[from + 7] == UInt8(ascii: "u")
    let second = first < 0xDC00 && hasSecond ? try unit(from + 6, in: range) : 0
    guard second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    else {
      throw error("half of a surrogate pair stands alone", at: from, help: "the file was cut within a character")
    }
    from += 12
    return scalar
  }

  /// The four hexadecimal digits behind `\u`.
  private func unit(_ from: Int, in range: Range<Int>) throws(FormatError) -> UInt32 {
    var value: UInt32 = 0
    for place in from + 2..<from + 6 {
      let digit: UInt8
      switch place < range.upperBound ? bytes[place] : 0 {
      case let byte where byte &- 0x30 < 10: digit = byte - 0x30
      case let byte where (0x61...0x66).contains(byte | 0x20):
        digit = (byte | 0x20) - UInt8(ascii: "a") + 10
      default: throw error("\\u wants four hexadecimal digits", at: from)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
