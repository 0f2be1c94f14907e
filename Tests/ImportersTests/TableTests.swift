import Calculus
import Diagnostics
import Store
import Testing

@testable import Importers

@Suite("tables")
struct TableTests {
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
