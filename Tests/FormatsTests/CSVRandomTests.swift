import Codecs
import Testing

@testable import Formats

/// Random choices that a seed gives again (SplitMix64).
struct CSVDice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0xD134_2543_DE82_EF95 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices.randomElement(using: &self)! }
}

/// The same texts read one byte at a time, in the plainest code there is.
struct PlainCSV {
  var rows: [[String]] = []
  var lines: [Int] = []
  var rejectedLines: [Int] = []

  /// - Parameters:
  ///   - text: with line feeds alone, or carriage returns before them.
  ///   - limit: bytes of a record.
  init(_ text: [UInt8], delimiter: UInt8, limit: Int) {
    var position = 0
    var line = 1
    while position < text.count {
      if let (cells, end, isTorn) = PlainCSV.record(text, position, delimiter), end - position <= limit {
        if isTorn {
          rejectedLines.append(line)
        } else if cells.contains(where: { $0 != "" })
          || text[position..<end].contains(UInt8(ascii: "\""))
        {
          rows.append(cells)
          lines.append(line)
        }
        line += text[position..<min(end + 1, text.count)].count { $0 == UInt8(ascii: "\n") }
        position = end + 1
      } else {
        rejectedLines.append(line)
        position = (text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count) + 1
        line += 1
      }
    }
  }

  /// The cells of a record and where it ends; nil if a quote is never closed.
  private static func record(
    _ text: [UInt8], _ start: Int, _ delimiter: UInt8
  ) -> (cells: [String], end: Int, isTorn: Bool)? {
    let (feed, quote) = (UInt8(ascii: "\n"), UInt8(ascii: "\""))
    func isEnd(_ index: Int) -> Bool { index >= text.count || text[index] == feed || text[index] == delimiter }
    func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D].contains(byte) && byte != delimiter }
    var cells: [String] = []
    var isTorn = false
    var index = start
    while true {
      var cell: [UInt8] = []
      while index < text.count, isBlank(text[index]) { index += 1 }
      if index < text.count, text[index] == quote {
        index += 1
        while true {
          guard index < text.count else { return nil }
          if text[index] == quote {
            index += 1
            guard index < text.count, text[index] == quote else { break }
          }
          cell.append(text[index])
          index += 1
        }
        while !isEnd(index) {
          if !isBlank(text[index]) { isTorn = true }
          index += 1
        }
      } else {
        while !isEnd(index) {
          cell.append(text[index])
          index += 1
        }
        while let last = cell.last, isBlank(last) { cell.removeLast() }
      }
      cells.append(String(decoding: cell, as: UTF8.self))
      if index >= text.count || text[index] == feed { return (cells, index, isTorn) }
      index += 1
    }
  }
}

@Suite("random delimited text")
struct CSVRandomTests {
  @Test("what is written in any dialect is read back", arguments: 0..<400)
  func roundTrip(seed: Int) {
    var dice = CSVDice(seed)
    let delimiter = dice.pick([",", ";", "\t", "|"])
    let lineBreak = dice.pick(["\n", "\r\n", "\r"])
    let quoting = dice.pick([0, 10, 50, 100])
    let columns = dice.number(2...6)
    let parts = [
      "a", "ü", "日本", "😀", " ", "\t", "\"", "\"\"", ",", ";", "|", "\n", "\r\n", "x y", "2024-03-01", "\u{A0}", "12",
    ]
    let headers = (0..<columns).map { "column \($0)" }
    var rows: [[String]] = []
    for _ in 0..<dice.number(1...30) {
      rows.append((0..<columns).map { _ in (0..<dice.number(0...4)).map { _ in dice.pick(parts) }.joined() })
      // A row of nothing says nothing.
      rows[rows.count - 1][0] += "1"
    }
    let isPadded = dice.chance(20)
    let isTrailing = dice.chance(20)
    func written(_ cell: String) -> String {
      let needsQuotes =
        cell.unicodeScalars.contains { "\"\n\r".unicodeScalars.contains($0) || String($0) == delimiter }
        || [" ", "\t", "\u{A0}"].contains { cell.hasPrefix($0) || cell.hasSuffix($0) }
      guard needsQuotes || dice.chance(quoting) else { return isPadded ? " \(cell) " : cell }
      let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
      return isPadded ? " \(quoted) " : quoted
    }
    var text = headers.joined(separator: delimiter) + (isTrailing ? delimiter : "") + lineBreak
    for (index, row) in rows.enumerated() {
      text += row.map(written).joined(separator: delimiter) + (isTrailing ? delimiter : "")
      if index < rows.count - 1 || dice.chance(80) { text += lineBreak }
      if dice.chance(10) { text += lineBreak }
    }
    let size = dice.pick(CSVReaderTests.sizes)
    let reading = Reading(text, pieces: size)
    #expect(
      reading.headers == headers && reading.rejects == [] && reading.failure == nil,
      "\(text.debugDescription) \(reading)")
    #expect(reading.rows == rows)
  }

  @Test("odd texts are read as the plainest reader reads them, whatever the pieces", arguments: 0..<1500)
  func agreement(seed: Int) {
    var dice = CSVDice(seed)
    let odd = dice.pick([5, 30, 70])
    let delimiter = dice.pick([",", ";"])
    var text = "id\(delimiter)name\(delimiter)note\n"
    for _ in 0..<dice.number(0...25) {
      if dice.chance(odd) {
        for _ in 0..<dice.number(0...8) {
          text += dice.pick(["\"", "\"", "\"\"", delimiter, "\n", " ", "x", "\r\n", "\"\n"])
        }
      } else {
        text += "1\(delimiter)\(dice.pick(["a", "\"b\"", "\"c\nd\"", " e"]))\(delimiter)f\n"
      }
    }
    let limit = dice.pick([5, 12, 40, 1 << 20])
    var reader = CSVLimitTests.reader(record: max(12, limit))
    reader.dialect = CSVDialect(delimiter: UInt8(delimiter.utf8.first!))
    let readings = CSVReaderTests.sizes.map { Reading(text, with: reader, pieces: $0) }
    for reading in readings { #expect(reading == readings[0]) }
    let plain = PlainCSV(Array(text.utf8), delimiter: reader.dialect!.delimiter, limit: max(12, limit))
    let isWhole = { (cells: [String]) in cells.count >= 3 && cells[3...].allSatisfy(\.isEmpty) }
    #expect(readings[0].rows == plain.rows.dropFirst().filter(isWhole).map { Array($0[..<3]) }, "\(text)")
    let uneven = zip(plain.rows, plain.lines).dropFirst().filter { !isWhole($0.0) }.map(\.1)
    let rejected = readings[0].rejects.map { Int($0.prefix { $0 != ":" })! }
    #expect(rejected == (plain.rejectedLines + uneven).sorted(), "\(text)")
  }

  @Test("carriage returns end lines as line feeds do", arguments: 0..<300)
  func carriageReturns(seed: Int) {
    var dice = CSVDice(seed)
    var text = "id,name\n"
    for _ in 0..<dice.number(1...12) {
      text += dice.pick(["1,a\n", "2,\"b\nc\"\n", "\n", "3,\"d\n", "x", "\"", "4,\"\"\"\"\n"])
    }
    let feeds = Reading(text)
    for lineBreak in ["\r", "\r\n"] {
      // A lone carriage return in quotes is content.
      let other = text.replacing("\n", with: lineBreak)
      for size in CSVReaderTests.sizes {
        let reading = Reading(other, pieces: size)
        #expect(reading.lines == feeds.lines && reading.rejects == feeds.rejects, "\(text)")
        #expect(reading.rows == feeds.rows.map { $0.map { $0.replacing("\n", with: lineBreak) } }, "\(text)")
      }
    }
  }

  @Test("any bytes are read or refused", arguments: 0..<300)
  func garbage(seed: Int) {
    var dice = CSVDice(seed)
    let bytes = (0..<dice.number(0...200)).map { _ in
      dice.chance(60) ? dice.pick(Array("\",;\n\r\t |a\u{A0}&sep=".utf8)) : UInt8.random(in: 0...255, using: &dice)
    }
    let reader = CSVReader(headerLine: dice.chance(30) ? dice.number(1...5) : nil)
    let first = Reading(bytes, with: reader)
    for size in CSVReaderTests.sizes { #expect(Reading(bytes, with: reader, pieces: size) == first) }
  }
}
