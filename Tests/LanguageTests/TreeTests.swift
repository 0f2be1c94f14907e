import Diagnostics
import Language
import Testing

@Suite("a line has one tree")
struct TreeTests {
  static let queries: [(text: String, tree: String)] = [
    ("occupancy desks bom 2024-03", "(query (metric occupancy desks bom) (frame 2024-03))"),
    ("user alice timemap last90", "(query (filter user alice) (metric timemap) (frame last90))"),
    (
      "hours 2024-Q1 by costcenter, type vs previous",
      "(query (metric hours) (frame 2024-Q1) (by costcenter type) (vs previous))"
    ),
    // After a key, any word is a name.
    ("user by hours 2024", "(query (filter user by) (metric hours) (frame 2024))"),
    ("user 2024 hours 2024", "(query (filter user 2024) (metric hours) (frame 2024))"),
    ("costcenter type daily 2024", "(query (filter costcenter type) (metric daily) (frame 2024))"),
    ("type user user type hours today", "(query (filter type user) (filter user type) (metric hours) (frame today))"),
    ("source saml movement 2024", "(query (filter source saml) (metric movement) (frame 2024))"),
    ("daily 2024-03", "(query (metric daily) (frame 2024-03))"),
    ("\"by\" \"2024\" 2024", "(query (metric \"by\" \"2024\") (frame 2024))"),
    ("\"list\" 2024", "(query (metric \"list\") (frame 2024))"),
    ("hours 2024 by by, type, 2024", "(query (metric hours) (frame 2024) (by by type 2024))"),
    (
      "hours 2024 location Berlin, \"R & D\" by week",
      "(query (metric hours) (frame 2024) (filter location Berlin \"R & D\") (by week))"
    ),
    (
      "chargeback 5000 EUR 2024-03 on bookings",
      "(query (metric chargeback) (amount 5000 EUR) (frame 2024-03) (on bookings))"
    ),
    ("chargeback 2024 EUR 2024", "(query (metric chargeback) (amount 2024 EUR) (frame 2024))"),
    ("hours 2024 top 5", "(query (metric hours) (frame 2024) (top 5))"),
    ("hours 2024-01..2024-03", "(query (metric hours) (frame 2024-01 2024-03))"),
    ("hours 2024-01 .. 2024-03", "(query (metric hours) (frame 2024-01 2024-03))"),
    ("hours since 2024-02-10", "(query (metric hours) (since 2024-02-10))"),
    ("hours 2024-13", "(query (metric hours) (frame 2024-13))"),  // the binder says what is wrong with it
    ("hours", "(query (metric hours))"),
    ("hours by week", "(query (metric hours) (by week))"),
    ("HOURS 2024 BY Week VS LastYear", "(query (metric HOURS) (frame 2024) (by Week) (vs lastyear))"),
    ("_ as json to \"march.json\"", "(query _ (as json) (to \"march.json\"))"),
    ("_ user alice top 3", "(query _ (filter user alice) (top 3))"),
    (
      "occupancy desks 2024-Q1 by day, floor having occupancy > 80%",
      "(query (metric occupancy desks) (frame 2024-Q1) (by day floor) (having (> (name occupancy) 80%)))"
    ),
    (
      "hours 2024 where type = Meeting Room and weekday in (Mon, Tue) by floor",
      "(query (metric hours) (frame 2024) (where (and (= (name type) (name Meeting Room)) (in (name weekday) (name Mon) (name Tue)))) (by floor))"
    ),
    (
      "hours 2024 where a or b and not c",
      "(query (metric hours) (frame 2024) (where (or (test a) (and (test b) (not (test c))))))"
    ),
    (
      "hours 2024 where (a or b) and no floor in hours",
      "(query (metric hours) (frame 2024) (where (and (or (test a) (test b)) (no floor))) (in hours))"
    ),
    (
      "hours 2024 where (bookings / days) >= 2",
      "(query (metric hours) (frame 2024) (where (>= (/ (name bookings) (name days)) 2)))"
    ),
    (
      "hours 2024 where costcenter = \"R&D\" to \"rd.xlsx\"",
      "(query (metric hours) (frame 2024) (where (= (name costcenter) (name \"R&D\"))) (to \"rd.xlsx\"))"
    ),
    (
      "timemap 2024-03 between 09:00 and 12:00 with open_hours 08:00-18:00 sort value desc",
      "(query (metric timemap) (frame 2024-03) (between 09:00 12:00) (with open_hours 08:00-18:00) (sort desc value))"
    ),
    (
      "utilization 2024-03 under Robin, OfficeRnD Hybrid vs 2023-03",
      "(query (metric utilization) (frame 2024-03) (under (definition Robin) (definition OfficeRnD Hybrid)) (vs (frame 2023-03)))"
    ),
  ]

  static let statements: [(text: String, tree: String)] = [
    ("explain occupancy desks 2024-03", "(explain (query (metric occupancy desks) (frame 2024-03)))"),
    ("why revenue 2024-03 vs 2024-02", "(why (query (metric revenue) (frame 2024-03) (vs (frame 2024-02))))"),
    (
      "expect occupancy desks 2024-03 gives 80% within 0.1%",
      "(expect (query (metric occupancy desks) (frame 2024-03)) (gives 80%) (within 0.1%))"
    ),
    ("expect hours today gives 12.5 h", "(expect (query (metric hours) (frame today)) (gives 12.5 h))"),
    (
      "Cost  Centre Sales hours today by cost center",
      "(query (filter Cost Centre Sales) (metric hours) (frame today) (by cost center))"
    ),
    ("check bookings", "(check bookings)"),
    ("check dangling-link as json to \"odd.json\"", "(check dangling-link (as json) (to \"odd.json\"))"),
    ("check to odd.csv", "(check (to odd.csv))"),
    ("check ins as json by week", "(query (metric check ins) (as json) (by week))"),
    ("check ins today", "(query (metric check ins) (frame today))"),
    ("expect hours today gives none", "(expect (query (metric hours) (frame today)) (gives none))"),
    ("undefine my own metric", "(undefine my own metric)"),
    ("set fiscal_year_start 4", "(set fiscal_year_start 4)"),
    ("list resources vacant today", "(list resources (state vacant) (frame today))"),
    ("list memberships ending next90", "(list memberships (state ending) (frame next90))"),
    (
      "list bookings 2024-03 where costcenter = \"R&D\" to \"rd.xlsx\"",
      "(list bookings (frame 2024-03) (where (= (name costcenter) (name \"R&D\"))) (to \"rd.xlsx\"))"
    ),
    ("list resources unused last90", "(list resources (state unused) (frame last90))"),
    ("list plans", "(list plans)"),
    ("show settings", "show settings"),
    ("show definition occupancy desks", "(show definition occupancy desks)"),
    ("show steps hours 2024", "(show steps (query (metric hours) (frame 2024)))"),
    ("describe resources.desks", "(describe resources.desks)"),
    ("check", "check"), ("quit", "quit"), ("load", "load"), ("help", "help"), ("timing", "timing"),
    ("help by", "(help by)"),
    ("load bookings.csv users.csv", "(load bookings.csv users.csv)"),
    ("save house.deskdb", "(save house.deskdb)"),
    ("source month.deskql", "(source month.deskql)"),
    ("timing on", "(timing on)"),
    ("map bookings.user = \"Booked by\"", "(map bookings.user \"Booked by\")"),
    (
      "map bookings.user = \"Booked by\" or Booker as first",
      "(map bookings.user (or \"Booked by\" Booker) (as (rule first)))"
    ),
    ("map users.name = First + \"Last\" + or", "(map users.name (+ First \"Last\" or))"),
    (
      "map bookings.type = \"bookable.type\" as 1 = Desk, 2 = \"Meeting Room\", hot desk = Desk, * = Desk",
      "(map bookings.type \"bookable.type\" (as (= 1 Desk) (= 2 \"Meeting Room\") (= hot desk Desk) (= * Desk)))"
    ),
    (
      "map bookings.start = Start as dmy, zone \"Europe/Berlin\",\n at 09:00",
      "(map bookings.start Start (as (rule dmy) (rule zone \"Europe/Berlin\") (rule at 09:00)))"
    ),
    ("map location Berlin = \"robin/3\", \"cobot/BER\"", "(map location Berlin \"robin/3\" \"cobot/BER\")"),
    ("map user \"alice@example.com\" = 17", "(map user \"alice@example.com\" 17)"),
    // A name is whatever stands before “=”, and never a keyword in quotes.
    ("map location = or or as as as", "(map location (or or as) (as (rule as)))"),
  ]

  static let definitions: [(text: String, tree: String)] = [
    (
      "resources.desks = if counts_as_desk then 1 else max(size, count of children where available)",
      "(name resources.desks) (column (if (test counts_as_desk) 1 (max (name size) (count (of children) (where (test available))))))"
    ),
    (
      """
      occupied desks     = sum desks_taken of resources where scoped and not parent.scoped
                         + (count of memberships where hotdesk and active) / coefficient
      """,
      "(name occupied desks) (column (+ (sum (name desks_taken) (of resources) (where (and (test scoped) (not (test parent.scoped))))) (/ (count (of memberships) (where (and (test hotdesk) (test active)))) (name coefficient))))"
    ),
    (
      "occupancy desks = occupied: occupied desks, available: available desks, occupancy: occupied / available as percent",
      "(name occupancy desks) (column occupied: (name occupied desks)) (column available: (name available desks)) (column percent occupancy: (/ (name occupied) (name available)))"
    ),
    (
      "revenue = revenue: sum price of memberships where active * months",
      "(name revenue) (column revenue: (* (sum (name price) (of memberships) (where (test active))) (name months)))"
    ),
    (
      "timemap = bookings: count of bookings, days, value: bookings / days  by weekday, hour",
      "(name timemap) (column bookings: (count (of bookings))) (column (name days)) (column value: (/ (name bookings) (name days))) (by weekday hour)"
    ),
    (
      "avgdays = days: count each user and day of bookings, weeks, n: days / weeks / people  by category  widen week",
      "(name avgdays) (column days: (count (each user day) (of bookings))) (column (name weeks)) (column n: (/ (/ (name days) (name weeks)) (name people))) (by category) (widen week)"
    ),
    (
      "concurrency = peak: max each instant of bookings, at  by day",
      "(name concurrency) (column peak: (max (each instant) (of bookings))) (column (name at)) (by day)"
    ),
    (
      "u = booked: count each resource and day of bookings,\n available: sum each day of count of resources where available during open_hours",
      "(name u) (column booked: (count (each resource day) (of bookings))) (column available: (sum (each day) (of (count (of resources) (where (test available)))))) (during open_hours)"
    ),
    (
      "chargeback (amount) = basis: hours of bookings, share: basis / total basis, amount: split amount by basis by costcenter",
      "(name chargeback) (parameters amount) (column basis: (measure (name hours) (of bookings))) (column share: (/ (name basis) (total (name basis)))) (column amount: (split (name amount) (name basis))) (by costcenter)"
    ),
    ("a = b - c - d * - 2", "(name a) (column (- (- (name b) (name c)) (* (name d) (- 2))))"),
    ("a = (b - (c - d)) / -2", "(name a) (column (/ (- (name b) (- (name c) (name d))) -2))"),
    (
      "r.scoped = primary and not parent.scoped or no parent",
      "(name r.scoped) (column (or (and (test primary) (not (test parent.scoped))) (no parent)))"
    ),
    (
      "r.held = any of assignments where in_force",
      "(name r.held) (column (any (of assignments) (where (test in_force))))"
    ),
    (
      "r.both = (any of assignments where in_force) and held",
      "(name r.both) (column (and (any (of assignments) (where (test in_force))) (test held)))"
    ),
    (
      "a = count of all bookings where b having c > 1",
      "(name a) (column (count (of all bookings) (where (test b)) (having (> (name c) 1))))"
    ),
    ("a = max (hours / 2) of bookings", "(name a) (column (max (/ (name hours) 2) (of bookings)))"),
    (
      "a = mean each user of (sum hours each day of bookings where b) having c",
      "(name a) (column (mean (each user) (of (sum (name hours) (each day) (of bookings) (where (test b)))) (having (test c))))"
    ),
    ("a = count + 1, sum: count", "(name a) (column (+ (name count) 1)) (column sum: (name count))"),
    ("by of type = b", "(name by of type) (column (name b))"),
    (
      "a = \"per head\": b where c sort d top 3",
      "(name a) (column \"per head\": (name b)) (where (test c)) (sort d) (top 3)"
    ),
    ("a = (count of b) where c", "(name a) (column (count (of b))) (where (test c))"),
    (
      "a = b in EUR widen week by day during open_hours",
      "(name a) (column (name b)) (in EUR) (by day) (widen week) (during open_hours)"
    ),
  ]

  @Test("queries", arguments: queries.map(\.text))
  func query(text: String) throws { try same(text, Self.queries.first { $0.text == text }?.tree) }

  @Test("other statements", arguments: statements.map(\.text))
  func statement(text: String) throws { try same(text, Self.statements.first { $0.text == text }?.tree) }

  @Test("definitions", arguments: definitions.map(\.text))
  func definition(text: String) throws {
    let tree = Self.definitions.first { $0.text == text }?.tree ?? ""
    try same("define " + text, "(define \(tree))")
  }

  private func same(_ text: String, _ tree: String?) throws {
    let statement = try #require(parse(text), "\(complaints(text))")
    #expect(SyntaxOutline(of: statement).inline == tree)
    let printed = Printer.text(of: statement)
    #expect(isSame(parse(printed), statement), "\(printed)")
  }

  @Test(
    "brackets are printed where they are needed and nowhere else",
    arguments: [
      "define a = b - (c - d)",
      "define a = (b + c) * d / (e * f)",
      "define a = - (b + c)",
      "define a = (if b then c else d) + 1",
      "define a = (count of b where c) / d",
      "define a = (count of b) where c",
      "define a = (if b then c else count of d) having e",
      "define a = (b or c) and not (d = e)",
      "define a = (any of b where c) or d",
      "define a = (b / c) > 2",
      "define a = total (b + c)",
      "define a = split b by (c - d)",
      "define a = max(b, c + d)",
      "define a = sum (b * c) each day of (count of e where f) where g",
      "hours 2024 where a in (b, \"c d\", (e + 1))",
      "hours 2024 where weekday not in (Sat, Sun)",
    ])
  func canonical(text: String) throws {
    #expect(Printer.text(of: try #require(parse(text), "\(complaints(text))")) == text)
  }

  @Test(
    "names are quoted where they must be",
    arguments: [
      ("Berlin", "Berlin"), ("R&D", "R&D"), ("R & D", "\"R & D\""), ("by", "\"by\""), ("2024", "\"2024\""),
      ("last90", "\"last90\""), ("a\"b", "\"a\"\"b\""), ("a..b", "\"a..b\""), ("#1", "\"#1\""), ("a,b", "\"a,b\""),
      ("'s", "\"'s\""), ("O'Brien", "O'Brien"), ("", "\"\""), ("-", "\"-\""), ("Köln", "Köln"), ("a:", "\"a:\""),
      ("_", "\"_\""),
    ])
  func quoting(name: String, printed: String) {
    #expect(Printer.name(name) == printed)
  }

  @Test("a tree knows its places")
  func places() throws {
    let text = "user alice hours 2024-03 where type = parking"
    guard case .query(let query) = try #require(parse(text)) else { return }
    let source = SourceText(text: text)
    #expect(source.text(of: query.place.range) == text)
    #expect(source.text(of: query.filters[0].place.range) == "user alice")
    #expect(source.text(of: query.subject.place.range) == "hours")
    #expect(query.frame.map { source.text(of: $0.place.range) } == "2024-03")
    #expect(source.text(of: query.clauses[0].place.range) == "where type = parking")
    guard case .where(.comparison(let left, _, let right)) = query.clauses[0].kind else { return }
    #expect(source.text(of: left.place.range) == "type")
    #expect(source.text(of: right.place.range) == "parking")
  }

  @Test("an outline has a line for each node, and a single word below it on the same line")
  func lines() throws {
    let statement = try #require(parse("hours 2024 by week, type"))
    let lines = SyntaxOutline(of: statement).lines.map { String(repeating: "  ", count: $0.depth) + $0.text }
    #expect(lines == ["query", "  metric  hours", "  frame  2024", "  by", "    week", "    type"])
  }

  @Test(
    "each word has the role that the parser took it in",
    arguments: [
      ("user", 0, SyntaxOutline.Role.key), ("alice", 0, .name), ("hours", 0, .metric), ("2024-03", 0, .time),
      ("by", 0, .clause), ("user", 1, .key), ("where", 0, .clause), ("kind", 0, .column), ("permanent", 0, .value),
    ])
  func roles(word: String, occurrence: Int, role: SyntaxOutline.Role) throws {
    let text = "user alice hours 2024-03 by user where kind = permanent"
    let tokens = try Lexer.tokens(of: SourceText(text: text)).filter { $0.text == word }
    let outline = SyntaxOutline(of: try #require(parse(text)))
    #expect(outline.role(of: Place(tokens[occurrence].range)) == role)
  }
}
