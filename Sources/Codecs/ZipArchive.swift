/// A ZIP archive: what its directory lists, and the bytes of each entry.
///
/// The directory at the end is what counts, not what stands between the entries. Entries are stored or deflated,
/// of any size (zip64).
///
/// - SeeAlso: PKWARE, “.ZIP File Format Specification”, APPNOTE 6.3.
public struct ZipArchive: Sendable {
  /// In the order of the directory; folders among them, whose names end in `/`.
  public let entries: [Entry]
  private let file: FileBytes

  public struct Entry: Sendable {
    /// With `/` between folders.
    public let name: String
    /// Bytes in the archive.
    public let packedCount: Int
    /// Bytes once unpacked, as the directory has it; a stream of them ends with an error if that is wrong.
    public let count: Int

    let nameBytes: [UInt8]
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    /// Where its local header begins in the file.
    let start: Int
    /// Where the next entry begins, or the directory.
    var limit: Int
  }

  /// More entries than that no export has; an archive of so many is refused.
  public static let entryLimit = 100_000

  /// Reads the directory.
  ///
  /// - Throws: if the bytes are no archive or end too early, if entries overlap, lie outside the file, share a name or
  ///   unpack to more than the limits allow for all of them together. No entry gives more than the directory says.
  public init(_ file: FileBytes, limits: UnpackingLimits = UnpackingLimits()) throws(FormatError) {
    self.file = file
    entries = try ZipDirectory(file).entries()
    var limits = limits
    for entry in entries { limits.count(packed: entry.packedCount, unpacked: entry.count) }
    try limits.check(packed: 0, unpacked: 0)
  }

  /// The bytes of an entry, unpacked piece by piece; sizes and checksum are verified at the end.
  ///
  /// - Throws: if it is encrypted, packed by another method than deflate, or not where the directory says.
  public func stream(of entry: Entry) throws(FormatError) -> any ByteStream {
    guard entry.flags & ZipArchive.encryptedFlags == 0 else {
      throw FormatError("“\(entry.name)” is encrypted", help: "unpack the archive with its password first")
    }
    let header = try file.stretch(entry.start..<entry.start + LocalHeader.bytes)
    guard header.count == LocalHeader.bytes, header.littleEndian(0, 4) == LocalHeader.signature else {
      throw FormatError("“\(entry.name)” is not where the archive's directory says")
    }
    let nameCount = Int(header.littleEndian(26, 2))
    let extraCount = Int(header.littleEndian(28, 2))
    let nameStart = entry.start + LocalHeader.bytes
    let start = nameStart + nameCount + extraCount
    guard start + entry.packedCount <= entry.limit else {
      throw FormatError("“\(entry.name)” overlaps what follows it in the archive")
    }
    guard UInt16(header.littleEndian(8, 2)) == entry.method,
      try file.stretch(nameStart..<nameStart + nameCount) == entry.nameBytes
    else {
      throw FormatError("“\(entry.name)” differs from what the archive's directory says")
    }
    let packed = FileStream(file, range: start..<start + entry.packedCount)
    switch entry.method {
    case ZipArchive.stored:
      return CheckedStream(packed, count: entry.count, checksum: entry.checksum)
    case ZipArchive.deflated:
      return CheckedStream(InflateStream(packed), count: entry.count, checksum: entry.checksum)
    default:
      throw FormatError(
        "“\(entry.name)” is packed by method \(entry.method), which is not read",
        help: "pack the archive anew with plain deflate")
    }
  }

  private static let stored: UInt16 = 0
  private static let deflated: UInt16 = 8
  /// Bit 0 is any encryption, bit 6 strong encryption, bit 13 an encrypted directory.
  private static let encryptedFlags: UInt16 = 0x2041

  private enum LocalHeader {
    static let signature: UInt64 = 0x0403_4b50
    static let bytes = 30
  }
}

extension FileBytes {
  /// The bytes of a stretch, fewer where the file ends.
  func stretch(_ range: Range<Int>) throws(FormatError) -> [UInt8] {
    do throws(SystemError) {
      return try bytes(range)
    } catch {
      throw FormatError(error)
    }
  }
}

extension [UInt8] {
  /// A number of 1 to 8 bytes, the lowest first.
  func littleEndian(_ offset: Int, _ size: Int) -> UInt64 {
    var value: UInt64 = 0
    for byte in self[offset..<offset + size].reversed() { value = value << 8 | UInt64(byte) }
    return value
  }
}
