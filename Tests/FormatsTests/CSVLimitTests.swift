import Codecs
import Testing

@testable import Formats

/// A text that never stands in memory: a start, and lines over and over.
final class Endless: ByteStream {
  private var start: [UInt8]
  private let piece: [UInt8]
  private var rest: Int

  init(_ start: String, then line: String, bytes: Int) {
    self.start = Array(start.utf8)
    piece = Array(String(repeating: line, count: max(1, (1 << 16) / line.utf8.count)).utf8)
    rest = bytes / piece.count
  }

  func next() -> [UInt8]? {
    if !start.isEmpty {
      defer { start = [] }
      return start
    }
    rest -= 1
    return rest >= 0 ? piece : nil
  }
}

@Suite("delimited text without measure", .serialized)
struct CSVLimitTests {
  /// Bytes that the process holds at the moment.
  static func memory() -> Int {
    guard let file = try? FileBytes(path: "/proc/self/statm"), let text = try? file.bytes(0..<80) else { return 0 }
    return (Int(String(decoding: text, as: UTF8.self).split(separator: " ")[1]) ?? 0) * 4096
  }

  static func reader(record: Int = 16 << 20, columns: Int = 16_384, rejects: Int = 1_000_000) -> CSVReader {
    var reader = CSVReader()
    reader.limits.record = CSVCutter.Limits(recordBytes: record, cells: columns)
    reader.limits.rejects = rejects
    return reader
  }

  @Test(
    "a line of 100 MB is given up with little memory",
    arguments: [
      // start,                 over and over,  first rejects
      ("id,name\n1,a\n2,", "x", ["3: it is longer than 16 MiB"]),
      ("id,name\n1,a\n2,", ",", ["3: it is longer than 16 MiB"]),
      ("id,name\n1,a\n2,\"", "x", ["3: a quote that is opened here is not closed within 16 MiB"]),
      ("id,name\n1,a\n2,\"", "\"\"", ["3: a quote that is opened here is not closed within 16 MiB"]),
    ])
  func longLine(start: String, over: String, rejects: [String]) throws {
    let before = CSVLimitTests.memory()
    let set = try CSVReader().read(Endless(start, then: over, bytes: 100_000_000))
    #expect(set.table.rowCount == 1)
    #expect(set.rejects.map { "\($0.line): \($0.reason)" } == rejects)
    #expect(CSVLimitTests.memory() - before < 200 << 20)
  }

  @Test("an unclosed quote loses its line, not the rest")
  func unclosed() throws {
    let set = try CSVReader().read(Endless("id,name\n1,\"a\n", then: "2,b\n", bytes: 40_000_000))
    #expect(set.rejects.map(\.line) == [2])
    #expect(set.table.rowCount == 40_000_000 / 65_536 * (65_536 / 4) && set.table.lines[0] == 3)
  }

  @Test("quotes opened on every line and never closed take no quadratic time", arguments: [1 << 12, 16 << 20])
  func allUnclosed(record: Int) throws {
    let set = try CSVLimitTests.reader(record: record, rejects: 10)
      .read(Endless("id,name\n", then: "a\"b,\"c\n", bytes: 4_000_000))
    #expect(set.table.rowCount == 0 && set.rejects.count == 11)
    #expect(set.rejects.last == .init(line: 12, reason: "from here on \(61 * 9362 - 10) more rows could not be read"))
  }

  @Test("records up to the limit are read, longer ones not", arguments: 0..<40, CSVReaderTests.sizes)
  func boundary(length: Int, size: Int) {
    let cell = String(repeating: "x", count: length)
    let texts = ["1,\(cell)", "1,\"\(cell)\"", "1,\"\n\(cell)\""]
    for text in texts {
      for end in ["\n2,b\n", "\n", ""] {
        let reading = Reading("id,name\n" + text + end, with: CSVLimitTests.reader(record: 20), pieces: size)
        #expect(reading.rows.contains { $0[0] == "1" } == (text.utf8.count <= 20), "\(text)")
        #expect(reading.rows.contains { $0[0] == "2" } == end.contains("2"))
      }
    }
  }

  @Test("columns up to the limit are read, more are refused")
  func columns() {
    let wide = { (count: Int) in (0..<count).map { "c\($0)" }.joined(separator: ",") }
    for count in [10_000, 16_384] {
      let reading = Reading("\(wide(count))\n\(wide(count)),\n\(wide(count - 1))\n", pieces: 1 << 12)
      #expect(reading.rows.count == 1 && reading.rows[0].last == "c\(count - 1)")
      #expect(reading.rejects == ["3: it has \(count - 1) cells, the header has \(count)"])
    }
    #expect(Reading("\(wide(16_385))\n1\n").failure == "1: it has 16385 columns, which is more than 16384")
    let long = Reading(
      "id,name\n\(String(repeating: ",", count: 20_000))\n1,a\(String(repeating: ",", count: 20_000))\n")
    #expect(long.rows == [["1", "a"]] && long.rejects == [])
  }

  @Test("columns without header do not multiply the memory")
  func padding() {
    var text = "id" + String(repeating: ",", count: 10_000) + "\n1" + String(repeating: ",x", count: 10_000) + "\n"
    text += String(repeating: "1\n", count: 100_000)
    let reading = Reading(text)
    #expect(reading.failure == "the last header is that of cell 1, but some rows have text in cell 10001")
  }
}
