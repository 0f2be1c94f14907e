import Store
import Testing

@testable import Importers

/// What `map` says, through the whole loader.
@Suite("maps of a workspace")
struct CorrectionTests {
  @Test(
    "a map of a canonical file: header, text, words, sums, alternatives",
    arguments: [
      // map                                                     header and row                   column      value
      ("bookings.user = \"Booked for\"", "id,start,Booked for,end\n1,2024-03-04T09:00,ann,", "user", "ann"),
      // What is mapped goes before the column's own name, which is kept beside it.
      ("bookings.user = \"Booked for\"", "id,start,user,Booked for,end\n1,2024-03-04T09:00,bob,ann,", "user", "ann"),
      ("bookings.start = \"When\"", "id,When,end\n1,2024-03-04T09:00,", "start", "2024-03-04T09:00"),
      ("bookings.start = \"When\" as dmy", "id,When,end\n1,3/4/2024 9:00,", "start", "2024-04-03T09:00"),
      (
        "bookings.start = \"Day\" as dmy, date with \"Time\"", "id,Day,Time,end\n1,3.4.2024,9:30,", "start",
        "2024-04-03T09:30"
      ),
      ("bookings.start = \"Day\" as at 08:15", "id,Day,end\n1,2024-04-03,", "start", "2024-04-03T08:15"),
      (
        "bookings.end = \"Hours\" as hours after start", "id,start,Hours\n1,2024-04-03T09:00,1.5", "end",
        "2024-04-03T10:30"
      ),
      ("bookings.cost_center = \"R&D\" as text", "id,start,end\n1,2024-03-04T09:00,", "cost_center", "R&D"),
      // A text fills what is empty.
      (
        "bookings.cost_center = \"R&D\" as text", "id,start,cost_center,end\n1,2024-03-04T09:00,,", "cost_center", "R&D"
      ),
      (
        "bookings.cost_center = \"R&D\" as text", "id,start,cost_center,end\n1,2024-03-04T09:00,Ops,", "cost_center",
        "Ops"
      ),
      (
        "bookings.status = \"State\" as x = cancelled, * = approved", "id,start,State,end\n1,2024-03-04T09:00,X,",
        "status",
        "cancelled"
      ),
      (
        "bookings.status = \"State\" as x = cancelled, * = approved", "id,start,State,end\n1,2024-03-04T09:00,7,",
        "status",
        "approved"
      ),
      (
        "bookings.user = \"First\" + \"Last\"", "id,start,First,Last,end\n1,2024-03-04T09:00,Ann,Adler,", "user",
        "Ann Adler"
      ),
      ("bookings.user = \"First\" + \"Last\"", "id,start,First,Last,end\n1,2024-03-04T09:00,,Adler,", "user", "Adler"),
      ("bookings.user = \"Mail\" or \"Name\"", "id,start,Mail,Name,end\n1,2024-03-04T09:00,,Ann,", "user", "Ann"),
      ("bookings.user = \"Mail\" or \"Name\"", "id,start,Name,end\n1,2024-03-04T09:00,Ann,", "user", "Ann"),
      ("bookings.user = \"People\" as first", "id,start,People,end\n1,2024-03-04T09:00,ann;bob,", "user", "ann"),
      ("bookings.Team colour = \"T\" as r = red", "id,start,T,end\n1,2024-03-04T09:00,R,", "Team colour", "red"),
    ])
  func canonical(map: String, text: String, column: String, value: String) throws {
    let snapshot = try Folder.load(["bookings.csv": text + "\n"], settings: try Folder.settings(maps: [map]))
    #expect(snapshot.rejectedLines == [])
    #expect(snapshot.shown(.bookings, column) == [value])
    #expect(snapshot.finding("unused-map") == nil)
  }

  @Test("a text gives even what a table needs")
  func neededText() throws {
    let snapshot = try Folder.load(
      ["resources.csv": "id,name\n1,One\n"],
      settings: try Folder.settings(maps: ["resources.type = \"Desk\" as text"]))
    #expect(snapshot.shown(.resources, "type") == ["Desk"])
  }

  private static let deskbird = """
    [{"id": "b1", "userId": "u1", "zoneItemId": "z1", "zoneItemName": "Desk 1", "bookingStatus": "running",
      "bookingStartTime": 1709542800000, "bookingEndTime": 1709571600000, "team": "Sales", "kst": "0420"}]
    """

  @Test(
    "a map of a vendor's file goes before its layout",
    arguments: [
      ("bookings.cost_center = \"kst\"", TableName.bookings, "cost_center", "0420"),
      ("bookings.cost_center = \"none\" or \"team\" as Sales = Vertrieb", .bookings, "cost_center", "Vertrieb"),
      ("bookings.resource = \"zoneItemName\"", .bookings, "resource", "z1"),
      ("bookings.status = \"bookingStatus\" as running = cancelled", .bookings, "status", "cancelled"),
      ("resources.type = \"Parking\" as text", .resources, "type", "Parking"),
    ])
  func vendor(map: String, table: TableName, column: String, value: String) throws {
    let snapshot = try Folder.load(
      ["bookings.json": Self.deskbird], settings: try Folder.settings(maps: [map]))
    #expect(snapshot.shown(table, column) == [value])
    #expect(snapshot.finding("unused-map") == nil)
  }

  @Test(
    "a map that no file follows is told",
    arguments: [
      (
        "bookings.user = \"Booked fro\"",
        "map bookings.user = \"Booked fro\" changes nothing: no file of bookings has a column “Booked fro”"
      ),
      (
        "bookings.user = \"A\" or \"B\" as first",
        "map bookings.user = \"A\" or \"B\" as first changes nothing: no file of bookings has a column “A” or “B”"
      ),
      (
        "memberships.price = \"Booked for\"",
        "map memberships.price = \"Booked for\" changes nothing: no file of memberships has a column “Booked for”"
      ),
      (
        "memberships.currency = \"EUR\" as text",
        "map memberships.currency = \"EUR\" as text changes nothing: no file fills memberships"
      ),
    ])
  func unused(map: String, told: String) throws {
    let snapshot = try Folder.load(
      ["bookings.csv": "id,start,end,Booked for\n1,2024-03-04T09:00,,ann\n"], settings: try Folder.settings(maps: [map])
    )
    #expect(snapshot.finding("unused-map")?.message == told)
    #expect(snapshot.shown(.bookings, "id") == ["1"])
  }
}
