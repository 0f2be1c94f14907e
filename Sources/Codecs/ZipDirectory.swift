/// The central directory of a ZIP archive: where it lies, and its entries.
///
/// - SeeAlso: APPNOTE 6.3, §4.3.12 (entries), §4.3.14–16 (the ends), §4.5.3 (zip64 extra field).
struct ZipDirectory {
  private let file: FileBytes
  /// The stretch of the file that the entries fill.
  private let range: Range<Int>
  /// How many there must be.
  private let count: Int

  private static let endBytes = 22
  private static let longestComment = 0xffff
  /// Of the entries themselves; 100,000 names and their extra fields stay far below.
  private static let byteLimit = 256 << 20

  /// Finds the directory by the record at the end of the file.
  init(_ file: FileBytes) throws(FormatError) {
    self.file = file
    let tailStart = max(0, file.count - ZipDirectory.endBytes - ZipDirectory.longestComment)
    let tail = try file.stretch(tailStart..<file.count)
    guard let end = ZipDirectory.end(in: tail) else {
      throw FormatError(
        "the archive has no directory at its end", help: "it may have been cut off on its way: fetch it once more")
    }
    var fields = [
      tail.littleEndian(end + 4, 2), tail.littleEndian(end + 6, 2), tail.littleEndian(end + 8, 2),
      tail.littleEndian(end + 10, 2), tail.littleEndian(end + 12, 4), tail.littleEndian(end + 16, 4),
    ]
    var limit = tailStart + end
    if fields[2] == 0xffff || fields[3] == 0xffff || fields[4] == 0xffff_ffff || fields[5] == 0xffff_ffff,
      let long = try ZipDirectory.longEnd(of: file, before: limit)
    {
      (fields, limit) = long
    }
    guard fields[0] == 0, fields[1] == 0, fields[2] == fields[3] else {
      throw FormatError("the archive is one part of several", help: "join its parts first")
    }
    guard fields[3] <= UInt64(ZipArchive.entryLimit) else {
      throw FormatError("the archive has \(fields[3]) entries, more than \(ZipArchive.entryLimit)")
    }
    let (sum, overflow) = fields[5].addingReportingOverflow(fields[4])
    guard !overflow, sum <= UInt64(limit), fields[4] <= UInt64(ZipDirectory.byteLimit) else {
      throw FormatError("the archive's directory lies outside the archive")
    }
    count = Int(fields[3])
    range = Int(fields[5])..<Int(sum)
  }

  /// Where the last record of the archive begins: its comment fills the file up.
  private static func end(in tail: [UInt8]) -> Int? {
    guard tail.count >= endBytes else { return nil }
    return (0...tail.count - endBytes).reversed().first { start in
      tail[start] == 0x50 && tail.littleEndian(start, 4) == 0x0605_4b50
        && start + endBytes + Int(tail.littleEndian(start + 20, 2)) == tail.count
    }
  }

  /// The same fields from the zip64 record, and where that one begins; nil if there is none.
  private static func longEnd(
    of file: FileBytes, before end: Int
  ) throws(FormatError) -> (fields: [UInt64], start: Int)? {
    let locatorBytes = 20
    let recordBytes = 56
    guard end >= locatorBytes else { return nil }
    let locator = try file.stretch(end - locatorBytes..<end)
    guard locator.count == locatorBytes, locator.littleEndian(0, 4) == 0x0706_4b50 else { return nil }
    let start = locator.littleEndian(8, 8)
    guard end >= locatorBytes + recordBytes, start <= UInt64(end - locatorBytes - recordBytes) else {
      throw FormatError("the archive's directory lies outside the archive")
    }
    let record = try file.stretch(Int(start)..<Int(start) + recordBytes)
    guard record.count == recordBytes, record.littleEndian(0, 4) == 0x0606_4b50 else {
      throw FormatError("the archive's directory is damaged")
    }
    let fields = [
      record.littleEndian(16, 4), record.littleEndian(20, 4), record.littleEndian(24, 8), record.littleEndian(32, 8),
      record.littleEndian(40, 8), record.littleEndian(48, 8),
    ]
    return (fields, Int(start))
  }

  /// Reads them all.
  ///
  /// - Throws: if they do not fill the directory, overlap, lie outside, or share a name.
  func entries() throws(FormatError) -> [ZipArchive.Entry] {
    let bytes = try file.stretch(range)
    guard bytes.count == range.count else { throw FormatError("the archive ends within its directory") }
    var entries: [ZipArchive.Entry] = []
    var names: Set<[UInt8]> = []
    var at = 0
    while entries.count < count {
      let entry = try entry(in: bytes, at: &at)
      guard names.insert(entry.nameBytes).inserted else {
        throw FormatError("the archive holds “\(entry.name)” twice", help: "pack it anew, each file once")
      }
      entries.append(entry)
    }
    guard at == bytes.count else { throw FormatError("the archive's directory is damaged") }
    try bound(&entries)
    return entries
  }

  private func entry(in bytes: [UInt8], at: inout Int) throws(FormatError) -> ZipArchive.Entry {
    let fixed = 46
    guard at + fixed <= bytes.count, bytes.littleEndian(at, 4) == 0x0201_4b50 else {
      throw FormatError("the archive's directory is damaged")
    }
    let nameCount = Int(bytes.littleEndian(at + 28, 2))
    let extraCount = Int(bytes.littleEndian(at + 30, 2))
    let commentCount = Int(bytes.littleEndian(at + 32, 2))
    let nameEnd = at + fixed + nameCount
    guard nameEnd + extraCount + commentCount <= bytes.count else {
      throw FormatError("the archive's directory is damaged")
    }
    let nameBytes = Array(bytes[at + fixed..<nameEnd])
    let flags = UInt16(bytes.littleEndian(at + 8, 2))
    guard !nameBytes.contains(0), !nameBytes.isEmpty else {
      throw FormatError("an entry of the archive has a name that no file can have")
    }
    // Sizes and place; those that do not fit stand in the zip64 field, in this order.
    var fields = [bytes.littleEndian(at + 24, 4), bytes.littleEndian(at + 20, 4), bytes.littleEndian(at + 42, 4)]
    if fields.contains(0xffff_ffff) {
      var long = ZipDirectory.longFields(Array(bytes[nameEnd..<nameEnd + extraCount]))[...]
      for index in fields.indices where fields[index] == 0xffff_ffff {
        guard let value = long.popFirst() else { break }
        fields[index] = value
      }
    }
    let name = ZipDirectory.text(nameBytes)
    guard fields.allSatisfy({ $0 <= UInt64(Int.max / 4) }) else {
      throw FormatError("“\(name)” lies outside the archive")
    }
    defer { at = nameEnd + extraCount + commentCount }
    return ZipArchive.Entry(
      name: name, packedCount: Int(fields[1]), count: Int(fields[0]), nameBytes: nameBytes, flags: flags,
      method: UInt16(bytes.littleEndian(at + 10, 2)), checksum: UInt32(bytes.littleEndian(at + 16, 4)),
      start: Int(fields[2]), limit: range.lowerBound)
  }

  /// The numbers in the zip64 extra field; none if there is no such field.
  private static func longFields(_ extra: [UInt8]) -> [UInt64] {
    var at = 0
    while at + 4 <= extra.count {
      let size = Int(extra.littleEndian(at + 2, 2))
      guard at + 4 + size <= extra.count else { break }
      if extra.littleEndian(at, 2) == 1 {
        return stride(from: at + 4, to: at + 4 + size / 8 * 8, by: 8).map { extra.littleEndian($0, 8) }
      }
      at += 4 + size
    }
    return []
  }

  /// Tells each entry where the next one begins.
  private func bound(_ entries: inout [ZipArchive.Entry]) throws(FormatError) {
    let localHeaderBytes = 30
    var limit = range.lowerBound
    for index in entries.indices.sorted(by: { entries[$0].start > entries[$1].start }) {
      let entry = entries[index]
      guard entry.start < range.lowerBound else { throw FormatError("“\(entry.name)” lies outside the archive") }
      guard entry.start + localHeaderBytes + entry.nameBytes.count + entry.packedCount <= limit else {
        throw FormatError("“\(entry.name)” overlaps what follows it in the archive")
      }
      entries[index].limit = limit
      limit = entry.start
    }
  }

  /// A name: UTF-8 if it can be, whatever the flag says, else of code page 437, as the format's first authors had it.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : upperHalf[Int($0) - 0x80] }))
  }

  /// Code page 437 from 0x80 on.
  private static let upperHalf = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
