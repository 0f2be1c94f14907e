// Unsafe: calls `open`, `read`, `write`. Promises: a text is read or written whole, or it is a failure.
import Glibc

/// Small text files, without Foundation.
enum TextFile {
  static func read(_ path: String) throws(Failure) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno != EINTR { throw .system(path) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      if count > 0 { bytes += buffer[..<count] }
    }
  }

  static func write(_ text: String, to path: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system(path) }
    defer { close(file) }
    try write(text, to: file)
  }

  static func write(_ text: String, to descriptor: Int32) throws(Failure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw .system("writing") }
      if count > 0 { bytes = bytes.dropFirst(count) }
    }
  }
}
