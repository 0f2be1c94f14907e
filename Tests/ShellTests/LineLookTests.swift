import Calculus
import DeskQL
import Diagnostics
import Files
import Language
import Testing

@testable import Shell

@Suite("The line while it is typed")
struct LineLookTests {
  private func session() throws -> Session {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    try WholeFile.write(Array("id,name\nB,Berlin\nS,Sofia\nN,New York\n".utf8), to: folder.path(of: "locations.csv"))
    try WholeFile.write(
      Array(
        "id,type,location,price,desks per head,Style\nD1,Desk,B,100,1,old\nD2,Desk,S,100,2,new\n".utf8),
      to: folder.path(of: "resources.csv"))
    let today = try #require(Day(iso: "2024-04-02"))
    return try Session.open(path: folder.path, options: SessionOptions(today: today))
  }

  @Test(
    "what is wrong is marked, and what may still become right is not",
    arguments: [
      // typed                                   what is marked
      ("occupancy desks 2024-03", ""),
      ("occupancy dsks 2024-03", "dsks"),
      ("occupancy dsks bom 2024-03", "dsks"),  // the first wrong word is enough
      ("occ", ""), ("occupancy d", ""), ("xyz", "xyz"), ("occupancy x", "x"),
      ("location Berlin occupancy desks 2024", ""),
      ("location Berln occupancy desks 2024", "Berln"),
      ("location Berln", ""),  // it is being typed
      ("occupancy desks 2024-13 by location", "2024-13"),
      ("occupancy desks 2024 bye location", "bye"),
      ("occupancy desks 2024 b", ""),
      ("occupancy desks 2024 as cvs ", "cvs"),
      ("list resorces today", "resorces"),
      ("define x = nothing known * 2", ""),  // what a definition may name says the binder
      ("hours $month", ""), ("hours $mon", ""), ("hours $x", "$x"), ("hours $mon by", "$mon"),
      ("location \"Berl", ""), ("hours 2024 where type = \"De", ""),  // quotes that are open yet
      ("help me", ""), ("hours 2024; occupancy dsks 2024", "dsks"),
    ])
  func unknown(line: String, marked: String) throws {
    var parameters = Parameters()
    parameters.set("month", to: "2024-03")
    var highlighter = Highlighter(Assistant(try session()), before: "", parameters: parameters)
    let look = highlighter.look(at: line, cursor: line.utf8.count, isAtRest: false) { _ in nil }
    let marks = look.marks.filter { $0.style == .unknown }.map { mark in
      String(decoding: Array(line.utf8)[mark.range], as: UTF8.self)
    }
    #expect(marks.joined(separator: "|") == marked)
  }

  @Test("a line typed letter by letter looks as one that is there at once")
  func letterByLetter() throws {
    let assistant = Assistant(try session())
    for line in [
      "location Berlin occupancy desks bom 2024-03 by month top 5", "explain hours 2024 where kind = \"a b\"",
    ] {
      var typed = Highlighter(assistant, before: "")
      for end in 1...line.utf8.count {
        let part = String(decoding: line.utf8.prefix(end), as: UTF8.self)
        var fresh = Highlighter(assistant, before: "")
        #expect(
          typed.look(at: part, cursor: end, isAtRest: false) { _ in nil }
            == fresh.look(at: part, cursor: end, isAtRest: false) { _ in nil }, "\(part)")
      }
    }
  }

  @Test(
    "the hint is the rest of the latest entry, else of the likeliest word",
    arguments: [
      ("occupancy desks b", "om 2024-01"), ("revenue 2024 by loc", "ation"), ("revenue 2024 by month", ""),
      ("location So", "fia"), ("", ""), ("location ", ""), ("xyz", ""),
    ])
  func ghost(line: String, ghost: String) throws {
    var highlighter = Highlighter(Assistant(try session()), before: "")
    let entry = "occupancy desks bom 2024-01"
    let look = highlighter.look(at: line, cursor: line.utf8.count, isAtRest: false) {
      entry.hasPrefix($0) && $0.count > 2 ? entry : nil
    }
    #expect(look.ghost == ghost)
  }

  @Test(
    "a word that may go on is not wrong at rest, and its hint stays",
    arguments: [
      ("occ", "upancy area"), ("occupancy d", "esks"), ("revenue 2024 by loc", "ation"), ("list res", "ource_types"),
      ("revenue 2024 by xyz", nil),
    ] as [(String, String?)])
  func rest(line: String, ghost: String?) throws {
    var highlighter = Highlighter(Assistant(try session()), before: "")
    let look = highlighter.look(at: line, cursor: line.utf8.count, isAtRest: true) { _ in nil }
    #expect(look.ghost == ghost ?? "")
    #expect(look.marks.contains { $0.style == .unknown } == (ghost == nil))
    #expect(look.remark.isEmpty == (ghost != nil))
  }

  @Test("at rest the binder is heard")
  func problem() throws {
    var highlighter = Highlighter(Assistant(try session()), before: "")
    let line = "company ACME occupancy desks 2024-03"
    let look = highlighter.look(at: line, cursor: line.utf8.count, isAtRest: true) { _ in nil }
    #expect(!look.remark.isEmpty)
    #expect(look.marks.contains { $0.style == .unknown })
  }

  @Test(
    "a line is drawn over itself where it fits a row and every terminal agrees on its width",
    arguments: [
      ("abc", 3, "\r> abc\u{1B}[K\r\u{1B}[5C"), ("abc", 0, "\r> abc\u{1B}[K\r\u{1B}[2C"),
      ("日本", 6, "\r> 日本\u{1B}[K\r\u{1B}[6C"), ("a\nb", 3, nil), ("e\u{301}", 3, nil), ("👩‍👩‍👧", 3, nil),
      (String(repeating: "x", count: 20), 3, nil),
    ] as [(String, Int, String?)])
  func painted(line: String, cursor: Int, text: String?) {
    let painted = LinePainter.bytes(prompt: "> ", line: line, cursor: cursor, look: LineLook(), columns: 20)
    #expect(painted?.paint == text)
  }

  @Test(
    "names that begin with a text come before those that hold it",
    arguments: [
      ("an", ["Ann", "anna", "Bo Andersen", "Susanna"]), ("ann", ["Ann", "anna", "Susanna"]), ("x", []),
      ("", ["Ann", "anna", "Bo Andersen", "Susanna", "Zoë"]), ("zoë", ["Zoë"]), ("a", ["Ann", "anna"]),
    ])
  func names(prefix: String, found: [String]) {
    let index = NameIndex(["Zoë", "Susanna", "Ann", "Bo Andersen", "anna"].map { KnownName($0) })
    #expect(index.matches(prefix, most: 100).map(\.name) == found)
    #expect(index.matches(prefix, most: 1).map(\.name) == Array(found.prefix(1)))
  }

  @Test(
    "a sure suggestion makes a corrected line",
    arguments: [
      ("occupancy dsks 2024", "occupancy desks 2024"),
      ("location Berln occupancy desks 2024", "location Berlin occupancy desks 2024"), ("nosuchthing 2024", nil),
      ("location \"Berln\" occupancy desks 2024", "location Berlin occupancy desks 2024"),
      ("location \"New Yrk\" occupancy desks 2024", "location \"New York\" occupancy desks 2024"),
      ("hours 2024 group by type", "hours 2024 by type"), ("hours 2024 order by hours", "hours 2024 sort hours"),
      ("hours 2024 sort by hours desc", "hours 2024 sort hours desc"), ("hours 2024 limit 5", "hours 2024 top 5"),
      ("hours 2024-06 vs last year", "hours 2024-06 vs lastyear"), ("hours 2024 > x.csv", "hours 2024 to x.csv"),
      ("hours 2024 in Berlin", "hours 2024 location Berlin"),
      ("type Meeting  Room hours 2024", "type \"Meeting Room\" hours 2024"),
    ] as [(String, String?)])
  func correction(line: String, corrected: String?) throws {
    let source = SourceText(name: "query", text: line)
    var diagnostics: [Diagnostic] = []
    let session = try session()
    do throws(Rejection) { _ = try session.run(source) } catch { diagnostics = error.diagnostics }
    #expect(Correction.line(of: line, after: diagnostics) == corrected)
  }

  @Test("a table is cut behind its rows, and says how many are left")
  func cut() {
    let text = "a  b\n-  -\n1  2\n3  4\n5  6\nreading\n"
    #expect(
      LongOutput.cut(text, rows: 3, to: 1)
        == "a  b\n-  -\n1  2\n… 2 more rows: top, to \"x.csv\", or set rows 0\nreading\n")
    let wide = "a  b\n-  -\n1  2\n3  4\n\na  c\n-  -\n1  5\n3  6\nreading\n"
    #expect(
      LongOutput.cut(wide, rows: 2, to: 1)
        == "a  b\n-  -\n1  2\n\na  c\n-  -\n1  5\n… 1 more row: top, to \"x.csv\", or set rows 0\nreading\n")
  }
}
