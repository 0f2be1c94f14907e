import Store
import Testing

@testable import Importers

/// A table is read where it lies or translated, as it comes; what is read of it is the same.
@Suite("plain files and packed ones")
struct PlainAndPackedTests {
  private static let head = "id,start,end,note\n"
  private static let longHead = "id,start,end,note" + (1...5000).map { ",extra column \($0)" }.joined()
  private static let row = "1,2024-03-15T09:00,2024-03-15T10:00,a\n"

  @Test(
    "the same bytes, plain and gzipped, are the same rows and rejects",
    arguments: [
      // file            text                                                                          rows, rejects
      ("bookings", head + row, 1, 0),
      // Cells beyond the header, and rows of nothing.
      ("bookings", head + "1,2024-03-15T09:00,2024-03-15T10:00,a,\n2,2024-03-16T09:00,2024-03-16T10:00,b, ,\n", 2, 0),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,b,x\n", 1, 1),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,b,\"\"\n", 2, 0),
      ("bookings", head + row + "2,2024-03-16T09:00\n", 1, 1),
      ("bookings", head + row + ",,,\n,,,,,\n , ,\n,\n\n", 1, 0),
      ("bookings", head + row + "\"\",,,\n", 1, 1),
      ("bookings", "id,start,end,note,\n" + row + "2,2024-03-16T09:00,2024-03-16T10:00,b,\n", 2, 0),
      // Quotes.
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,\"b\" x\n", 1, 1),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,5\" x\n", 2, 0),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,\"b\n3,", 1, 2),
      ("bookings", "id,start,end,\"no\"\"te\"\n" + row, 1, 0),
      // Blanks within quotes are none of the text: the same id twice.
      ("bookings", head + row + "\" 1\t\",2024-03-15T09:00,2024-03-15T10:00,a\n", 1, 0),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,\"  hi \"\n", 2, 0),
      // A header that is longer than what is looked at first.
      (
        "bookings", "\n" + longHead + "\n" + row.replacing("\n", with: String(repeating: ",", count: 5000) + "\n"), 1, 0
      ),
      // No-break spaces.
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,\u{A0}b \u{A0}\n", 2, 0),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00,b\u{A0}c\n", 2, 0),
      ("bookings", head + row + "2,2024-03-16T09:00,2024-03-16T10:00, \u{A0}\"b\"\n", 2, 0),
      ("bookings", "id,start,end,\u{A0}note\n" + row, 1, 0),
      // Line breaks.
      ("bookings", (head + row).replacing("\n", with: "\r\n"), 1, 0),
      ("bookings", "id,start,end,note\r1,2024-03-15T09:00,2024-03-15T10:00,\"a\nb\"\r", 1, 0),
      ("bookings", "sep=,\n" + head + row, 1, 0),
      // Notations that show late.
      ("bookings", head + row + rows(2...60) + "61,15.03.2024 09:00,15.03.2024 10:00,a\n", 61, 0),
      (
        "bookings",
        head + rows(1...60) + (61...161).map { "\($0),,2024-03-15T10:00,a\n" }.joined()
          + (162...166).map { "\($0),15.03.2024 09:00,15.03.2024 10:00,a\n" }.joined(), 65, 101
      ),
      ("resources", "id,type,area\n1,Desk,1.234\n2,Desk,2.5\n3,Desk,-1\n4,Desk,x\n", 2, 2),
    ])
  func lanes(table: String, text: String, rows: Int, rejects: Int) throws {
    for settings in [[:], ["decimal_mark": "comma"], ["decimal_mark": "point"]] {
      let settings = try Folder.settings(settings)
      let one = try Folder.load([table + ".csv": text], settings: settings)
      let other = try Folder.load(bytes: [table + ".csv.gz": Packed.gzip(text)], settings: settings)
      #expect(Self.shown(one) == Self.shown(other))
      if settings.decimalMark == nil {
        #expect(one.table(TableName(rawValue: table)!).rowCount == rows)
        #expect(one.rejected.count == rejects)
      }
    }
  }

  @Test(
    "a file that one refuses is refused by the other, though it is all there is and shows it late",
    arguments: [
      // the last row                                        where
      ("2,2024-03-15T09:00,2024-03-15T10:00,b?\n", "3:38: the byte DE"),
      ("2,?\n", "3:3: the byte DE"),
      ("2,\"b?\n", "3:5: the byte DE"),
      ("2,\"b\n?\n", "4:1: the byte DE"),
    ])
  func refusals(end: String, place: String) {
    // What has a character beyond ASCII that is UTF-8 is not taken for an older encoding.
    let text = Self.head + Self.row.replacing("a", with: "ä") + end
    let bytes = text.utf8.map { $0 == UInt8(ascii: "?") ? 0xDE : $0 }
    let plain = Folder.refusal(bytes: ["bookings.csv": bytes])
    let packed = Folder.refusal(bytes: ["bookings.csv.gz": Packed.gzip(bytes)])
    #expect(plain == packed.map { $0.replacing(".csv.gz", with: ".csv") })
    #expect(plain.count == 1 && plain[0].contains(place), "\(plain)")
  }

  private static func rows(_ ids: ClosedRange<Int>) -> String {
    ids.map { "\($0),2024-03-15T09:00,2024-03-15T10:00,a\n" }.joined()
  }

  /// Each cell of each table, and each reject.
  private static func shown(_ snapshot: Snapshot) -> [String] {
    var lines: [String] = []
    for table in TableName.allCases {
      let columns = snapshot.table(table).columns.keys.sorted()
      for column in columns { lines.append("\(table).\(column): \(snapshot.shown(table, column))") }
      lines.append("\(snapshot.table(table).attributes)")
    }
    return lines + snapshot.rejected.map { "\($0.line) \($0.column): \($0.reason)" }
  }

  @Test("a mark that the workspace names is that of each of its files")
  func mark() throws {
    let text = "id,type,area\n1,Desk,1.234\n"
    for (mark, area) in [("comma", "1234"), ("point", "1.234")] {
      let snapshot = try Folder.load(["resources.csv": text], settings: Folder.settings(["decimal_mark": mark]))
      #expect(snapshot.shown(.resources, "area") == [area])
    }
  }
}
