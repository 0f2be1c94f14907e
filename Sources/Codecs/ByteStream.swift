/// Bytes that come piece by piece, once.
public protocol ByteStream: AnyObject {
  /// The next piece, never empty; nil at the end.
  ///
  /// - Throws: if what lies beneath cannot be read or is not what it should be.
  func next() throws(FormatError) -> [UInt8]?
}

/// Bytes that are more than what they come from.
public protocol UnpackingStream: ByteStream {
  /// Bytes that went in so far.
  var packedCount: Int { get }
  /// Bytes that came out of them.
  var unpackedCount: Int { get }
}

/// The bytes of a file, or of a stretch of it.
public final class FileStream: ByteStream {
  private let file: FileBytes
  private var rest: Range<Int>
  private let pieceBytes: Int

  /// - Parameters:
  ///   - range: of the file; nil is all of it.
  ///   - pieceBytes: the size of a piece, but for the last one.
  public init(_ file: FileBytes, range: Range<Int>? = nil, pieceBytes: Int = 1 << 18) {
    self.file = file
    rest = range ?? 0..<file.count
    self.pieceBytes = pieceBytes
  }

  public func next() throws(FormatError) -> [UInt8]? {
    guard !rest.isEmpty else { return nil }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try file.bytes(rest.lowerBound..<min(rest.upperBound, rest.lowerBound + pieceBytes))
    } catch {
      throw FormatError(error)
    }
    // A file that shrank ends early.
    rest = bytes.isEmpty ? rest.upperBound..<rest.upperBound : rest.lowerBound + bytes.count..<rest.upperBound
    return bytes.isEmpty ? nil : bytes
  }
}

extension ByteStream {
  /// All that is left.
  ///
  /// - Throws: also if there is more than `limit`.
  public func rest(limit: Int = .max) throws(FormatError) -> [UInt8] {
    var all: [UInt8] = []
    while let piece = try next() {
      guard all.count + piece.count <= limit else { throw FormatError("it holds more than \(limit) bytes") }
      all += piece
    }
    return all
  }
}
