import Calculus
import Diagnostics
import Foundation
import Store
import Testing

@testable import Importers

@Suite("files of a workspace")
struct WorkspaceFileTests {
  @Test(
    "what cannot be opened is refused with a reason",
    arguments: [
      // files, first diagnostic
      ([:], "no-table"),
      (["settings.deskql": "set mode bom"], "no-table"),
      (["bookings.csv": ""], "empty-file: bookings.csv is empty: there is no header line"),
      (["bookings.csv": "\n \n"], "empty-file"),
      (
        ["bookings.csv": "id,user,end\n1,a,\n"],
        "missing-headers: bookings.csv has no column “start” (or from, begin, start_time), which bookings needs"
      ),
      (
        ["bookings.csv": "id,user,resource,start,finish_at\n1,a,D1,2024-03-04 09:00,2024-03-04 10:00\n"],
        "missing-headers: bookings.csv has no column “end” (or to, until, end_time), which bookings needs"
      ),
      (
        ["assignments.csv": "from,to\n"],
        "missing-headers: assignments.csv has no column “membership” (or membership_id) and no column “resource” (or object, bookable, resource_id), which assignments needs"
      ),
      (
        ["bookings.csv": "id,object,bookable,start,end\n"],
        "ambiguous-headers: bookings.csv: “object” and “bookable” both mean the column resource"
      ),
      (["users.csv": "id,name,Name\n"], "ambiguous-headers: users.csv: “name” and “Name” both mean the column name"),
      (["users.csv": "id,name\n1,a\u{0}b\n"], "unreadable: users.csv:2:4: "),
      (
        ["locations.csv": "id,timezone\n1,Europe/Berlin\n2,Europe/Atlantis\n"],
        "unknown-zone: locations.csv:3: there is no time zone “Europe/Atlantis”"
      ),
    ] as [([String: String], String)])
  func refused(files: [String: String], diagnostic: String) throws {
    let first = try #require(Folder.refusal(files).first)
    #expect(first.hasPrefix(diagnostic), "\(first)")
  }

  @Test("text in an older encoding, or in UTF-16, reads like UTF-8")
  func encodings() throws {
    let latin: [UInt8] = Array("id,name\n1,M".utf8) + [0xFC] + Array("ller\n".utf8)
    let wide: [UInt8] = "id,name\n1,Müller\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    for bytes in [latin, wide] {
      let snapshot = try Folder.load(bytes: ["users.csv": bytes])
      #expect(snapshot.table(.users).text("name", of: 0) == "Müller")
      #expect(snapshot.files[0].encoding != nil)
    }
  }

  @Test("a path that is not there, or holds nothing, is refused")
  func missing() {
    #expect(throws: Rejection.self) {
      try WorkspaceLoader.load(path: "/nowhere/at/all", settings: Settings(), today: Day(iso: "2024-01-01")!)
    }
    #expect(throws: Rejection.self) {
      try WorkspaceLoader.load(path: "/dev/null", settings: Settings(), today: Day(iso: "2024-01-01")!)
    }
  }

  @Test("headers match ignoring case, blanks, _ and -, by synonyms, in any order; others are attributes")
  func headers() throws {
    let snapshot = try Folder.load([
      "Cost-Center History.CSV": "Since;USER-ID;Cost Centre\n2024-01-01;1;R&D\n",
      "users.csv": "E-Mail,Display Name,user_id,Badge No,Dept\na@x.org,Alice,1,77,\"x,y\"\n",
    ])
    #expect(snapshot.shown(.users, "email") == ["a@x.org"])
    #expect(snapshot.shown(.users, "name") == ["Alice"])
    #expect(snapshot.table(.users).attributes == ["Badge No", "Dept"])
    #expect(snapshot.shown(.users, "Dept") == ["x,y"])
    #expect(snapshot.shown(.history, "cost_center") == ["R&D"])
    #expect(snapshot.shown(.history, "user") == ["1"])
    #expect(snapshot.loaded == [.users, .history])
  }

  @Test("the column's own name counts before a synonym, which is kept as an attribute")
  func synonymBesideName() throws {
    let snapshot = try Folder.load(["bookings.csv": "id,resource,object,start,end\n1,a,b,2024-01-01T09:00,\n"])
    #expect(snapshot.shown(.bookings, "resource") == ["a"])
    #expect(snapshot.shown(.bookings, "object") == ["b"])
  }

  @Test("odd headers are kept apart and told")
  func oddHeaders() throws {
    let snapshot = try Folder.load(["users.csv": "id,note,,note,name\n1,a,b,c,d\n"])
    #expect(snapshot.table(.users).attributes == ["note", "note 2"])
    #expect(snapshot.shown(.users, "note 2") == ["c"])
    #expect(
      snapshot.finding("header-twice")?.message == "users.csv has a second column for “note”; it is kept as “note 2”")
    #expect(snapshot.finding("column-without-header") != nil)
    let standing = try Folder.load(["bookings.csv": "id,start,end,Standing\n1,2024-01-01T09:00,,x\n"])
    #expect(standing.table(.bookings).attributes == ["Standing 2"])
    #expect(standing.shown(.bookings, "standing") == ["valid"])
  }

  @Test("a file's date may be of any century")
  func lateFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("late-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("bookings.csv").path
    try Data("id,start,end\n1,2024-03-04T09:00,2024-03-04T10:00\n".utf8).write(to: URL(fileURLWithPath: path))
    var times = [timeval(tv_sec: 1 << 35, tv_usec: 0), timeval(tv_sec: 1 << 35, tv_usec: 0)]
    try #require(utimes(path, &times) == 0)
    let snapshot = try WorkspaceLoader.load(path: folder.path, settings: Settings(), today: Day(iso: "2024-07-01")!)
    #expect(snapshot.table(.bookings).rowCount == 1)
  }

  @Test("a file whose name is no table is taken by its headers, or passed over with a word")
  func byHeaders() throws {
    let snapshot = try Folder.load([
      "export-17.csv": "id,user,object,type,start,end\n1,a,b,desk,2024-01-01T09:00,2024-01-01T10:00\n",
      "odd.csv": "a,b\n1,2\n", "notes.txt": "hello", "bookings.xlsx": "PK", ".hidden.csv": "x",
      "~$bookings.xlsx": "ann", "~$export.xlsx": "ann",
    ])
    #expect(snapshot.loaded == [.bookings])
    #expect(snapshot.finding("file-by-headers")?.message == "export-17.csv is taken for bookings by its headers")
    #expect(snapshot.finding("unread-file") != nil)
    #expect(snapshot.files.filter { $0.table == nil }.map(\.file).sorted() == ["odd.csv"])
    #expect(snapshot.files.filter(\.hasFailed).map(\.file) == ["bookings.xlsx"])
  }

  @Test("several files of one table are one table, rows that they share once")
  func pages() throws {
    let snapshot = try Folder.load([
      "bookings.csv":
        "id,user,start,end\n2,a,2024-01-02T09:00,2024-01-02T10:00\n1,a,2024-01-01T09:00,2024-01-01T10:00\n",
      "bookings-week-2.csv":
        "id,start,end,user,note\n3,2024-01-03T09:00,2024-01-03T10:00,b,x\n2,2024-01-02T09:00,2024-01-02T10:00,a,\n"
        + "1,2024-01-01T09:00,2024-01-01T11:00,a,\n",
    ])
    #expect(snapshot.shown(.bookings, "id") == ["1", "2", "3"])
    #expect(snapshot.shown(.bookings, "note") == ["", "", "x"])
    #expect(snapshot.files.map(\.repeated).sorted() == [0, 2])
    #expect(snapshot.finding("differing-repeat")?.rows == ["1"])
  }
}
