import Diagnostics
import Store
import Testing

@testable import Importers

@Suite("what a workspace says of a column")
struct ColumnMapTests {
  @Test(
    "a column is known by its own name, and any other name is an attribute's",
    arguments: [
      // table             column          kept as
      (TableName.bookings, "user", "user"), (.bookings, "Cost Center", "cost_center"),
      (.types, "counts-as", "counts_as"), (.history, "USER", "user"), (.bookings, "Team colour", "Team colour"),
    ])
  func column(table: TableName, column: String, kept: String) throws {
    let map = try WorkspaceLoader.columnMap(table, column, from: "\"X\" or \"Y\" as first")
    #expect(map == ColumnMap(table: table, column: kept, source: "\"X\" or \"Y\" as first"))
  }

  @Test(
    "what layouts cannot read is refused with a way out",
    arguments: [
      // source                               what is said
      ("\"a\" as dym", "there is no rule “dym”; did you mean “dmy”?"),
      (
        "\"a\" as backwards",
        "there is no rule “backwards”; the rules are dmy, mdy, ymd, utc, local, zone, day, epoch, hours, minutes, seconds, at, date, like, named, first, whole, list, sqft, minor, over, text, and pairs of words such as 1 = Desk"
      ),
      ("\"a\" as utc dmy", "there is more than expected after “utc”"),
      ("\"a\" as zone of tz", "a header in quotes is missing"),
      (
        "\"a\" as zone Europe/Berln",
        "there is no zone “Europe/Berln”; write one of the system's tz data, as in Europe/Berlin"
      ),
      ("\"a\" as at 25:00", "“25:00” is no time of day; write one as in at 09:00"),
      ("\"a\" as hours \"Start\"", "“hours” is followed by “after”"),
      ("\"a\" or \"\"", "a header is empty; write a header of the export, as in \"Booked by\""),
      ("\"a\" as zone of \" \"", "a header is empty; write a header of the export, as in \"Booked by\""),
    ])
  func refused(source: String, said: String) {
    #expect {
      try WorkspaceLoader.columnMap(.bookings, "start", from: source)
    } throws: { error in
      guard let diagnostic = (error as? Rejection)?.diagnostics.first else { return false }
      let text = diagnostic.message + (diagnostic.help.map { "; " + $0 } ?? "")
      return text == "bookings.start cannot be read so: " + said
    }
  }

  @Test(
    "a quote within quotes is doubled",
    arguments: [
      ("\"19\"\" rack\"", "19\" rack"), ("\"\"\"a\"\"\"", "\"a\""), ("\"\"", ""), ("\"a\"", "a"),
      ("'o''clock'", "o'clock"),
    ])
  func quotes(text: String, name: String) throws {
    let token = try LayoutToken.tokens(of: text, 1)
    #expect(token == [text.hasPrefix("'") ? .constant(name) : .header(name)])
  }
}
