import Calculus
import Formats
import Store
import Testing

@testable import Importers

/// What a layout's lines make of rows, without files around them.
@Suite("rows by a layout")
struct TranslatorTests {
  /// A table of text: headers and rows, parted by `|`.
  private static func text(_ lines: [String]) -> TextTable {
    let rows = lines.map { $0.split(separator: "|", omittingEmptySubsequences: false).map { String($0) } }
    return TextTable(
      headers: rows[0], columns: rows[0].indices.map { column in TextColumn(rows.dropFirst().map { $0[column] }) },
      lines: (0..<UInt32(rows.count - 1)).map { $0 + 2 })
  }

  private func result(
    _ layout: String, _ records: RecordSet, rules: ReadingRules = ReadingRules(), source: String? = nil,
    context: LayoutContext = LayoutContext(stem: "june")
  ) throws -> Translator.Result {
    let layout = try LayoutParser.layout("layout x\n" + layout)
    return try Translator(rules: rules, context: context, source: source, hint: .none).result(records, layout)
  }

  /// Each table as `bookings: id=1 user=ann`, a row each; attributes in brackets, empty cells left out.
  private func shown(_ result: Translator.Result) -> [String] {
    result.tables.flatMap { table in
      (0..<table.text.rowCount).map { row in
        let cells = table.text.headers.indices.filter { !table.text.columns[$0].isEmpty(row) }.map { column in
          let cell = "\(table.text.headers[column])=\(table.text.columns[column].text(row))"
          return table.isAttribute[column] ? "[\(cell)]" : cell
        }
        return "\(table.isDerived ? "~" : "")\(table.table.rawValue): \(cells.joined(separator: " "))"
      }
    }
  }

  // MARK: - Rules

  @Test(
    "rules for words, dates and numbers",
    arguments: [
      // column, rules                                  cells                      what becomes of them
      ("user", "first", "ann, bob|ann;bob|ann||;x", "ann|ann|ann||"),
      ("user", "list", "a, b,c|a;b|a|", "a;b;c|a;b|a|"),
      ("user", "whole", "179.0|179.00|179.5|a.0|.0|12", "179|179|179.5|a.0|.0|12"),
      (
        "user", "like \"locations*bookings\"", "locations-12-bookings|Locations 7 Bookings|locations|bookings", "12|7||"
      ),
      ("user", "a = b, \"c d\" = e", "A|a_|C-D|x|", "b|b|e|x|"),
      ("user", "a = nothing, * = z, empty = y", "a|b| |", "|z|y|y"),
      ("start", "dmy", "3/4/2024 9:00|03.04.24|2024-04-03", "2024-04-03T09:00|2024-04-03|2024-04-03"),
      ("start", "mdy", "4/3/2024 9:00|4/3/24 1:05 PM", "2024-04-03T09:00|2024-04-03T13:05"),
      ("start", "ymd", "24/04/03|2024/4/3 9:00", "2024-04-03|2024-04-03T09:00"),
      ("start", "utc", "2024-04-03 09:00|2024-04-03T09:00+02:00", "2024-04-03T09:00Z|2024-04-03T09:00+02:00"),
      (
        "start", "local", "2024-04-03T09:00Z|2024-04-03T09:00:00.000+02:00|2024-04-03 09:00",
        "2024-04-03T09:00|2024-04-03T09:00|2024-04-03T09:00"
      ),
      (
        "start", "zone Europe/Berlin", "2024-04-03 09:00|2024-01-03 09:00|2024-04-03T09:00Z",
        "2024-04-03T09:00+02:00|2024-01-03T09:00+01:00|2024-04-03T09:00Z"
      ),
      ("start", "day", "2024-04-03T23:00Z|2024-04-03", "2024-04-03|2024-04-03"),
      (
        "start", "epoch", "1712134800|1712134800000|2024-04-03T09:00Z",
        "2024-04-03T09:00Z|2024-04-03T09:00Z|2024-04-03T09:00Z"
      ),
      ("start", "at 08:15", "2024-04-03|2024-04-03T09:00", "2024-04-03T08:15|2024-04-03T09:00"),
      ("created", "utc, day", "2024-04-03T23:30Z|2024-04-03T10:00Z", "2024-04-04|2024-04-03"),
      ("quantity", "minor", "1250|5|", "12.500000|0.050000|"),
      ("quantity", "sqft", "100|0|", "9.290304|0.000000|"),
      ("quantity", "over \"id\"", "9|5|", "9|5|"),  // the id is 1
    ])
  func rule(column: String, rules: String, cells: String, expected: String) throws {
    let cells = cells.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    let records = RecordSet(table: Self.text(["id|c"] + cells.map { "1|\($0)" }))
    let context = LayoutContext(stem: "june", clock: DayClock(setting: "Europe/Berlin", places: []))
    let result = try result(
      "table bookings\n  id = \"id\"\n  \(column) = \"c\" as \(rules)", records, context: context)
    let column = try #require(result.tables.first?.column(column))
    #expect(column.texts.joined(separator: "|") == expected)
  }

  @Test("a last day can be the one before, and a time, a zone or a beginning can stand beside")
  func beside() throws {
    let records = RecordSet(
      table: Self.text([
        "id|day|time|long|tz|until", "1|3.4.2024|9:30|1,5|Europe/Berlin|2024-05-01",
        "2|3.4.2024|14:00|0,25|America/New_York|2024-03-01",
      ]))
    #expect(
      shown(
        try result(
          """
          table bookings
            id    = "id"
            end   = "long" as hours after start
            start = "day" as dmy, date with "time"
            checked_in_at = "long" as hours after "day"
          table memberships
            id    = "id"
            start = "day" as dmy
            end   = "until" as day before
          """, records)) == [
          "bookings: id=1 start=2024-04-03T09:30 [tz=Europe/Berlin] end=2024-04-03T11:00 checked_in_at=2024-04-03T11:00",
          "bookings: id=2 start=2024-04-03T14:00 [tz=America/New_York] end=2024-04-03T14:15 checked_in_at=2024-04-03T14:15",
          "memberships: id=1 start=2024-04-03 end=2024-04-30", "memberships: id=2 start=2024-04-03 end=2024-02-29",
        ])
    let zoned = try result(
      "table bookings\n  id = \"id\"\n  start = \"day\" as dmy, date with \"time\", zone of \"tz\"", records)
    #expect(zoned.tables[0].column("start")?.texts == ["2024-04-03T09:30+02:00", "2024-04-03T14:00-04:00"])
  }

  // MARK: - Values

  @Test(
    "alternatives, conditions, sums and constants",
    arguments: [
      // the right side                                 rows of a|b|c          what becomes of them
      ("\"a\" or \"b\"", ["1|2|", "|2|", "||"], ["1", "2", ""]),
      ("\"a\" | \"b\" or \"c\"", ["1|2|", "|2|3", "||3"], ["1", "3", "3"]),
      ("\"x\" | \"b\"", ["1|2|"], ["2"]), ("\"x\" or \"y\" or \"c\"", ["||3"], ["3"]),
      ("\"a\" + \"b\"", ["1|2|", "|2|", "||"], ["1 2", "2", ""]),
      ("'n' + \"a\"", ["1||", "||"], ["n 1", ""]), ("'n'", ["1||"], ["n"]),
      ("'n' where \"a\" = 1 or 'm' where \"b\" filled or \"c\"", ["1|2|3", "2|2|3", "2||3"], ["n", "m", "3"]),
      ("\"a\" where \"b\" = 0 or \"c\"", ["1|0.00|3", "1|7|3", "|0|3"], ["1", "3", "3"]),
      ("\"a\" as x = y or \"b\"", ["x|2|", "|x|"], ["y", "x"]),
      ("\"a\" or \"b\" as x = y", ["x||", "|x|"], ["y", "y"]),
      ("\"a\" as x = nothing or \"b\"", ["x|2|", "z|2|"], ["2", "z"]),
    ] as [(String, [String], [String])])
  func value(right: String, rows: [String], expected: [String]) throws {
    let records = RecordSet(table: Self.text(["a|b|c"] + rows))
    let result = try result("table users\n  id = \"^row\"\n  name = \(right)", records)
    #expect(result.tables[0].column("name")?.texts == expected)
  }

  @Test(
    "flags are asked with yes and no; a word that is neither becomes the cell, and empty is no",
    arguments: [
      // flag       yes, else                     a date by it          who, unless it says yes
      ("1", "cancelled", "2024-03-04", ""), ("TRUE", "cancelled", "2024-03-04", ""),
      ("ja", "cancelled", "2024-03-04", ""), ("Yes", "cancelled", "2024-03-04", ""),
      ("0", "confirmed", "2024-03-04T09:00", "ann"), ("falsch", "confirmed", "2024-03-04T09:00", "ann"),
      ("", "confirmed", "2024-03-04T09:00", "ann"), ("maybe", "flag = maybe", "flag = maybe", ""),
    ])
  func flags(flag: String, status: String, start: String, user: String) throws {
    let records = RecordSet(table: Self.text(["id|flag|at|by", "1|\(flag)|2024-03-04 09:00|ann"]))
    let table = try result(
      """
      table bookings
        id     = "id"
        user   = "by" where "flag" no
        start  = "at" as day where "flag" yes or "at"
        status = 'cancelled' where "flag" yes or 'confirmed'
      """, records
    ).tables[0]
    #expect(["status", "start", "user"].map { table.column($0)?.text(0) } == [status, start, user])
  }

  @Test("a booking without an end is rejected, unless it is said to be permanent")
  func openEnds() throws {
    let records = RecordSet(table: Self.text(["id|to|type", "1|2024-03-04|hot", "2||hot", "3||assigned"]))
    let layout =
      "table bookings\n  id = \"id\"\n  start = '2024-03-01'\n  end = \"to\"\n"
    let unsaid = try result(layout, records)
    #expect(unsaid.tables[0].column("id")?.texts == ["1"])
    #expect(unsaid.tables[0].rejects.map(\.line) == [3, 4])
    let said = try result(layout + "  kind = \"type\" as assigned = permanent, * = flexible\n", records)
    #expect(said.tables[0].column("id")?.texts == ["1", "3"])
    #expect(said.tables[0].rejects.map(\.line) == [3])
  }

  @Test("words that mean nothing are empty cells, in conditions, too")
  func missing() throws {
    let records = RecordSet(table: Self.text(["id|a", "1|NULL", "2| n / a", "3|x"]))
    let layout = "missing \"null\", \"n/a\"\ntable users\n  id = \"id\"\n  name = \"a\" or 'none'\n  where \"a\" filled"
    #expect(shown(try result(layout, records)) == ["users: id=3 name=x"])
  }

  @Test("a sign that means nothing is one, and what is empty is no sign")
  func missingSign() throws {
    let records = RecordSet(table: Self.text(["id|a", "1|-", "2|--", "3|"]))
    let layout = "missing \"-\"\ntable users\n  id = \"id\"\n  name = \"a\" or 'none'"
    #expect(
      shown(try result(layout, records)) == ["users: id=1 name=none", "users: id=2 name=--", "users: id=3 name=none"])
  }

  @Test("cells that are written for the web are read")
  func html() throws {
    let records = RecordSet(table: Self.text(["id|a", "1|R&amp;D &#039;x&#039;"]))
    #expect(
      shown(try result("html\ntable users\n  id = \"id\"\n  name = \"a\"", records)) == ["users: id=1 name=R&D 'x'"])
  }

  @Test("beside rows stand their number and their file")
  func besideRows() throws {
    let records = RecordSet(table: Self.text(["a", "x", "y"]))
    #expect(
      shown(try result("table users\n  id = \"^file\" + \"^row\"\n  name = \"a\"", records))
        == ["users: id=june 2 name=x", "users: id=june 3 name=y"])
  }

  // MARK: - Rows

  private static let list = RecordSet(
    table: text(["id|name", "r1|One", "r2|Two", "r3|Three"]),
    children: [
      "slots": .init(
        table: text(["from|to|kind", "2024-01-01||open", "2024-03-01|2024-03-05|shut", "2024-02-01||open"]),
        parents: [0, 0, 2])
    ])

  @Test("rows of a list, each with its parent's")
  func listRows() throws {
    let layout = """
      table resources
        id = "id"
        type = 'Desk'
        since = "slots[1].from"
        all = "slots[].kind"
        shut = "slots[kind=shut].to"
      table availability from "slots"
        resource = "^id"
        from = "from"
        state = "kind" as shut = blocked
        where "kind" = shut
      """
    let result = try result(layout, Self.list)
    #expect(
      shown(result) == [
        "resources: id=r1 type=Desk [since=2024-03-01] [all=open;shut] [shut=2024-03-05] [name=One]",
        "resources: id=r2 type=Desk [name=Two]", "resources: id=r3 type=Desk [all=open] [name=Three]",
        "availability: resource=r1 from=2024-03-01 state=blocked",
      ])
    #expect(result.leftOut == [.availability: 2])
  }

  @Test("columns that are days, and parts of a cell")
  func dayRows() throws {
    let days = RecordSet(table: Self.text(["Room|1.4.2024|2024-04-02T00:00|Sum", "A|2|0|2", "B||8,5|8,5"]))
    let layout = """
      table bookings by days
        id = "Room" + "^day"
        start = "^day" as dmy
        quantity = "^value"
        where "^value" > 0
      """
    let byDay = try result(layout, days)
    #expect(
      shown(byDay) == [
        "bookings: id=A 1.4.2024 start=2024-04-01 quantity=2",
        "bookings: id=B 2024-04-02 start=2024-04-02 quantity=8.5",
      ])
    #expect(byDay.leftOut == [.bookings: 1])
    let parts = RecordSet(table: Self.text(["id|Rooms|x", "1|A; B|p", "2||q", "3|;C;|r"]))
    #expect(
      shown(
        try result(
          "table bookings each \"Rooms\"\n  id = \"id\"\n  resource = \"Rooms\"\nderived resources each \"Rooms\"\n  id = \"Rooms\"",
          parts)) == [
          "bookings: id=1 resource=A", "bookings: id=1 resource=B", "bookings: id=2", "bookings: id=3 resource=C",
          "~resources: id=A", "~resources: id=B", "~resources: id=C",
        ])
  }

  @Test("derived rows of one id are one, each column by the first that says something; without an id they are none")
  func derived() throws {
    let records = RecordSet(table: Self.text(["id|u|n|m", "1|ann||a@x", "2|ann|Ann|", "3||Nobody|", "4|bob|Bob|"]))
    let layout =
      "table bookings\n  id = \"id\"\n  user = \"u\"\nderived users\n  id = \"u\"\n  name = \"n\"\n  email = \"m\""
    #expect(
      shown(try result(layout, records)).filter { $0.hasPrefix("~") }
        == ["~users: id=ann name=Ann email=a@x", "~users: id=bob name=Bob"])
  }

  @Test("a header that is not used is kept with the first table, under no column's name")
  func attributes() throws {
    let records = RecordSet(table: Self.text(["no|price|Area|Team", "1|9|8|red"]))
    let result = try result("table resources\n  id = \"no\"\n  type = 'Desk'\nderived users\n  id = \"Team\"", records)
    #expect(shown(result) == ["resources: id=1 type=Desk [price=9] [Area=8]", "~users: id=red"])
    let layout = try result.tables[0].layout(file: "x")
    #expect(layout.columns.map { $0?.name } == ["id", "type", "price 2", "Area 2"])
    #expect(layout.columns.map { $0?.isAttribute } == [false, false, true, true])
  }

  // MARK: - What is told

  @Test("notes are told with their counts; questions as long as no map answers")
  func told() throws {
    let records = RecordSet(table: Self.text(["id|end|fee", "1||5", "2|x|0", "3||7"]))
    let layout = """
      note always
      note where "end" empty: no end
      note where "end" = y: never
      ask bookings.start: when?
      offer memberships.price where "fee" > 0: net?
      table bookings
        id = "id"
      table memberships
        id = "id"
        start = '2024-01-01'
      """
    let asked = try result(layout, records)
    #expect(asked.notes.map { "\($0.count) \($0.text)" } == ["3 always", "2 no end", "3 when?", "2 net?"])
    #expect(asked.tables.map(\.table) == [.memberships])
    var rules = ReadingRules()
    rules.corrections = try ["start", "price"].map { name in
      ColumnCorrection(
        table: name == "start" ? .bookings : .memberships, mapping: try LayoutParser.column(name, "\"fee\""))
    }
    let answered = try result(layout, records, rules: rules)
    #expect(answered.notes.map(\.text) == ["always", "no end"])
    #expect(answered.tables.map(\.table) == [.bookings, .memberships])
  }

  @Test("dictionaries give names to ids, before rules for words")
  func dictionaries() throws {
    let records = RecordSet(table: Self.text(["id|team", "1|t1", "2|t9", "3|"]))
    let names = RecordSet(table: Self.text(["_id|title|alias", "t1|Sales|", "t2||Ops", "|x|"]))
    let dictionary = try LayoutParser.layout(
      "layout d\ntable names of teams\n  id = \"_id\"\n  name = \"title\" or \"alias\"")
    let translator = Translator(rules: ReadingRules(), context: LayoutContext(stem: ""), source: nil, hint: .none)
    let words = translator.names(names, dictionary)
    #expect(words == ["teams": ["t1": "Sales", "t2": "Ops"]])
    let context = LayoutContext(stem: "", dictionaries: words)
    let layout = "table users\n  id = \"id\"\n  cost_center = \"team\" as named teams, sales = Vertrieb"
    #expect(
      shown(try result(layout, records, context: context))
        == ["users: id=1 cost_center=Vertrieb", "users: id=2 cost_center=t9", "users: id=3"])
  }

  @Test("rows of a source have marked ids and links, and say so")
  func marked() throws {
    let records = RecordSet(table: Self.text(["id|u|t", "1|ann|Desk", "2||Desk"]))
    let layout = "table bookings\n  id = \"id\"\n  user = \"u\"\n  type = \"t\"\nderived users\n  id = \"u\""
    #expect(
      shown(try result(layout, records, source: "robin")) == [
        "bookings: id=robin/1 user=robin/ann type=Desk [source=robin]", "bookings: id=robin/2 type=Desk [source=robin]",
        "~users: id=robin/ann [source=robin]",
      ])
  }

  @Test(
    "what only a person can decide is refused",
    arguments: [
      (
        "start = \"c\"", "3/4/2024",
        "in start, “3/4/2024” can be two days: nothing in the file shows whether the day or the month comes first"
      ),
      (
        "quantity = \"c\"", "1.234",
        "in quantity, “1.234” can be two numbers: nothing in the file shows which mark stands before decimals"
      ),
      ("start = \"c\" as zone of \"id\"", "2024-04-03", "there is no time zone “1”"),
      ("end = \"c\" as hours after start", "1", "end is a duration, and no column says when it begins"),
    ])
  func refused(column: String, cell: String, message: String) {
    #expect {
      try result("table bookings\n  id = \"id\"\n  \(column)", RecordSet(table: Self.text(["id|c", "1|\(cell)"])))
    } throws: { error in (error as? TranslationError)?.message == message }
  }
}

@Suite("small parts of the intake")
struct IntakePartTests {
  @Test(
    "conditions",
    arguments: [
      // test                                       holds of                        and not of
      (RowCondition.Test.filled, ["x", " "], [""]), (.empty, [""], ["x"]),
      (.among(["hot desk", "1"]), ["Hot-Desk", "HOTDESK", "1", "1.0", "1,00"], ["", "desk", "11"]),
      (.among([""]), [""], ["x"]), (.notAmong(["a", ""]), ["b"], ["A", ""]),
      (.among(["-"]), ["-", " - "], ["", "_"]), (.notAmong(["-"]), ["", "x"], ["-"]),
      (.above("0.5"), ["0.51", "1", "0,6"], ["0.5", "", "x", "-1"]),
      (.begins(["Canceled:", "Abgesagt:"]), ["canceled: x", "ABGESAGT:"], ["x canceled:", "", "Canceled"]),
    ] as [(RowCondition.Test, [String], [String])])
  func condition(test: RowCondition.Test, holds: [String], fails: [String]) {
    for text in holds { #expect(test.holds(of: text), "\(text)") }
    for text in fails { #expect(!test.holds(of: text), "\(text)") }
  }

  @Test(
    "headers that read lists",
    arguments: [
      // header                          a column of the list: rows 0, 1, 2
      ("tags[].name", ["a;b", "", "c"]), ("tags[main=yes].name", ["b", "", ""]),
      ("Tags[Main=YES].Name", ["b", "", ""]),
      ("tags[1].name", ["b", "", ""]), ("tags[2].name", ["", "", ""]), ("tags[].other", ["", "", ""]),
    ])
  func listHeader(header: String, cells: [String]) throws {
    let list = RecordSet.Children(
      table: TextTable(
        headers: ["name", "main"],
        columns: [TextColumn(["a", "b", "c", ""]), TextColumn(["no", "yes", "no", "yes"])], lines: [1, 1, 3, 3]),
      parents: [0, 0, 2, 2])
    #expect(try #require(ListHeader(header)).column(of: list, rowCount: 3).texts == cells)
  }

  @Test("headers that read no list", arguments: ["tags", "tags[0].name", "tags[x].name", "tags[]", "tags[1]"])
  func noListHeader(header: String) {
    #expect(ListHeader(header) == nil)
  }

  @Test(
    "rows that share a key are one, whoever they share it with",
    arguments: [
      // keys by row                                 first rows
      (["a", "b", "c"], [0, 1, 2]), (["a", "a", "b"], [0, 0, 2]), (["", "", "a"], [0, 1, 2]),
      (["a", "b", "a b"], [0, 0, 0]), (["a", "b", "c", "b c", "a c"], [0, 0, 0, 0, 0]),
      (["a b", "c", "c a", "d"], [0, 0, 0, 3]),
    ])
  func merge(keys: [String], firsts: [Int]) {
    var merger = RowMerger(rowCount: keys.count)
    merger.merge { row in keys[row].split(separator: " ").map { String($0) } }
    #expect(merger.firsts == firsts)
    #expect(merger.kept == Set(firsts).sorted())
    #expect(merger.groups.map(\.count).reduce(0, +) == keys.count)
    #expect(merger.groups.map { $0[0] } == merger.kept)
  }
}
