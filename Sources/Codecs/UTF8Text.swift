// Unsafe: loads 16 bytes at once. Promises: nothing is loaded from beyond the buffer.

/// Checks text for UTF-8.
public enum UTF8Text {
  /// The offset of the first byte that does not fit; nil if all do.
  ///
  /// - SeeAlso: The Unicode Standard, table 3-7: which second bytes a first byte allows.
  public static func firstFault(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let first = bytes[index]
      if first < 0x80 {
        index = endOfASCII(bytes, from: index + 1)
        continue
      }
      guard let length = length(ofSequenceAt: index, in: bytes) else { return index }
      index += length
    }
    return nil
  }

  /// Whether a text has bytes beyond ASCII that are UTF-8, and whether it has such as are not.
  public struct Evidence: Hashable, Sendable {
    public var characters = false
    public var faults = false

    public init(characters: Bool = false, faults: Bool = false) {
      self.characters = characters
      self.faults = faults
    }
  }

  /// What a whole stream shows: UTF-8 has no faults, an older encoding has nothing else, and one that was broken has both.
  ///
  /// - Throws: what the stream throws.
  /// - Complexity: O(n); reads till it has seen both, or the end, and keeps nothing.
  public static func evidence(of stream: some ByteStream) throws(FormatError) -> Evidence {
    var evidence = Evidence()
    var carried: [UInt8] = []
    while var piece = try stream.next() {
      if !carried.isEmpty { piece = carried + piece }
      let split = piece.count - cutOffBytes(piece)
      piece.withUnsafeBufferPointer { add(UnsafeBufferPointer(rebasing: $0[0..<split]), to: &evidence) }
      if evidence.characters, evidence.faults { return evidence }
      carried = Array(piece[split...])
    }
    if !carried.isEmpty { evidence.faults = true }
    return evidence
  }

  private static func add(_ bytes: UnsafeBufferPointer<UInt8>, to evidence: inout Evidence) {
    var index = endOfASCII(bytes, from: 0)
    while index < bytes.count, !(evidence.characters && evidence.faults) {
      if let length = length(ofSequenceAt: index, in: bytes) {
        evidence.characters = true
        index += length
      } else {
        evidence.faults = true
        index += 1
      }
      index = endOfASCII(bytes, from: index)
    }
  }

  /// How many of the last bytes begin a character that goes on after them: at most 3.
  public static func cutOffBytes(_ bytes: some RandomAccessCollection<UInt8>) -> Int {
    for (back, byte) in zip(1...3, bytes.reversed()) {
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 { return back < (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) ? back : 0 }
    }
    return 0
  }

  /// The bytes of the character that starts with a byte beyond ASCII; nil if it is none.
  private static func length(ofSequenceAt index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for offset in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[index + offset]) { return nil }
    return length
  }

  /// The first byte from `start` on that is not ASCII, 16 at a time.
  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 16 <= bytes.count {
      let pair = raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
      guard (pair[0] | pair[1]) & 0x8080_8080_8080_8080 == 0 else { break }
      index += 16
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }
}
