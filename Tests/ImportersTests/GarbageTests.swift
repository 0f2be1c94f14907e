import Diagnostics
import Foundation
import Store
import Testing

@testable import Importers

@Suite("files that were damaged")
struct GarbageTests {
  static let files = [
    "locations.csv": "id,name,timezone,open_hours\n1,Berlin,Europe/Berlin,08:00-18:00\n2,Sofia,Europe/Sofia,\n",
    "resource_types.csv": "name,counts_as,category,primary\nPod,desk,workstation,yes\n",
    "resources.csv":
      "id,name,type,location,floor,parent,size,area,price,available_from,available_to\n1,Room,office,1,2,,4,30.5,900,2024-01-01,\n"
      + "2,Desk,office_desk,,,1,,,,,2024-12-31\n3,Pod,pod,2,,2,1,4,,,\n",
    "plans.csv": "id,name,type,price\n1,Flex,hotdesk,190.00\n",
    "memberships.csv":
      "id,plan,resource,start,end,status\n1,1,,2024-01-01,,approved\n2,flex,1,2024-01-01,2024-06-30,cancelled\n",
    "assignments.csv": "membership,resource,from,to\n2,3,2024-02-01,2024-03-31\n",
    "users.csv": "id,name,email,cost_center,groups\n1,Ann,ann@x.org,R&D,a;b\n2,\"Bo \"\"B\"\"\",bo@x.org,,\n",
    "cost_center_history.csv": "user,cost_center,from\n1,R&D,2024-01-01T00:00\n1,Ops,2024-03-01T08:00Z\n",
    "holidays.csv": "day,location\n2024-05-01,\n2024-03-03,2\n",
    "bookings.csv":
      "id,user,resource,type,start,end,kind,checkin,quantity,status\n1,1,1,,2024-03-30T22:00,2024-03-31T06:00,flexible,missed,1,\n"
      + "2,2,2,parking,2024-03-15,2024-03-16,permanent,,2.5,approved\n3,,3,,2024-10-27T00:30Z,2024-10-27T01:30Z,,checked_in,,pending\n"
      + "4,1,,home office,2024-04-01T09:00,,,,,\n5,2,1,room,2024-01-01 09:00,2024-06-01 10:00,,,,\n",
  ]

  @Test("whatever the bytes, loading ends with a snapshot or a reason", arguments: 0..<60)
  func damaged(seed: Int) throws {
    var random = Seeded(seed)
    let pieces =
      [
        ",", "\"", "\n", "\r\n", ";", "9999-12-31", "2024-02-30", "\u{FEFF}", "Z", "-", "é", " ",
        "99999999999999999999", "0",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0x00]]
    for _ in 0..<10 {
      var files = GarbageTests.files.mapValues { Array($0.utf8) }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let name = files.keys.sorted().randomElement(using: &random)!
        var bytes = files[name]!
        let at = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...40, using: &random)))
        case 1: bytes.insert(contentsOf: pieces.dropLast(2).randomElement(using: &random)!, at: at)
        case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: at)
        case 3: bytes.insert(contentsOf: bytes[..<min(at, 80)], at: at)
        default: if at < bytes.count { bytes[at] = pieces.randomElement(using: &random)![0] }
        }
        files[name] = bytes
      }
      var limits = ReadingLimits()
      limits.blockBytes = 64
      limits.segmentBytes = Int.random(in: 64...400, using: &random)
      limits.recordBytes = Int.random(in: 64...400, using: &random)
      do {
        let snapshot = try Folder.load(bytes: files, limits: limits)
        let bookings = snapshot.table(.bookings)
        #expect(snapshot.calendar.irregularRows.allSatisfy { $0 < bookings.rowCount })
        for row in 0..<bookings.rowCount { #expect(snapshot.place(ofBooking: row) < snapshot.calendar.places.count) }
        #expect(snapshot.rejected.count == snapshot.files.reduce(0) { $0 + $1.rejected })
      } catch let rejection as Rejection {
        #expect(!rejection.diagnostics.isEmpty)
      }
    }
  }

  @Test("the undamaged files load without a reject")
  func undamaged() throws {
    let snapshot = try Folder.load(GarbageTests.files)
    #expect(snapshot.rejected == [])
    #expect(snapshot.table(.bookings).rowCount == 5)
    #expect(snapshot.loaded.count == TableName.allCases.count - 1)  // no availability
  }
}
