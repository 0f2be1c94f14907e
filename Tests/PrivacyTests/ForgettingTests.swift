import Calculus
import DeskQL
import Importers
import Store
import Testing

@Suite("persons who are forgotten when a workspace is opened")
struct ForgettingTests {
  static func snapshot(
    _ files: [String: String], after days: Int, cutoff: String, today: String? = nil
  ) throws -> Snapshot {
    let scratch = try ScratchFolder()
    let path = try scratch.workspace("in", files)
    var settings = Settings()
    try settings.set("anonymize_after", to: String(days), origin: .workspace("settings.deskql"))
    try settings.set("timezone", to: "Europe/Berlin", origin: .workspace("settings.deskql"))
    return try WorkspaceLoader.load(path: path, settings: settings, today: Day(today ?? cutoff), cutoff: Day(cutoff))
  }

  // 30 days before 1 July 2024: 1 June is the first day of which persons are kept.
  @Test(
    "ended more than N days ago",
    arguments: [
      ("2024-05-31T09:00", "2024-05-31T23:59", false),  // ended the day before
      ("2024-05-31T09:00", "2024-06-01T00:00", false),  // its last moment is of the day before
      ("2024-05-31T09:00", "2024-06-01T00:01", true),
      ("2024-06-01T00:00", "2024-06-01T00:01", true),
      ("2024-05-30", "2024-05-31", false),  // all day, the last day is meant as a whole
      ("2024-05-30", "2024-06-01", true),
      ("2024-05-31", "2024-05-31", false),
      ("2023-01-01T09:00", "2024-06-01T09:00", true),  // over months
      ("2020-01-01T09:00", "", true),  // never ended
      ("2020-01-01", "", true),
      ("2020-01-01", "9999-12-31", true),
      ("2024-05-31T10:00Z", "2024-05-31T21:59Z", false),  // 23:59 in Berlin
      ("2024-05-31T10:00Z", "2024-05-31T22:30Z", true),  // 00:30 in Berlin
      ("2024-07-05T09:00", "2024-07-05T10:00", true),  // not even begun
    ])
  func boundary(start: String, end: String, isKept: Bool) throws {
    for status in ["approved", "cancelled", "rejected"] {
      let snapshot = try Self.snapshot(
        [
          "users.csv": "id,name\nann,Ann\n",
          "bookings.csv": "id,user,start,end,status,plate\n1,ann,\(start),\(end),\(status),B-AA 1\n",
        ], after: 30, cutoff: "2024-07-01")
      #expect(snapshot.table(.bookings).codes("user")?[0] == (isKept ? 1 : 0))
      #expect(snapshot.table(.bookings).text("plate", of: 0) == (isKept ? "B-AA 1" : ""))
      #expect(snapshot.table(.users).rowCount == (isKept ? 1 : 0))
      #expect(snapshot.rows(named: "ann", in: .users).isEmpty != isKept)
      #expect(snapshot.rows(named: "", in: .users).isEmpty)
    }
  }

  @Test(
    "users of whom a booking is left stay, and those who never had one",
    arguments: [
      // users.csv, users named by bookings that are old or young, who is left
      ("id,name\nann,Ann\nben,Ben\ncem,Cem\n", ["ann"], ["ann", "ben"], ["ann", "ben", "cem"]),
      ("id,name\nann,Ann\nben,Ben\ncem,Cem\n", ["ann", "ben"], ["ben"], ["ben", "cem"]),
      ("id,name\n1,Ann\n2,Ben\n3000000000,Cem\n", ["1", "Cem"], ["2"], ["2"]),
      ("", ["ann", "ben"], ["ben", "cem"], ["ben", "cem"]),
      ("", ["ann"], [], []),
    ])
  func users(users: String, old: [String], young: [String], left: [String]) throws {
    var rows = "id,user,start,end\n"
    for (index, user) in old.enumerated() { rows += "o\(index),\(user),2023-01-02T09:00,2023-01-02T10:00\n" }
    for (index, user) in young.enumerated() { rows += "y\(index),\(user),2024-06-03T09:00,2024-06-03T10:00\n" }
    var files = ["bookings.csv": rows]
    if !users.isEmpty { files["users.csv"] = users }
    let snapshot = try Self.snapshot(files, after: 90, cutoff: "2024-07-01")
    let table = snapshot.table(.users)
    #expect((0..<table.rowCount).map { table.id(of: $0) } == left)
    // Each booking still leads to its own person.
    let bookings = snapshot.table(.bookings)
    for row in 0..<bookings.rowCount {
      let user = bookings.codes("user")?[row] ?? 0
      let named = user == 0 ? "" : table.id(of: user - 1)
      let id = bookings.id(of: row)
      #expect(named == (id.hasPrefix("o") ? "" : young[Int(id.dropFirst())!]))
    }
    #expect(snapshot.bookingOrder.userOffsets.count == left.count + 2)
  }

  @Test(
    "what a column is called decides whether a forgotten person's cell stays",
    arguments: [
      ("Subject", true), ("Betreff", true), ("E-Mail", true), ("License plate", true), ("number_plate 2", true),
      ("Kennzeichen", true), ("Created by", true), ("booked for", true), ("Organizer", true), ("Last Name", true),
      ("vehicle", true), ("phone (work)", true), ("cancel_reason", true), ("Notes", true), ("user 2", true),
      ("template", false), ("project", false), ("department", false), ("resource_name", false), ("nearby", false),
      ("floor", false), ("carbon", false), ("seats", false),
    ])
  func words(column: String, isLost: Bool) throws {
    let snapshot = try Self.snapshot(
      ["bookings.csv": "id,user,start,end,\(column)\n1,ann,2024-01-01T09:00,2024-01-01T10:00,secret\n"], after: 90,
      cutoff: "2024-07-01")
    #expect(snapshot.table(.bookings).text(column, of: 0) == (isLost ? "" : "secret"))
    guard case .text(_, let pool)? = snapshot.table(.bookings).columns[column] else { throw Missing() }
    #expect(pool.strings.contains("secret") != isLost)  // nor is it left in the pool
  }

  struct Missing: Error {}

  @Test(
    "what people wrote goes with the person where it mentions anybody",
    arguments: [
      // text, whether it stays
      ("lunch with ZZBob Brandt", false), ("near zzalice@x.org", false), ("ZZBOB\u{A0}BRANDT?", false),
      ("Brandt's desk", false), ("(brandt)", false), ("Brandts desk", true), ("with Cem", false), ("cement", true),
      ("ask U-CEM", false), ("u cem", false), ("who@else.org", false), ("a @ b.c", true), ("at 9@desk", true),
      ("mailto:x.y+z@mail.else-where.org", false), ("Bran\u{AD}dt", false), ("eve", false), ("the nice Eve", false),
      ("room 7", true), ("room 70412", false), ("Kim", true), ("Kim O", false), ("Łoś wins", false), ("Łośs", true),
      ("u-", true), ("standing desk", true), ("", true),
    ])
  func mentions(text: String, stays: Bool) throws {
    let files = [
      "users.csv": """
      id,name,email
      zzb,ZZBob Brandt,zzbob@x.org
      u-cem,Cem,zzalice@x.org
      7,Eve,
      70412,Kim O,
      los,Łoś,

      """,
      "bookings.csv": """
      id,user,start,end,remarks,wish,agenda
      1,zzb,2023-01-02T09:00,2023-01-02T10:00,"\(text)",high,"\(text)"
      2,,2023-01-03T09:00,2023-01-03T10:00,"\(text)",low,
      3,u-cem,2024-06-03T09:00,2024-06-03T10:00,"\(text)",high,

      """,
    ]
    let table = try Self.snapshot(files, after: 90, cutoff: "2024-07-01").table(.bookings)
    // Young bookings keep what is no list of names, and with it the text is in the pool.
    let kept = ["zzb", "zzbob@x.org"].contains(text) ? "" : text
    #expect((0..<3).map { table.text("remarks", of: $0) } == [stays ? text : "", stays ? text : "", kept])
    #expect((0..<3).map { table.text("wish", of: $0) } == ["high", "low", "high"])
    guard case .text(let codes, let pool)? = table.columns["agenda"] else { throw Missing() }
    #expect(pool[codes[0]] == (stays ? text : ""))
    #expect(pool.strings.contains(text) == (stays || text.isEmpty))
  }

  @Test("a column that told who somebody is does so when most of its persons are gone")
  func personalColumns() throws {
    let files = [
      "users.csv": "id,name\nann,Ann\nben,Ben\ncem,Cem\n",
      "bookings.csv": """
      id,user,start,end,clerk
      1,ann,2023-01-02T09:00,2023-01-02T10:00,ann
      2,ben,2023-01-02T09:00,2023-01-02T10:00,ben
      3,cem,2024-06-03T09:00,2024-06-03T10:00,cem
      4,cem,2024-06-04T09:00,2024-06-04T10:00,desk
      5,cem,2024-06-05T09:00,2024-06-05T10:00,phone

      """,
    ]
    let snapshot = try Self.snapshot(files, after: 90, cutoff: "2024-07-01")
    #expect(snapshot.isPersonal("clerk", of: .bookings))
  }

  @Test("cost centres are stamped before persons go: figures by cost centre stay, people do not")
  func stamps() throws {
    let scratch = try ScratchFolder()
    let anonymised = try scratch.workspace("in", MessyExports.files)
    var files = MessyExports.files
    files["settings.deskql"] = "set user_statistics on\n"
    let whole = try scratch.workspace("whole", files)
    let before = try Session.open(whole, today: MessyExports.today)
    let after = try Session.open(anonymised, today: MessyExports.today)
    func hours(_ session: Session) -> [String] {
      session.csv("hours 2024 by costcenter").split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
      }
    }
    #expect(hours(before) == hours(after))
    #expect(hours(after).count == 7)
    #expect(before.csv("people 2024") != after.csv("people 2024"))
  }

  @Test(
    "pretending to live long ago keeps nobody, and the future forgets more",
    arguments: [
      ("2020-01-01", "2024-07-01", 0), ("2024-03-10", "2024-07-01", 0), ("2024-03-10", "2024-03-10", 1),
      ("2024-07-01", "2020-01-01", 0), ("2024-03-10", nil, 1),
    ] as [(String, String?, Int)])
  func today(today: String, clock: String?, people: Int) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.workspace(
      "in",
      [
        "settings.deskql": "set anonymize_after 90\n",
        "bookings.csv": "id,user,start,end\n1,ann,2024-03-04T09:00,2024-03-04T10:00\n",
      ])
    let session = try Session.open(path, today: today, clock: clock)
    #expect(session.workspace.snapshot.table(.users).rowCount == people)
  }
}
