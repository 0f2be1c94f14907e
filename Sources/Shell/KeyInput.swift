// Unsafe: calls `poll` and `read`. Promises: characters of standard input, one by one, and nothing read ahead.
import Glibc

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

  /// Whether there is something to be read at once.
  static var isReady: Bool {
    var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, 0) > 0
  }

  /// The next character; bytes that make none are passed over.
  ///
  /// - Parameter timeout: milliseconds; -1 waits as long as it takes.
  static func next(timeout: CInt) -> Event {
    while true {
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
      if byte < 0x80 { return .character(UInt32(byte)) }
      if let value = rest(of: byte) { return .character(value) }
    }
  }

  /// The scalar that begins with a byte; nil where the bytes are not UTF-8.
  private static func rest(of first: UInt8) -> UInt32? {
    var bytes = [first]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    while bytes.count < length {
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte & 0xC0 == 0x80 else { return nil }
      bytes.append(byte)
    }
    let scalars = length == 0 ? nil : String(validating: bytes, as: UTF8.self)?.unicodeScalars
    return scalars?.first?.value
  }
}
