extension Span<UInt8> {
  /// What is left without the blanks before and after: those of XML, and U+00A0 if `nonBreaking`.
  func withoutBlanks(nonBreaking: Bool) -> Range<Int> {
    var start = 0
    var end = count
    while start < end {
      if self[end - 1].isXMLBlank {
        end -= 1
      } else if nonBreaking, end - start >= 2, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    while start < end {
      if self[start].isXMLBlank {
        start += 1
      } else if nonBreaking, end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// The same with U+00A0, as cells are trimmed.
  var withoutBlanks: Range<Int> { withoutBlanks(nonBreaking: true) }

  func equals(_ expected: StaticString) -> Bool { count == expected.utf8CodeUnitCount && has(expected, at: 0) }
}

extension String {
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

extension [UInt8] {
  mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Takes away the blanks before and after.
  mutating func trimBlanks(nonBreaking: Bool = true) {
    let kept = span.withoutBlanks(nonBreaking: nonBreaking)
    removeSubrange(kept.upperBound...)
    removeSubrange(..<kept.lowerBound)
  }

  /// Replaces `_x000D_` and its like by the character that XML could not hold; `_x005F_` is the underscore itself.
  ///
  /// - SeeAlso: ISO/IEC 29500-1 §22.9.2.19 (`ST_Xstring`). Halves of surrogate pairs are joined; a lone one stays as it
  ///   stands.
  mutating func decodeEscapes() {
    guard let first = indices.first(where: { self[$0] == UInt8(ascii: "_") && escapedUnit(at: $0) != nil }) else {
      return
    }
    var result = Array(self[..<first])
    var index = first
    while index < count {
      guard let unit = escapedUnit(at: index) else {
        result.append(self[index])
        index += 1
        continue
      }
      let length = 7
      if let scalar = Unicode.Scalar(unit) {
        result += UTF8.encode(scalar)!
        index += length
      } else if unit < 0xDC00, let low = escapedUnit(at: index + length), 0xDC00...0xDFFF ~= low {
        let value = 0x10000 + UInt32(unit - 0xD800) << 10 + UInt32(low - 0xDC00)
        result += UTF8.encode(Unicode.Scalar(value)!)!
        index += 2 * length
      } else {
        result += self[index..<index + length]
        index += length
      }
    }
    self = result
  }

  /// The UTF-16 unit that `_xHHHH_` stands for.
  private func escapedUnit(at index: Int) -> UInt16? {
    guard index + 7 <= count, self[index] == UInt8(ascii: "_"), self[index + 1] == UInt8(ascii: "x"),
      self[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in self[index + 2..<index + 6] {
      guard let digit = byte.hexadecimalValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    // A zero is no text.
    return unit == 0 ? nil : unit
  }
}
