import CZlib
import CZstd
import Codecs

/// A stream of given bytes in pieces of a given size.
func stream(_ bytes: [UInt8], pieces: Int = 1 << 16) -> FileStream {
  FileStream(FileBytes(bytes, path: "bytes"), pieceBytes: pieces)
}

/// A stream of one byte, over and over, that never stands in memory.
final class Repeated: ByteStream {
  private var rest: Int
  private let byte: UInt8

  init(_ byte: UInt8, count: Int) {
    self.byte = byte
    rest = count
  }

  func next() -> [UInt8]? {
    let count = min(rest, 1 << 16)
    rest -= count
    return count == 0 ? nil : [UInt8](repeating: byte, count: count)
  }
}

enum Packing: String, CaseIterable {
  case gzip, zstd

  /// A member or frame with a checksum.
  func packed(_ bytes: some ByteStream) throws -> [UInt8] {
    switch self {
    case .gzip: try gzip(bytes)
    case .zstd: try zstd(bytes)
    }
  }

  func packed(_ text: String) throws -> [UInt8] { try packed(stream(Array(text.utf8))) }

  func unpacking(
    _ bytes: [UInt8], pieces: Int = 1 << 16, limits: UnpackingLimits = UnpackingLimits(), out: Int = 1 << 18
  ) -> any ByteStream {
    let packed = stream(bytes, pieces: pieces)
    return switch self {
    case .gzip: GzipStream(packed, limits: limits, pieceBytes: out)
    case .zstd: ZstdStream(packed, limits: limits, pieceBytes: out)
    }
  }

  private func gzip(_ bytes: some ByteStream) throws -> [UInt8] {
    var state = z_stream()
    deflateInit2_(
      &state, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&state) }
    var packed: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    var isMore = true
    while isMore {
      var piece = try bytes.next() ?? []
      isMore = !piece.isEmpty
      piece.withUnsafeMutableBufferPointer { input in
        state.next_in = input.baseAddress
        state.avail_in = UInt32(input.count)
        repeat {
          room.withUnsafeMutableBufferPointer { output in
            state.next_out = output.baseAddress
            state.avail_out = UInt32(output.count)
            deflate(&state, isMore ? Z_NO_FLUSH : Z_FINISH)
            packed += output.prefix(output.count - Int(state.avail_out))
          }
        } while state.avail_out == 0
      }
    }
    return packed
  }

  private func zstd(_ bytes: some ByteStream) throws -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var packed: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    var isMore = true
    while isMore {
      let piece = try bytes.next() ?? []
      isMore = !piece.isEmpty
      piece.withUnsafeBytes { source in
        var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var rest = 1
        while isMore ? input.pos < input.size : rest != 0 {
          room.withUnsafeMutableBytes { target in
            var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
            rest = ZSTD_compressStream2(context, &output, &input, isMore ? ZSTD_e_continue : ZSTD_e_end)
            packed += target.prefix(output.pos)
          }
        }
      }
    }
    return packed
  }
}
