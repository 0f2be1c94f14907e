// Promises the rest: what is appended comes out compressed, whole and in order; zlib's pointers stay in here.
import CZlib

/// Compresses bytes as they come, as RFC 1951 has it.
final class Deflater {
  /// What is compressed so far; all of it after `finish`.
  private(set) var output: [UInt8] = []
  /// CRC-32 of the bytes before compression, as ZIP wants it.
  private(set) var checksum: UInt32 = 0
  /// How many bytes came.
  private(set) var count = 0

  /// At one place as long as it lives: zlib remembers where it is.
  private let stream: UnsafeMutablePointer<z_stream>
  private var pending: [UInt8] = []
  private var window = [UInt8](repeating: 0, count: 1 << 16)
  /// Bytes that are gathered before zlib is called.
  private static let chunk = 1 << 16

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      CInt(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has memory and is of the version that was built against")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func append(_ text: String) {
    append { $0.append(text) }
  }

  func append(_ write: (inout [UInt8]) -> Void) {
    write(&pending)
    if pending.count >= Deflater.chunk { compress(flush: Z_NO_FLUSH) }
  }

  func finish() {
    compress(flush: Z_FINISH)
  }

  private func compress(flush: CInt) {
    var input = pending
    count += input.count
    input.withUnsafeMutableBufferPointer { input in
      checksum = UInt32(truncatingIfNeeded: crc32(UInt(checksum), input.baseAddress, UInt32(input.count)))
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      var isFull = true
      while isFull {
        window.withUnsafeMutableBufferPointer { window in
          stream.pointee.next_out = window.baseAddress
          stream.pointee.avail_out = UInt32(window.count)
          deflate(stream, flush)
          output.append(contentsOf: window.prefix(window.count - Int(stream.pointee.avail_out)))
        }
        isFull = stream.pointee.avail_out == 0
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
