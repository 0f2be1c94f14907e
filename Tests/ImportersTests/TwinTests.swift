import Calculus
import Foundation
import Store
import Testing

@testable import Importers

/// The same tables in other clothes are the same snapshot.
@Suite("twins of canonical tables")
struct TwinTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus/exports/twins")

  private func load(_ twin: String) throws -> Snapshot {
    try WorkspaceLoader.load(
      path: Self.folder.appendingPathComponent(twin).path, settings: Settings(), today: Day(iso: "2024-07-01")!)
  }

  @Test(
    "every cell of every table, and when bookings pass",
    arguments: [
      // Semicolons, decimal commas, thousands, dd.mm.yyyy, Windows-1252, `sep=;`, CR LF, empty columns behind.
      "german",
      // Workbooks of two writers: dates and numbers as their cells have them, a workbook or a sheet for each table.
      "libreoffice", "xlsxwriter",
      "json", "json-lines", "gzip", "zstd", "zip",
    ])
  func twin(name: String) throws {
    let (one, other) = (try load("csv"), try load(name))
    #expect(other.rejectedLines == [])
    #expect(other.loaded == one.loaded)
    for table in TableName.allCases {
      let (own, others) = (one.table(table), other.table(table))
      #expect(others.rowCount == own.rowCount, "\(table)")
      #expect(others.attributes == own.attributes, "\(table)")
      for column in Set(own.columns.keys).union(others.columns.keys).sorted() {
        #expect(other.shown(table, column) == one.shown(table, column), "\(table).\(column)")
      }
    }
    #expect(other.calendar.irregularRows == one.calendar.irregularRows)
    #expect(other.calendar.shapes == one.calendar.shapes)
  }

  @Test("the first of them says what its files say")
  func canonical() throws {
    let snapshot = try load("csv")
    #expect(snapshot.shown(.users, "name") == ["Jürgen Groß", "Zoë Weiß", "Adler, Ann"])
    #expect(snapshot.shown(.users, "cost_center") == ["0420", "1100", ""])
    #expect(snapshot.shown(.resources, "price") == ["1234.5", "", "", "199", "0", "12000"])
    #expect(snapshot.shown(.resources, "area") == ["42.75", "", "", "2.5", "2.25", "1050.125"])
    // The day after the last one.
    #expect(snapshot.shown(.memberships, "end") == ["2024-07-01", "", "2024-04-01", "2024-02-12"])
    #expect(snapshot.byId(.bookings, "Bemerkung")["101"] == "Fenster; bitte \"hell\"")
    #expect(snapshot.rejectedLines == [])
  }
}
