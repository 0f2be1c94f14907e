// Unsafe: calls zlib. Promises: zlib's pointers stay in here and are used only while the arrays they point into stand
// still; what comes out has passed zlib's checksum by the time the end is told.
import CZlib

/// What a gzip file holds (RFC 1952), several members one behind the other too.
public final class GzipStream: UnpackingStream {
  private let packed: any ByteStream
  private let limits: UnpackingLimits
  private let pieceBytes: Int
  /// At one place as long as it lives: zlib remembers where it is.
  private let stream: UnsafeMutablePointer<z_stream>

  private var piece: [UInt8] = []
  private var position = 0
  public private(set) var packedCount = 0
  public private(set) var unpackedCount = 0
  private var state = State.header

  private enum State {
    /// At the start of the first member.
    case header
    case member
    /// A member is whole: another one, zeros or nothing follow.
    case between
    case ended
    case failed(FormatError)
  }

  /// - Parameters:
  ///   - packed: the bytes of the gzip file.
  ///   - pieceBytes: the most that comes out at once.
  public init(_ packed: any ByteStream, limits: UnpackingLimits = UnpackingLimits(), pieceBytes: Int = 1 << 18) {
    self.packed = packed
    self.limits = limits
    self.pieceBytes = pieceBytes
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's bits: with gzip's header and checksum.
    let status = inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has memory and is of the version that was built against")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether bytes begin as a gzip file does.
  public static func isGzip(_ sample: [UInt8]) -> Bool { sample.starts(with: [0x1F, 0x8B]) }

  /// - Throws: if the file is cut off, damaged, no gzip file, or unpacks to more than the limits allow.
  public func next() throws(FormatError) -> [UInt8]? {
    do throws(FormatError) {
      return try unpackedPiece()
    } catch {
      state = .failed(error)
      throw error
    }
  }

  private func unpackedPiece() throws(FormatError) -> [UInt8]? {
    while true {
      switch state {
      case .failed(let error): throw error
      case .ended: return nil
      case .header, .member, .between: break
      }
      if position == piece.count {
        guard let more = try packed.next() else {
          guard case .between = state else { throw GzipStream.cutOff }
          state = .ended
          continue
        }
        (piece, position) = (more, 0)
      }
      if case .between = state {
        try passPadding()
        continue
      }
      let bytes = try inflated()
      try limits.check(packed: packedCount, unpacked: unpackedCount)
      if !bytes.isEmpty { return bytes }
    }
  }

  /// Goes on to the next member; zeros that fill up a block of a medium say nothing.
  private func passPadding() throws(FormatError) {
    while position < piece.count, piece[position] == 0 { position += 1 }
    guard position < piece.count else { return }
    guard piece[position] == 0x1F, inflateReset(stream) == Z_OK else {
      throw FormatError("bytes that are no gzip data follow its end", help: "get the file anew")
    }
    state = .member
  }

  /// What zlib makes of the piece at hand, as far as there is room.
  private func inflated() throws(FormatError) -> [UInt8] {
    var status = Z_OK
    var taken = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: pieceBytes) { output, count in
      piece.withUnsafeMutableBufferPointer { input in
        let rest = min(input.count - position, Int(UInt32.max))
        stream.pointee.next_in = input.baseAddress! + position
        stream.pointee.avail_in = UInt32(rest)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(pieceBytes)
        status = inflate(stream, Z_NO_FLUSH)
        taken = rest - Int(stream.pointee.avail_in)
        count = pieceBytes - Int(stream.pointee.avail_out)
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
      }
    }
    position += taken
    packedCount += taken
    unpackedCount += bytes.count
    switch status {
    case Z_OK, Z_BUF_ERROR: if case .header = state, taken > 0 { state = .member }
    case Z_STREAM_END: state = .between
    case Z_MEM_ERROR: throw FormatError("there is not enough memory to unpack it")
    default: throw GzipStream.damaged(after: packedCount)
    }
    return bytes
  }

  private static let cutOff = FormatError(
    "the gzip file is cut off: it ends before its data does", help: "get the file anew")

  private static func damaged(after count: Int) -> FormatError {
    FormatError("the gzip file is damaged near byte \(count + 1)", help: "get the file anew")
  }
}
