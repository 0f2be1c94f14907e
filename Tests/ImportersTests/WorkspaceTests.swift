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

  @Test("a row that cannot be read makes nobody and nothing")
  func ghosts() throws {
    let text =
      "id,user,resource,type,start,end\n1,ann,D1,Desk,2024-03-04T09:00,2024-03-04T10:00\n"
      + "2,ghost,G1,Ghost,2024-03-04T09:00,never\n"
    for files in [["bookings.csv": Array(text.utf8)], ["bookings.csv.gz": Packed.gzip(text)]] {
      let snapshot = try Folder.load(bytes: files)
      #expect(snapshot.rejected.count == 1)
      #expect(snapshot.shown(.users, "id") == ["ann"])
      #expect(snapshot.shown(.resources, "id") == ["D1"])
      #expect(snapshot.shown(.types, "id").contains("Ghost") == false)
    }
  }

  @Test(
    "what a column seems to say that nothing reads is told",
    arguments: [
      // file                  text                                                                            found
      (
        "bookings.csv", "id,start,end,cancelled\n1,2024-03-04T09:00,2024-03-04T10:00,yes\n2,2024-03-04T09:00,,no\n",
        "1 unread-mark"
      ),
      ("bookings.csv", "id,start,end,Storniert am\n1,2024-03-04T09:00,2024-03-04T10:00,1.3.24\n", "1 unread-mark"),
      ("bookings.csv", "id,start,end,no_show,checkin\n1,2024-03-04T09:00,2024-03-04T10:00,1,missed\n", ""),
      ("bookings.csv", "id,start,end,cancelled,status\n1,2024-03-04T09:00,2024-03-04T10:00,1,cancelled\n", ""),
      (
        "resources.csv", "id,type,active,archived\n1,Desk,no,\n2,Desk,yes,\n3,Desk,,2024-01-01\n",
        "1 unread-mark, 1 unread-mark"
      ),
      ("memberships.csv", "id,plan,start,Active\nM1,Desk,2024-01-01,false\n", "1 unread-mark"),
      (
        "bookings.csv", "id,start,end,Start time,End time\n1,2024-03-04,2024-03-04,9:00,17:30\n",
        "1 unread-times, 1 unread-times"
      ),
      ("bookings.csv", "id,start,end,travel time\n1,2024-03-04T09:00,2024-03-04T17:00,00:30\n", ""),
      ("bookings.csv", "id,start,end,travel time\n1,2024-03-04,2024-03-04,half an hour\n", ""),
      (
        "bookings.csv",
        "id,start,end,kind\n1,2024-03-04T09:00,,flexible\n2,2024-03-04T09:00,,permanent\n3,2024-03-04T09:00,,\n",
        "1 open-without-reason"
      ),
    ])
  func unread(file: String, text: String, found: String) throws {
    for files in [[file: Array(text.utf8)], [file + ".gz": Packed.gzip(text)]] {
      let findings = try Folder.load(bytes: files).findings.filter {
        $0.code.hasPrefix("unread-") || $0.code == "open-without-reason"
      }
      #expect(findings.map { "\($0.count) \($0.code)" }.joined(separator: ", ") == found)
    }
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

  @Test("rows that are rejected late count with their own file, and are told with its lines")
  func lateRejects() throws {
    let snapshot = try Folder.load([
      "resources.csv": "id,type\nD,desk\n",
      "bookings-1.csv": "id,user,start,end\n1,a,2024-01-01T09:00,\n2,a,never,\n",
      "bookings-2.csv": "id,user,start,end\n3,a,2024-01-01T09:00,\n1,a,2024-01-01T09:00,\n",
      "bookings-3.csv": "id,user,start,end\n4,a,never,\n1,a,2024-01-01T09:00,\n3,a,2024-01-01T09:00,\n",
      "availability-1.csv": "resource,from,to\nD,2024-01-01,2024-01-31\nX,2024-01-01,2024-01-31\nD,never,\n",
      "availability-2.csv": "resource,from,to\nD,2024-02-01,2024-02-28\n",
      "availability-3.csv": "resource,from,to\nY,2024-03-01,2024-03-31\nD,2024-03-01,2024-02-01\n",
    ])
    func counts(_ count: KeyPath<FileReport, Int>) -> [String] {
      snapshot.files.filter { $0[keyPath: count] > 0 }.map { "\($0.file): \($0[keyPath: count])" }.sorted()
    }
    #expect(
      counts(\.rejected) == [
        "availability-1.csv: 2", "availability-3.csv: 2", "bookings-1.csv: 1", "bookings-3.csv: 1",
      ])
    #expect(counts(\.repeated) == ["bookings-2.csv: 1", "bookings-3.csv: 2"])
    #expect(
      snapshot.rejectedLines == [
        "availability-1.csv:3 resource: there is no resource “X”",
        "availability-1.csv:4 from: “never” is not a day as in 2024-03-15",
        "availability-3.csv:2 resource: there is no resource “Y”", "availability-3.csv:3 to: it ends before it begins",
        "bookings-1.csv:3 start: “never” is not a time as in 2024-03-15T09:00",
        "bookings-3.csv:2 start: “never” is not a time as in 2024-03-15T09:00",
      ])
  }
}

@Suite("tables")
struct TableTests {
  @Test(
    "rows that cannot be read are told with file, line, column and reason",
    arguments: [
      // file, text, expected
      (
        "users.csv", "id,name\n1,a\n2\n3,c,d\n",
        ["users.csv:3 : it has 1 cell, the header has 2", "users.csv:4 : it has 3 cells, the header has 2"]
      ),
      (
        "users.csv", "id,name\n,a\n\n \n2,\"b\nb\"\n,c\n",
        ["users.csv:2 id: it is empty", "users.csv:7 id: it is empty"]
      ),
      ("users.csv", "id,name\n1,\"a\"b\n", ["users.csv:2 : text follows the closing quote of its cell 2"]),
      (
        "memberships.csv", "id,start,end\n1,2024-02-01,2024-01-01\n2,2024-02-30,\n3,,\n4,2024-01-01,2024-01-01\n",
        [
          "memberships.csv:2 end: it ends before it begins", "memberships.csv:3 start: 2024-02 has no day 30",
          "memberships.csv:4 start: it is empty",
        ]
      ),
      (
        "bookings.csv",
        "id,start,end\n1,2024-01-01T09:00,2024-01-01T09:00\n2,2024-01-01T09:00,2024-01-01T08:00\n3,2024-13-01T09:00,\n4,2024-01-02,2024-01-01\n5,2024-01-01T09:00Z,2024-01-01T10:00\n",
        [
          "bookings.csv:2 end: it ends when it starts", "bookings.csv:3 end: it ends before it starts",
          "bookings.csv:4 start: there is no month 13",
          "bookings.csv:5 end: it ends before it starts",
          "bookings.csv:6 end: one of start and end has an offset from UTC and the other has none",
        ]
      ),
      (
        "resources.csv", "id,type,size,area\n1,desk,x,\n2,desk,-1,\n3,desk,1,99999999999999999999\n4,,1,\n",
        [
          "resources.csv:2 size: “x” is not a number as in 12 or 3.5", "resources.csv:3 size: “-1” is below zero",
          "resources.csv:4 area: “99999999999999999999” is too large", "resources.csv:5 type: it is empty",
        ]
      ),
      (
        "resource_types.csv", "name,counts_as,category,primary\nPod,chair,,\nLab,,kitchen,\nBay,desk,other,maybe\n",
        [
          "resource_types.csv:2 counts_as: “chair” is neither desk nor space",
          "resource_types.csv:3 category: “kitchen” is none of workstation, home_office, parking, meeting_room, other",
          "resource_types.csv:4 primary: “maybe” is neither yes nor no",
        ]
      ),
      ("holidays.csv", "day,name\nmonday,x\n", ["holidays.csv:2 day: “monday” is not a day as in 2024-03-15"]),
    ] as [(String, String, [String])])
  func rejected(file: String, text: String, reasons: [String]) throws {
    let snapshot = try Folder.load([file: text])
    #expect(snapshot.rejectedLines == reasons)
    #expect(snapshot.files[0].rejected == reasons.count)
  }

  @Test("a required link to nothing rejects the row; an optional one is missing, and a finding")
  func links() throws {
    let snapshot = try Folder.load([
      "locations.csv": "id,name\nB,Berlin\nS,Sofia\n",
      "resources.csv":
        "id,name,type,location\n1,Desk 1,desk,berlin\n2,Desk 2,desk,B\n3,Twin,desk,Paris\n4,twin,desk,s\n",
      "users.csv": "id,name,email\n1,Alice,alice@x.org\n2,Bob,bob@x.org\n3,bob,other@x.org\n",
      "availability.csv":
        "resource,from,to,state\n1,2024-01-01,2024-01-31,blocked\ndesk 2,,,open\ntwin,,,open\n9,,,open\n1,,,shut\n",
      "bookings.csv":
        "id,user,resource,start,end\n1,ALICE,1,2024-01-01T09:00,\n2,bob@X.org, Desk 2 ,2024-01-01T09:00,\n3,bob,9,2024-01-01T09:00,\n4,,,2024-01-01T09:00,\n",
    ])
    #expect(snapshot.shown(.resources, "location") == ["B", "B", "", "S"])
    #expect(snapshot.shown(.bookings, "user") == ["1", "2", "", ""])
    #expect(snapshot.shown(.bookings, "resource") == ["1", "2", "", ""])
    #expect(snapshot.shown(.availability, "resource") == ["1", "2"])
    #expect(
      snapshot.rejectedLines == [
        "availability.csv:4 resource: there is no resource “twin”",
        "availability.csv:5 resource: there is no resource “9”",
        "availability.csv:6 state: “shut” is neither open nor blocked",
      ])
    let dangling = snapshot.findings.filter { $0.code == "dangling-link" }.map(\.message)
    #expect(
      dangling == [
        "1 row names a location that locations does not have, as “Paris”",
        "1 row names a user that users does not have",
        "1 row names a resource that resources does not have, as “9”",
      ])
  }

  @Test("what no file describes is known by what others call it")
  func openTables() throws {
    let snapshot = try Folder.load([
      "bookings.csv":
        "id,user,resource,type,start,end\n1,Alice,D1,desk,2024-01-01T09:00,\n2,alice,d1,desk,2024-01-02T09:00,\n3,Bob,,lounge,2024-01-03T09:00,\n"
    ])
    #expect(snapshot.shown(.users, "id") == ["Alice", "Bob"])
    #expect(snapshot.shown(.resources, "id") == ["D1"])
    #expect(snapshot.shown(.bookings, "user") == ["Alice", "Alice", "Bob"])
    #expect(snapshot.loaded == [.bookings])
    #expect(snapshot.finding("unknown-type")?.rows == ["lounge"])
    #expect(snapshot.findings.filter { $0.code == "table-missing" }.count == 2)
  }

  @Test("types: the built-in ones, overridden and extended")
  func types() throws {
    let snapshot = try Folder.load([
      "resource_types.csv":
        "name,counts_as,category,primary,colour\nhot-desk,,,no,red\nPhone Box,space,meeting room,yes,\n",
      "resources.csv":
        "id,type\n1,office\n2,hot_desk\n3,HOT\u{A0}DESK\n4,room\n5,phonebox\n6,Bench\n7,office desk\n8,DedicatedDesk\n",
    ])
    #expect(
      snapshot.shown(.resources, "type") == [
        "Private Office", "Hotdesk", "Hotdesk", "Meeting Room", "Phone Box", "Bench", "Office Desk", "Dedicated Desk",
      ])
    let types = snapshot.table(.types)
    let rows = (0..<types.rowCount).map { row in
      ["name", "counts_as", "category", "primary", "primary_without_parent", "colour"].map {
        types.shown($0, row, in: snapshot)
      }
    }
    #expect(
      rows == [
        ["Private Office", "space", "workstation", "yes", "no", ""],
        ["Dedicated Desk", "desk", "workstation", "yes", "no", ""],
        ["Hotdesk", "desk", "workstation", "no", "no", "red"],
        ["Desk", "desk", "workstation", "yes", "no", ""],
        ["Office Desk", "desk", "workstation", "no", "yes", ""],
        ["Parking", "space", "parking", "no", "no", ""],
        ["Meeting Room", "space", "meeting_room", "no", "no", ""],
        ["Home Office", "", "home_office", "no", "no", ""],
        ["Phone Box", "space", "meeting_room", "yes", "yes", ""],
        ["Bench", "", "other", "no", "no", ""],
      ])
  }

  @Test("children have their parent's location and floor; circles are cut; sizes are filled")
  func families() throws {
    let snapshot = try Folder.load([
      "locations.csv": "id\nA\nB\n",
      "resources.csv": """
      id,type,location,floor,parent,size
      d2,office_desk,,,d1,
      d1,office_desk,B,,o1,
      o1,office,A,2,,
      o2,office,A,,,
      o3,office,A,,,0
      p1,parking,A,,,
      x,desk,,,z,
      y,desk,,,x,
      z,desk,,,y,
      s,desk,,,s,3
      """,
    ])
    #expect(
      snapshot.byId(.resources, "location") == [
        "d2": "A", "d1": "A", "o1": "A", "o2": "A", "o3": "A", "p1": "A", "x": "", "y": "", "z": "", "s": "",
      ])
    #expect(snapshot.byId(.resources, "floor")["d2"] == "2")
    #expect(
      snapshot.byId(.resources, "size") == [
        "d2": "1", "d1": "1", "o1": "", "o2": "", "o3": "0", "p1": "", "x": "1", "y": "1", "z": "1", "s": "3",
      ])
    #expect(snapshot.byId(.resources, "parent")["x"] == "")
    #expect(snapshot.byId(.resources, "parent")["y"] == "x")
    #expect(snapshot.byId(.resources, "parent")["s"] == "")
    #expect(snapshot.finding("parent-cycle")?.rows == ["x", "s"])
    #expect(snapshot.finding("office-without-size")?.rows == ["o2"])
    #expect(snapshot.finding("location-of-parent")?.rows == ["d1"])
  }

  @Test("days are inclusive outside and half-open inside; the year 9999 is never")
  func days() throws {
    let snapshot = try Folder.load([
      "resources.csv":
        "id,type,available_from,available_to\n1,desk,2024-01-01,2024-01-31\n2,desk,,\n3,desk,,9999-12-31\n4,desk,2024-02-01,2024-01-01\n"
    ])
    let table = snapshot.table(.resources)
    #expect(table.days("available_from") == [19723, .min, .min, 19754])
    #expect(table.days("available_to") == [19754, .max, .max, 19724])
    #expect(snapshot.finding("closed-before-opened")?.rows == ["4"])
  }

  @Test("numbers keep six decimals, and say when more were there")
  func numbers() throws {
    let snapshot = try Folder.load(["plans.csv": "id,price\n1,12.5\n2,\n3,0.1234565\n4,\"7\"\n"])
    #expect(snapshot.shown(.plans, "price") == ["12.5", "", "0.123456", "7"])
    #expect(snapshot.finding("rounded-number")?.rows == ["3"])
    #expect(snapshot.table(.plans).numbers("price")?.validity?.population == 3)
  }

  @Test("memberships take type, price and location from plan and resource; status words have a standing")
  func memberships() throws {
    let snapshot = try Folder.load([
      "locations.csv": "id\nA\nB\n",
      "resources.csv": "id,type,location\nr1,desk,A\n",
      "plans.csv": "id,name,type,price\np1,Flex,hotdesk,190\np2,Fix,dedicated desk,\n",
      "memberships.csv": """
      id,plan,plan_type,resource,location,start,end,price,status
      1,p1,,,,2024-01-01,,,
      2,flex,desk,r1,,2024-01-01,2024-01-31,100,Approved
      3,p2,,r1,B,2024-01-01,,,not_approved
      4,,,,,2024-01-01,2024-06-30,5,CANCELED
      5,,,,,2024-01-01,,5,cancelled
      6,,,,,2024-01-01,,5,on hold
      """,
    ])
    #expect(snapshot.shown(.memberships, "plan_type") == ["Hotdesk", "Desk", "Dedicated Desk", "", "", ""])
    #expect(snapshot.shown(.memberships, "price") == ["190", "100", "", "5", "5", "5"])
    #expect(snapshot.shown(.memberships, "location") == ["", "A", "B", "", "", ""])
    #expect(
      snapshot.shown(.memberships, "standing") == [
        "approved", "approved", "unapproved", "cancelled", "unapproved", "unapproved",
      ])
    #expect(snapshot.finding("cancelled-without-end")?.rows == ["5"])
    #expect(snapshot.finding("unknown-status")?.rows == ["6"])
  }

  @Test(
    "a membership without a price is told where others have one",
    arguments: [
      // memberships: plan, price, status; rows without a price
      (["p1,,", "p2,,", ",,", "p2,7,"], ["2", "3"]),
      (["p1,,", "p2,,rejected"], nil),  // it never counts
      (["p2,,", ",,"], nil),  // nobody has one
      (["p2,0,", "p1,,"], nil),  // for free, and it says so
    ] as [([String], [String]?)])
  func unpriced(memberships: [String], expected: [String]?) throws {
    let lines = memberships.enumerated().map { "\($0 + 1),2024-01-01,\($1)" }
    let snapshot = try Folder.load([
      "plans.csv": "id,price\np1,190\np2,\n",
      "memberships.csv": "id,start,plan,price,status\n" + lines.joined(separator: "\n"),
    ])
    let finding = snapshot.finding("membership-without-price")
    #expect(finding?.rows == expected)
    if let finding {
      #expect(finding.message == "2 memberships have no price, and no plan that has one; they count as 0")
    }
  }

  @Test("assignments hold the short form of memberships, too")
  func assignments() throws {
    let snapshot = try Folder.load([
      "resources.csv": "id,type\nr1,desk\nr2,desk\n",
      "memberships.csv": "id,resource,start\n1,r1,2024-01-01\n2,r1,2024-01-01\n3,r1,2024-01-01\n4,,2024-01-01\n",
      "assignments.csv":
        "membership,resource,from,to,note\n2,r1,2024-01-01,2024-01-31,a\n2,r2,2024-02-01,,b\n3,r2,,,c\n9,r1,,,d\n3,r1,2024-02-01,2024-01-01,e\n",
    ])
    let table = snapshot.table(.assignments)
    let rows = (0..<table.rowCount).map { row in
      ["membership", "resource", "from", "to", "origin", "note"].map { table.shown($0, row, in: snapshot) }
    }
    #expect(
      rows == [
        ["2", "r1", "2024-01-01", "2024-02-01", "assignment", "a"],
        ["2", "r2", "2024-02-01", "", "assignment", "b"],
        ["3", "r2", "", "", "assignment", "c"],
        ["1", "r1", "", "", "membership", ""],
      ])
    #expect(snapshot.finding("differing-assignment")?.rows == ["3"])
    #expect(snapshot.rejected.map(\.line) == [5, 6])
  }

  @Test(
    "one id is one row: equal repeats are counted, other ones told",
    arguments: [
      ("1,a\n2,b\n1,a\n2,c\n", ["1", "2"], 2, ["users.csv:3"]),
      ("x,a\ny,b\nx,a\nx,c\n", ["x", "y"], 2, ["users.csv:2"]),
      ("12345678901,a\n2,b\n12345678901,a\n", ["12345678901", "2"], 1, []),
      ("1,a\n1.0,a\n01,a\n", ["1", "1.0", "01"], 0, []),
    ])
  func repeats(rows: String, ids: [String], repeated: Int, differing: [String]) throws {
    let snapshot = try Folder.load(["users.csv": "id,name\n" + rows])
    #expect(snapshot.shown(.users, "id") == ids)
    #expect(snapshot.files[0].repeated == repeated)
    #expect(snapshot.finding("differing-repeat")?.rows ?? [] == differing)
  }

  @Test("places have zones, opening hours and holidays")
  func places() throws {
    let snapshot = try Folder.load([
      "locations.csv": "id,timezone,open_hours\n1,Europe/Berlin,08:00-18:30\n2,Europe/Berlin,\n3,,9 to 5\n",
      "holidays.csv": "day,location,name\n2024-01-01,,New Year\n2024-05-02,2,Local\n2024-05-03,9,Nowhere\n",
    ])
    let places = snapshot.calendar.places
    #expect(places.map(\.zone.name) == ["Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "Europe/Berlin"])
    #expect(places.map(\.openHours) == [540..<1020, 480..<1110, 540..<1020, 540..<1020])
    let newYear = Day(iso: "2024-01-01")!.number
    let local = Day(iso: "2024-05-02")!.number
    #expect(places.map(\.holidays) == [[newYear], [newYear], [newYear, local], [newYear]])
    #expect(snapshot.finding("bad-open-hours")?.rows == ["3"])
    #expect(snapshot.rejectedLines == ["holidays.csv:4 location: there is no location “9”"])
  }
}
