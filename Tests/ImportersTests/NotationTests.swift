import Store
import Testing

@testable import Importers

/// What files leave open of dates and numbers, through the whole loader.
@Suite("notation of dates and numbers")
struct NotationTests {
  private func load(_ file: String, _ text: String, _ settings: [String: String] = [:]) throws -> Snapshot {
    try Folder.load([file: text], settings: try Folder.settings(settings))
  }

  @Test(
    "the order of day and month, where any date of the file shows it",
    arguments: [
      // rows of id;start;end;created                            starts
      // By a row of the same column.
      ("1;3/4/2024 9:00;3/4/2024 17:00;\n2;15/4/2024 9:00;15/4/2024 17:00;", ["2024-04-03T09:00", "2024-04-15T09:00"]),
      ("1;3/4/2024 9:00;3/4/2024 17:00;\n2;4/15/2024 9:00;4/15/2024 17:00;", ["2024-03-04T09:00", "2024-04-15T09:00"]),
      ("1;03.04.2024 09:00;03.04.2024 17:00;", ["2024-04-03T09:00"]),
      // By another column of the file.
      ("1;3/4/2024 9:00;3/4/2024 17:00;30/3/2024 8:00", ["2024-04-03T09:00"]),
      ("1;3/4/2024 9:00;3/4/2024 17:00;2/28/2024 8:00", ["2024-03-04T09:00"]),
      // Two digits of a year; days that are their months; weekdays that are written.
      ("1;3/4/24 9:00;13/4/24 17:00;", ["2024-04-03T09:00"]), ("1;4/4/24 9:00;5/5/24 17:00;", ["2024-04-04T09:00"]),
      // Times of day with AM and PM.
      ("1;4/13/2024 9:00 AM;4/13/2024 5:30 PM;", ["2024-04-13T09:00"]),
      ("1;4/13/2024 12:15 AM;4/13/2024 12:15 PM;", ["2024-04-13T00:15"]),
      ("1;4/13/2024 1:05pm;4/13/2024 2:05pm;", ["2024-04-13T13:05"]),
      // Names of months need no order.
      ("1;4 March 2024 09:00;4 Mar 2024 17:00;", ["2024-03-04T09:00"]),
      ("1;March 4, 2024 9:00 AM;Mar 4, 2024 5:00 PM;", ["2024-03-04T09:00"]),
      ("1;4. März 2024 09:00;4. Mrz. 2024 17:00;", ["2024-03-04T09:00"]),
      ("1;Mo, 4. Dezember 2023 09:00;4. Dez. 2023 17:00;", ["2023-12-04T09:00"]),
      // Days of a spreadsheet.
      ("1;45355.375;45355.75;", ["2024-03-04T09:00"]), ("1;45355,375;45355,75;", ["2024-03-04T09:00"]),
      // Seconds, and ISO in between.
      ("1;13.03.2024 09:00:00;2024-03-13T17:00:00;", ["2024-03-13T09:00"]),
    ] as [(String, [String])])
  func order(rows: String, starts: [String]) throws {
    let snapshot = try load("bookings.csv", "id;start;end;created\n\(rows)\n")
    #expect(snapshot.rejectedLines == [])
    #expect(snapshot.shown(.bookings, "start") == starts)
  }

  private func refusal(_ files: [String: String], _ settings: [String: String] = [:]) throws -> String {
    Folder.refusal(files, settings: try Folder.settings(settings)).first ?? ""
  }

  @Test("an order that nothing shows is refused; the setting that is named decides it")
  func undecided() throws {
    let text = "id,start,end\n1,3/4/2024 9:00,3/4/2024 17:00\n2,5/6/2024 9:00,5/6/2024 17:00\n"
    #expect(
      try refusal(["bookings.csv": text])
        == "undecided: bookings.csv:2: in start, “3/4/2024 9:00” can be two days: nothing in the file shows whether the day or the month comes first; say it in settings.deskql: set date_order dmy, or mdy"
    )
    for (order, starts) in [
      ("dmy", ["2024-04-03T09:00", "2024-06-05T09:00"]), ("mdy", ["2024-03-04T09:00", "2024-05-06T09:00"]),
    ] {
      let snapshot = try load("bookings.csv", text, ["date_order": order])
      #expect(snapshot.shown(.bookings, "start") == starts)
      #expect(snapshot.rejectedLines == [])
    }
  }

  @Test(
    "of the orders that are possible each is named",
    arguments: [
      // memberships begin       what is open                                 orders
      ("3/4/2024", "whether the day or the month comes first", "dmy, or mdy"),
      ("24-03-15", "whether the day or the year comes first", "dmy, or ymd"),
      ("04/03/05", "which of day, month and year comes first", "dmy, mdy, or ymd"),
    ])
  func orders(start: String, question: String, orders: String) throws {
    let next = start == "24-03-15" ? "24-03-16" : start
    let refusal = try refusal(["memberships.csv": "id,plan,start\n1,Desk,\(start)\n2,Desk,\(next)\n"])
    #expect(refusal.contains(question) && refusal.hasSuffix("set date_order \(orders)"), "\(refusal)")
  }

  @Test("an order that contradicts itself is refused with both cells; a setting rejects those that do not fit")
  func contradictory() throws {
    let text = "id,start,end\n1,15/4/2024 9:00,15/4/2024 17:00\n2,4/16/2024 9:00,4/16/2024 17:00\n"
    #expect(
      try refusal(["bookings.csv": text])
        == "undecided: bookings.csv:2: in start, “15/4/2024 9:00” and “4/16/2024 9:00” (line 3) cannot both have day and month in one order; say it in settings.deskql: set date_order dmy, or mdy; of one column alone: map bookings.created = \"Created\" as mdy"
    )
    let snapshot = try load("bookings.csv", text, ["date_order": "dmy"])
    #expect(snapshot.shown(.bookings, "id") == ["1"])
    #expect(snapshot.rejected.map(\.line) == [3])
  }

  @Test(
    "the mark before decimals, where any number of the file shows it",
    arguments: [
      // rows of id;name;type;size;area;price                    areas, prices
      ("1;a;Desk;;1,5;1.234", ["1.5"], ["1234"]), ("1;a;Desk;;1.5;1,234", ["1.5"], ["1234"]),
      ("1;a;Desk;;1.234,56;\n2;b;Desk;;1.234;", ["1234.56", "1234"], []),
      ("1;a;Desk;;1,234.56;\n2;b;Desk;;1,234;", ["1234.56", "1234"], []),
      ("1;a;Desk;;1.234.567;1,25", ["1234567"], ["1.25"]), ("1;a;Desk;;1'234.5;10", ["1234.5"], ["10"]),
      ("1;a;Desk;;2 500,75;10", ["2500.75"], ["10"]), ("1;a;Desk;;0.500;1.5", ["0.5"], ["1.5"]),
      ("1;a;Desk;;12;1.250,00 €", ["12"], ["1250"]), ("1;a;Desk;;12;EUR 99,50", ["12"], ["99.5"]),
    ] as [(String, [String], [String])])
  func mark(rows: String, areas: [String], prices: [String]) throws {
    let snapshot = try load("resources.csv", "id;name;type;size;area;price\n\(rows)\n")
    #expect(snapshot.rejectedLines == [])
    #expect(snapshot.shown(.resources, "area") == areas)
    if !prices.isEmpty { #expect(snapshot.shown(.resources, "price") == prices) }
  }

  @Test("a mark that nothing shows is refused; the setting that is named decides it")
  func undecidedMark() throws {
    let text = "id;type;area\n1;Desk;1.234\n2;Desk;2.500\n"
    #expect(
      try refusal(["resources.csv": text])
        == "undecided: resources.csv:2: in area, “1.234” can be two numbers: nothing in the file shows which mark stands before decimals; say it in settings.deskql: set decimal_mark comma, or point"
    )
    for (mark, areas) in [("comma", ["1234", "2500"]), ("point", ["1.234", "2.5"])] {
      #expect(try load("resources.csv", text, ["decimal_mark": mark]).shown(.resources, "area") == areas)
    }
  }

  @Test(
    "marks that contradict each other are refused with both cells; a setting rejects those that do not fit"
  )
  func contradictoryMarks() throws {
    let text = "id;type;area\n1;Desk;1,5\n2;Desk;2.5\n"
    #expect(
      try refusal(["resources.csv": text])
        == "undecided: resources.csv:2: in area, “1,5” and “2.5” (line 3) have different decimal marks; say it in settings.deskql: set decimal_mark comma, or point"
    )
    let snapshot = try load("resources.csv", text + "3;Desk;1.234\n4;Desk;1,2.3\n", ["decimal_mark": "comma"])
    #expect(snapshot.shown(.resources, "area") == ["1.5", "1234"])
    #expect(snapshot.rejected.map(\.line) == [3, 5])
    #expect(
      snapshot.rejected.first?.reason == "“2.5, with decimal_mark comma,” is not a number as in 12 or 3.5")
    let points = try load("resources.csv", text, ["decimal_mark": "point"])
    #expect(points.shown(.resources, "area") == ["2.5"])
    #expect(points.rejected.map(\.line) == [2])
  }

  @Test(
    "numbers of JSON have points, whatever its texts have and the workspace says",
    arguments: [
      // rows, of id and type                        decimal_mark  areas
      (#"{"area":45.125};{"area":45.5}"#, "comma", ["45.125", "45.5"]),
      (#"{"area":45.125};{"area":45.5}"#, "point", ["45.125", "45.5"]),
      (#"{"area":45.125,"price":"12,5"};{"area":"","price":"1"}"#, nil, ["45.125", ""]),
      // Texts beside them in one column.
      (#"{"area":45.125};{"area":"45,5"};{"area":"1.234"}"#, nil, ["45.125", "45.5", "1234"]),
      (#"{"area":"1.234"};{"area":null};{"area":1.234}"#, "comma", ["1234", "", "1.234"]),
      (#"{"area":"1.234"};{"area":1.234};{"area":"1,5"}"#, nil, ["1234", "1.234", "1.5"]),
      (#"{"area":1.5};{"area":"2.5"};{"area":"3,5"}"#, nil, nil),
      // Of the first object of a list.
      (#"{"fees":[{"area":45.125}],"price":"12,5"}"#, "comma", ["45.125"]),
    ] as [(String, String?, [String]?)])
  func numbersOfJSON(rows: String, mark: String?, areas: [String]?) throws {
    let objects = rows.split(separator: ";").enumerated().map { "{\"id\":\($0),\"type\":\"Desk\",\($1.dropFirst())" }
    let maps = rows.contains("fees") ? ["resources.area = \"fees[0].area\""] : []
    let settings = try Folder.settings(mark.map { ["decimal_mark": $0] } ?? [:], maps: maps)
    let files = ["resources.json": "[\(objects.joined(separator: ","))]"]
    guard let areas else {
      #expect(Folder.refusal(files, settings: settings).first?.contains("have different decimal marks") == true)
      return
    }
    let snapshot = try Folder.load(files, settings: settings)
    #expect(snapshot.rejectedLines == [])
    #expect(snapshot.shown(.resources, "area") == areas)
  }

  @Test("numbers of workbooks have points, whatever the workspace says; texts that look like them have what it says")
  func numbersOfWorkbooks() throws {
    let texts = ["id", "type", "area", "1", "Desk", "2", "1.234"].map { "<si><t>\($0)</t></si>" }.joined()
    func row(_ cells: String...) -> String {
      "<row>"
        + cells.map { $0.first == "#" ? "<c t=\"s\"><v>\($0.dropFirst())</v></c>" : "<c><v>\($0)</v></c>" }.joined()
        + "</row>"
    }
    let rows = row("#0", "#1", "#2") + row("#3", "#4", "1.234") + row("#5", "#4", "#6")
    let bytes = Packed.workbook(rows: rows, texts: texts)
    for (mark, areas) in [("comma", ["1.234", "1234"]), ("point", ["1.234", "1.234"])] {
      let settings = try Folder.settings(["decimal_mark": mark])
      let snapshot = try Folder.load(bytes: ["resources.xlsx": bytes], settings: settings)
      #expect(snapshot.shown(.resources, "area") == areas)
    }
  }

  @Test("what is completed, moved or taken for something by its looks is told")
  func notes() throws {
    func notes(_ rows: String, _ maps: [String] = []) throws -> [String] {
      let text = "id;start;end;created\n\(rows)\n"
      let settings = try Folder.settings(["timezone": "Europe/Berlin"], maps: maps)
      return try Folder.load(["bookings.csv": text], settings: settings).files.flatMap(\.notes)
        .map { "\($0.count) \($0.text)" }
    }
    #expect(try notes("1;13.03.2024 09:00;13.03.2024 10:00;") == [])
    #expect(
      try notes("1;13.03.24 09:00;13.03.24 10:00;") == ["2 years have two digits; they are completed, 24 to 2024"])
    #expect(
      try notes("1;1710493200;1710496800;\n2;1710493200;1710496800;") == [
        "2 start holds nothing but numbers; they are taken for the time since 1970, in UTC",
        "2 end holds nothing but numbers; they are taken for the time since 1970, in UTC",
      ])
    #expect(
      try notes("1;45355.375;45355.75;") == [
        "1 start holds nothing but numbers; they are taken for a spreadsheet's days",
        "1 end holds nothing but numbers; they are taken for a spreadsheet's days",
      ])
    let zone = [
      "bookings.start = \"start\" as zone \"Europe/Berlin\"", "bookings.end = \"end\" as zone \"Europe/Berlin\"",
    ]
    #expect(
      try notes("1;2024-03-31T02:30;2024-03-31T04:00;\n2;2024-10-27T02:30;2024-10-27T04:00;", zone) == [
        "1 times that no clock showed, as it went forward, are moved on with it: 02:30 to 03:30",
        "1 times that the clock showed twice, as it went back, are taken for the first",
      ])
  }
}
