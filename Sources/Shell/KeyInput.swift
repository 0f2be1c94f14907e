// Unsafe: calls `poll` and `read`. Promises: characters of standard input, one by one, and nothing read ahead that is not
// given back.
import Glibc
import Synchronization

/// Characters that somebody types.
enum KeyInput {
  enum Event: Hashable {
    /// A Unicode scalar.
    case character(UInt32)
    /// Nothing came within the time.
    case nothing
    /// A signal came instead.
    case interrupted
    case end
  }

  /// Bytes that were read to see what they are, and come next.
  private static let kept = Mutex<[UInt8]>([])

  /// Whether there is something to be read at once.
  static var isReady: Bool {
    if kept.withLock({ !$0.isEmpty }) { return true }
    var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, 0) > 0
  }

  /// The next character; bytes that make none are passed over.
  ///
  /// - Parameter timeout: milliseconds; -1 waits as long as it takes.
  static func next(timeout: CInt) -> Event {
    while true {
      if let byte = takeKept() {
        guard let value = scalar(beginningWith: byte) else { continue }
        return .character(value)
      }
      var wanted = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: TerminalSignals.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&wanted, 2, timeout)
      if ready == 0 { return .nothing }
      if ready < 0 { return errno == EINTR ? .interrupted : .end }
      // A signal that came with the key came before it, and may have been noted only after the look at both.
      if wanted[1].revents != 0 || poll(&wanted[1], 1, 0) > 0 {
        TerminalSignals.drain()
        return .interrupted
      }
      var byte: UInt8 = 0
      switch read(STDIN_FILENO, &byte, 1) {
      case 1: break
      case -1 where errno == EINTR: return .interrupted
      case -1 where errno == EAGAIN: continue
      default: return .end
      }
      if let value = scalar(beginningWith: byte) { return .character(value) }
    }
  }

  /// The scalar that begins with a byte; nil where the bytes are not UTF-8.
  private static func scalar(beginningWith first: UInt8) -> UInt32? {
    if first < 0x80 { return UInt32(first) }
    var bytes = [first]
    let length = first >= 0xF5 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    while bytes.count < length {
      var byte: UInt8 = 0
      if let known = takeKept() {
        byte = known
      } else {
        let count = read(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR { continue }
        guard count == 1 else { return nil }
      }
      guard byte & 0xC0 == 0x80 else {
        kept.withLock { $0.insert(byte, at: 0) }
        return nil
      }
      bytes.append(byte)
    }
    let scalars = length == 0 ? nil : String(validating: bytes, as: UTF8.self)?.unicodeScalars
    return scalars?.first?.value
  }

  private static func takeKept() -> UInt8? { kept.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

  /// Milliseconds within which a terminal sends the bytes of one key.
  private static let keyTime: CInt = 25

  /// Reads on to the end of a sequence, or till nothing has come for a while.
  static func discard(to end: [UInt8]) {
    var bytes: [UInt8] = []
    while bytes.suffix(end.count) != end[...] {
      var byte: UInt8 = 0
      if let known = takeKept() {
        byte = known
      } else {
        var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        let ready = poll(&wanted, 1, pasteTime)
        if ready < 0, errno == EINTR { continue }
        guard ready > 0, read(STDIN_FILENO, &byte, 1) == 1 else { return }
      }
      bytes = bytes.suffix(end.count - 1) + [byte]
    }
  }

  /// Milliseconds without a byte after which a paste is over, whatever it ended with.
  private static let pasteTime: CInt = 150

  /// Whether what is typed next is a sequence, which is read then.
  static func take(_ sequence: [UInt8]) -> Bool {
    guard isNext(oneOf: [sequence]) else { return false }
    kept.withLock { $0.removeFirst(sequence.count) }
    return true
  }

  /// Whether what is typed next is one of some sequences, all of it at once as a terminal sends a key. It is there to be
  /// read all the same.
  static func isNext(oneOf sequences: Set<[UInt8]>) -> Bool {
    var bytes = kept.withLock { $0 }
    defer { kept.withLock { [bytes] in $0 = bytes } }
    var count = 0
    while true {
      if count == bytes.count {
        var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        let ready = poll(&wanted, 1, keyTime)
        // A signal between the bytes of a key does not part them.
        if ready < 0, errno == EINTR { continue }
        guard ready > 0, read(STDIN_FILENO, &byte, 1) == 1 else { return false }
        bytes.append(byte)
      }
      count += 1
      let begun = bytes.prefix(count)
      if sequences.contains(Array(begun)) { return true }
      guard sequences.contains(where: { $0.starts(with: begun) }) else { return false }
    }
  }
}
