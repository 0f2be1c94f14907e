@testable import Rendering

/// Packs bytes for tests, with what writes workbooks.
enum Packed {
  static func archive(_ entries: [String: [UInt8]]) -> [UInt8] {
    var archive = ZipWriter()
    for (name, bytes) in entries.sorted(by: { $0.key < $1.key }) {
      archive.add(name) { deflater in deflater.append { $0 += bytes } }
    }
    return archive.finished()
  }

  static func archive(_ entries: [String: String]) -> [UInt8] { archive(entries.mapValues { Array($0.utf8) }) }

  /// One member: RFC 1952 §2.3.
  static func gzip(_ text: String) -> [UInt8] {
    let deflater = Deflater()
    deflater.append(text)
    deflater.finish()
    let sums = [deflater.checksum, UInt32(truncatingIfNeeded: deflater.count)]
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflater.output
      + sums.flatMap { sum in (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } }
  }
}
