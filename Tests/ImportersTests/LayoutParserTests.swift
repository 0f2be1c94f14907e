import Formats
import Store
import Testing

@testable import Importers

@Suite("the notation of layouts")
struct LayoutParserTests {
  /// A layout around some statements.
  private func layout(_ statements: String) throws -> ExportLayout {
    try LayoutParser.layout("layout x\n\(statements)\nnote it is known")
  }

  private func column(_ text: String) throws -> ColumnMapping { try LayoutParser.column("x", text) }

  @Test("a whole layout is what its lines say")
  func whole() throws {
    let layout = try LayoutParser.layout(
      """
      # Bookings as a desk tool gives them.
      layout acme-bookings
      vendor Acme & Sons
        about bookings (export, CSV)
      kinds csv xlsx
      sheet "Bookings" | "Buchungen"
      needs "Id", "Begin" | "Beginn",
        "End"
      needs "User"
      without "Cancelled", "Series"
      missing "null", "n/a"
      html
      unless acme-api, acme-full

      note times are local: as they stand
      note where "End" empty and "Id" filled: no end: "open"
      ask bookings.start: say when it starts
      offer memberships.price where "Fee" > 0: net or gross?
      table bookings
        id = "Id"
        booking note = "Note"
      derived users
        id = "User"
      """)
    #expect(layout.name == "acme-bookings")
    #expect(layout.vendor == "Acme & Sons")
    #expect(layout.about == "bookings (export, CSV)")
    #expect(layout.kinds == [.csv, .xlsx])
    #expect(layout.sheets == ["Bookings", "Buchungen"])
    #expect(layout.needs == [["Id"], ["Begin", "Beginn"], ["End"], ["User"]])
    #expect(layout.without == ["Cancelled", "Series"])
    #expect(layout.missing == ["null", "n/a"])
    #expect(layout.isHTML)
    #expect(layout.unless == ["acme-api", "acme-full"])
    #expect(
      layout.notes == [
        .init(text: "times are local: as they stand", conditions: []),
        .init(
          text: "no end: \"open\"",
          conditions: [
            .init(subject: .cells([["End"]]), test: .empty), .init(subject: .cells([["Id"]]), test: .filled),
          ]),
      ])
    #expect(
      layout.questions == [
        .init(table: .bookings, column: "start", text: "say when it starts", conditions: [], isNeeded: true),
        .init(
          table: .memberships, column: "price", text: "net or gross?",
          conditions: [.init(subject: .cells([["Fee"]]), test: .above("0"))], isNeeded: false),
      ])
    #expect(layout.tables.map(\.table) == [.bookings, .users])
    #expect(layout.tables.map(\.isDerived) == [false, true])
    #expect(layout.tables[0].columns.map(\.name) == ["id", "booking note"])
    #expect(layout.tables[0].columns.map(\.written) == ["\"Id\"", "\"Note\""])
  }

  @Test(
    "tables have rows of their own, of lists, of days, of parts; or are dictionaries",
    arguments: [
      ("table bookings", .table(.bookings), .own, false),
      ("derived users", .table(.users), .own, true),
      ("table availability from \"availability\"", .table(.availability), .list("availability"), false),
      ("derived resources from \"a.b\"", .table(.resources), .list("a.b"), true),
      ("table bookings by days", .table(.bookings), .days, false),
      ("table bookings each \"Rooms\" | \"Räume\"", .table(.bookings), .each(["Rooms", "Räume"]), false),
      ("derived resources each \"Rooms\"", .table(.resources), .each(["Rooms"]), true),
      ("table cost_center_history", .table(.history), .own, false),
      ("table names of floors", .names("floors"), .own, false),
    ] as [(String, TableMapping.Target, TableMapping.Rows, Bool)])
  func table(statement: String, target: TableMapping.Target, rows: TableMapping.Rows, isDerived: Bool) throws {
    let table = try #require(try layout(statement).tables.first)
    #expect(table.target == target)
    #expect(table.rows == rows)
    #expect(table.isDerived == isDerived)
  }

  @Test(
    "what is called like a statement can be a column",
    arguments: ["note", "missing", "kinds", "where", "table", "sheet", "about", "Team colour", "a+b"])
  func columnNamed(name: String) throws {
    let columns = try layout("table bookings\n  \(name) = \"A\"").tables[0].columns
    #expect(columns.map(\.name) == [name])
  }

  private static func rules(_ change: (inout CellRules) -> Void) -> CellRules {
    var rules = CellRules()
    change(&rules)
    return rules
  }

  @Test(
    "each rule",
    arguments: [
      ("dmy", rules { $0.order = .dmy }), ("mdy", rules { $0.order = .mdy }), ("ymd", rules { $0.order = .ymd }),
      ("utc", rules { $0.zone = .utc }), ("local", rules { $0.zone = .local }),
      ("zone \"Europe/Berlin\"", rules { $0.zone = .named("Europe/Berlin") }),
      ("zone Europe/Berlin", rules { $0.zone = .named("Europe/Berlin") }),
      ("zone of \"tz\" | \"Zone\"", rules { $0.zone = .column(["tz", "Zone"]) }),
      ("day", rules { $0.isDay = true }), ("day before", rules { $0.isDayBefore = true }),
      ("epoch", rules { $0.isEpoch = true }), ("at 09:00", rules { $0.time = "09:00" }),
      ("date with \"Time\" | \"Zeit\"", rules { $0.timeColumn = ["Time", "Zeit"] }),
      ("hours after \"Start\"", rules { $0.duration = .init(unit: .hours, start: .cells(["Start"])) }),
      ("minutes after start", rules { $0.duration = .init(unit: .minutes, start: .mapped("start")) }),
      ("seconds after \"A\" | \"B\"", rules { $0.duration = .init(unit: .seconds, start: .cells(["A", "B"])) }),
      ("like \"locations*bookings\"", rules { $0.pattern = "locations*bookings" }),
      ("named floors", rules { $0.dictionary = "floors" }),
      ("named cost centers", rules { $0.dictionary = "cost centers" }),
      ("first", rules { $0.isFirst = true }), ("whole", rules { $0.isWhole = true }),
      ("list", rules { $0.isList = true }), ("sqft", rules { $0.isSquareFeet = true }),
      ("minor", rules { $0.isMinor = true }),
      ("dmy, utc, at 8:30", rules { ($0.order, $0.zone, $0.time) = (.dmy, .utc, "8:30") }),
      ("a = b", rules { $0.words = WordMap([.init(.word("a"), "b")]) }),
      (
        "\"hot desk\" = Desk, 1 = 'A, B', x = nothing, empty = none, * = other",
        rules {
          $0.words = WordMap([
            .init(.word("hot desk"), "Desk"), .init(.word("1"), "A, B"), .init(.word("x"), nil), .init(.empty, "none"),
            .init(.others, "other"),
          ])
        }
      ),
      // In quotes these are words; and rules are words where something stands behind `=`.
      ("\"empty\" = a, \"*\" = b", rules { $0.words = WordMap([.init(.word("empty"), "a"), .init(.word("*"), "b")]) }),
      ("day = a, utc", rules { ($0.words, $0.zone) = (WordMap([.init(.word("day"), "a")]), .utc) }),
    ] as [(String, CellRules)])
  func rule(text: String, rules: CellRules) throws {
    let column = try column("\"A\" as \(text)")
    #expect(column.alternatives.map(\.rules) == [rules])
    #expect(column.alternatives.map(\.parts) == [[.header(["A"])]])
  }

  @Test(
    "alternatives, joined parts, constants",
    arguments: [
      ("\"A\"", [[.header(["A"])]]),
      ("\"A\" | \"B\"", [[.header(["A", "B"])]]),
      ("\"A\" or \"B\" or 'c'", [[.header(["A"])], [.header(["B"])], [.constant("c")]]),
      ("\"A\" + \"B\" | \"C\" + 'd'", [[.header(["A"]), .header(["B", "C"]), .constant("d")]]),
      ("\"A\" + \"B\" or \"C\"", [[.header(["A"]), .header(["B"])], [.header(["C"])]]),
      ("'o''clock'", [[.constant("o'clock")]]),
      ("\"19\"\" rack\"", [[.header(["19\" rack"])]]),
      // In maps, where what stands in quotes is a header.
      ("\"Desk\" as text", [[.constant("Desk")]]),
      ("\"A\" or \"Desk\" as text", [[.header(["A"])], [.constant("Desk")]]),
    ] as [(String, [[ColumnMapping.Part]])])
  func alternatives(text: String, parts: [[ColumnMapping.Part]]) throws {
    #expect(try column(text).alternatives.map(\.parts) == parts)
  }

  @Test("an alternative without rules and conditions has the last one's rules")
  func rulesOfTheLast() throws {
    let column = try column(
      "\"A\" or \"B\" as local or 'c' where \"D\" = 1 or \"E\" as utc, dmy where \"F\" filled or \"G\" as day")
    #expect(column.alternatives.map(\.rules.zone) == [.asWritten, .local, .asWritten, .utc, .asWritten])
    #expect(column.alternatives.map(\.rules.isDay) == [true, false, false, false, true])
    #expect(column.alternatives.map(\.conditions.count) == [0, 0, 1, 1, 0])
    #expect(column.headers == ["A", "B", "D", "E", "F", "G"])
    #expect(column.sources == ["A", "B", "E", "G"])
  }

  @Test(
    "each condition",
    arguments: [
      ("\"A\" filled", .cells([["A"]]), .filled), ("\"A\" | \"B\" empty", .cells([["A", "B"]]), .empty),
      ("\"A\" + \"B\" filled", .cells([["A"], ["B"]]), .filled),
      ("\"A\" = x", .cells([["A"]]), .among(["x"])),
      ("\"A\" = desk, \"hot desk\", 'c'", .cells([["A"]]), .among(["desk", "hot desk", "c"])),
      ("\"A\" <> x, \"\"", .cells([["A"]]), .notAmong(["x", ""])),
      ("\"A\" > 0.5", .cells([["A"]]), .above("0.5")),
      ("\"A\" begins \"Canceled:\", Abgesagt", .cells([["A"]]), .begins(["Canceled:", "Abgesagt"])),
      ("cost_center filled", .mapped("cost_center"), .filled), ("type = Desk", .mapped("type"), .among(["Desk"])),
    ] as [(String, RowCondition.Subject, RowCondition.Test)])
  func condition(text: String, subject: RowCondition.Subject, test: RowCondition.Test) throws {
    let expected = RowCondition(subject: subject, test: test)
    #expect(try layout("table bookings\n  where \(text)").tables[0].conditions == [expected])
    #expect(try layout("note where \(text): told").notes.first == .init(text: "told", conditions: [expected]))
    #expect(try column("'y' where \(text)").alternatives[0].conditions == [expected])
  }

  @Test("conditions of one table add up, in one line or several")
  func conditions() throws {
    let one = try layout("table bookings\n  where \"A\" filled and \"B\" = 1, 2\n  where type empty")
    #expect(one.tables[0].conditions.map(\.headers) == [["A"], ["B"], []])
  }

  @Test(
    "a line goes on behind a comma and behind or; others stand for themselves, with their numbers",
    arguments: [
      ("needs \"A\",\n\n  # between\n  \"B\"", [["A"], ["B"]]), ("needs \"A\"\r\nneeds \"B\"\r", [["A"], ["B"]]),
      ("\tneeds \"A\" , \n\"B\" | \"C\"", [["A"], ["B", "C"]]),
    ])
  func lines(text: String, needs: [[String]]) throws {
    #expect(try layout(text).needs == needs)
  }

  @Test("or at a line's end")
  func lineWithOr() throws {
    let layout = try layout("table bookings\n  id = \"A\" or\n    \"B\" as first\n  user = \"C\"")
    #expect(layout.tables[0].columns.map(\.headers) == [["A", "B"], ["C"]])
  }

  @Test(
    "what cannot be read is told with its line",
    arguments: [
      // text                                                line, message, help
      ("", 1, "it has no name", nil),
      ("layout\ntable bookings", 1, "it has no name", nil),
      ("layout x\nvendor y", 1, "it fills no table, and does not say why", nil),
      ("layout x\nlayout y", 2, "it has a name already: “x”", nil),
      ("layout x\n\n# a\ntabel bookings", 4, "there is no statement “tabel”", "did you mean “table”?"),
      ("layout x\nqqqqqqqq y", 2, "there is no statement “qqqqqqqq”", nil),
      ("layout x\nkinds csv pdf", 2, "there is no kind of file “pdf”", nil),
      ("layout x\nsheet Data", 2, "a header in quotes is missing", nil),
      ("layout x\nneeds \"A\" | ", 2, "a header in quotes is missing", nil),
      ("layout x\nneeds \"A\",", 2, "a header in quotes is missing", nil),
      ("layout x\nneeds \"A", 2, "a quote is never closed", nil),
      ("layout x\nneeds \"A\" \"B\"", 2, "there is more than expected after “A”", nil),
      ("layout x\nwithout A", 2, "a header in quotes is missing", nil),
      ("layout x\nmissing null", 2, "a header in quotes is missing", nil),
      ("layout x\nnote where \"A\" filled told", 2, "what is told follows a condition after “:”", nil),
      ("layout x\nnote where \"A\" is: told", 2, "a condition is filled, empty, yes, no, begins, =, <> or >", nil),
      ("layout x\nask start: told", 2, "“start” is no column of a table", nil),
      ("layout x\nask desks.start: told", 2, "“desks.start” is no column of a table", nil),
      ("layout x\ntable", 2, "a table is missing", nil),
      ("layout x\ntable desks", 2, "there is no table “desks”", nil),
      ("layout x\ntable booking", 2, "there is no table “booking”", "did you mean “bookings”?"),
      ("layout x\ntable bookings by weeks", 2, "rows can be “by days” only", nil),
      ("layout x\ntable bookings from list", 2, "a header in quotes is missing", nil),
      ("layout x\ntable bookings each day", 2, "a header in quotes is missing", nil),
      ("layout x\ntable bookings now", 2, "there is more than expected after “bookings”", nil),
      ("layout x\nid = \"A\"", 2, "a column stands before its table", nil),
      ("layout x\nwhere \"A\" filled", 2, "a condition stands before its table", nil),
      ("layout x\ntable bookings\nwhere \"A\"", 3, "a condition is filled, empty, yes, no, begins, =, <> or >", nil),
      ("layout x\ntable bookings\nwhere \"A\" =", 3, "a word is missing", nil),
      ("layout x\ntable bookings\nwhere \"A\" >", 3, "a number is missing", nil),
      ("layout x\ntable bookings\nwhere \"A\" begins", 3, "a beginning is missing", nil),
      (
        "layout x\ntable names of teams\nid = \"A\"\nwhere \"A\" filled", 4,
        "names are read from all rows, without conditions", nil
      ),
      (
        "layout x\ntable names of teams\nid = \"A\" where \"B\" filled", 3,
        "names are read from all rows, without conditions", nil
      ),
      ("layout x\ntable bookings\nid =", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = A", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" +", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" or", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as", 3, "a rule is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as epoc", 3, "there is no rule “epoc”", "did you mean “epoch”?"),
      ("layout x\ntable bookings\nid = \"A\" as utc dmy", 3, "there is more than expected after “utc”", nil),
      ("layout x\ntable bookings\nid = \"A\" as hours \"B\"", 3, "“hours” is followed by “after”", nil),
      ("layout x\ntable bookings\nid = \"A\" as hours after", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as date \"B\"", 3, "“date” is followed by “with”", nil),
      ("layout x\ntable bookings\nid = \"A\" as at", 3, "a time of day is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as zone", 3, "the name of a zone is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as zone of tz", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as like x", 3, "a header in quotes is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as named", 3, "a dictionary is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as a =", 3, "a word is missing", nil),
      ("layout x\ntable bookings\nid = \"A\" as a = b,", 3, "a rule is missing", nil),
      ("layout x\ntable bookings\n\nid = \"A\",\n  'b'", 4, "there is more than expected after “A”", nil),
    ] as [(String, Int, String, String?)])
  func problem(text: String, line: Int, message: String, help: String?) {
    #expect(throws: LayoutParser.Problem(line: line, message: message, help: help)) {
      try LayoutParser.layout(text)
    }
  }

  @Test("an unknown rule names those that there are")
  func unknownRule() {
    #expect {
      try column("\"A\" as qqqqqq")
    } throws: { error in
      (error as? LayoutParser.Problem)?.help?.hasPrefix("the rules are dmy, mdy, ymd, utc, ") ?? false
    }
  }

  @Test(
    "a colon in quotes does not end a condition",
    arguments: ["\"a:b\" filled", "\"A\" = \"a:b\"", "\"A\" = 'x:y'", "\"A\" = 'it\"s:', b"])
  func colon(condition: String) throws {
    #expect(try layout("note where \(condition): told: all").notes.first?.text == "told: all")
  }
}
