import Codecs
import Diagnostics
import Formats
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
  /// Bytes of a row where rows are short: the least average of some samples; at least 1.
  let bytesPerRow: Double
  /// By record: the line of the file that it was made of; nil where the bytes are the file's own.
  let lines: [UInt32]?
  /// Its rows are only mentioned by those of another table.
  let isDerived: Bool

  private static let sampleBytes = 64 << 10
  private static let headerBytes = 1 << 20

  init(path: String, name: String, watch: ReadingWatch? = nil) throws(Rejection) {
    let bytes: FileBytes
    do throws(SystemError) {
      bytes = try FileBytes(path: path, watch: watch)
    } catch {
      throw Rejection(.unreadable(path: path, error: error))
    }
    var found = try Header(of: bytes, within: SourceFile.sampleBytes, name)
    if found == nil { found = try Header(of: bytes, within: SourceFile.headerBytes, name) }
    guard let header = found else { throw Rejection(.longHeader(name, bytes: SourceFile.headerBytes)) }
    dialect = header.dialect
    headers = header.cells
    dataStart = header.end
    self.bytes = bytes
    self.name = name
    lines = nil
    isDerived = false
    do throws(SystemError) {
      bytesPerRow = try SourceFile.bytesPerRow(bytes, after: dataStart, newline: dialect.newline)
    } catch {
      throw Rejection(.unreadable(path: path, error: error))
    }
  }

  /// The first record that says anything.
  private struct Header {
    let dialect: Dialect
    let cells: [String]
    /// The file's offset of what comes behind it.
    let end: Int

    /// - Parameter limit: how many bytes are looked at.
    /// - Returns: nil where it may go on behind them.
    init?(of file: FileBytes, within limit: Int, _ name: String) throws(Rejection) {
      var sample: [UInt8]
      do throws(SystemError) {
        sample = try file.bytes(0..<min(file.count, limit))
      } catch {
        throw Rejection(.unreadable(path: file.path, error: error))
      }
      let isWhole = sample.count == file.count
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let start = sample.starts(with: mark) ? mark.count : 0
      if let zero = sample.firstIndex(of: 0) { throw Rejection(.notText(file: name, offset: zero, isZero: true)) }
      sample.removeFirst(start)
      dialect = Dialect(CSVDialect.sniff(sample, isWhole: isWhole))
      // Blank lines before the header are passed over.
      var position = 0
      var headers: [String] = []
      while position < sample.count, headers.isEmpty {
        let (cells, end) = RecordCells.record(at: position, of: sample, dialect: dialect)
        position = end
        if cells != [""] { headers = cells }
      }
      if position >= sample.count, !isWhole { return nil }
      guard !headers.isEmpty else { throw Rejection(.emptyFile(name)) }
      let head = sample[0..<position]
      if let bad = head.withUnsafeBufferPointer({ UTF8Text.firstFault($0) }) {
        throw Rejection(.notText(file: name, offset: start + bad, isZero: false))
      }
      (cells, end) = (headers, start + position)
    }
  }

  /// A file in memory that was made of another one.
  ///
  /// - Parameter lines: of that, one for each record.
  init(
    bytes: FileBytes, name: String, dialect: Dialect, headers: [String], dataStart: Int, rowCount: Int,
    lines: [UInt32], isDerived: Bool
  ) {
    self.bytes = bytes
    self.name = name
    self.dialect = dialect
    self.headers = headers
    self.dataStart = dataStart
    bytesPerRow = max(1, Double(bytes.count - dataStart) / Double(max(1, rowCount)))
    self.lines = lines
    self.isDerived = isDerived
  }

  private static func bytesPerRow(
    _ bytes: FileBytes, after start: Int, newline: UInt8
  ) throws(SystemError) -> Double {
    let samples = bytes.count - start > 8 * sampleBytes ? 8 : 1
    var least = Double(bytes.count)
    for sample in 0..<samples {
      let from = start + (bytes.count - start) * sample / samples
      let part = try bytes.bytes(from..<min(bytes.count, from + sampleBytes))
      let lines = part.count { $0 == newline }
      if lines > 0 { least = min(least, Double(part.count) / Double(lines)) }
    }
    return max(1, least)
  }

  /// Whether the header and the first rows are of the canonical form as far as can be seen: nothing in them would be
  /// understood only after a translation, or in another way.
  func isPlain(_ layout: Layout, _ rules: ReadingRules) -> Bool {
    // Of line breaks that are carriage returns, of quotes in headers, and of columns behind the last header, `CSVReader`
    // knows more.
    let isOdd = headers.contains { $0.contains("\"") || $0.contains("\u{A0}") }
    if isOdd || headers.last == "" || dialect.newline != UInt8(ascii: "\n") { return false }
    // Who parts cells by semicolons may have commas before decimals, and points between thousands.
    let isNumeric = layout.columns.contains { $0?.type == .number }
    if isNumeric, dialect.delimiter != UInt8(ascii: ",") || rules.decimalMark == .comma { return false }
    guard let sample = try? bytes.bytes(dataStart..<min(bytes.count, dataStart + SourceFile.sampleBytes)) else {
      return true
    }
    for record in RecordCells.first(50, of: sample, dialect: dialect) where record.count == headers.count {
      for (cell, column) in zip(record, layout.columns) {
        if let column, CanonicalCells.wouldTranslate(cell, as: column.type) { return false }
      }
    }
    return true
  }
}
