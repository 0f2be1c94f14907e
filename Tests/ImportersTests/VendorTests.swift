import Store
import Testing

@testable import Importers

/// What is odd in the exports of some systems, a row each.
@Suite("oddities of systems")
struct VendorTests {
  @Test(
    "OfficeRnD: a membership's own price goes before that of its plan",
    arguments: [
      // what is said of the price                                                       price
      ("\"price\":100", "100"), ("\"price\":100,\"discountedPrice\":90", "90"),
      ("\"price\":100,\"discountedPrice\":null", "100"), ("\"price\":null,\"discountedPrice\":null", "400"),
      ("\"price\":0", "0"), ("\"price\":100,\"intervalLength\":\"month\",\"intervalCount\":1", "100"),
    ])
  func ownPrice(told: String, price: String) throws {
    let snapshot = try Folder.load([
      "memberships.json": "[{\"_id\":\"m1\",\"plan\":\"p1\",\"startDate\":\"2024-03-01T00:00:00.000Z\","
        + "\"endDate\":null,\"status\":\"approved\",\(told)}]",
      "plans.csv": "id,name,price\np1,Desk,400\n",
    ])
    #expect(snapshot.shown(.memberships, "price") == [price])
  }

  @Test(
    "Robin: what says whether a reservation was cancelled",
    arguments: [
      // Canceled, standing of the booking, unknown words
      ("True", "cancelled", 0), ("yes", "cancelled", 0), ("1", "cancelled", 0), ("false", "valid", 0),
      ("0", "valid", 0),
      ("No", "valid", 0), ("", "valid", 0), ("Y", "cancelled", 0), ("2", "pending", 1),
    ])
  func cancelled(word: String, standing: String, unknown: Int) throws {
    let maps = ["bookings.start = \"Planned Start Time\"", "bookings.end = \"Planned End Time\""]
    let snapshot = try Folder.load(
      [
        "dashboard.csv": "Actual Start Time,Actual End Time,Assignee Email,Building,Canceled,Desk ID,"
          + "Planned Start Time,Planned End Time,Reservation ID\n,,ann@x.org,HQ,\(word),7,"
          + "2024-03-04 09:00,2024-03-04 10:00,r1\n"
      ], settings: try Folder.settings(maps: maps))
    #expect(snapshot.shown(.bookings, "standing") == [standing])
    #expect(snapshot.finding("unknown-status")?.count ?? 0 == unknown)
  }

  @Test("Nexudus: times without a mark are UTC in the API's answers, those of the place in tables")
  func nexudus() throws {
    let locations = "id,timezone\nRiverside,America/New_York\n"
    let json =
      "[{\"Id\":1002,\"ResourceName\":\"Desk\",\"ResourceBusinessName\":\"Riverside\",\"CoworkerFullName\":\"Ann\","
      + "\"FromTime\":\"2024-03-21T13:00:00\",\"ToTime\":\"2024-03-21T16:00:00\","
      + "\"CancellationReason\":\"NotCheckedIn\"}]"
    let table =
      "Id,ResourceName,ResourceBusinessName,CoworkerFullName,FromTime,ToTime,CancellationReason\n"
      + "1002,Desk,Riverside,Ann,2024-03-21 13:00,2024-03-21 16:00,NotCheckedIn\n"
    let api = try Folder.load(["locations.csv": locations, "cancelled.json": json])
    let saved = try Folder.load(["locations.csv": locations, "cancelled.csv": table])
    #expect(api.shown(.bookings, "start") == ["2024-03-21T09:00"])
    #expect(saved.shown(.bookings, "start") == ["2024-03-21T13:00"])
    #expect(api.files.first { $0.table == .bookings }?.clock == "UTC")
    #expect(saved.files.first { $0.table == .bookings }?.clock == "as written")
  }

  @Test("Seatsurfing: a sheet of bookings that was saved as text; days of presence only as a workbook")
  func seatsurfing() throws {
    let snapshot = try Folder.load([
      "seats.csv": "Name,Area,Space,Enter,Leave,Subject\nann,HQ,D1,2024-03-04 09:00,2024-03-04 17:00,\n",
      "rota.csv": "Name,2024-03-04,2024-03-05\nann,1,0\n",
    ])
    #expect(snapshot.files.first { $0.file == "seats.csv" }?.layout == "seatsurfing-bookings")
    #expect(snapshot.shown(.bookings, "start") == ["2024-03-04T09:00"])
    #expect(snapshot.files.first { $0.file == "rota.csv" }?.state == .leftOut)
  }

  @Test("what is no row of any table says why")
  func noRow() throws {
    let event =
      "[{\"iat\":1709546400,\"events\":{\"urn:ietf:params:scim:event:prov:patch:full\":{\"data\":{\"Operations\":\"none\"}}}}]"
    let snapshot = try Folder.load(["events.json": event, "users.csv": "id\n1\n"])
    let report = snapshot.files.first { $0.file == "events.json" }
    #expect(report?.state == .leftOut)
    #expect(report?.problems.map(\.code) == ["no-row-fits"])
    // What only gives names to others is of use.
    let names = "{\"data\":[{\"id\":\"c\",\"type\":\"costCenters\",\"attributes\":{\"name\":\"A\",\"number\":\"4\"}}]}"
    let named = try Folder.load(["centers.json": names, "users.csv": "id\n1\n"])
    #expect(named.files.first { $0.file == "centers.json" }?.state == .read)
    // A request without the token around it is nobody's export.
    let request = try Folder.load([
      "log.json":
        "[{\"receivedAt\":\"2024-03-04T10:00:00Z\",\"Operations\":[{\"path\":\"costCenter\",\"value\":\"x\"}]}]",
      "users.csv": "id\n1\n",
    ])
    #expect(request.files.first { $0.file == "log.json" }?.problems.map(\.code) == ["unmatched-file"])
  }

  @Test("a header that is called like a column of the table is told where it is kept")
  func keptHeader() throws {
    let snapshot = try Folder.load([
      "memberships.json": "[{\"_id\":\"m1\",\"plan\":\"p1\",\"startDate\":\"2024-03-01\",\"endDate\":null,"
        + "\"price\":1,\"status\":\"approved\",\"end\":\"later\",\"note\":\"x\"}]"
    ])
    let columns = try #require(snapshot.files.first { $0.table == .memberships }).columns
    #expect(
      columns.filter { $0.isAttribute && $0.isThere }.map { "\($0.name) \($0.written)" } == [
        "end 2 \"end\"", "note \"note\"",
      ])
    #expect(snapshot.shown(.memberships, "end 2") == ["later"])
  }
}
