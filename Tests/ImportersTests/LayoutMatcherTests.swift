import Calculus
import Codecs
import Formats
import Foundation
import Store
import Testing

@testable import Importers

@Suite("which layout a file has")
struct LayoutMatcherTests {
  /// What a choice is called: the layout, `= table`, `~ table` by its headers, `a | b`, or `none`.
  private func shown(_ choice: LayoutMatcher.Choice) -> String {
    switch choice {
    case .layout(let layout): layout.name
    case .canonical(let table, let isNamed): (isNamed ? "= " : "~ ") + table.rawValue
    case .ambiguous(let layouts): layouts.map(\.name).joined(separator: " | ")
    case .none: "none"
    }
  }

  private func records(_ headers: String, sheet: String = "", lists: [String] = []) -> RecordSet {
    let headers = headers.split(separator: ",").map { String($0) }
    let list = RecordSet.Children(table: TextTable(headers: ["x"]), parents: [])
    return RecordSet(
      name: sheet, table: TextTable(headers: headers),
      children: Dictionary(lists.map { ($0, list) }, uniquingKeysWith: { one, _ in one }))
  }

  private static let layouts = try! [
    "layout few\nkinds csv\nneeds \"A\", \"B\"\ntable users\n  id = \"A\"",
    "layout more\nneeds \"A\", \"B\", \"C\" | \"D\"\ntable users\n  id = \"A\"",
    "layout reads\nneeds \"E\"\ntable users\n  id = \"E\"\n  name = \"F\"",
    "layout reads-less\nneeds \"E\"\ntable users\n  id = \"E\"",
    "layout without\nneeds \"G\"\nwithout \"H\"\ntable users\n  id = \"G\"",
    "layout sheet\nkinds xlsx\nsheet \"Data\" | \"Daten\"\nneeds \"S\"\ntable users\n  id = \"S\"",
    "layout saved\nkinds xlsx csv\nsheet \"Data\"\nneeds \"P\"\ntable users\n  id = \"P\"",
    "layout lists\nkinds json\nneeds \"id\", \"members\"\ntable users from \"members\"\n  id = \"value\"",
    "layout days\nneeds \"Room\", \"^day\"\ntable bookings by days\n  id = \"Room\" + \"^day\"",
    "layout twin-one\nneeds \"T\"\ntable users\n  id = \"T\"",
    "layout twin-two\nneeds \"T\"\ntable users\n  id = \"T\"",
  ].map { text in try LayoutParser.layout(text) }

  @Test(
    "headers, kinds, sheets and lists decide; what asks for more knows more, then what reads more",
    arguments: [
      // headers           sheet, file,       kind,      the choice
      ("A,B", "", "x", .csv, "few"), ("b, a ,z", "", "x", .csv, "few"), ("A,B", "", "x", .json, "none"),
      ("A,B,C", "", "x", .csv, "more"), ("A,B,D", "", "x", .xlsx, "more"), ("A", "", "x", .csv, "none"),
      ("E,F", "", "x", .csv, "reads"), ("E", "", "x", .csv, "reads | reads-less"),
      ("G", "", "x", .csv, "without"), ("G,h", "", "x", .csv, "none"),
      ("S", "Data", "x", .xlsx, "sheet"), ("S", "daten ", "x", .xlsx, "sheet"), ("S", "Notes", "x", .xlsx, "none"),
      ("S", "", "x", .csv, "none"), ("P", "", "x", .csv, "saved"), ("P", "Notes", "x", .xlsx, "none"),
      ("id", "", "x", .json, "none"), ("id,members", "", "x", .json, "lists"), ("_id,members", "", "x", .json, "none"),
      ("Room,1.4.2024", "", "x", .csv, "days"), ("Room,2024-04-01T00:00", "", "x", .xlsx, "days"),
      ("Room,2024-04-01T09:00", "", "x", .xlsx, "none"), ("Room,2024-04-01", "", "x", .csv, "days"),
      ("Room,April", "", "x", .csv, "none"),
      ("T", "", "x", .csv, "twin-one | twin-two"),
      // A layout goes before a name; a name before headers; headers alone need most of a table.
      ("A,B,id", "", "users", .csv, "few"), ("id,name", "", "users", .csv, "= users"),
      ("id,name", "Users", "x", .xlsx, "= users"), ("id,name", "", "Cost-Center History", .csv, "none"),
      ("id,user,resource,start,end", "", "export", .csv, "~ bookings"),
      ("id,start,end", "", "bookings", .json, "= bookings"),
      // Without a column of ends all bookings would be for good; no other table is what a name, or most headers, say it is not.
      ("id,start,finish_at", "", "bookings", .csv, "none"), ("id,user,resource,start,finish_at", "", "x", .csv, "none"),
      ("Booking ID,Object,User,Cost center,Start date,End date,Status", "", "x", .csv, "none"),
      ("name,id", "", "bookings", .csv, "none"),
    ] as [(String, String, String, FileKind, String)])
  func choice(headers: String, sheet: String, file: String, kind: FileKind, choice: String) {
    let matcher = LayoutMatcher(corrections: [], layouts: Self.layouts)
    #expect(shown(matcher.choice(records(headers, sheet: sheet), kind: kind, stem: file)) == choice)
  }

  @Test("a list of objects is a header, too")
  func listAsHeader() {
    let matcher = LayoutMatcher(corrections: [], layouts: Self.layouts)
    #expect(shown(matcher.choice(records("id", lists: ["members"]), kind: .json, stem: "x")) == "lists")
  }

  @Test("tables under their own names are nobody's export", arguments: TableName.allCases)
  func ownNames(table: TableName) {
    let headers = Schema.fields(of: table).map(\.name).joined(separator: ",")
    // Nor does a part of them: it may lack what a layout must be without.
    let layouts = LayoutLibrary.all.map { layout in
      var layout = layout
      layout.without = []
      return layout
    }
    let matcher = LayoutMatcher(corrections: [], layouts: layouts)
    for kind in FileKind.allCases { #expect(matcher.fitting(records(headers), kind: kind).map(\.name) == []) }
  }

  @Test("what a workspace maps stands for the header that a named table needs")
  func corrected() throws {
    let start = try ColumnCorrection(table: .bookings, mapping: LayoutParser.column("start", "\"Begin at\""))
    let matcher = LayoutMatcher(corrections: [start], layouts: [])
    #expect(shown(matcher.choice(records("id,Begin at,end"), kind: .csv, stem: "bookings")) == "= bookings")
    #expect(shown(matcher.choice(records("id,Beginning"), kind: .csv, stem: "bookings")) == "none")
  }

  @Test(
    "the nearest layout lacks the fewest of its headers",
    arguments: [
      ("A", FileKind.csv, "few: B"), ("A,D", .csv, "few: B"), ("A,D", .xlsx, "more: B"), ("Room", .csv, "days: a date"),
      ("members", .json, "lists: id"), ("Q", .csv, ""),
    ])
  func nearest(headers: String, kind: FileKind, expected: String) {
    let matcher = LayoutMatcher(corrections: [], layouts: Self.layouts)
    let nearest = matcher.nearest(headers.split(separator: ",").map { String($0) }, kind: kind)
    #expect((nearest.map { "\($0.layout.name): \($0.missing.joined(separator: ", "))" } ?? "") == expected)
  }

  @Test("a file that fits nothing is told with the nearest layout and the headers that it lacks")
  func toldNearest() throws {
    let snapshot = try Folder.load([
      "users.csv": "id\n1\n", "desks.csv": "Building,Floor,Desk ID,Desk Name,Reservation ID\nB,1,7,Seven,9\n",
    ])
    #expect(
      snapshot.finding("unmatched-file")?.message
        == "desks.csv fits no table; the nearest layout is robin-desks, which needs “Series ID”, too")
  }

  // MARK: - The layouts in the binary

  @Test("each says who, what, and how it is known; names are unique and by the vendor", arguments: LayoutLibrary.all)
  func complete(layout: ExportLayout) {
    #expect(!layout.vendor.isEmpty)
    #expect(!layout.about.isEmpty)
    #expect(!layout.needs.isEmpty)
    #expect(layout.name == layout.name.lowercased())
    #expect(LayoutLibrary.all.count { $0.name == layout.name } == 1)
    for name in layout.unless { #expect(LayoutLibrary.all.contains { $0.name == name }, "\(name)") }
  }

  @Test("tables have the columns that they need, and their ids stand first", arguments: LayoutLibrary.all)
  func columns(layout: ExportLayout) throws {
    for mapping in layout.tables {
      guard let table = mapping.table else { continue }
      let names = mapping.columns.map(\.name)
      #expect(Set(names).count == names.count, "\(layout.name): \(names)")
      for field in Schema.fields(of: table) where field.isRequired {
        // A type can be the workspace's to say, and rows that are only mentioned have what is said of them.
        let isOpen =
          mapping.isDerived && field.type != .identifier
          || layout.questions.contains { $0.table == table && $0.column == field.name }
        #expect(isOpen || names.contains(field.name), "\(layout.name): \(table.rawValue).\(field.name)")
      }
      for column in mapping.columns {
        for rules in column.alternatives.map(\.rules) {
          if case .named(let zone) = rules.zone { _ = try #require(try? Zone.load(zone), "\(zone)") }
          if let time = rules.time { #expect(rules.minuteOfDay != nil, "\(time)") }
          if let dictionary = rules.dictionary {
            let isGiven = LayoutLibrary.all.contains { other in
              other.vendor == layout.vendor && other.tables.contains { $0.target == .names(dictionary) }
            }
            #expect(isGiven, "\(layout.name): \(dictionary)")
          }
        }
      }
    }
  }

  // MARK: - Exports

  private static let exports = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus/exports")

  /// `robin/desks.csv`
  private static let files: [String] = (FileManager.default.enumerator(atPath: exports.path)?.allObjects ?? [])
    .compactMap { $0 as? String }.filter { !$0.hasSuffix(".test") && !$0.hasSuffix(".deskql") && $0.contains(".") }
    .filter { !$0.hasPrefix("twins/") && !$0.hasPrefix("mixed/") && !$0.hasPrefix("damaged/") }.sorted()

  /// The choice for each table of text in a file.
  private static func choices(_ file: String) throws -> [LayoutMatcher.Choice] {
    let bytes = try FileBytes(path: exports.appendingPathComponent(file).path)
    let matcher = LayoutMatcher(corrections: [])
    let name = String(file.split(separator: "/").last!)
    return try ExportReader(bytes, name: name, matcher: matcher).parts.flatMap {
      part -> [LayoutMatcher.Choice] in
      let content = try part.result.get()
      return content.records.sets.map { matcher.choice($0, kind: content.kind, stem: part.stem) }
    }
  }

  @Test("each export of the corpus fits one layout, or is a table by its name", arguments: files)
  func export(file: String) throws {
    let choices = try Self.choices(file).map(shown)
    #expect(choices.contains { $0 != "none" }, "\(choices)")
    #expect(!choices.contains { $0.contains(" | ") || $0.hasPrefix("~") }, "\(choices)")
  }

  @Test("each layout in the folder is in the program")
  func embedded() throws {
    let folder = Self.exports.appendingPathComponent("../../../Sources/Importers/Layouts").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(files.sorted() == LayoutLibrary.all.map { $0.name + ".layout" }.sorted())
    for layout in LayoutLibrary.all {
      let written = try String(contentsOf: folder.appendingPathComponent(layout.name + ".layout"), encoding: .utf8)
      #expect(LayoutLibrary.text(of: layout.name) == written, "\(layout.name)")
    }
  }

  @Test("each layout has an export in the corpus")
  func covered() throws {
    let known = Set(try Self.files.flatMap { try Self.choices($0).map(shown) })
    let without = LayoutLibrary.all.map(\.name).filter { !known.contains($0) }
    #expect(without == [])
  }

  private static func shown(_ choice: LayoutMatcher.Choice) -> String {
    if case .layout(let layout) = choice { layout.name } else { "" }
  }
}

extension ExportLayout: CustomTestStringConvertible {
  public var testDescription: String { name }
}
