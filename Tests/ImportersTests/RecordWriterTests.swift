import Formats
import Testing

@testable import Importers

@Suite("tables written as records")
struct RecordWriterTests {
  @Test(
    "cells stand in quotes where a reader would need them",
    arguments: [
      // rows                                  records
      ([["a", "b"], ["c", ""]], "a,b\nc,\n"),
      ([["a,b", "\"x\""]], "\"a,b\",\"\"\"x\"\"\"\n"),
      ([["two\nlines", "back\r"]], "\"two\nlines\",\"back\r\"\n"),
      ([["", ""]], ",\n"),
      // A blank line would be no row.
      ([["a"], [""], ["b"]], "a\n\"\"\nb\n"),
      ([], ""),
    ] as [([[String]], String)])
  func quotes(rows: [[String]], records: String) {
    #expect(written(rows, width: rows.first?.count ?? 2) == records)
  }

  @Test("many rows are what one row after the other would be", arguments: 0..<20)
  func manyRows(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func number(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
    let width = number(1...5)
    let texts = ["", "a", "Größe", ",", "\"", "a \"b\", c", "\n", String(repeating: "x", count: 300)]
    let plain = number(0...2) == 0
    let rows = (0..<number(0...3000)).map { _ in
      (0..<width).map { _ in texts[number(0...(plain ? 2 : texts.count - 1))] }
    }
    let records = rows.map { row in row == [""] ? "\"\"\n" : row.map(quoted).joined(separator: ",") + "\n" }
    #expect(written(rows, width: width, head: "head\n") == "head\n" + records.joined(), "seed \(seed)")
  }

  private func quoted(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private func written(_ rows: [[String]], width: Int, head: String = "") -> String {
    let columns = (0..<width).map { column in TextColumn(rows.map { $0[column] }) }
    return String(
      decoding: RecordWriter(columns, rowCount: rows.count).records(behind: Array(head.utf8)), as: UTF8.self)
  }
}
