import Diagnostics
import Store

/// A file whose header has been read.
struct SourceFile: Sendable {
  let bytes: FileBytes
  /// As messages call it: without its folder.
  let name: String
  let dialect: Dialect
  let headers: [String]
  /// Where the first record after the header starts.
  let dataStart: Int
  /// Bytes of a row on average, from the first ones; at least 1.
  let bytesPerRow: Double

  private static let sampleBytes = 64 << 10
  private static let headerBytes = 1 << 20

  init(path: String, name: String) throws(Rejection) {
    let bytes: FileBytes
    var sample: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes(path: path)
      sample = try bytes.bytes(0..<min(bytes.count, SourceFile.sampleBytes))
      if !sample.contains(UInt8(ascii: "\n")), bytes.count > sample.count {
        sample = try bytes.bytes(0..<min(bytes.count, SourceFile.headerBytes))
      }
    } catch {
      throw Rejection(.unreadable(path: path, error: error))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = sample.starts(with: mark) ? mark.count : 0
    if let zero = sample.firstIndex(of: 0) { throw Rejection(.notText(file: name, offset: zero, isZero: true)) }
    sample.removeFirst(start)
    dialect = Dialect.sniff(sample)
    // Blank lines before the header are passed over.
    var position = 0
    var headers: [String] = []
    while position < sample.count {
      let (cells, end) = Records.record(at: position, of: sample, dialect: dialect)
      position = end
      if cells != [""] {
        headers = cells
        break
      }
    }
    guard !headers.isEmpty else { throw Rejection(.emptyFile(name)) }
    let head = sample[0..<position]
    if let bad = head.withUnsafeBufferPointer({ UTF8Text.firstFault($0) }) {
      throw Rejection(.notText(file: name, offset: start + bad, isZero: false))
    }
    self.bytes = bytes
    self.name = name
    self.headers = headers
    dataStart = start + position
    let lines = sample[position...].count { [newline = dialect.newline] in $0 == newline }
    bytesPerRow = max(1, Double(sample.count - position) / Double(max(1, lines)))
  }
}
