/// A ZIP archive in memory: every entry deflated, all of one fixed date, so that equal answers give equal bytes.
///
/// - SeeAlso: PKWARE's APPNOTE.TXT 6.3.10, §4.3.7 (local headers), §4.3.12 (directory), §4.3.16 (its end).
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var entries = 0

  /// 1 January 1980, where the format's days begin.
  private static let date: UInt16 = 1 << 5 | 1
  /// The names of entries are UTF-8.
  private static let flags: UInt16 = 1 << 11
  private static let deflated: UInt16 = 8
  /// The version of the format that a reader must know: 2.0, for deflated entries.
  private static let version: UInt16 = 20

  mutating func add(_ name: String, write: (Deflater) -> Void) {
    let content = Deflater()
    write(content)
    content.finish()
    precondition(content.count <= UInt32.max && bytes.count <= UInt32.max, "a part of a workbook is under 4 GB")

    let offset = UInt32(bytes.count)
    bytes.append(little: UInt32(0x0403_4B50))
    bytes.append(common: content, name: name, version: ZipWriter.version)
    bytes.append(name)
    bytes += content.output

    directory.append(little: UInt32(0x0201_4B50))
    directory.append(little: ZipWriter.version)
    directory.append(common: content, name: name, version: ZipWriter.version)
    directory.append(little: UInt16(0))  // comment
    directory.append(little: UInt16(0))  // disk
    directory.append(little: UInt16(0))  // internal attributes
    directory.append(little: UInt32(0))  // external attributes
    directory.append(little: offset)
    directory.append(name)
    entries += 1
  }

  /// The archive, with its directory behind the entries.
  func finished() -> [UInt8] {
    var result = bytes + directory
    result.append(little: UInt32(0x0605_4B50))
    result.append(little: UInt16(0))  // this disk
    result.append(little: UInt16(0))  // the directory's disk
    result.append(little: UInt16(entries))
    result.append(little: UInt16(entries))
    result.append(little: UInt32(directory.count))
    result.append(little: UInt32(bytes.count))
    result.append(little: UInt16(0))  // comment
    return result
  }

  fileprivate static var commonStart: [UInt16] { [flags, deflated, 0, date] }
}

extension [UInt8] {
  fileprivate mutating func append(little value: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// What the header of an entry and its line in the directory have in common.
  fileprivate mutating func append(common content: Deflater, name: String, version: UInt16) {
    append(little: version)
    for value in ZipWriter.commonStart { append(little: value) }
    append(little: content.checksum)
    append(little: UInt32(content.output.count))
    append(little: UInt32(content.count))
    append(little: UInt16(name.utf8.count))
    append(little: UInt16(0))  // extra field
  }
}
