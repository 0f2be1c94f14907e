import Calculus
import Foundation
import Store
import Testing

@testable import Rendering

@Suite("Workbook")
struct WorkbookTests {
  static let hasUnzip = FileManager.default.isExecutableFile(atPath: "/usr/bin/unzip")

  /// What `unzip -p` says of a part.
  static func part(_ name: String, of answer: Answer) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Workbook.bytes(of: answer)).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
    process.arguments = name.isEmpty ? ["-tq", file.path] : ["-p", file.path, name]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  /// The cells of a sheet: place, style, type, content.
  static func cells(_ sheet: String) -> [String] {
    sheet.matches(of: /<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(?:\/>|>(.*?)<\/c>)/).map { match in
      let content = match.output.4.map { $0.replacing(/<[^>]*>/, with: "") } ?? ""
      return "\(match.output.1) \(match.output.2 ?? "") \(match.output.3 ?? "") \(content)"
    }
  }

  @Test("figures are numbers, days and moments dates", .enabled(if: hasUnzip, "unzip is not installed"))
  func cells() throws {
    let sheet = try Self.part("xl/worksheets/sheet1.xml", of: RendererTests.mixed)
    #expect(
      Self.cells(sheet) == [
        "A1 1 inlineStr location", "B1 1 inlineStr location_name", "C1 1 inlineStr hour", "D1 1 inlineStr day",
        "E1 1 inlineStr occupied", "F1 1 inlineStr occupancy", "G1 1 inlineStr at",
        "A2  inlineStr L1", "B2  inlineStr 日本, “Büro” | 1", "C2 0  8", "D2 3  45366", "E2 5  12.5", "F2 2  0.8",
        "G2 4  45366.354166666667",
        "A3  inlineStr (none)", "B3  inlineStr (none)", "C3 0  10", "D3 3  45367", "E3 5  3", "F3   ", "G3   ",
      ])
    #expect(sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
    let styles = try Self.part("xl/styles.xml", of: RendererTests.mixed)
    #expect(styles.contains("<numFmt numFmtId=\"164\" formatCode=\"0.0%\"/>"))
  }

  @Test("a hidden figure is a word, and no number", .enabled(if: hasUnzip, "unzip is not installed"))
  func hidden() throws {
    let sheet = try Self.part("xl/worksheets/sheet1.xml", of: answer(names: ["A", "B"], figures: ["1.5", "#"]))
    #expect(Self.cells(sheet).last == "C3  inlineStr hidden")
  }

  @Test("the reading has a sheet of its own", .enabled(if: hasUnzip, "unzip is not installed"))
  func reading() throws {
    let sheet = try Self.part("xl/worksheets/sheet2.xml", of: RendererTests.mixed)
    #expect(
      Self.cells(sheet) == [
        "A1 1 inlineStr topic", "B1 1 inlineStr reading", "A2 0 inlineStr metric", "B2 0 inlineStr occupancy desks",
        "A3 0 inlineStr mode", "B3 0 inlineStr bom", "A4 0 inlineStr note", "B4 0 inlineStr one",
        "A5 0 inlineStr note", "B5 0 inlineStr two",
      ])
  }

  @Test(
    "names stay as they are",
    .enabled(if: hasUnzip, "unzip is not installed"),
    arguments: [
      ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("=1+1", "=1+1"), ("\u{1B}[0m", "_x001B_[0m"),
      ("_x001B_ is_xyz", "_x005F_x001B_ is_xyz"), ("two\nlines", "two&#10;lines"), ("007", "007"), (" x ", " x "),
    ])
  func names(name: String, text: String) throws {
    let sheet = try Self.part("xl/worksheets/sheet1.xml", of: answer(names: [name], figures: ["1"]))
    #expect(Self.cells(sheet).contains("B2  inlineStr \(text)"), "\(Self.cells(sheet))")
  }

  @Test("a large archive is whole", .enabled(if: hasUnzip, "unzip is not installed"))
  func large() throws {
    let rows = 20_000
    let large = answer(
      names: (0..<rows).map { "name \($0 &* 2_654_435_761 % 1_000_003)" }, figures: (0..<rows).map { "\($0)/7" })
    _ = try Self.part("", of: large)
    let sheet = try Self.part("xl/worksheets/sheet1.xml", of: large)
    #expect(sheet.hasSuffix("<c r=\"C20001\" s=\"6\"><v>2857</v></c></row></sheetData></worksheet>"))
  }

  @Test("columns are named as in sheets", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
  func letters(index: Int, name: String) {
    #expect(Workbook.letters(index) == name)
  }
}
