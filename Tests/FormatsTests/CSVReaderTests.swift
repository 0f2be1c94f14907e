import Codecs
import Testing

@testable import Formats

/// What a text gives, rows and rejects as `line: …`.
struct Reading: Equatable, CustomStringConvertible {
  var headers: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var rejects: [String] = []
  var failure: String?

  init(_ bytes: [UInt8], with reader: CSVReader = CSVReader(), pieces: Int = 1 << 16) {
    let stream = FileStream(FileBytes(bytes, path: "text"), pieceBytes: pieces)
    do throws(FormatError) {
      let set = try reader.read(stream)
      headers = set.table.headers
      rows = (0..<set.table.rowCount).map { row in set.table.columns.map { $0.text(row) } }
      lines = set.table.lines.map(Int.init)
      rejects = set.rejects.map { "\($0.line): \($0.reason)" }
      #expect(set.table.columns.allSatisfy { $0.count == set.table.rowCount })
    } catch {
      failure = (error.line.map { "\($0): " } ?? "") + error.message
    }
  }

  init(_ text: String, with reader: CSVReader = CSVReader(), pieces: Int = 1 << 16) {
    self.init(Array(text.utf8), with: reader, pieces: pieces)
  }

  var description: String { "\(headers) \(rows) \(lines) \(rejects) \(failure ?? "")" }
}

@Suite("delimited text of any dialect")
struct CSVReaderTests {
  static let sizes = [1, 2, 3, 7, 1 << 16]

  @Test(
    "quirks",
    arguments: [
      // text, headers, rows, rejects
      ("id,name\n1,a\n", ["id", "name"], [["1", "a"]], []),
      ("id;name\r\n1;a,b\r\n", ["id", "name"], [["1", "a,b"]], []),
      ("id\tname\n1\ta b\n", ["id", "name"], [["1", "a b"]], []),
      ("id|name\r1|a\r", ["id", "name"], [["1", "a"]], []),
      ("id,name\n1,a", ["id", "name"], [["1", "a"]], []),  // no line break at the end
      ("id\n1\n2\n", ["id"], [["1"], ["2"]], []),
      ("id,name\n", ["id", "name"], [], []),
      // Quotes.
      ("id,name\n1,\"a,b\"\n", ["id", "name"], [["1", "a,b"]], []),
      ("id,name\n1,\"a \"\"b\"\" c\"\"\"\n", ["id", "name"], [["1", "a \"b\" c\""]], []),
      ("id,name\n1, \"a,b\" \t\n", ["id", "name"], [["1", "a,b"]], []),
      ("id,name\n1,\u{A0}\"a,b\"\u{A0}\n", ["id", "name"], [["1", "a,b"]], []),
      ("id,name\n1,24\" screen\n", ["id", "name"], [["1", "24\" screen"]], []),
      ("id,name\n1,\" a \"\n", ["id", "name"], [["1", " a "]], []),
      ("\"id \",\" name\"\n1,\"\"\n", ["id", "name"], [["1", ""]], []),
      ("\" \"\n\"\"\nid,name\n1,a\n", ["id", "name"], [["1", "a"]], []),  // nothing in quotes names no column
      ("id,name\n1,\"a\"b\n2,c\n", ["id", "name"], [["2", "c"]], ["2: text follows the closing quote of its cell 2"]),
      ("id,name\n1,\"a\"é\n", ["id", "name"], [], ["2: text follows the closing quote of its cell 2"]),
      (
        "id,name\n1,\"a\nb\n2,c\n3,d", ["id", "name"], [["2", "c"], ["3", "d"]],
        ["2: a quote that is opened here is never closed", "3: it has 1 cell, the header has 2"]
      ),
      ("id\n\"\"\n", ["id"], [[""]], []),
      // Line breaks.
      ("id,name\n1,\"a\nb\"\n2,c\n", ["id", "name"], [["1", "a\nb"], ["2", "c"]], []),
      ("id,name\r\n1,\"a\r\nb\"\r\n", ["id", "name"], [["1", "a\r\nb"]], []),
      ("id,name\r1,\"a\nb\"\r2,c\r", ["id", "name"], [["1", "a\nb"], ["2", "c"]], []),
      ("id,name\r\r\n1,a\r\r\n", ["id", "name"], [["1", "a"]], []),
      ("id,name\n1,a\r\n2,b\n", ["id", "name"], [["1", "a"], ["2", "b"]], []),
      ("\n\n  \n\t\nid,name\n\n1,a\n \u{A0}\n\n", ["id", "name"], [["1", "a"]], []),
      // Blanks.
      (" id , name\n 1\t,\u{A0} a b \u{A0}\u{A0}\n", ["id", "name"], [["1", "a b"]], []),
      ("id,name\n1,\u{E0}\n2,²\u{A0}", ["id", "name"], [["1", "\u{E0}"], ["2", "²"]], []),
      // Phantom columns and rows.
      ("id,name,\n1,a,\n2,b,\n", ["id", "name"], [["1", "a"], ["2", "b"]], []),
      ("id,name,\n1,a\n", ["id", "name"], [["1", "a"]], []),
      ("id,name\n1,a,\n2,b,,\n", ["id", "name"], [["1", "a"], ["2", "b"]], []),
      (
        "id,name,,\n1,a,,\n2,b\n3,c,x,\n4,d\n", ["id", "name", ""],
        [["1", "a", ""], ["2", "b", ""], ["3", "c", "x"], ["4", "d", ""]], []
      ),
      ("id,,name\n1,,a\n", ["id", "", "name"], [["1", "", "a"]], []),
      (";;\nid;name;\n1;a;\n;;\n;;\n", ["id", "name"], [["1", "a"]], []),
      // Ragged rows.
      (
        "id,name,note\n1,a\n2,b,c\n3\n", ["id", "name", "note"], [["2", "b", "c"]],
        ["2: it has 2 cells, the header has 3", "4: it has 1 cell, the header has 3"]
      ),
      ("id,name\n1,a,b\n2,c\n", ["id", "name"], [["2", "c"]], ["2: it has 3 cells, the header has 2"]),
      ("id,id\n1,2\n", ["id", "id"], [["1", "2"]], []),
      // The delimiter by name.
      ("sep=;\nid;a,b\n1;2,3\n", ["id", "a,b"], [["1", "2,3"]], []),
      ("SEP=,\r\nid;x,name\r\n1,a\r\n", ["id;x", "name"], [["1", "a"]], []),
      ("\"sep=|\"\rid|name\r1|a", ["id", "name"], [["1", "a"]], []),
      ("sep=^\nid^name\n1^a\n", ["id", "name"], [["1", "a"]], []),
      ("sep=\t\nid\tname\n1\ta\n", ["id", "name"], [["1", "a"]], []),
      ("sep=a,b\n1,2\n", ["sep=a", "b"], [["1", "2"]], []),
    ] as [(String, [String], [[String]], [String])])
  func quirk(text: String, headers: [String], rows: [[String]], rejects: [String]) {
    for size in CSVReaderTests.sizes {
      let reading = Reading(text, pieces: size)
      #expect(reading.failure == nil)
      #expect(reading.headers == headers)
      #expect(reading.rows == rows)
      #expect(reading.rejects == rejects)
    }
  }

  @Test(
    "rows know their lines",
    arguments: [
      ("id,name\n1,\"a\n\n\"\n2,b\n\n3,c\n", [2, 5, 7]), ("id,name\r1,\"a\r\n\r\"\r2,b\r\r3,c\r", [2, 5, 7]),
      ("\r\n\r\nid,name\r\n1,a\r\n2,b", [4, 5]), ("sep=,\nid,name\n1,a\n", [3]),
      ("id,name\n\"x\n1,a\n2,b\n", [3, 4]),
    ])
  func lines(text: String, lines: [Int]) {
    for size in CSVReaderTests.sizes { #expect(Reading(text, pieces: size).lines == lines) }
  }

  @Test(
    "what is no table says why",
    arguments: [
      ("", "it is empty: there is no header"), ("\n\n \n", "it is empty: there is no header"),
      (",,\n,\n", "it is empty: there is no header"),
      ("\"id,name\n", "1: there is no header: no line can be cut into cells"),
      ("\"id\"x,name\n", "1: in the header text follows the closing quote of its cell 1"),
    ])
  func failure(text: String, message: String) { #expect(Reading(text).failure == message) }

  @Test(
    "a header below titles is taken from its line",
    arguments: [
      // text, line of the header, headers, line of the first row
      ("Bookings, 2024\n\nid;name\n1;a\n", 3, ["id", "name"], 4),
      ("Bookings;;\nMay;;\nid;name;x\n1;a;b\n", 3, ["id", "name", "x"], 4),
      ("\"two\nlines\"\nid,name\n1,a\n", 3, ["id", "name"], 4),
      ("sep=;\nTitle\nid;name\n1;a\n", 3, ["id", "name"], 4),
      ("Title\r\rid|name\r1|a\r", 2, ["id", "name"], 4),
      ("id,name\n1,a\n", 1, ["id", "name"], 2),
    ])
  func headerLine(text: String, line: Int, headers: [String], row: Int) {
    for size in CSVReaderTests.sizes {
      let reading = Reading(text, with: CSVReader(headerLine: line), pieces: size)
      #expect(reading.headers == headers && reading.lines == [row] && reading.rejects == [])
    }
    let missing = Reading(text, with: CSVReader(headerLine: 9))
    #expect(missing.failure == "it has no line 9 to take the header from")
  }

  @Test("titles do not hide the delimiter")
  func opening() throws {
    let text = "Bookings, all of them\nMay\n\nid;name\n1;a\n2;b\n3;c\n4;d\n"
    let records = try CSVReader().opening(of: FileStream(FileBytes(Array(text.utf8), path: "text")), records: 4)
    #expect(records.map(\.line) == [1, 2, 4, 5])
    #expect(records.map(\.cells) == [["Bookings, all of them"], ["May"], ["id", "name"], ["1", "a"]])
  }

  @Test(
    "entities become characters",
    arguments: [
      ("B&uuml;ro &amp; Lager", "Büro & Lager"), ("&lt;a&gt; &quot;b&quot; &#39;c&#39;", "<a> \"b\" 'c'"),
      ("&#228;&#xE4;&#XE4;&szlig;", "äääß"), ("&amp;lt;", "&lt;"), ("&nbsp;", "\u{A0}"), ("a&nbsp;b", "a\u{A0}b"),
      ("&#150;&euro;", "–€"), ("a & b; &foo; &#0; &#xD800; &#1114112; &#129; &; &#; &#x; &#-5;", nil), ("&amp", nil),
      ("&", nil), ("&ÿyuml;", nil), ("&yuml;&thorn;&iexcl;&times;", "ÿþ¡×"),
    ] as [(String, String?)])
  func entities(cell: String, decoded: String?) {
    #expect(String(decoding: HTMLEntities.decoded(Array(cell.utf8)[...]), as: UTF8.self) == decoded ?? cell)
  }

  @Test(
    "the delimiter is the one that cuts rows alike",
    arguments: [
      ("a,b;c,d\n1,2;3,4\n", ","), ("a;b\n1,5;2,5\n3,5;4\n", ";"), ("a\tb,c\n1\t2,3,4\n5\t6\n", "\t"), ("a|b\n", "|"),
      ("a\n1\n", ","), ("a;b;c\n\"x,y\";2;\"3,4\"\n", ";"), ("Title, long\nid;n\n1;2\n3;4\n", ";"),
    ])
  func sniffed(sample: String, delimiter: Character) {
    #expect(CSVDialect.sniff(Array(sample.utf8), isWhole: true).delimiter == delimiter.asciiValue)
  }
}
