// Unsafe: owns a stretch of raw memory. Promises: `bytes[0 ..< end]` come from the stream, `bytes[end ..< end + 32]` are
// zero, so that a scan stops there; no place handed out lies beyond, and none is used after the next refill.
import CScan
import Codecs

/// A stretch of a JSON text that moves along its stream, and what is told by looking at bytes alone: blanks, strings,
/// numbers, words. A token that reaches the end of the stretch is kept, and the stretch grows behind it.
struct JSONWindow: ~Copyable {
  private let stream: any ByteStream
  private let refillBytes: Int
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var room: Int
  /// Where the reader stands.
  var at = 0
  private(set) var end = 0
  /// Of the last string or number, where its text begins; for a string, its quote.
  private(set) var tokenStart = 0
  /// Of `bytes[0]` in the stream.
  private(set) var offset = 0
  private var hasEnded = false
  /// From 1.
  private(set) var line = 1
  private var lineOffset = 0
  /// The last string that had escapes.
  var decoded: UnsafeMutablePointer<UInt8>
  var decodedRoom = 256

  static let padding = 32
  /// Most bytes of a string, a number, or a list in one cell.
  static let tokenLimit = 1 << 24

  /// - Parameter refillBytes: at least so many are taken from the stream at once; tests take few.
  init(_ stream: any ByteStream, refillBytes: Int) {
    self.stream = stream
    self.refillBytes = refillBytes
    room = 1 << 10
    bytes = .allocate(capacity: room)
    bytes.initialize(repeating: 0, count: room)
    decoded = .allocate(capacity: decodedRoom)
    decoded.initialize(repeating: 0, count: decodedRoom)
  }

  deinit {
    bytes.deallocate()
    decoded.deallocate()
  }

  /// Bytes of the stream seen so far.
  var bytesRead: Int { offset + end }

  // MARK: Moving on

  /// Brings more of the stream, and keeps the bytes from `mark` on, which become the first ones.
  ///
  /// - Returns: false at the stream's end; the bytes move even so.
  /// - Complexity: amortised O(1) for a byte, however small the stream's pieces are.
  private mutating func refill(keeping mark: Int) throws(FormatError) -> Bool {
    guard !hasEnded else { return false }
    let kept = end - mark
    guard kept <= JSONWindow.tokenLimit else { throw error("a value is longer than 16 MB", at: mark) }
    if mark > 0 {
      bytes.update(from: bytes + mark, count: kept)
      offset += mark
      at -= mark
      tokenStart -= mark
      end = kept
    }
    let wanted = kept + max(refillBytes, kept)
    repeat {
      guard let piece = try stream.next() else {
        hasEnded = true
        break
      }
      makeRoom(for: end + piece.count + JSONWindow.padding)
      piece.withUnsafeBufferPointer { (bytes + end).update(from: $0.baseAddress!, count: $0.count) }
      end += piece.count
    } while end < wanted
    (bytes + end).update(repeating: 0, count: JSONWindow.padding)
    return end > kept
  }

  private mutating func makeRoom(for count: Int) {
    guard count > room else { return }
    room = max(count, 2 * room)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    larger.initialize(repeating: 0, count: room)
    larger.update(from: bytes, count: end)
    bytes.deallocate()
    bytes = larger
  }

  /// Goes behind blanks.
  ///
  /// - Returns: the byte that stands there; 0 at the end of the text.
  @inline(__always) mutating func skipBlanks() throws(FormatError) -> UInt8 {
    let byte = bytes[at]
    if byte > 0x20 { return byte }
    if byte == 0x20, bytes[at + 1] > 0x20 {
      at += 1
      return bytes[at]
    }
    return try skipManyBlanks()
  }

  @inline(never) private mutating func skipManyBlanks() throws(FormatError) -> UInt8 {
    while true {
      switch bytes[at] {
      case 0x20, 0x09, 0x0D: at += 1
      case 0x0A:
        at += 1
        line += 1
        lineOffset = offset + at
      case 0x21...: return bytes[at]
      default:
        guard at >= end else { throw error("a control character stands between values", at: at) }
        guard try refill(keeping: at) else { return 0 }
      }
    }
  }

  // MARK: Tokens

  /// Whether the key at the quote here is spelled like this one; then goes behind it.
  @inline(__always) mutating func takes(_ key: JSONKey.Place) -> Bool {
    let text = UnsafeRawPointer(bytes + at + 1)
    guard (text.loadUnaligned(as: UInt64.self) ^ key.pointee.head) & key.pointee.headMask == 0 else { return false }
    let count = key.pointee.quotedCount
    guard at + 1 + count <= end else { return false }
    var compared = 8
    while compared < count {
      // The last step looks once more at some bytes rather than at those behind.
      let step = min(compared, count - 8)
      let spelling = UnsafeRawPointer(key.pointee.spelling) + step
      guard (text + step).loadUnaligned(as: UInt64.self) == spelling.loadUnaligned(as: UInt64.self) else {
        return false
      }
      compared += 8
    }
    at += 1 + count
    return true
  }

  /// The text of the string at the quote here, decoded; goes behind it. It lives until the next token is taken.
  @inline(__always) mutating func string() throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    let start = at + 1
    let count = cscan_plain_text(bytes + start)
    guard bytes[start + count] == UInt8(ascii: "\"") else { return try longString() }
    tokenStart = at
    at = start + count + 1
    return UnsafeBufferPointer(start: bytes + start, count: count)
  }

  @inline(never) private mutating func longString() throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    tokenStart = at
    var stop = at + 1
    var hasEscapes = false
    while true {
      stop += cscan_plain_text(bytes + stop)
      if bytes[stop] == UInt8(ascii: "\"") { break }
      if stop < end, bytes[stop] != UInt8(ascii: "\\") {
        throw error(
          "a control character stands in a string", at: stop, help: "write it as an escape: \\n, \\t, \\u001f")
      }
      hasEscapes = hasEscapes || stop < end
      if stop + 1 >= end {
        let distance = stop - at
        guard try refill(keeping: at) else { throw error("the text ends within a string", at: end) }
        stop = at + distance
        // A backslash, or the byte that has come now.
        if bytes[stop] != UInt8(ascii: "\\") { continue }
        hasEscapes = true
        guard stop + 1 < end else { continue }
      }
      stop += 2
    }
    let start = at + 1
    defer { at = stop + 1 }
    guard hasEscapes else { return UnsafeBufferPointer(start: bytes + start, count: stop - start) }
    return try decode(start..<stop)
  }

  /// The number here, as it stands; goes behind it. It lives until the next token is taken.
  @inline(__always) mutating func number() throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    while true {
      var stop = at
      if bytes[stop] == UInt8(ascii: "-") { stop += 1 }
      let whole = stop
      while bytes[stop] &- 0x30 < 10 { stop += 1 }
      var isGood = stop > whole && (bytes[whole] != 0x30 || stop == whole + 1)
      if bytes[stop] == UInt8(ascii: ".") {
        let point = stop
        stop += 1
        while bytes[stop] &- 0x30 < 10 { stop += 1 }
        isGood = isGood && stop > point + 1
      }
      if bytes[stop] | 0x20 == UInt8(ascii: "e") {
        stop += 1
        if bytes[stop] == UInt8(ascii: "-") || bytes[stop] == UInt8(ascii: "+") { stop += 1 }
        let power = stop
        while bytes[stop] &- 0x30 < 10 { stop += 1 }
        isGood = isGood && stop > power
      }
      if stop >= end {
        let count = stop - at
        if try refill(keeping: at) { continue }
        stop = at + count  // what there is has moved even so
      }
      guard isGood else { throw badNumber(stop) }
      tokenStart = at
      at = stop
      return UnsafeBufferPointer(start: bytes + tokenStart, count: stop - tokenStart)
    }
  }

  /// `true`, `false` or `null` here, whose first byte fits; goes behind it.
  mutating func word(_ word: StaticString) throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    let count = word.utf8CodeUnitCount
    while end - at < count, try refill(keeping: at) {}
    var same = 0
    while same < count, bytes[at + same] == word.utf8Start[same] { same += 1 }
    guard same == count else {
      throw at + same >= end
        ? error("the text ends within a value", at: end)
        : error("there is no value that begins like this", at: at, help: "strings stand in quotes")
    }
    tokenStart = at
    at += count
    return UnsafeBufferPointer(start: bytes + tokenStart, count: count)
  }

  /// The last token as it is spelled.
  var spelled: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes + tokenStart, count: at - tokenStart) }

  // MARK: Errors

  /// - Parameter place: in this window.
  func error(_ message: String, at place: Int, help: String? = nil) -> FormatError {
    FormatError(message, line: line, column: offset + place - lineOffset + 1, help: help)
  }

  private func badNumber(_ stop: Int) -> FormatError {
    stop >= end
      ? error("the text ends within a number", at: end)
      : error("this is no number of JSON", at: at, help: "digits, at most one point and an exponent: -12.5e3")
  }
}
