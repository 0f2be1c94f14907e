import Diagnostics
import Store
import Testing

@testable import Importers

@Suite("rows that are rejected")
struct RejectedRowTests {
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
}
