// Unsafe: hands zlib a pointer for the length of a call, for reading.
import CZlib

/// Bytes on their way, counted and summed up: at their end both must be what was promised.
final class CheckedStream: ByteStream {
  private let source: any ByteStream
  private let promised: (count: Int, checksum: UInt32)
  private var count = 0
  private var checksum: UInt32 = 0

  /// - Parameter checksum: CRC-32, as ZIP and gzip have it.
  init(_ source: any ByteStream, count: Int, checksum: UInt32) {
    self.source = source
    promised = (count, checksum)
  }

  func next() throws(FormatError) -> [UInt8]? {
    guard let piece = try source.next() else {
      guard count == promised.count else { throw FormatError("it is shorter than its archive says") }
      guard checksum == promised.checksum else { throw FormatError("its checksum is wrong: it is damaged") }
      return nil
    }
    count += piece.count
    guard count <= promised.count else { throw FormatError("it is longer than its archive says") }
    checksum = piece.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32(UInt(checksum), $0.baseAddress, UInt32($0.count)))
    }
    return piece
  }
}
