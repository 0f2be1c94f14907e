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

  @Test(
    "SCIM events: a cost centre may be named in the path of an operation or in its value, or stand in the whole user",
    arguments: [
      // what the second event says                                                             centres, rejected
      ("patch", #"{"op": "replace", "path": "URN:costCenter", "value": "B"}"#, ["A", "B"], 0),
      ("patch", #"{"op": "replace", "value": {"URN:costCenter": "B"}}"#, ["A", "B"], 0),
      ("patch", #"{"op": "Replace", "value": {"URN": {"costCenter": "B"}}}"#, ["A", "B"], 0),
      ("patch", #"{"op": "add", "path": "URN", "value": {"costCenter": "B", "department": "x"}}"#, ["A", "B"], 0),
      ("patch", #"{"op": "replace", "path": "displayName", "value": "B"}"#, ["A"], 0),
      ("patch", #"{"op": "remove", "path": "URN:costCenter"}"#, ["A"], 1),
      ("put", #"{"schemas": ["URN"], "userName": "u1", "URN": {"costCenter": "B"}}"#, ["A", "B"], 0),
      ("create", #"{"schemas": ["URN"], "userName": "u1", "URN": {"costCenter": "B"}}"#, ["A", "B"], 0),
    ])
  func scimEvents(kind: String, told: String, centers: [String], rejected: Int) throws {
    func event(_ time: Int, _ kind: String, _ data: String) -> String {
      #"{"iat": \#(time), "sub_id": {"externalId": "u1"}, "events": {"urn:ietf:params:scim:event:prov:\#(kind):full": "#
        + #"{"data": \#(data)}}}"#
    }
    let first = #"{"Operations": [{"op": "add", "path": "URN:costCenter", "value": "A"}]}"#
    let second = kind == "patch" ? #"{"Operations": [\#(told)]}"# : told
    let text = "[" + event(1_704_067_200, "patch", first) + "," + event(1_709_251_200, kind, second) + "]"
    let snapshot = try Folder.load([
      "users.csv": "id,name\nu1,Ann\n",
      "events.json": text.replacing("URN", with: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
    ])
    #expect(snapshot.shown(.history, "cost_center") == centers)
    #expect(snapshot.rejected.count == rejected)
  }

  @Test(
    "Outlook: a meeting that was called off, whatever language its organizer has",
    arguments: [
      ("Canceled: Lunch", "cancelled"), ("Abgesagt: Essen", "cancelled"), ("Cancelled: Tea", "cancelled"),
      ("Lunch, Canceled: no", "valid"),
    ])
  func calledOff(subject: String, standing: String) throws {
    let english = [
      "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer,Meeting Resources",
      "\"\(subject)\",3/19/2024,12:00:00 PM,3/19/2024,1:00:00 PM,False,Ann,Hudson",
    ]
    let german = [
      "Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Ganztägiges Ereignis,Besprechungsplanung,Besprechungsressourcen",
      "\"\(subject)\",19.3.2024,12:00:00,19.3.2024,13:00:00,Aus,Ann,Elbe",
    ]
    for lines in [english, german] {
      let snapshot = try Folder.load(["calendar.csv": lines.joined(separator: "\n") + "\n"])
      #expect(snapshot.shown(.bookings, "standing") == [standing])
    }
  }

  @Test(
    "MRBS, German: bookings of one room are told apart by whichever header has their start",
    arguments: [
      "Anfangsdatum", "Anfangszeit", "Startzeit",
    ])
  func mrbs(header: String) throws {
    let rows = ["4", "11"].map {
      "A,Haus,Raum 1,2024-03-\($0.count == 1 ? "0" : "")\($0) 09:00,2024-03-\($0.count == 1 ? "0" : "")\($0) 10:00,ann"
    }
    let text = "Kurzbeschreibung,Bereich,Raum,\(header),Endzeit,Erstellt von\n" + rows.joined(separator: "\n") + "\n"
    #expect(try Folder.load(["bericht.csv": text]).table(.bookings).rowCount == 2)
  }

  @Test("error cells are told of the table that they are in")
  func errorCells() throws {
    let sheet = Packed.workbook(
      rows: "<row><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>start</t></is></c>"
        + "<c t=\"inlineStr\"><is><t>price</t></is></c></row>"
        + "<row><c t=\"inlineStr\"><is><t>M1</t></is></c><c t=\"inlineStr\"><is><t>2024-01-01</t></is></c>"
        + "<c t=\"e\"><v>#REF!</v></c></row>", texts: "")
    let snapshot = try Folder.load(bytes: ["memberships.xlsx": sheet])
    let told = snapshot.findings.filter { $0.message.contains("#REF!") }
    #expect(told.map(\.table) == [.memberships])
  }
}
