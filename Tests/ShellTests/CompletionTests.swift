import Calculus
import DeskQL
import Diagnostics
import Files
import Language
import Testing

@testable import Shell

@Suite("Completion")
struct CompletionTests {
  @Test(
    "Tab inserts what all candidates share",
    arguments: [
      ("occ", ["occupancy"], "occupancy "),  // the only one is finished
      ("de", ["department", "desks"], nil),  // nothing to add: they are listed
      ("la", ["lasting", "lastly"], "last"),
      ("OC", ["occupancy", "occupied"], "occup"),
      ("al", ["Alice", "Alice Cooper"], "\"Alice"),  // one of them needs quotes
      ("\"al", ["Alice", "Alina"], "\"Ali"), ("\"Ali", ["Alice", "Alina"], nil),
      ("O", ["O\"Brien"], "\"O\"\"Brien\" "), ("\"O\"\"B", ["O\"Brien"], "\"O\"\"Brien\" "),  // quotes are doubled
      ("O", ["O\"Brien", "O\"Brown"], "\"O\"\"Br"), ("\"O\"\"Br", ["O\"Brien", "O\"Brown"], nil),
      ("my", ["my files/"], "\"my files/"), ("a", ["a/"], "a/"),  // a path goes on
      ("x", [], nil),
    ] as [(String, [String], String?)])
  func insertion(typed: String, names: [String], inserted: String?) {
    let candidates = names.map { name in
      Completion.Candidate(name: name, text: typed.hasPrefix("\"") ? Printer.quoted(name) : Printer.name(name))
    }
    #expect(Completion(typed: typed, candidates: candidates).insertion == inserted)
  }

  @Test(
    "what is offered is what the parser would take",
    arguments: [
      // typed                           some of what is offered            what is not
      ("list resources ", ["vacant", "unused", "open"], ["listed", "ending"]),  // states of that table
      ("list memberships end", ["ending"], ["vacant"]),
      ("list bookings mis", ["missed"], []),
      ("check dang", ["dangling-link"], []),
      ("check fi", ["files"], []),
      ("check me", ["memberships", "membership-for-free"], ["people"]),
      ("check bookings ", ["as", "to", "last30"], ["bookings"]),
      ("set ", ["mode", "coefficient"], ["user_statistics", "timezone"]),  // what a session may set
      ("set mode ", ["prorated", "bom"], []),
      ("revenue 2024 with pro", ["proration"], []),
      ("revenue 2024 with proration ", ["thirty", "actual"], ["mode"]),
      ("set fiscal_year_start ", ["4", "12"], ["13"]),
      ("occupancy area 2024 in ", ["ft2", "m2", "minutes"], []),
      ("occupancy area 2024 in f", ["ft2"], ["m2"]),
      ("chargeback 100 EUR 2024 on ", ["hours", "bookings", "days"], ["desks"]),
      ("occupancy desks 2024 on ", [], ["hours"]),
      ("hours b", [], ["by", "between"]), ("hours 2024 b", ["by", "between"], []), ("hours s", ["since"], ["sort"]),
      ("hours 2024 vs ", ["previous", "lastyear", "lastmonth"], []),
      ("hours 2024 vs l", ["lastyear"], ["previous"]),
      ("describe occ", ["occupancy desks", "occupied area"], []),
      ("describe occupancy ", ["desks", "area"], ["bom", "metrics"]),
      ("describe resources.de", ["resources.desks", "resources.desks_taken"], []),
      ("describe memb", ["memberships"], []),
      ("help fr", ["frames"], []),
      ("help avg", ["avgdays"], []),
      ("occupancy desks ", ["bom", "peak"], ["metrics"]),
      ("utilization 2024 u", ["under"], ["user"]),  // resources have no user
      ("occupancy desks 2024 by ", ["location", "type", "week"], ["floor", "plan", "hour"]),  // one side has these
      ("", ["hours", "explain", "list"], ["save"]), ("show ", ["definition", "steps"], ["sql"]),  // what is answered
      ("list bookings so", ["sort", "source"], []), ("occupancy desks 2024 so", ["sort"], ["source"]),
      ("list bookings where ", ["status", "kind", "missed"], ["occupancy desks"]),
      ("list bookings sort st", ["start", "status"], []),
      ("define x = ", ["hours", "occupancy desks", "sum"], ["bookings.missed"]),
      ("define x = occupancy ", ["desks", "area"], ["hours"]),
      ("define x = count of ", ["bookings", "resources"], ["hours"]),
      ("define x = count of bookings where ", ["status", "missed"], ["hours"]),
      ("define resources.big = ", ["size", "desks"], ["hours"]),
      ("undefine ", [], ["hours", "primitives", "bookings"]),  // what is built in stays
      ("show definition ", ["hours", "resources.desks"], ["primitives", "bookings.csv"]),
      ("utilization 2024 under ", ["days"], ["utilization"]),
      ("occupancy bom 2024 under desks, sp", ["spaces"], ["desks"]),  // a mode is none of the metric's words
      ("chargeback 100 EUR 2024 under days, ", ["hours", "bookings"], []),
      ("show steps ", ["list", "explain", "occupancy desks"], ["set"]),
      ("map ", ["location", "user"], ["bookings"]),
      ("map bookings.user = Booker ", ["or", "as"], []),
    ] as [(String, [String], [String])])
  func offers(typed: String, offered: [String], others: [String]) throws {
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: nil, options: SessionOptions(today: today))
    let names = Completer(Assistant(session)).completion(of: typed).candidates.map(\.name)
    for name in offered { #expect(names.contains(name), "\(names)") }
    for name in others { #expect(!names.contains(name), "\(names)") }
  }

  @Test("what nobody answers yet is refused, and so not offered", arguments: Keyword.unanswered)
  func unanswered(keyword: Keyword) throws {
    let today = try #require(Day(iso: "2024-04-02"))
    var session = try Session.open(path: nil, options: SessionOptions(today: today))
    let text = Keyword.statements.contains(keyword) ? "\(keyword) \"a\"" : "show \(keyword) hours 2024"
    let source = SourceText(text: text)
    let statement = try Parser.statement(source)
    #expect {
      try session.execute(statement, source: source)
    } throws: { error in
      (error as? Rejection)?.diagnostics.first?.code == "not-supported"
    }
  }

  @Test(
    "a word with $ is what it stands for; a note says what of two things a word is",
    arguments: [
      ("hours $", "$month", "2024-03"), ("hours $mo", "$month", "2024-03"), ("hours $y", nil, nil),
      ("sour", "source", "run a script"), ("list bookings sour", "source", "one source of the exports"),
    ] as [(String, String?, String?)])
  func notes(typed: String, name: String?, note: String?) throws {
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: nil, options: SessionOptions(today: today))
    var parameters = Parameters()
    parameters.set("month", to: "2024-03")
    let candidates = Completer(Assistant(session), parameters: parameters).completion(of: typed).candidates
    #expect(candidates.first?.text == name && candidates.first?.note == note, "\(candidates)")
  }

  @Test(
    "behind a comparison the values of its key are offered, in quotes as they need them",
    arguments: [
      ("hours where type = ", ["\"Private Office\"", "Desk"]), ("hours where type = Priv", ["\"Private Office\""]),
      ("hours where type = \"pri", ["\"Private Office\""]),
      ("hours where Type in (Desk, d", ["\"Dedicated Desk\"", "Desk"]),
      ("hours where type not in (\"Ded", ["\"Dedicated Desk\""]),
      ("hours where weekday = T", ["Tue", "Thu"]),
      ("list bookings where resource = \"D\"\"", ["\"D\"\"1\""]), ("list bookings where resource = D", ["\"D\"\"1\""]),
      ("define x = count of bookings where type = pr", ["\"Private Office\""]), ("hours where weekday = x", []),
      ("list bookings where checkin = m", ["missed"]), ("list bookings where checkin in (missed, n", ["not_required"]),
    ])
  func values(typed: String, expected: [String]) throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let bookings = "id,user,resource,type,start,end\n1,u1,\"D\"\"1\",Desk,2024-03-04T09:00,2024-03-04T12:00\n"
    try WholeFile.write(Array(bookings.utf8), to: folder.path(of: "bookings.csv"))
    let resources = "id,type,location\n\"D\"\"1\",Desk,Berlin\nO1,Private Office,Berlin\n"
    try WholeFile.write(Array(resources.utf8), to: folder.path(of: "resources.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: folder.path, options: SessionOptions(today: today))
    let texts = Completer(Assistant(session)).completion(of: typed).candidates.map(\.text)
    if typed.hasSuffix("= ") {
      #expect(Set(expected).isSubset(of: texts), "\(texts)")
    } else {
      #expect(texts == expected)
    }
  }

  @Test("times of today are offered where they hold data")
  func times() throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let bookings = "id,user,resource,type,start,end\n1,u1,D1,Desk,2024-03-04T09:00,2024-03-04T12:00\n"
    try WholeFile.write(Array(bookings.utf8), to: folder.path(of: "bookings.csv"))
    for (now, offered) in [("2024-04-02", ["2024-03", "lastmonth", "ytd"]), ("2026-11-22", ["2024-03"])] {
      let today = try #require(Day(iso: now))
      let session = try Session.open(path: folder.path, options: SessionOptions(today: today))
      let names = Completer(Assistant(session)).completion(of: "hours ").candidates.map(\.name)
      #expect(names.filter(["2024-03", "lastmonth", "ytd"].contains) == offered, "\(names)")
    }
  }

  @Test(
    "behind _ stands what the metric of the last question can be asked by",
    arguments: [
      // what was asked                            typed          offered      not
      ("occupancy desks bom 2024-03", "_ by ", "location", "hour"),
      ("hours 2024-03", "_ by ", "hour", "plan"),
      ("hours 2024-03", "explain _ sort ", "people", "occupancy"),
      ("utilization 2024", "_ under ", "days", "utilization"),
      ("list types", "_ ", "where", "occupancy desks"),
    ])
  func last(asked: String, typed: String, offered: String, other: String) throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let bookings = "id,user,resource,type,start,end\n1,u1,D1,Desk,2024-03-04T09:00,2024-03-04T12:00\n"
    try WholeFile.write(Array(bookings.utf8), to: folder.path(of: "bookings.csv"))
    try WholeFile.write(
      Array("id,plan,start\nM1,Desk,2024-01-01\n".utf8), to: folder.path(of: "memberships.csv"))
    try WholeFile.write(Array("id,type,location\nD1,Desk,Berlin\n".utf8), to: folder.path(of: "resources.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    var session = try Session.open(path: folder.path, options: SessionOptions(today: today))
    let source = SourceText(text: asked)
    _ = try session.execute(Parser.statement(source), source: source)
    let names = Completer(Assistant(session), lastMetric: session.lastMetric).completion(of: typed).candidates.map(
      \.name)
    #expect(names.contains(offered) && !names.contains(other), "\(names)")
  }

  @Test(
    "names of a key are those of the workspace, without those that tell who somebody is",
    arguments: [
      ("group", ["board", "council"]),  // blanks around them are no part of them
      ("category", ["home_office", "meeting_room", "other", "parking", "workstation"]),
      ("user", []),
      ("department", []),  // nobody shares one: it is a person by another name
    ])
  func names(key: String, expected: [String]) throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let users = "id,groups,department\nu1,board ; council,A\nu2, council,B\nu3,,C\n"
    try WholeFile.write(Array(users.utf8), to: folder.path(of: "users.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: folder.path, options: SessionOptions(today: today))
    #expect(session.knownNames(ofKey: key).map(\.name) == expected)
  }

  @Test(
    "files of the workspace are offered to describe, and to nothing else",
    arguments: [
      // typed             what is inserted
      ("describe us", ["users", "users.costcenter", "users.csv"]),
      ("describe \"us", ["\"users.csv\""]),
      ("describe my", ["\"my desks.csv\""]),
      ("show definition my", []), ("undefine my", []), ("describe users.csv my", []),
    ])
  func files(typed: String, expected: [String]) throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    try WholeFile.write(Array("id,cost_center\nu1,A\n".utf8), to: folder.path(of: "users.csv"))
    try WholeFile.write(Array("id,type\nD1,Desk\n".utf8), to: folder.path(of: "my desks.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: folder.path, options: SessionOptions(today: today))
    let texts = Completer(Assistant(session)).completion(of: typed).candidates.map(\.text)
    #expect(Set(expected).isSubset(of: texts), "\(texts)")
    if expected.count < 2 { #expect(texts == expected) }
  }

  @Test(
    "candidates are listed in columns, from top to bottom",
    arguments: [
      (["a", "b", "c"], 80, "a  b  c\n"), (["a", "b", "c"], 6, "a  c\nb\n"), (["日本", "ab"], 12, "日本  ab\n"),
      (["a very long name"], 4, "a very long name\n"), ([], 80, ""),
    ])
  func list(names: [String], width: Int, text: String) {
    let candidates = names.map { Completion.Candidate(name: $0, text: $0) }
    #expect(CandidateList.text(of: candidates, width: width) == text)
  }
}
