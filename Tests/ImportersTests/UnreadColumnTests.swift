import Store
import Testing

@testable import Importers

@Suite("columns that nothing reads")
struct UnreadColumnTests {
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
}
