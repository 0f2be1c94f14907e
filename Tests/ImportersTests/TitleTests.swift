import Store
import Testing

@testable import Importers

/// Lines above the header, as reports have them.
@Suite("titles above a header")
struct TitleTests {
  private static let rows = "1,ann,2024-03-04T09:00,2024-03-04T10:00\n2,bob,2024-03-04T09:00,2024-03-04T11:00\n"

  @Test(
    "the header is found below them",
    arguments: [
      // file, text, its line, bookings
      ("bookings.csv", "id,user,start,end\n\(rows)", nil, 2),
      ("bookings.csv", "All bookings\nid,user,start,end\n\(rows)", 2, 2),
      ("bookings.csv", "All bookings, of March\n\n\nid,user,start,end\n\(rows)", 4, 2),
      ("march.csv", "All bookings;;;\nMarch;;;\nid;user;start;end\n\(rows.replacing(",", with: ";"))", 3, 2),
      (
        "x.csv",
        "Report\nId,ResourceName,CoworkerFullName,FromTime,ToTime,Tentative\n"
          + "1,Desk,Ann,2024-03-04 09:00,2024-03-04 10:00,No\n", 2, 1
      ),
    ] as [(String, String, Int?, Int)])
  func text(file: String, text: String, line: Int?, count: Int) throws {
    let snapshot = try Folder.load([file: text])
    #expect(snapshot.table(.bookings).rowCount == count)
    #expect(snapshot.rejectedLines == [])
    let note = line.map { "\(file): the header is in line \($0); what stands above it is not read" }
    #expect(snapshot.finding("reading-note").map(\.message) == note)
  }

  @Test("lines of rows are those of the file")
  func lines() throws {
    let snapshot = try Folder.load(["bookings.csv": "Bookings\n\nid,user,start,end\n1,ann,never,\n\(Self.rows)"])
    #expect(snapshot.rejected.map(\.line) == [4])
  }

  @Test(
    "what is no header is none",
    arguments: [
      "a,b\n1,2\n", "Title\na,b,c\n1,2,3\n",
      // A header that is not known stays the header: what looks like one below it is a row.
      "Title\nid\n1\n", "a,b\nstart,x\n1,2\n",
    ])
  func none(text: String) throws {
    let snapshot = try Folder.load(["march.csv": text, "users.csv": "id\n1\n"])
    #expect(snapshot.files.first { $0.file == "march.csv" }?.state == .leftOut)
  }

  @Test("in a workbook, by the sheet")
  func workbook() throws {
    let sheets = [
      ("Users", [["id", "name"], ["1", "ann"]]),
      ("Bookings", [["Bookings of March"], [], ["id", "user", "start", "end"], ["7", "1", "2024-03-04T09:00", ""]]),
    ]
    let snapshot = try Folder.load(bytes: ["house.xlsx": Packed.workbook(sheets)])
    #expect(snapshot.shown(.bookings, "id") == ["7"])
    #expect(snapshot.shown(.users, "name") == ["ann"])
    #expect(
      snapshot.findings.filter { $0.code == "reading-note" }.map(\.message)
        == ["house.xlsx: the header of the sheet “Bookings” is in row 3; what stands above it is not read"])
  }
}
