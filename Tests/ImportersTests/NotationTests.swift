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

  @Test("an order that contradicts itself is refused with both cells; a setting rejects those that do not fit")
  func contradictory() throws {
    let text = "id,start,end\n1,15/4/2024 9:00,15/4/2024 17:00\n2,4/16/2024 9:00,4/16/2024 17:00\n"
    #expect(
      try refusal(["bookings.csv": text])
        == "undecided: bookings.csv:2: in start, “15/4/2024 9:00” and “4/16/2024 9:00” (line 3) cannot both have day and month in one order; say it in settings.deskql: set date_order dmy, or mdy"
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
    "marks that contradict each other are refused with both cells; with a setting, one that reads in one way is read so"
  )
  func contradictoryMarks() throws {
    let text = "id;type;area\n1;Desk;1,5\n2;Desk;2.5\n"
    #expect(
      try refusal(["resources.csv": text])
        == "undecided: resources.csv:2: in area, “1,5” and “2.5” (line 3) have different decimal marks; say it in settings.deskql: set decimal_mark comma, or point"
    )
    let snapshot = try load("resources.csv", text + "3;Desk;1.234\n4;Desk;1,2.3\n", ["decimal_mark": "comma"])
    #expect(snapshot.shown(.resources, "area") == ["1.5", "2.5", "1234"])
    #expect(snapshot.rejected.map(\.line) == [5])
  }
}
