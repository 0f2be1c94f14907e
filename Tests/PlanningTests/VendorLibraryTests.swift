import Calculus
import DeskQL
import Diagnostics
import Foundation
import Language
import Store
import Testing

@testable import Planning

@Suite("what vendors publish")
struct VendorLibraryTests {
  private static let names = VendorLibrary.names.values.sorted()

  @Test("the names that are known without reading are those that are read")
  func namesAreRead() {
    #expect(Set(VendorLibrary.names.keys) == Set(VendorLibrary.entries.keys))
    #expect(VendorLibrary.names.count > 60)
  }

  @Test("each makes sense, and says whose it is and what differs", arguments: names)
  func binds(name: String) throws {
    let catalogue = try Catalogue.prelude()
    let entry = try #require(catalogue[name])
    #expect(entry.isOfVendor && !entry.comment.isEmpty)
    try Binder.check(
      entry.definition, catalogue: catalogue, snapshot: Self.empty, settings: Settings(), source: entry.source)
  }

  @Test("each is written in one way", arguments: names)
  func prints(name: String) throws {
    let definition = try #require(VendorLibrary.entries[Catalogue.key(name)]).definition
    let source = SourceText(text: "define " + Printer.text(of: definition))
    let (statements, problems) = Parser.script(source)
    guard problems.isEmpty, case .define(let again)? = statements.first?.0 else {
      Issue.record("\(source.text): \(problems.map(\.message))")
      return
    }
    #expect(SyntaxOutline(of: .define(again)) == SyntaxOutline(of: .define(definition)))
  }

  @Test("each can be described", arguments: [0, 1])
  func describes(half: Int) throws {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Examples/office").standardized
    let today = try #require(Day(iso: "2024-07-01"))
    var session = try Session.open(path: folder.path, options: SessionOptions(today: today))
    for (number, name) in Self.names.enumerated() where number % 2 == half {
      let source = SourceText(text: "describe " + name)
      let statement = try #require(Session.parse(source).0.first)
      _ = try session.execute(statement, source: source)
    }
  }

  @Test("nothing of it stands in the way of what is built in, or of somebody's own")
  func precedence() throws {
    var catalogue = try Catalogue.prelude()
    #expect(catalogue.ownMetricNames.allSatisfy { VendorLibrary.names[Catalogue.key($0)] == nil })
    #expect(catalogue["utilization Robin peak"] == nil)
    #expect(catalogue["UTILIZATION robin"] != nil)

    let source = SourceText(text: "define utilization Robin = hours of bookings")
    guard case .define(let own) = try Parser.statement(source) else {
      Issue.record("\(source.text) is no definition")
      return
    }
    try catalogue.define(own, from: source)
    #expect(catalogue["utilization Robin"]?.origin == .session)
    #expect(catalogue.isRedefined("utilization Robin"))
    #expect(catalogue.behind("utilization Robin")?.isOfVendor == true)
    #expect(!catalogue.vendorNames.contains("utilization Robin"))
    _ = catalogue.undefine("utilization Robin")
    #expect(catalogue["utilization Robin"]?.isOfVendor == true)
    #expect(catalogue.without("utilization Robin")["utilization Robin"] == nil)
    #expect(Catalogue()["utilization Robin"] == nil)
  }

  private static let empty = Snapshot(
    tables: [:], loaded: [], bookingOrder: .empty,
    calendar: BookingCalendar(
      places: [.init(zone: .utc, openHours: 540..<1020, holidays: [])], irregularRows: [], shapes: []),
    findings: [], rejected: [], files: [])
}
