// Unsafe: loads 8 bytes at once. Promises: nothing is loaded from beyond the buffer.

/// A text in UTF-8 without byte order mark, whatever it was written in. No piece ends within a character.
public final class DecodedStream: ByteStream {
  private let encoded: any ByteStream
  private let encoding: Encoding
  private var place = TextPlace()
  /// Bytes of a character that the next piece goes on with.
  private var carried: [UInt8] = []
  private var isAtStart = true
  private var failure: FormatError?

  /// - Parameter encoding: what `Encoding.detect` said, or Windows-1252 where `UTF8Text.evidence` then has faults alone.
  public init(_ encoded: any ByteStream, as encoding: Encoding) {
    self.encoded = encoded
    self.encoding = encoding
  }

  /// - Throws: where bytes mean nothing in the encoding, and at zero characters, which no text has; line and column
  ///   are those of the text, the column in bytes of UTF-8.
  public func next() throws(FormatError) -> [UInt8]? {
    if let failure { throw failure }
    do throws(FormatError) {
      return try decodedPiece()
    } catch {
      failure = error
      throw error
    }
  }

  private func decodedPiece() throws(FormatError) -> [UInt8]? {
    while let piece = try encoded.next() {
      var bytes = carried.isEmpty ? piece : carried + piece
      carried = []
      if isAtStart {
        // The mark itself may come in pieces.
        if bytes.count < encoding.mark.count, encoding.mark.starts(with: bytes) {
          carried = bytes
          continue
        }
        isAtStart = false
        if !encoding.mark.isEmpty, bytes.starts(with: encoding.mark) { bytes.removeFirst(encoding.mark.count) }
      }
      let text = try decoded(bytes)
      place.pass(text)
      if !text.isEmpty { return text }
    }
    if carried.isEmpty { return nil }
    throw place.error("the text ends within a character of \(encoding.name)", help: "get the file anew")
  }

  /// Decodes the whole characters of some bytes, and carries the rest.
  private func decoded(_ bytes: [UInt8]) throws(FormatError) -> [UInt8] {
    switch encoding {
    case .utf8: try checked(bytes)
    case .windows1252: try fromWindows1252(bytes)
    case .utf16LittleEndian: try fromUTF16(bytes, low: 0)
    case .utf16BigEndian: try fromUTF16(bytes, low: 1)
    }
  }

  private func checked(_ bytes: [UInt8]) throws(FormatError) -> [UInt8] {
    let cutOff = UTF8Text.cutOffBytes(bytes)
    var text = bytes
    if cutOff > 0 {
      carried = Array(bytes.suffix(cutOff))
      text.removeLast(cutOff)
    }
    let fault = text.withUnsafeBufferPointer { UTF8Text.firstFault($0) }
    let hasZeros = text.withUnsafeBufferPointer { $0.count(of: 0) } > 0
    if hasZeros, let zero = text[..<(fault ?? text.count)].firstIndex(of: 0) { throw zeroFound(after: text[..<zero]) }
    if let fault {
      place.pass(text[..<fault])
      throw place.error(
        "the byte \(DecodedStream.hex(text[fault])) is no UTF-8 here",
        help: "export the file as UTF-8, or wholly as Windows-1252")
    }
    return text
  }

  private func fromWindows1252(_ bytes: [UInt8]) throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80, byte != 0 {
        text.append(byte)
        continue
      }
      if byte == 0 { throw zeroFound(after: text[...]) }
      var character = Windows1252.utf8[Int(byte)]
      if character == 0 {
        place.pass(text)
        throw place.error(
          "the byte \(DecodedStream.hex(byte)) is neither UTF-8 nor a character of Windows-1252",
          help: "export the file as UTF-8")
      }
      while character != 0 {
        text.append(UInt8(truncatingIfNeeded: character))
        character >>= 8
      }
    }
    return text
  }

  /// - Parameter low: which of two bytes is the low one.
  private func fromUTF16(_ bytes: [UInt8], low: Int) throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    func unit(_ index: Int) -> UInt32 { UInt32(bytes[index + 1 - low]) << 8 | UInt32(bytes[index + low]) }
    while index + 2 <= bytes.count {
      var code = unit(index)
      index += 2
      if code == 0 { throw zeroFound(after: text[...]) }
      if code & 0xF800 == 0xD800 {
        if code < 0xDC00, index + 2 > bytes.count {
          index -= 2
          break
        }
        guard code < 0xDC00, unit(index) & 0xFC00 == 0xDC00 else {
          place.pass(text)
          throw place.error(
            "half of a surrogate pair stands alone in the UTF-16", help: "get the file anew, or export it as UTF-8")
        }
        code = 0x10000 + (code & 0x3FF) << 10 + unit(index) & 0x3FF
        index += 2
      }
      DecodedStream.append(code, to: &text)
    }
    carried = Array(bytes[index...])
    return text
  }

  /// A code point in UTF-8 (RFC 3629 §3).
  private static func append(_ code: UInt32, to text: inout [UInt8]) {
    if code < 0x80 { return text.append(UInt8(code)) }
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | code >> shift & 0x3F) }
    if code < 0x800 {
      text.append(UInt8(0xC0 | code >> 6))
    } else if code < 0x10000 {
      text.append(UInt8(0xE0 | code >> 12))
      text.append(tail(6))
    } else {
      text.append(UInt8(0xF0 | code >> 18))
      text.append(tail(12))
      text.append(tail(6))
    }
    text.append(tail(0))
  }

  private func zeroFound(after text: ArraySlice<UInt8>) -> FormatError {
    place.pass(text)
    return place.error("a zero byte stands in the text", help: "this is no text file, or it is damaged: get it anew")
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// Line and column of what comes next, as an editor counts: by line feeds, or by carriage returns in a text that has
/// no line feed.
struct TextPlace {
  private var count = 0
  private var feeds = (count: 0, lineStart: 0)
  private var returns = (count: 0, lineStart: 0)

  mutating func pass(_ text: some RandomAccessCollection<UInt8>) {
    TextPlace.pass(UInt8(ascii: "\n"), text, at: count, &feeds)
    if feeds.count == 0 { TextPlace.pass(UInt8(ascii: "\r"), text, at: count, &returns) }
    count += text.count
  }

  private static func pass(
    _ lineBreak: UInt8, _ text: some RandomAccessCollection<UInt8>, at start: Int,
    _ lines: inout (count: Int, lineStart: Int)
  ) {
    let found = text.withContiguousStorageIfAvailable { $0.count(of: lineBreak) } ?? text.count { $0 == lineBreak }
    guard found > 0, let last = text.lastIndex(of: lineBreak) else { return }
    lines.count += found
    lines.lineStart = start + text.distance(from: text.startIndex, to: last) + 1
  }

  func error(_ message: String, help: String) -> FormatError {
    let lines = feeds.count > 0 ? feeds : returns
    return FormatError(message, line: lines.count + 1, column: count - lines.lineStart + 1, help: help)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How often a byte is there, counted 8 at a time, each in a byte of its own that holds up to 255.
  fileprivate func count(of byte: UInt8) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var total = 0
    var index = 0
    while index + 8 <= count {
      var sums: UInt64 = 0
      let end = index + 8 * Swift.min(255, (count - index) / 8)
      while index < end {
        // The upper bit of each byte that is zero after this, and so was the one that is sought; nothing is carried over.
        let difference = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
        sums &+= ~(((difference & low) &+ low) | difference | low) >> 7
        index &+= 8
      }
      for place in 0..<8 { total += Int(sums >> (8 * place) & 0xFF) }
    }
    while index < count {
      if self[index] == byte { total += 1 }
      index += 1
    }
    return total
  }
}
