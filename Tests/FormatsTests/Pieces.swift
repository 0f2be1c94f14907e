import Codecs

/// Bytes as a stream whose pieces have a size.
final class Pieces: ByteStream {
  private let bytes: [UInt8]
  private let size: Int
  private var at = 0

  init(_ bytes: [UInt8], size: Int) {
    self.bytes = bytes
    self.size = size
  }

  func next() -> [UInt8]? {
    guard at < bytes.count else { return nil }
    defer { at += size }
    return Array(bytes[at..<min(bytes.count, at + size)])
  }
}
