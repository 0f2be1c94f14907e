import Calculus
import DeskQL
import Diagnostics
import Files
import Store
import Testing

/// What `map` in a `settings.deskql` says of the exports beside it.
@Suite("maps in settings")
struct MapTests {
  private func open(_ settings: String) throws -> Session {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    try WholeFile.write(Array(settings.utf8), to: folder.path(of: "settings.deskql"))
    try WholeFile.write(Array("id,name\nL1,Berlin\n".utf8), to: folder.path(of: "locations.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    return try Session.open(path: folder.path, options: SessionOptions(today: today))
  }

  /// `1:5 code: message; help`
  private func notices(_ session: Session) -> [String] {
    // That maps are about no file here is no news.
    session.workspace.notices.filter { $0.code != "findings" }.map { notice in
      let place = notice.range.flatMap { notice.source?.lineAndColumn(of: $0.lower) }
      return "\(place.map { "\($0.line):\($0.column) " } ?? "")\(notice.code): \(notice.message)"
        + (notice.help.map { "; " + $0 } ?? "")
    }
  }

  @Test(
    "columns are kept in the notation of layouts",
    arguments: [
      // the right side                                     kept
      ("\"Booked by\"", "\"Booked by\""),
      ("Booker", "\"Booker\""),
      ("\"Booked by\" or Booker as first", "\"Booked by\" or \"Booker\" as first"),
      ("First + \"Last\"", "\"First\" + \"Last\""),
      ("kind as 1 = Desk,\n  2 = \"Meeting Room\", * = Desk", "\"kind\" as 1 = Desk, 2 = \"Meeting Room\", * = Desk"),
      ("kind as hot desk = Desk, \"a,b\" = nothing", "\"kind\" as \"hot desk\" = Desk, \"a,b\" = nothing"),
      ("kind as A+B = O'Brien, x|y = z:", "\"kind\" as \"A+B\" = \"O'Brien\", \"x|y\" = \"z:\""),
      ("Start as dmy, zone Europe/Berlin, at 09:00", "\"Start\" as dmy, zone Europe/Berlin, at 09:00"),
      ("Start as zone Etc/GMT+5", "\"Start\" as zone \"Etc/GMT+5\""),
      ("Start as zone of \"Time zone\"", "\"Start\" as zone of \"Time zone\""),
      ("Length as hours after \"Start\"", "\"Length\" as hours after \"Start\""),
      ("\"19\"\" rack\"", "\"19\"\" rack\""),
    ])
  func column(right: String, kept: String) throws {
    let session = try open("map bookings.start = \(right)\n")
    #expect(notices(session) == [])
    #expect(session.settings.columnMaps == [ColumnMap(table: .bookings, column: "start", source: kept)])
  }

  @Test("several maps stay in their order, and names of one thing come together")
  func several() throws {
    let session = try open(
      """
      map Bookings.Cost-Center = Team
      map cost_center_history.user = Who
      map "bookings.Team colour" = Colour
      map location Berlin = "robin/3", "cobot/BER"
      map user "alice@example.com" = "robin/17"
      map location Berlin = 7, "robin/3", Berlin
      """)
    #expect(notices(session) == [])
    #expect(
      session.settings.columnMaps == [
        ColumnMap(table: .bookings, column: "cost_center", source: "\"Team\""),
        ColumnMap(table: .history, column: "user", source: "\"Who\""),
        ColumnMap(table: .bookings, column: "Team colour", source: "\"Colour\""),
      ])
    #expect(
      session.settings.sameThings == [
        SameThings(table: .locations, name: "Berlin", others: ["robin/3", "cobot/BER", "7"]),
        SameThings(table: .users, name: "alice@example.com", others: ["robin/17"]),
      ])
  }

  @Test(
    "what is wrong is told with its place",
    arguments: [
      // settings                                          what is told
      ("map bookigns.user = a", "1:5 unknown-table: there is no table “bookigns”; did you mean “bookings”?"),
      ("map user = a", "1:5 unknown-table: there is no table “user”; did you mean “users”?"),
      (
        "set mode bom\nmap bookings = a",
        "2:5 map-without-column: map fills a column of bookings, and none is named; write it behind a point, as in bookings.id"
      ),
      (
        "map bookings. = a",
        "1:5 map-without-column: map fills a column of bookings, and none is named; write it behind a point, as in bookings.id"
      ),
      (
        "map bookings.start = a as dym",
        "1:22 bad-map: bookings.start cannot be read so: there is no rule “dym”; did you mean “dmy”?"
      ),
      (
        "map bookings.usr = a",
        "1:5 mapped-attribute: bookings have no column “usr”, so it becomes an attribute of that name; did you mean “user”?"
      ),
      (
        "map user Ann = 1, 2\nmap user Bob = 3, 2",
        "2:19 same-as-two: “2” is one with “Ann” already; say all names of one thing in one map: map … Ann = …"
      ),
      (
        "map user Ann = Bob\nmap user Bob = 3",
        "2:10 same-as-two: “Bob” is one with “Ann” already; say all names of one thing in one map: map … Ann = …"
      ),
      (
        "quit",
        "1:1 not-for-settings: a settings file sets, defines and maps, nothing else; put it into a script and run that with -f"
      ),
    ])
  func wrong(settings: String, told: String) throws {
    #expect(notices(try open(settings)) == [told])
  }

  @Test("names of a location are none of a user's")
  func tables() throws {
    #expect(notices(try open("map location A = 1\nmap user B = 1")) == [])
  }

  @Test(
    "what files do not show is auto until it is set",
    arguments: [
      ("", nil, nil), ("set date_order DMY\nset decimal_mark comma", "dmy", "comma"), ("set date_order auto", nil, nil),
    ] as [(String, String?, String?)])
  func loading(settings: String, order: String?, mark: String?) throws {
    let session = try open(settings)
    #expect(session.settings.dateOrder == order)
    #expect(session.settings.decimalMark == mark)
  }
}
