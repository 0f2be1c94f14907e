import Calculus
import Foundation
import Store
import Testing

@testable import Importers

@Suite("bookings")
struct BookingTests {
  @Test("words of the export become those that metrics know")
  func words() throws {
    let snapshot = try Folder.load([
      "bookings.csv": """
      id,start,end,status,checkin,kind
      1,2024-01-01T09:00,2024-01-01T10:00,,Checked-In,Flexible
      2,2024-01-01T09:00,2024-01-01T10:00,Confirmed,not required,PERMANENT
      3,2024-01-01T09:00,2024-01-01T10:00,CANCELED,missed,
      4,2024-01-01T09:00,2024-01-01T10:00,denied,,
      5,2024-01-01T09:00,2024-01-01T10:00,tentative,maybe,
      6,2024-01-01T09:00,2024-01-01T10:00,odd word,,
      """
    ])
    #expect(snapshot.shown(.bookings, "standing") == ["valid", "valid", "cancelled", "rejected", "pending", "pending"])
    #expect(snapshot.shown(.bookings, "checkin") == ["checked_in", "not_required", "missed", "", "", ""])
    #expect(snapshot.shown(.bookings, "kind") == ["flexible", "permanent", "", "", "", ""])
    #expect(snapshot.finding("unknown-status")?.message == "status “odd word” is not known here; taken as pending")
    #expect(snapshot.finding("unknown-checkin")?.rows == ["5"])
  }

  @Test(
    "a booking without a cost centre gets the one that its person had then",
    arguments: [
      // user, start, expected
      ("1", "2024-01-31T23:59", "default"),  // before the first entry
      ("1", "2024-02-01T00:00", "Sales"),  // the moment of effect
      ("1", "2024-03-01T12:00", "R&D"),  // the later row of equal ones; spelling of the first
      ("1", "2024-08-01T09:00", "R&D"),  // not yet started: what is in force today, not the change of 20 July
      ("2", "2024-01-01T09:00", "Legal"),  // no history: the profile's
      ("3", "2024-01-01T09:00", "default"),
      ("", "2024-01-01T09:00", "(unknown)"),
      ("9", "2024-01-01T09:00", "(unknown)"),
    ])
  func stamp(user: String, start: String, center: String) throws {
    let snapshot = try Folder.load([
      "users.csv": "id,cost_center\n1,Other\n2,Legal\n3,\n",
      "cost_center_history.csv":
        "user,cost_center,from\n1,Sales,2024-02-01\n1,Ops,2024-03-01T12:00\n1, R&D ,2024-03-01 12:00\n1,r&d,2024-04-01\n1,Later,2024-07-20\n",
      "bookings.csv":
        "id,user,start,end,cost_center\n1,\(user),\(start),,\n2,1,2024-05-01T09:00,2024-05-01T10:00, LEGAL \n",
    ])
    let centers = Dictionary(
      uniqueKeysWithValues: zip(snapshot.shown(.bookings, "id"), snapshot.shown(.bookings, "cost_center")))
    #expect(centers["1"] == center)
    #expect(centers["2"] == "Legal")  // one name ignoring case
    #expect(snapshot.shown(.history, "cost_center") == ["Sales", "Ops", "R&D", "R&D", "Later"])
  }

  @Test("a check-out that is not after the check-in is told")
  func checkouts() throws {
    let snapshot = try Folder.load([
      "bookings.csv": """
      id,start,end,checked_in_at,checked_out_at
      1,2024-01-01T09:00,2024-01-01T10:00,2024-01-01T09:05,2024-01-01T09:05
      2,2024-01-01T09:00,2024-01-01T10:00,2024-01-01T09:05,2024-01-01T09:06
      3,2024-01-01T09:00,2024-01-01T10:00,,2024-01-01T09:06
      4,2024-01-01T09:00,2024-01-01T10:00,2024-01-01T09:05,
      5,2024-01-01T09:00,2024-01-01T10:00,2024-01-02T09:05,2024-01-01T10:00
      6,2024-01-01T09:00,2024-01-01T10:00,,
      """
    ])
    let finding = snapshot.finding("check-out-before-check-in")
    #expect(finding?.rows == ["1", "5"])
    #expect(
      finding?.message
        == "2 bookings have a check-out that is not after the check-in; their booked times are taken")
  }

  @Test("the default cost centre is a setting")
  func defaultCenter() throws {
    let snapshot = try Folder.load(
      ["bookings.csv": "id,user,start,end\n1,a,2024-01-01T09:00,\n"],
      settings: try Folder.settings(["default_cost_center": "4000"]))
    #expect(snapshot.shown(.bookings, "cost_center") == ["4000"])
  }

  @Test("the type is the booking's own, else its resource's")
  func types() throws {
    let snapshot = try Folder.load([
      "resources.csv": "id,type\n1,hotdesk\n",
      "bookings.csv":
        "id,resource,type,start,end\n1,1,,2024-01-01T09:00,\n2,1,parking,2024-01-02T09:00,\n3,,,2024-01-03T09:00,\n",
    ])
    #expect(snapshot.shown(.bookings, "type") == ["Hotdesk", "Parking", ""])
  }

  @Test(
    "shapes: days, open ends, changes of the offset",
    arguments: [
      // start, end, start and end on the clock, shape
      ("2024-03-15T09:00", "2024-03-15T10:00", "2024-03-15T09:00", "2024-03-15T10:00", "plain"),
      ("2024-03-15", "2024-03-16", "2024-03-15T00:00", "2024-03-17T00:00", "allDay"),
      ("2024-03-15", "2024-03-15", "2024-03-15T00:00", "2024-03-16T00:00", "allDay"),
      ("2024-03-15", "", "2024-03-15T00:00", "", "openEnded"),
      ("2024-03-15T09:00", "", "2024-03-15T09:00", "", "openEnded"),
      ("2024-03-15T09:00", "9999-12-31", "2024-03-15T09:00", "", "openEnded"),
      ("2024-03-15T09:00", "2024-03-15", "2024-03-15T09:00", "2024-03-16T00:00", "plain"),
      // Berlin, spring: 02:00 becomes 03:00 on 31 March 2024.
      ("2024-03-31T01:00", "2024-03-31T02:00", "2024-03-31T01:00", "2024-03-31T02:00", "00:00Z–01:00Z"),
      ("2024-03-31T01:00", "2024-03-31T04:00", "2024-03-31T01:00", "2024-03-31T04:00", "00:00Z–02:00Z"),
      ("2024-03-31T02:15", "2024-03-31T02:45", "2024-03-31T02:15", "2024-03-31T02:45", "01:15Z–01:45Z"),
      ("2024-03-31T03:00", "2024-03-31T04:00", "2024-03-31T03:00", "2024-03-31T04:00", "plain"),
      // Autumn: 03:00 becomes 02:00 on 27 October 2024, 01:00 UTC.
      ("2024-10-27T01:30", "2024-10-27T02:30", "2024-10-27T01:30", "2024-10-27T02:30", "plain"),
      ("2024-10-27T01:30", "2024-10-27T03:30", "2024-10-27T01:30", "2024-10-27T03:30", "23:30Z–02:30Z"),
      ("2024-10-27T00:30Z", "2024-10-27T01:30Z", "2024-10-27T02:30", "2024-10-27T03:00", "00:30Z–01:30Z"),
      ("2024-10-27T01:15Z", "2024-10-27T01:45Z", "2024-10-27T02:15", "2024-10-27T02:45", "plain"),
      ("2024-06-01T22:00-03:00", "2024-06-02T02:00Z", "2024-06-02T03:00", "2024-06-02T04:00", "plain"),
      // Longer than a month, and so not regular.
      ("2024-02-01T00:00", "2024-12-01T00:00", "2024-02-01T00:00", "2024-12-01T00:00", "23:00Z–23:00Z"),
      ("2024-05-01T00:00", "2024-07-01T00:00", "2024-05-01T00:00", "2024-07-01T00:00", "plain"),
    ])
  func shape(start: String, end: String, first: String, last: String, shape: String) throws {
    let snapshot = try Folder.load([
      "locations.csv": "id,timezone\nB,Europe/Berlin\nU,UTC\n",
      "resources.csv": "id,type,location\n1,desk,B\n2,desk,U\n",
      "bookings.csv": "id,resource,start,end\n1,1,\(start),\(end)\n2,2,2024-03-31T01:00,2024-03-31T04:00\n",
    ])
    #expect(snapshot.rejected == [])
    let row = try #require(snapshot.shown(.bookings, "id").firstIndex(of: "1"))
    #expect(snapshot.shown(.bookings, "start")[row] == first)
    #expect(snapshot.shown(.bookings, "end")[row] == last)
    let calendar = snapshot.calendar
    let found = zip(calendar.irregularRows, calendar.shapes).first { $0.0 == UInt32(row) }?.1
    #expect(BookingTests.text(found) == shape)
    #expect(calendar.irregularRows.count == (found == nil ? 0 : 1))
  }

  private static func text(_ shape: BookingCalendar.Shape?) -> String {
    func clock(_ minute: Int64) -> String { String(format: "%02d:%02dZ", (minute % 1440) / 60, minute % 60) }
    return switch shape {
    case nil: "plain"
    case .allDay: "allDay"
    case .openEnded: "openEnded"
    case .overChange(let start, let end): clock(start) + "–" + clock(end)
    }
  }

  @Test("seconds and mixed forms are told")
  func told() throws {
    let snapshot = try Folder.load([
      "bookings.csv":
        "id,start,end\na,2024-01-01T09:00:30,2024-01-01T10:00\nb,2024-01-01,2024-01-01T10:00\nc,2024-01-01T09:00,2024-01-02\n"
    ])
    #expect(snapshot.finding("seconds-cut")?.rows == ["a"])
    #expect(snapshot.finding("day-and-time")?.rows.sorted() == ["b", "c"])
  }

  @Test("rows lie by time, the irregular ones last; each person's rows are found", arguments: 0..<30)
  func order(seed: Int) throws {
    var random = Seeded(seed)
    var lines: [(id: Int, user: String, start: Int, end: Int?)] = []
    let first = Int(Day(iso: "2023-12-01")!.number) * 1440
    for id in 1...Int.random(in: 1...600, using: &random) {
      let start = first + Int.random(in: 0..<[200, 50_000, 900_000].randomElement(using: &random)!, using: &random)
      let length =
        Int.random(in: 0..<50, using: &random) == 0
        ? Int.random(in: 40_000...90_000, using: &random) : Int.random(in: 1...900, using: &random)
      let user = Int.random(in: 0..<10, using: &random) == 0 ? "" : "u\(Int.random(in: 0..<12, using: &random))"
      lines.append((id, user, start, Int.random(in: 0..<60, using: &random) == 0 ? nil : start + length))
    }
    if Bool.random(using: &random) { lines.shuffle(using: &random) }
    func text(_ minute: Int?) -> String {
      guard let minute else { return "" }
      return "\(Day(number: Int32(minute / 1440)))T" + String(format: "%02d:%02d", minute % 1440 / 60, minute % 60)
    }
    var limits = ReadingLimits()
    limits.segmentBytes = Int.random(in: 200...20_000, using: &random)
    limits.workers = 2
    let snapshot = try Folder.load(
      [
        "bookings.csv": "id,user,start,end\n"
          + lines.map { "\($0.id),\($0.user),\(text($0.start)),\(text($0.end))\n" }.joined()
      ], limits: limits)

    func isRegular(_ line: (id: Int, user: String, start: Int, end: Int?)) -> Bool {
      line.end.map { $0 - line.start <= Int(BookingOrder.regularLimit) } ?? false
    }
    let regular = lines.enumerated().filter { isRegular($0.element) }.sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    let others = lines.enumerated().filter { !isRegular($0.element) }.sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    let expected = (regular + others).map(\.element)
    #expect(snapshot.shown(.bookings, "id") == expected.map { "\($0.id)" })
    #expect(snapshot.shown(.bookings, "start") == expected.map { text($0.start) })
    #expect(snapshot.shown(.bookings, "end") == expected.map { text($0.end) })
    #expect(snapshot.shown(.bookings, "user") == expected.map(\.user))
    let order = snapshot.bookingOrder
    #expect(order.regularCount == regular.count)
    #expect(Int(order.longestRegular) == regular.map { $0.element.end! - $0.element.start }.max() ?? 0)
    let users = snapshot.table(.users)
    for user in 0...users.rowCount {
      let rows = order.userRows[Int(order.userOffsets[user])..<Int(order.userOffsets[user + 1])]
      let name = user == 0 ? "" : users.id(of: user - 1)
      let own = expected.indices.filter { expected[$0].user == name }.sorted {
        (expected[$0].start, $0) < (expected[$1].start, $1)
      }
      #expect(rows.map { Int($0) } == own)
    }
  }

  @Test("codes of every width are read", arguments: [100, 300, 70_000])
  func manyTexts(count: Int) throws {
    let lines = (1...count).map { "\($0),user \($0 * 7 % count),note \($0),2024-01-01T09:00,,\($0 * 31 % count)" }
    let snapshot = try Folder.load(["bookings.csv": "id,user,note,start,end,kind\n" + lines.joined(separator: "\n")])
    #expect(snapshot.shown(.bookings, "note") == (1...count).map { "note \($0)" })
    #expect(snapshot.shown(.bookings, "user") == (1...count).map { "user \($0 * 7 % count)" })
    #expect(snapshot.shown(.bookings, "kind") == (1...count).map { "\($0 * 31 % count)" })
  }
}
