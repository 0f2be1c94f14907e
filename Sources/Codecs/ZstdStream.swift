// Unsafe: calls libzstd. Promises: its pointers stay in here and are used only while the arrays they point into stand
// still; it takes no more memory than its window of 128 MiB.
import CZstd

/// What a Zstandard file holds (RFC 8878), several frames one behind the other too.
public final class ZstdStream: UnpackingStream {
  private let packed: any ByteStream
  private let limits: UnpackingLimits
  private let pieceBytes: Int
  private let context: OpaquePointer

  private var piece: [UInt8] = []
  private var position = 0
  public private(set) var packedCount = 0
  public private(set) var unpackedCount = 0
  /// The last frame is whole.
  private var isBetween = false
  /// More may come out without more going in.
  private var isFull = false
  private var failure: FormatError?

  /// Two to this is the most that a frame may look back: 128 MiB, enough for all but `zstd --long=28` and above.
  private static let windowBits: CInt = 27

  /// - Parameters:
  ///   - packed: the bytes of the Zstandard file.
  ///   - pieceBytes: the most that comes out at once.
  public init(_ packed: any ByteStream, limits: UnpackingLimits = UnpackingLimits(), pieceBytes: Int = 1 << 18) {
    self.packed = packed
    self.limits = limits
    self.pieceBytes = pieceBytes
    guard let context = ZSTD_createDCtx() else { preconditionFailure("libzstd has memory") }
    self.context = context
    let status = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, ZstdStream.windowBits)
    precondition(ZSTD_isError(status) == 0, "the window is one that libzstd knows")
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Whether bytes begin as a Zstandard file does.
  public static func isZstd(_ sample: [UInt8]) -> Bool { sample.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }

  /// - Throws: if the file is cut off, damaged, no Zstandard file, or unpacks to more than the limits allow.
  public func next() throws(FormatError) -> [UInt8]? {
    if let failure { throw failure }
    do throws(FormatError) {
      return try unpackedPiece()
    } catch {
      failure = error
      throw error
    }
  }

  private func unpackedPiece() throws(FormatError) -> [UInt8]? {
    while true {
      if position == piece.count, !isFull {
        guard let more = try packed.next() else {
          guard isBetween else {
            throw FormatError(
              "the Zstandard file is cut off: it ends before its data does", help: "get the file anew")
          }
          return nil
        }
        (piece, position) = (more, 0)
      }
      let bytes = try decompressed()
      try limits.check(packed: packedCount, unpacked: unpackedCount)
      if !bytes.isEmpty { return bytes }
    }
  }

  /// What libzstd makes of the piece at hand, as far as there is room.
  private func decompressed() throws(FormatError) -> [UInt8] {
    var status = 0
    var taken = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: pieceBytes) { output, count in
      piece.withUnsafeBytes { bytes in
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: position)
        var room = ZSTD_outBuffer(dst: output.baseAddress, size: pieceBytes, pos: 0)
        status = ZSTD_decompressStream(context, &room, &input)
        taken = input.pos - position
        count = room.pos
      }
    }
    position += taken
    packedCount += taken
    unpackedCount += bytes.count
    isFull = bytes.count == pieceBytes && status != 0
    isBetween = status == 0
    guard ZSTD_isError(status) != 0 else { return bytes }
    switch ZSTD_getErrorCode(status) {
    case ZSTD_error_frameParameter_windowTooLarge:
      throw FormatError("it is packed with a window of more than 128 MiB", help: "pack it anew without `--long`")
    case ZSTD_error_memory_allocation: throw FormatError("there is not enough memory to unpack it")
    default: throw FormatError("the Zstandard file is damaged near byte \(packedCount + 1)", help: "get the file anew")
    }
  }
}
