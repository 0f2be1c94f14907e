import Testing

/// Writes ZIP archives for tests, sound or broken on purpose.
struct ArchiveBytes: CustomTestStringConvertible {
  struct Entry {
    var name: [UInt8]
    /// As it stands in the archive.
    var packed: [UInt8]
    var method = 0
    var flags = 0
    var checksum: UInt32
    var count: Int
    /// Where the directory says that it begins; nil tells the truth.
    var start: Int?
    /// Sizes stand behind the data instead of before them.
    var hasDescriptor = false
    /// Sizes and place stand in the zip64 field.
    var isLong = false

    init(_ name: String, stored bytes: [UInt8]) {
      self.name = Array(name.utf8)
      (packed, checksum, count) = (bytes, ArchiveBytes.checksum(bytes), bytes.count)
    }

    init(_ name: String, stored text: String) { self.init(name, stored: Array(text.utf8)) }

    /// Deflated in blocks that are not compressed, of a few bytes each.
    init(_ name: String, deflated text: String) {
      self.init(name, stored: text)
      (packed, method) = (ArchiveBytes.deflated(packed), 8)
    }
  }

  var entries: [Entry]
  var comment: [UInt8] = []
  /// What the end says of the number of entries; nil tells the truth.
  var count: Int?
  var isLong = false

  init(_ entries: [Entry]) { self.entries = entries }

  var testDescription: String { "\(entries.count) entries" }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let start = entry.start ?? bytes.count
      let isHidden = entry.hasDescriptor
      let common =
        number(entry.flags | (isHidden ? 8 : 0), 2) + number(entry.method, 2) + number(0, 4)
      let sizes =
        number(Int(entry.checksum), 4) + number(entry.packed.count, 4) + number(entry.count, 4)
      bytes += number(0x0403_4b50, 4) + number(20, 2) + common + (isHidden ? number(0, 12) : sizes)
      bytes += number(entry.name.count, 2) + number(3, 2) + entry.name + [1, 2, 3] + entry.packed
      if isHidden { bytes += number(0x0807_4b50, 4) + sizes }
      let extra =
        entry.isLong
        ? number(9, 2) + number(1, 2) + [0] + number(1, 2) + number(24, 2) + number(entry.count, 8)
          + number(entry.packed.count, 8) + number(start, 8) : []
      directory += number(0x0201_4b50, 4) + number(20, 2) + number(20, 2) + common
      directory +=
        number(Int(entry.checksum), 4) + number(entry.isLong ? 0xffff_ffff : entry.packed.count, 4)
      directory += number(entry.isLong ? 0xffff_ffff : entry.count, 4) + number(entry.name.count, 2)
      directory += number(extra.count, 2) + number(0, 2) + number(0, 8)
      directory += number(entry.isLong ? 0xffff_ffff : start, 4) + entry.name + extra
    }
    let start = bytes.count
    let end = start + directory.count
    bytes += directory
    let count = count ?? entries.count
    if isLong {
      bytes += number(0x0606_4b50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
      bytes += number(count, 8) + number(count, 8) + number(directory.count, 8) + number(start, 8)
      bytes += number(0x0706_4b50, 4) + number(0, 4) + number(end, 8) + number(1, 4)
    }
    bytes += number(0x0605_4b50, 4) + number(0, 4) + number(isLong ? 0xffff : count, 2)
    bytes += number(isLong ? 0xffff : count, 2) + number(isLong ? 0xffff_ffff : directory.count, 4)
    bytes += number(isLong ? 0xffff_ffff : start, 4) + number(comment.count, 2) + comment
    return bytes
  }

  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    let size = 7
    var result: [UInt8] = []
    for start in stride(from: 0, to: max(1, bytes.count), by: size) {
      let block = bytes[start..<min(bytes.count, start + size)]
      let count = UInt8(block.count)
      result += [start + size >= bytes.count ? 1 : 0, count, 0, ~count, 0xff] + block
    }
    return result
  }

  /// CRC-32, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
