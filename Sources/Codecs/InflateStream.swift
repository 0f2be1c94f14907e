// Unsafe: hands zlib pointers. Promises: zlib reads only the piece that it was given and writes only into the buffer
// that the next piece is made in; no pointer outlives the call.
import CZlib

/// The bytes that a raw deflate stream stands for (RFC 1951), inflated piece by piece.
public final class InflateStream: ByteStream {
  private let packed: any ByteStream
  private let limits: UnpackingLimits
  private let pieceBytes: Int
  /// At one place as long as it lives: zlib remembers where it is.
  private let stream: UnsafeMutablePointer<z_stream>
  /// What was read and not yet inflated is `input[used...]`.
  private var input: [UInt8] = []
  private var used = 0
  private var packedCount = 0
  private var unpackedCount = 0
  private var isFinished = false

  /// - Parameter packed: ends where the deflate stream ends.
  public init(_ packed: any ByteStream, limits: UnpackingLimits = UnpackingLimits(), pieceBytes: Int = 1 << 18) {
    self.packed = packed
    self.limits = limits
    self.pieceBytes = pieceBytes
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deskql_inflate_init_raw(stream)
    precondition(status == Z_OK, "zlib has memory and is of the version that was built against")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// - Throws: if the bytes are no deflate stream, end within it, go on behind it, or unpack beyond all measure.
  public func next() throws(FormatError) -> [UInt8]? {
    while !isFinished {
      if used == input.count {
        guard let piece = try packed.next() else { throw FormatError("the compressed data end too early") }
        (input, used) = (piece, 0)
      }
      var status = Z_OK
      let before = used
      let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { output, count in
        (count, status) = inflateOnce(into: output)
      }
      packedCount += used - before
      unpackedCount += piece.count
      try limits.check(packed: packedCount, unpacked: unpackedCount)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw FormatError("the compressed data are damaged")
      }
      if status == Z_STREAM_END {
        isFinished = true
        guard used == input.count, try packed.next() == nil else {
          throw FormatError("the compressed data go on after their end")
        }
      }
      if !piece.isEmpty { return piece }
    }
    return nil
  }

  /// Inflates what is left of the input until either side is used up.
  private func inflateOnce(into output: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, status: Int32) {
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress! + used
      stream.pointee.avail_in = UInt32(input.count - used)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(pieceBytes)
      let status = inflate(stream, Z_NO_FLUSH)
      used = input.count - Int(stream.pointee.avail_in)
      return (pieceBytes - Int(stream.pointee.avail_out), status)
    }
  }
}
