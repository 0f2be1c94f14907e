import Codecs
import Formats

/// A table does not depend on the pieces in which its text comes; written in plain commas, it is read again as it was.
enum CSVTarget {
  static func run(_ input: FuzzInput) {
    guard let input = input.decoded else { return }
    let reader = CSVReader()
    func read(_ stream: any ByteStream) -> (Outcome, RecordSet?) {
      var set: RecordSet?
      let outcome = Outcome { () throws(FormatError) in
        set = try reader.read(stream)
        return Records(sets: [set!]).checked()
      }
      return (outcome, set)
    }
    let (whole, set) = read(input.wholeText)
    Outcome.expectSame(whole, read(input.textPieces).0)
    guard let set else { return }
    expect(zip(set.table.lines, set.table.lines.dropFirst()).allSatisfy { $0 < $1 }, "rows stand in their order")
    expectAgain(set.table)
    _ = try? CSVReader(headerLine: 1 + input.number % 4).read(input.wholeText)
    _ = try? reader.opening(of: input.textPieces)
  }

  private static func expectAgain(_ table: TextTable) {
    // A first line of that kind is no header.
    guard table.headers.first?.lowercased().hasPrefix("sep=") != true else { return }
    var text: [UInt8] = []
    func write(_ cells: [some Collection<UInt8>]) {
      for (index, cell) in cells.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        text.append(UInt8(ascii: "\""))
        for byte in cell { text += byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
        text.append(UInt8(ascii: "\""))
      }
      text.append(UInt8(ascii: "\n"))
    }
    write(table.headers.map { Array($0.utf8) })
    for row in 0..<table.rowCount { write(table.columns.map { $0.cell(row) }) }
    let dialect = CSVDialect(delimiter: UInt8(ascii: ","))
    guard let again = try? CSVReader(dialect: dialect).read(FileStream(FileBytes(text, path: "again"))) else {
      fatalError("what was written is refused: \(String(decoding: text, as: UTF8.self))")
    }
    expect(again.rejects.isEmpty, "a row that was written is rejected: \(again.rejects)")
    expect(again.table.headers == table.headers, "headers differ: \(again.table.headers), were \(table.headers)")
    for (column, before) in zip(again.table.columns, table.columns) {
      expect(
        column.ends == before.ends && column.bytes == before.bytes,
        "cells differ: \(column.texts), were \(before.texts)")
    }
  }
}
