import Foundation
import Store
import Testing

@testable import Formats
@testable import Importers

/// Delimited text read one character at a time: what RFC 4180 says, in the plainest code there is.
struct PlainReader {
  struct Row {
    let line: Int
    let cells: [String]
    /// A cell had text after its closing quote.
    var isTorn = false
    /// A cell was in quotes.
    var isQuoted = false
  }

  let delimiter: Character
  private(set) var rows: [Row] = []
  /// Lines on which a quote was opened that is never closed.
  private(set) var unclosed: [Int] = []

  init(_ text: String, delimiter: Character) {
    self.delimiter = delimiter
    // Unicode scalars, as CR LF is one character.
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var line = 1
    while index < scalars.count {
      let start = (index, line)
      if let row = record(scalars, &index, &line) {
        rows.append(row)
      } else {
        unclosed.append(start.1)
        (index, line) = start
        while index < scalars.count, scalars[index] != "\n" { index += 1 }
        index += 1
        line += 1
      }
    }
  }

  private func record(_ text: [Unicode.Scalar], _ index: inout Int, _ line: inout Int) -> Row? {
    var cells: [String] = []
    let firstLine = line
    var (isTorn, isQuoted) = (false, false)
    while true {
      var cell = String.UnicodeScalarView()
      while index < text.count, isBlank(text[index]) { index += 1 }
      if index < text.count, text[index] == "\"" {
        isQuoted = true
        index += 1
        while true {
          guard index < text.count else { return nil }
          if text[index] == "\"" {
            if index + 1 < text.count, text[index + 1] == "\"" {
              cell.append("\"")
              index += 2
              continue
            }
            index += 1
            break
          }
          if text[index] == "\n" { line += 1 }
          cell.append(text[index])
          index += 1
        }
        var rest = String.UnicodeScalarView()
        while index < text.count, !isSeparator(text[index]) {
          rest.append(text[index])
          index += 1
        }
        if rest.contains(where: { !isBlank($0) }) { isTorn = true }
      } else {
        while index < text.count, !isSeparator(text[index]) {
          cell.append(text[index])
          index += 1
        }
      }
      while let first = cell.first, isBlankInCell(first) { cell.removeFirst() }
      while let last = cell.last, isBlankInCell(last) { cell.removeLast() }
      cells.append(String(cell))
      if index >= text.count { break }
      index += 1
      if text[index - 1] == "\n" {
        line += 1
        break
      }
    }
    return Row(line: firstLine, cells: cells, isTorn: isTorn, isQuoted: isQuoted)
  }

  private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || String(Character(scalar)) == String(delimiter)
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    isBlankInCell(scalar) && String(Character(scalar)) != String(delimiter)
  }

  private func isBlankInCell(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }
}

@Suite("records")
struct RecordTests {
  /// A file of odd cells: quoted or not, with delimiters, quotes, line breaks, blanks, other scripts, and torn rows.
  static func oddFile(_ random: inout Seeded, columns: Int, rows: Int, quoting: Int) -> (
    text: String, delimiter: Character
  ) {
    let delimiter: Character = [",", ";", "|", "\t"].randomElement(using: &random)!
    let lineBreak = ["\n", "\r\n"].randomElement(using: &random)!
    let words = [
      "a", "", "ü", "日本", "1234567", "0012", "x y", "a longer text than sixteen bytes", "9", "e\u{301}", "-", "é",
    ]
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    text += (["id"] + (1..<columns).map { "note \($0)" }).joined(separator: String(delimiter)) + lineBreak
    for row in 0..<rows {
      var cells = ["\(row * 3 + 1)"]
      for _ in 1..<columns {
        var cell = words.randomElement(using: &random)!
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<quoting:
          cell = [cell, cell + String(delimiter), "a\nb" + cell, "say \"\"\(cell)\"\"", " \(cell) ", "a\r\n\r\n"]
            .randomElement(using: &random)!
          cell = "\"\(cell)\""
        case 97: cell = "  \(cell) "
        case 98 where quoting > 0: cell = ["a\"b", "\"a\"b", " \"a\"", "\"\""].randomElement(using: &random)!
        default: break
        }
        cells.append(cell)
      }
      switch Int.random(in: 0..<300, using: &random) {
      case 0: cells.removeLast()
      case 1: cells.append("more")
      case 2: text += lineBreak
      case 3 where quoting > 0 && row > rows / 2: cells[columns - 1] = "\"never closed"
      default: break
      }
      text += cells.joined(separator: String(delimiter))
      if row < rows - 1 || Bool.random(using: &random) { text += lineBreak }
    }
    return (text, delimiter)
  }

  @Test("blocks, segments and cores give what reading character by character gives", arguments: 0..<120)
  func agreesWithPlainReader(seed: Int) throws {
    var random = Seeded(seed)
    let columns = Int.random(in: 2...6, using: &random)
    let (text, delimiter) = RecordTests.oddFile(
      &random, columns: columns, rows: Int.random(in: 1...400, using: &random),
      quoting: [0, 0, 3, 30].randomElement(using: &random)!)
    var limits = ReadingLimits()
    limits.blockBytes = Int.random(in: 64...3_000, using: &random)
    limits.segmentBytes = Int.random(in: 64...6_000, using: &random)
    limits.recordBytes = 1 << 20
    limits.workers = Int.random(in: 1...3, using: &random)
    let snapshot = try Folder.load(["users.csv": text], limits: limits)

    let plain = PlainReader(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, delimiter: delimiter)
    let rows = plain.rows.dropFirst().filter { $0.isQuoted || $0.cells.contains { !$0.isEmpty } }
    var good: [[String]] = []
    var badLines = plain.unclosed
    for row in rows {
      let isWhole = row.cells.count >= columns && row.cells.dropFirst(columns).allSatisfy(\.isEmpty)
      if isWhole, !row.isTorn, !row.cells[0].isEmpty {
        good.append(Array(row.cells.prefix(columns)))
      } else {
        badLines.append(row.line)
      }
    }
    let table = snapshot.table(.users)
    let names = ["id"] + table.attributes
    try #require(names.count == columns)
    // Ids may repeat where a torn quote swallowed rows: then the first counts.
    var seen: Set<String> = []
    let unique = good.filter { seen.insert($0[0]).inserted }
    let read = (0..<table.rowCount).map { row in names.map { table.shown($0, row, in: snapshot) } }
    #expect(read == unique)
    #expect(snapshot.rejected.map(\.line) == badLines.sorted())
    #expect(snapshot.files[0].rows == good.count + badLines.count)
    #expect(snapshot.files[0].rejected == badLines.count)
  }

  @Test(
    "delimiters and line breaks are found out",
    arguments: [
      ("id,name\n1,a\n", ",", "\n"),
      ("id;name\n1;a,b\n2;c,d\n", ";", "\n"),
      ("id\tname\r\n1\ta\r\n", "\t", "\n"),
      ("id|name\n1|a\n", "|", "\n"),
      ("id,name\r1,a\r", ",", "\r"),
      ("\"id\",\"a;b;c\"\n1,2\n", ",", "\n"),
      ("id;a,b\n1;2\n", ";", "\n"),
      ("id\n1\n", ",", "\n"),
    ])
  func dialect(text: String, delimiter: String, newline: String) {
    let dialect = Dialect(CSVDialect.sniff(Array(text.utf8), isWhole: true))
    #expect(dialect.delimiter == Array(delimiter.utf8)[0])
    #expect(dialect.newline == Array(newline.utf8)[0])
  }

  @Test("files with carriage returns alone are read")
  func carriageReturns() throws {
    let snapshot = try Folder.load(["users.csv": "id,name\r1,alice\r2,\"bo\rb\"\r3\r"])
    #expect(snapshot.shown(.users, "name") == ["alice", "bo\rb"])
    #expect(snapshot.rejectedLines == ["users.csv:5 : it has 1 cell, the header has 2"])
  }

  @Test("a quote that is never closed costs its own line")
  func unclosedQuote() throws {
    // A later quote closes it, so the lines between are one torn row.
    let torn = try Folder.load(["users.csv": "id,name\n1,a\n2,\"b\n3,c\n4,\"d\"\"\"\n5,e\n"])
    #expect(torn.shown(.users, "id") == ["1", "5"])
    #expect(torn.rejected.map(\.line) == [3])
    let other = try Folder.load(["users.csv": "id,name\n1,a\n2,\"b\n3,c\n"])
    #expect(other.shown(.users, "id") == ["1", "3"])
    #expect(other.rejectedLines == ["users.csv:3 : a quote that is opened here is never closed"])
  }

  @Test(
    "a quote that is never closed is told in the last line, too",
    arguments: [
      // text                        segments
      ("id,name\n1,a\n2,\"b", 1 << 20),  // no row comes after it
      ("id,name\n1,a\n2,\"b\n", 1 << 20),
      ("id,name\n1,a\n2,\"b\n\n", 1 << 20),
      ("id,name\n1,a\n2,\"b" + String(repeating: "b", count: 200) + "\n", 64),
    ])
  func unclosedAtEnd(text: String, segmentBytes: Int) throws {
    var limits = ReadingLimits()
    limits.segmentBytes = segmentBytes
    limits.blockBytes = 64
    let snapshot = try Folder.load(["users.csv": text], limits: limits)
    #expect(snapshot.shown(.users, "id") == ["1"])
    #expect(snapshot.rejectedLines == ["users.csv:3 : a quote that is opened here is never closed"])
  }

  @Test("a row that is too long is lost as a whole, and told once", arguments: [1 << 20, 3 << 20, 16 << 20])
  func longRow(segmentBytes: Int) throws {
    var limits = ReadingLimits()
    limits.recordBytes = 1 << 20
    limits.segmentBytes = segmentBytes
    let long = String(repeating: "ä", count: 1_300_000)
    for (name, reason) in [
      (long, "a record that begins here is longer than 1 MiB"),
      ("\"" + long, "a quote that is opened here is never closed"),
    ] {
      let snapshot = try Folder.load(["users.csv": "id,name\n1,a\n2,\(name)\n3,c\n"], limits: limits)
      #expect(snapshot.shown(.users, "id") == ["1", "3"])
      #expect(snapshot.rejectedLines == ["users.csv:3 : \(reason)"])
    }
  }

  @Test("what stands in quotes makes no texts of ids that are numbers, wherever a segment begins", arguments: 64..<140)
  func idsBesideQuotes(segmentBytes: Int) throws {
    var limits = ReadingLimits()
    limits.segmentBytes = segmentBytes
    limits.blockBytes = 64
    let quoted = String(repeating: "x,y\n", count: 30)
    let snapshot = try Folder.load(["users.csv": "id,name\n1,a\n2,\"\(quoted)\"\n10,c\n"], limits: limits)
    guard case .identifiers(.narrowIntegers(let ids))? = snapshot.table(.users).columns["id"] else {
      Issue.record("they are texts")
      return
    }
    #expect(ids == [1, 2, 10])
  }

  @Test("rows that are far shorter where no sample was taken are all read")
  func unevenRows() throws {
    var text = "id,name\n"
    var id = 0
    func add(bytes: Int, name: String) {
      let end = text.utf8.count + bytes
      while text.utf8.count < end {
        id += 1
        text += "\(id),\(name)\n"
      }
    }
    add(bytes: 200_000, name: String(repeating: "long ", count: 100))
    add(bytes: 150_000, name: "s")
    add(bytes: 3_650_000, name: String(repeating: "long ", count: 100))
    var limits = ReadingLimits()
    limits.segmentBytes = 300_000
    let snapshot = try Folder.load(["users.csv": text], limits: limits)
    #expect(snapshot.table(.users).rowCount == id)
    #expect(snapshot.rejected.isEmpty)
  }
}
