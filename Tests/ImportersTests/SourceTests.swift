import Store
import Testing

@testable import Importers

/// Exports of several systems in one workspace, each in a folder of its own.
@Suite("several sources")
struct SourceTests {
  private static let files = [
    "robin/locations.csv": "id,name\n3,Mitte\n4,Wien\n", "cobot/locations.csv": "id,name\nBER,Berlin\n",
    "robin/users.csv": "id,name,email,cost_center,groups\n17,Ann,ann@x.org,Sales,a;b\n18,Bob,bob@x.org,R&D,\n",
    "cobot/users.csv": "id,name,email,cost_center,groups\n17,Cleo,cleo@x.org,Sales,\n18,Ann A.,ANN@x.org,Design,b;c\n",
    "robin/resources.csv": "id,name,type,location\n1,Desk 1,Desk,3\n2,Desk 2,Desk,4\n",
    "cobot/resources.csv": "id,name,type,location\n1,Seat 1,Desk,BER\n",
    "robin/bookings.csv": "id,user,resource,start,end\n1,17,1,2024-03-04T09:00,2024-03-04T11:00\n"
      + "2,18,Desk 2,2024-03-04T09:00,2024-03-04T12:00\n",
    "cobot/bookings.csv": "id,user,resource,start,end\n1,17,1,2024-03-05T09:00,2024-03-05T10:00\n"
      + "2,Ann A.,1,2024-03-06T09:00,2024-03-06T14:00\n",
  ]

  @Test("equal ids stay apart; links lead within their source; persons with one e-mail are one")
  func apart() throws {
    let snapshot = try Folder.load(Self.files)
    #expect(snapshot.rejectedLines == [])
    #expect(snapshot.findings.map(\.code).filter { $0 != "sources-differ" } == [])
    #expect(snapshot.byId(.bookings, "resource").count == 4)
    #expect(
      snapshot.byId(.bookings, "resource") == [
        "robin/1": "robin/1", "robin/2": "robin/2", "cobot/1": "cobot/1", "cobot/2": "cobot/1",
      ])
    #expect(
      snapshot.byId(.bookings, "user") == [
        "robin/1": "cobot/18", "robin/2": "robin/18", "cobot/1": "cobot/17", "cobot/2": "cobot/18",
      ])
    #expect(Set(snapshot.shown(.users, "id")) == ["cobot/17", "cobot/18", "robin/18"])
    #expect(snapshot.byId(.users, "groups")["cobot/18"] == "b;c;a")
    #expect(
      snapshot.byId(.resources, "location") == ["robin/1": "robin/3", "robin/2": "robin/4", "cobot/1": "cobot/BER"])
    for table in [TableName.locations, .users, .resources, .bookings] {
      #expect(snapshot.table(table).attributes.contains("source"), "\(table)")
    }
    #expect(
      snapshot.byId(.bookings, "source") == [
        "robin/1": "robin", "robin/2": "robin", "cobot/1": "cobot", "cobot/2": "cobot",
      ])
  }

  @Test("what the sources say differently of one person is told, and the first one counts")
  func conflicts() throws {
    let snapshot = try Folder.load(Self.files)
    let told = snapshot.findings.filter { $0.code == "sources-differ" }
    #expect(
      told.map(\.message) == [
        "1 user of several files has different values in cost_center; the first one counts",
        "1 user of several files has different values in name; the first one counts",
      ])
    #expect(told.map(\.columns) == [["users.cost_center"], ["users.name"]])
    #expect(told.allSatisfy { $0.rows.isEmpty })  // whom they are about is nobody's business
    #expect(snapshot.byId(.users, "name")["cobot/18"] == "Ann A.")
  }

  @Test("two accounts of one file are two persons, whatever their e-mail")
  func accounts() throws {
    let snapshot = try Folder.load([
      "a/users.csv": "id,email\n1,team@x.org\n2,team@x.org\n", "b/users.csv": "id,email\n7,other@x.org\n",
    ])
    #expect(snapshot.shown(.users, "id") == ["a/1", "a/2", "b/7"])
  }

  @Test(
    "two accounts of one system are two persons in however many files, and nobody else is one of them",
    arguments: [
      (["a/users-1.csv": "1,team@x.org", "a/users-2.csv": "2,team@x.org"], ["a/1", "a/2"]),
      (["a/users.csv": "1,team@x.org\n2,team@x.org", "b/users.csv": "7,team@x.org"], ["a/1", "a/2", "b/7"]),
      (["users.csv": "1,team@x.org\n2,team@x.org", "more-users.csv": "7,team@x.org"], ["1", "2", "7"]),
      (["a/users.csv": "1,ann@x.org", "b/users.csv": "7,Ann@x.org"], ["a/1"]),
      (["a/users-1.csv": "1,ann@x.org", "a/users-2.csv": "1,ann@x.org"], ["a/1"]),
      (["users.csv": "1,ann@x.org", "more-users.csv": "ann@x.org,"], ["ann@x.org"]),
    ] as [([String: String], [String])])
  func systems(files: [String: String], ids: [String]) throws {
    let snapshot = try Folder.load(files.mapValues { "id,email\n\($0)\n" })
    #expect(snapshot.shown(.users, "id").sorted() == ids)
  }

  @Test(
    "a report is passed over where a better export has its days, and is read where that has not",
    arguments: [
      // days of the better one     of the report               bookings, left out, refused
      (["2024-03-04", "2024-03-29"], ["2024-03-05"], 2, 1, 0),
      (["2024-03-04"], ["2024-04-02", "2024-04-05"], 3, 0, 0),
      (["2024-03-04", "2024-04-02"], ["2024-04-01", "2024-05-02"], 2, 0, 1),
      ([], ["2024-04-02"], 1, 0, 0),
    ] as [([String], [String], Int, Int, Int)])
  func rivals(better: [String], report: [String], bookings: Int, leftOut: Int, refused: Int) throws {
    let rows = better.enumerated().map { number, day in
      "{\"Id\": \(number), \"ResourceName\": \"R\", \"CoworkerFullName\": \"Ann\", \"FromTime\": \"\(day)T09:00:00Z\", "
        + "\"ToTime\": \"\(day)T10:00:00Z\", \"Tentative\": false}"
    }
    let cells = report.enumerated().map { "9\($0),R,Ann,\($1) 09:00,\($1) 10:00,false\n" }
    let snapshot = try Folder.load([
      "api.json": "{\"Records\": [\(rows.joined(separator: ", "))]}",
      "report.csv": "Id,ResourceName,CoworkerFullName,FromTime,ToTime,Tentative\n" + cells.joined(),
    ])
    #expect(snapshot.table(.bookings).rowCount == bookings)
    #expect(snapshot.files.filter { $0.state == .leftOut && $0.file == "report.csv" }.count == leftOut)
    #expect(snapshot.files.filter { $0.state == .failed }.count == refused)
  }

  @Test(
    "a map makes one of places, by marked ids and by names",
    arguments: [
      // map                                            location of robin/1, cobot/1
      ("locations Berlin = robin/3, cobot/BER", "cobot/BER", "cobot/BER"),
      ("locations Haus = robin/Mitte, cobot/Berlin", "cobot/BER", "cobot/BER"),
      ("locations Berlin = robin/4", "robin/3", "cobot/BER"),
    ])
  func united(map: String, first: String, second: String) throws {
    let snapshot = try Folder.load(Self.files, settings: try Folder.settings(same: [map]))
    let places = snapshot.byId(.resources, "location")
    #expect(places["robin/1"] == first)
    #expect(places["cobot/1"] == second)
  }

  @Test("a map of what is not there is told")
  func unknown() throws {
    let same = ["locations Berlin = robin/33, cobot/BER", "users Ann = cobot/18, Zoe"]
    let snapshot = try Folder.load(Self.files, settings: try Folder.settings(same: same))
    #expect(
      snapshot.findings.filter { $0.code == "unused-map" }.map(\.message) == [
        "map location “Berlin” names “robin/33”, and no location has that id or name",
        // What a person is called is not told.
        "map user “…” names “Zoe”, and no user has that id or name",
      ])
  }

  @Test("files of a workspace's own and of folders stand beside each other")
  func mixed() throws {
    let snapshot = try Folder.load([
      "bookings.csv": "id,user,start,end\n1,ann,2024-03-04T09:00,\n",
      "robin/bookings.csv": "id,user,start,end\n1,ann,2024-03-05T09:00,\n",
    ])
    #expect(snapshot.byId(.bookings, "source") == ["1": "", "robin/1": "robin"])
    #expect(snapshot.shown(.users, "id").count == 2)
  }

  @Test(
    "folders within an archive are sources where there are several",
    arguments: [
      (["a/bookings.csv", "b/bookings.csv"], ["a/1": "a", "b/1": "b"], 2),
      (["all/a/bookings.csv", "all/b/bookings.csv"], ["a/1": "a", "b/1": "b"], 2),
      (["bookings.csv", "b/bookings.csv"], ["1": "", "b/1": "b"], 2),
      (["all/bookings.csv"], ["1": "no column"], 1),
    ])
  func archives(names: [String], sources: [String: String], people: Int) throws {
    let text = "id,user,start,end\n1,ann,2024-03-04T09:00,2024-03-04T10:00\n"
    let archive = Packed.archive(Dictionary(uniqueKeysWithValues: names.map { ($0, text) }))
    let snapshot = try Folder.load(bytes: ["june.zip": archive])
    #expect(snapshot.byId(.bookings, "source") == sources)
    #expect(snapshot.table(.users).rowCount == people)
  }

  @Test("a sheet that is like no table is left out beside one that is, and not where it may be a part of that")
  func sheets() throws {
    let bookings = [["id", "user", "start", "end"], ["1", "ann", "2024-03-04T09:00", "2024-03-04T10:00"]]
    let pivot = [["Row labels", "Sum"], ["ann", "1"]]
    let half = [["id", "user", "begins"], ["2", "ann", "2024-03-05T09:00"]]
    for (name, rows, hasFailed) in [("Pivot", pivot, false), ("Feb", half, true)] {
      let workbook = Packed.workbook([("Jan", bookings), (name, rows)])
      let snapshot = try Folder.load(bytes: ["bookings.xlsx": workbook])
      #expect(snapshot.table(.bookings).rowCount == 1)
      #expect(snapshot.failedTables.isEmpty != hasFailed)
      #expect(hasFailed || snapshot.finding("unmatched-file") != nil)
    }
  }

  @Test("canonical files in folders are known by their names, packed ones too")
  func names() throws {
    let snapshot = try Folder.load([
      "robin/locations.csv": "id,name\n3,Mitte\n", "robin/holidays.tsv": "day\tname\n2024-03-29\tGood Friday\n",
    ])
    #expect(snapshot.loaded == [.locations, .holidays])
    #expect(snapshot.findings.map(\.code) == [])
  }

  // MARK: - Pages

  private func users(_ total: Int, _ ids: [Int], _ more: String = "") -> String {
    let users = ids.map { "{\"id\": \"u\($0)\", \"userName\": \"u\($0)@x.org\"}" }.joined(separator: ", ")
    return "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"], \"totalResults\": \(total)\(more), "
      + "\"Resources\": [\(users)]}"
  }

  @Test("pages that are not there are told, those in other files and other sources apart")
  func totals() throws {
    func told(_ files: [String: String]) throws -> [String] {
      try Folder.load(files).findings.filter { $0.code == "pages-missing" }.map { "\($0.count): \($0.message)" }
    }
    #expect(try told(["users.json": users(2, [1, 2])]) == [])
    #expect(try told(["users.json": users(5, [1, 2])]) == ["3: users.json has 2 of 5 rows: pages are missing"])
    #expect(try told(["users.json": users(4, [1, 2]), "users-2.json": users(4, [3, 4])]) == [])
    #expect(
      try told(["users-1.json": users(5, [1, 2]), "users-2.json": users(5, [3, 4])])
        == ["1: users-1.json and 1 more have 4 of 5 rows: pages are missing"])
    #expect(try told(["users.json": users(4, [1, 2]) + "\n" + users(4, [3, 4])]) == [])
    // A page that was fetched twice, and an answer beside another one.
    #expect(
      try told(["users-1.json": users(4, [1, 2]), "users-2.json": users(4, [1, 2])])
        == ["2: users-1.json and 1 more have 2 of 4 rows: pages are missing"])
    #expect(
      try told(["hq.json": users(4, [1, 2]), "de.json": users(2, [3, 4])])
        == ["2: hq.json has 2 of 4 rows: pages are missing"])
    // Numbers of pages.
    let numbered = { (number: Int) in
      "{\"results\": [{\"id\": \"u\(number)\", \"userName\": \"a\"}], \"currentPage\": \(number), \"totalPages\": 3}"
    }
    #expect(
      try told(["users-1.json": numbered(1), "users-3.json": numbered(3)])
        == ["1: users-1.json and 1 more have 2 of 3 pages"])
    #expect(try told(["1.json": numbered(1), "2.json": numbered(2), "3.json": numbered(3)]) == [])
    #expect(
      try told(["a/users.json": users(4, [1, 2]), "b/users.json": users(2, [3, 4])])
        == ["2: a/users.json has 2 of 4 rows: pages are missing"])
  }

  @Test(
    "a page that leads to another one is told, where none is the last",
    arguments: [
      ("\"cursorNext\": \"abc\", ", 1), ("\"cursorNext\": null, ", 0), ("\"cursorNext\": \"\", ", 0), ("", 0),
      ("\"links\": {\"next\": \"https://x/2\"}, ", 1), ("\"links\": {\"next\": null, \"self\": \"https://x/1\"}, ", 0),
      ("\"links\": {\"next\": {\"href\": \"https://x/2\"}}, ", 1), ("\"has_more\": true, ", 1),
      ("\"has_more\": false, ", 0), ("\"@odata.nextLink\": \"https://x/2\", ", 1),
      ("\"paging\": {\"next_page_token\": \"p2\"}, ", 1),
    ])
  func cursor(envelope: String, count: Int) throws {
    let page = { (cursor: String, id: String) in
      "{\(cursor)\"results\": [{\"id\": \"\(id)\", \"userName\": \"\(id)@x.org\"}]}"
    }
    let one = try Folder.load(["users.json": page(envelope, "a")])
    #expect(
      one.findings.filter { $0.code == "pages-missing" }.map(\.message)
        == (count == 0 ? [] : ["users.json has a next page that is not there"]))
    // The last of several.
    let several = try Folder.load(["users-1.json": page(envelope, "a"), "users-2.json": page("", "b")])
    #expect(several.finding("pages-missing") == nil)
    let joined = try Folder.load(["users.json": page(envelope, "a") + "\n" + page("", "b")])
    #expect(joined.finding("pages-missing") == nil)
  }
}
