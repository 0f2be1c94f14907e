import Calculus
import DeskQL
import Diagnostics
import Files
import Testing

/// What is told when a workspace is opened.
@Suite("what opening a workspace tells")
struct NoticeTests {
  private static let users = "id,name\nu1,Ann\n"
  /// As deskbird writes them, as far as its layout needs it.
  private static let bookings = """
    [{"id": 1, "zoneItemId": 21, "bookingStartTime": 1709539200000, "bookingEndTime": 1709568000000,
      "bookingStatus": "accepted", "resource": {"type": "flexDesk"}}]
    """

  private func open(_ files: [String: String], strict: Bool = false) throws -> Session {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    for (name, text) in files { try WholeFile.write(Array(text.utf8), to: folder.path(of: name)) }
    let today = try #require(Day(iso: "2024-04-02"))
    return try Session.open(path: folder.path, options: SessionOptions(today: today, strict: strict))
  }

  @Test(
    "what could not be read, and why, and the way out",
    arguments: [
      // files beside users.csv, what is told
      ([:], []),
      (["plans.csv": "id,name\np1,Day\n"], []),
      (
        ["march.json": bookings],
        ["note layouts: 2 files: deskbird-bookings, canonical; check files lists them"]
      ),
      (
        ["march.json": bookings, "april.json": bookings, "plans.csv": "id\np1\n"],
        ["note layouts: 4 files: 2 deskbird-bookings, 2 canonical; check files lists them"]
      ),
      (
        ["march.json": "[\n  {\"id\" 1}\n]"],
        [
          "warning unreadable: march.json:2:9: “:” was expected, not “1”; export it again, or take it out of the folder"
        ]
      ),
      (
        ["bookings.csv": "id,resource,end\n1,D1,\n"],
        [
          "warning missing-headers: bookings.csv has no column “start” (or from, begin, start_time), which bookings "
            + "needs; where a column of another name is meant, say `map bookings.start = \"its header\"`"
        ]
      ),
      (
        ["holidays.ods": "PK"],
        [
          "warning unknown-kind: holidays.ods is not read: files of the kind .ods are not known here; save it as CSV or XLSX "
            + "under the table's name, or take it out of the folder"
        ]
      ),
      (
        ["odd.csv": "Team,Colour\nDesign,blue\n"],
        [
          "warning unmatched-file: odd.csv fits no table; the nearest is memberships, which needs “id”, “start”, too; "
            + "name it after its table, as in bookings.csv"
        ]
      ),
      (["plans.csv": "id,price\np1,much\n"], ["warning rejected-rows: plans.csv: 1 of 1 rows could not be read"]),
    ] as [([String: String], [String])])
  func notices(files: [String: String], told: [String]) throws {
    let session = try open(files.merging(["users.csv": Self.users]) { one, _ in one })
    let notices = session.notices.filter { $0.code != "findings" }.map { notice in
      let help = notice.code == "rejected-rows" ? nil : notice.help
      return "\(notice.severity) \(notice.code): \(notice.message)" + (help.map { "; " + $0 } ?? "")
    }
    #expect(notices == told)
  }

  @Test(
    "with strict, what could not be read is an error",
    arguments: [
      (["march.json": "[\n  {\"id\" 1}\n]"], "unread-file"), (["holidays.ods": "PK"], "unread-file"),
      (["odd.csv": "Team,Colour\nDesign,blue\n"], "unmatched-file"),
      (["plans.csv": "id,price\np1,much\n"], "rejected-row"),
    ])
  func strict(files: [String: String], code: String) {
    let rejection = #expect(throws: Rejection.self) {
      try open(files.merging(["users.csv": Self.users]) { one, _ in one }, strict: true)
    }
    #expect(rejection?.diagnostics.first?.code == code)
  }

  @Test("a workspace of which nothing can be read tells why of each file")
  func nothing() {
    let rejection = #expect(throws: Rejection.self) {
      try open(["odd.csv": "Team,Colour\nDesign,blue\n", "holidays.ods": "PK"])
    }
    #expect(rejection?.diagnostics.map(\.code) == ["no-table", "unknown-kind", "unmatched-file"])
  }
}
