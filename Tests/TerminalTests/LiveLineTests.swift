import Files
import Foundation
import Glibc
import Testing

/// Colours, hints and habits of the real program.
@Suite("A live line", .serialized)
struct LiveLineTests {
  /// Whether a part of the line is shown in some style.
  private func shows(_ part: String, in dialogue: Dialogue, _ fits: (Screen.Style) -> Bool) -> Bool {
    let styles = dialogue.screen.styles(of: part)
    return !styles.isEmpty && styles.allSatisfy(fits)
  }

  @Test("words are coloured as they are typed, and what is not known is marked before Return")
  func colours() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("occupancy dsks 2024-03")
    try dialogue.wait("a mark") { shows("dsks", in: dialogue) { $0.isUnderlined && $0.isColoured } }
    try dialogue.wait("a colour") { shows("2024-03", in: dialogue) { $0.isColoured && !$0.isUnderlined } }
    dialogue.type("\u{15}location Berln occupancy desks 2024-03")
    try dialogue.wait("a mark") { shows("Berln", in: dialogue) { $0.isUnderlined } }
    dialogue.type("\u{15}user alice occupancy desks 2024-03 ")
    try dialogue.wait("what the policy or the binder says") {
      !dialogue.screen.line.hasSuffix("2024-03") && dialogue.screen.line.hasPrefix("deskql> user alice occupancy")
    }
  }

  @Test("a dim hint tells the rest; an arrow takes it, and Return leaves it")
  func hint() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("timing on\r")
    try dialogue.waitForText("timing is on")
    try dialogue.waitForPrompt()
    dialogue.type("tim")
    try dialogue.waitForLine("deskql> timing on")
    #expect(shows("ing on", in: dialogue) { $0.isDim })
    dialogue.type("\u{1B}[C")
    try dialogue.wait("the hint as text") {
      dialogue.screen.line == "deskql> timing on" && dialogue.screen.column == 17
    }
    dialogue.type("\r")
    try dialogue.wait("timing again") { dialogue.screen.text.components(separatedBy: "timing is on").count == 3 }
    try dialogue.waitForPrompt()
    dialogue.type("help fr")
    try dialogue.wait("a hint") { dialogue.screen.line == "deskql> help frames" }
    dialogue.type("\r")
    try dialogue.waitForText("“fr”")
    #expect(dialogue.screen.text.contains("deskql> help fr\n"))
  }

  @Test("one switch turns colours and hints off")
  func off() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    for setting in ["off", "on"] {
      dialogue.type("set live \(setting)\r")
      try dialogue.waitForPrompt()
      let before = dialogue.sent.utf8.count
      dialogue.type("timing on")
      try dialogue.waitForLine("deskql> timing on")
      if setting == "on" { try dialogue.wait("a colour") { shows("timing", in: dialogue) { $0.isColoured } } }
      dialogue.type(" \r")
      try dialogue.waitForPrompt()
      let typed = String(Substring(dialogue.sent.utf8.dropFirst(before)).prefix { $0 != "\n" && $0 != "\r\n" })
      #expect(typed.contains(/\u{1B}\[[0-9;]*m/) == (setting == "on"), "\(setting): \(typed.debugDescription)")
    }
  }

  @Test("in a search and over several rows nothing is drawn over the line")
  func quiet() throws {
    let dialogue = try Dialogue(columns: 40)
    try dialogue.waitForPrompt()
    dialogue.type("help frames\r")
    try dialogue.waitForText("fiscal_year_start")
    try dialogue.waitForPrompt()
    dialogue.type("\u{12}fram")
    try dialogue.waitForText("bck:fram")
    dialogue.type("\u{7}\u{15}occupancy desks 2024-03 by location, month")
    try dialogue.wait("the end of the line") { dialogue.screen.line.hasSuffix("month") }
    dialogue.type("\r")
    try dialogue.waitForText("Sofia")
    try dialogue.waitForPrompt()
  }

  @Test("after a typing error the corrected line is under the arrow up")
  func correction() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("occupancy dsks bom 2024-03\r")
    try dialogue.waitForText("Up: occupancy desks bom 2024-03")
    try dialogue.waitForPrompt()
    dialogue.type("\u{1B}[A")
    try dialogue.wait("the corrected line") { dialogue.screen.line.hasPrefix("deskql> occupancy desks bom 2024-03") }
    dialogue.type("\r")
    try dialogue.waitForText("87.7 %")
    // What was never entered is in no file.
    #expect(dialogue.history == "occupancy dsks bom 2024-03\noccupancy desks bom 2024-03\n")
  }

  @Test("Ctrl-C cancels a query that runs, and the shell goes on")
  func interruptedQuery() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("hours 1950..2150 by day, hour, resource")
    try dialogue.wait("the line") { dialogue.screen.line.hasSuffix("hour, resource") }
    dialogue.type("\r")
    // The cursor is on a line of its own while the query runs.
    try dialogue.wait("the query") { dialogue.screen.line.isEmpty }
    var last = Date.distantPast
    try dialogue.wait("the end of the query") {
      if Date().timeIntervalSince(last) > 1 {
        last = Date()
        dialogue.type("\u{3}")
      }
      return dialogue.screen.text.contains("error: cancelled")
    }
    try dialogue.waitForPrompt()
    dialogue.type("timing on\r")
    try dialogue.waitForText("timing is on")
  }

  @Test("Ctrl-C ends an answer that is being shown")
  func interruptedOutput() throws {
    let dialogue = try Dialogue(["office"])
    try dialogue.waitForPrompt()
    dialogue.type("set pager off\r")
    try dialogue.waitForPrompt()
    dialogue.type("list bookings 2024 as json\r")
    try dialogue.waitForText("\"id\"")
    dialogue.type("\u{3}")
    try dialogue.waitForText("error: cancelled")
    try dialogue.waitForPrompt()
    // All of it would be a million bytes, with the reading at its end.
    #expect(!dialogue.sent.contains("\"reading\""))
  }

  @Test("long output goes through a pager; without one a table is cut, and says so")
  func longOutput() throws {
    let dialogue = try Dialogue(environment: ["PAGER": "sed s/^/paged:/"])
    try dialogue.waitForPrompt()
    dialogue.type("list bookings 2024\r")
    try dialogue.waitForText("paged:")
    try dialogue.waitForPrompt()
    dialogue.type("set pager off\r")
    try dialogue.waitForPrompt()
    dialogue.type("set rows 7\r")
    try dialogue.waitForPrompt()
    dialogue.type("list bookings 2024\r")
    try dialogue.waitForText("more rows: top, to \"x.csv\", or set rows 0")
    try dialogue.waitForPrompt()
  }

  @Test("less says how to leave it", .enabled(if: access("/usr/bin/less", X_OK) == 0))
  func less() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("list bookings 2024\r")
    try dialogue.waitForText("q ends, space goes on, / searches, arrows go aside")
    dialogue.type("q")
    try dialogue.waitForPrompt()
  }

  @Test("a hint brings back no line that failed")
  func failedLine() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks 2024-03 by team\r")
    try dialogue.waitForText("there is no key")
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks 2024-03 by t")
    try dialogue.waitForLine("deskql> occupancy desks 2024-03 by type")
  }

  @Test("a start file is run, and what is wrong in it stops nothing")
  func startFile() throws {
    let folder = try Folder.temporary()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try FileManager.default.createDirectory(atPath: folder.path + "/deskql", withIntermediateDirectories: true)
    let text = "nonsense\ndefine mine = hours * 2\ntiming on\n"
    try WholeFile.write(Array(text.utf8), to: folder.path + "/deskql/init.deskql")
    let dialogue = try Dialogue(environment: ["XDG_CONFIG_HOME": folder.path])
    try dialogue.waitForPrompt()
    #expect(dialogue.screen.text.contains("error"))
    #expect(dialogue.screen.text.contains("timing is on"))
    dialogue.type("show definition mine\r")
    try dialogue.waitForText("define mine = hours * 2")
  }

  @Test("where there is one it says what there is, and asks for nothing that has no data")
  func overview() throws {
    let dialogue = try Dialogue(["office"])
    try dialogue.waitForPrompt()
    #expect(dialogue.screen.text.contains("4708 bookings of 2023-07 to 2024-07, 36 resources"))
    let query = try #require(dialogue.screen.lines.first { $0.hasPrefix("  hours 2024-") })
    dialogue.type(query.dropFirst(2) + "\r")
    try dialogue.waitForText("costcenter")
    #expect(!dialogue.screen.text.contains("error"))
  }

  @Test("what people read breaks between words", arguments: [40, 70])
  func words(columns: Int) throws {
    let dialogue = try Dialogue(["office"], columns: columns, rows: 60)
    try dialogue.waitForPrompt()
    dialogue.type("hours 2024 by company\r")
    try dialogue.waitForText("status")
    let words = Set(dialogue.screen.text.split(whereSeparator: \.isWhitespace))
    for key in ["hour,", "weekday,", "quarter,", "location,", "costcenter,", "category,", "resource,", "checkin,"] {
      #expect(words.contains(key[...]), "\(dialogue.screen.text)")
    }
  }

  @Test("where there is no workspace the shell greets, and the example can be loaded")
  func welcome() throws {
    let dialogue = try Dialogue([], columns: 160)
    try dialogue.waitForPrompt()
    #expect(dialogue.screen.text.contains("Welcome"))
    let load = try #require(dialogue.screen.lines.first { $0.hasPrefix("  load ") })
    dialogue.type(load.dropFirst(2) + "\r")
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks bom 2024-03\r")
    try dialogue.waitForText("87.7 %")
  }

  @Test("candidates are listed with what they are; what the metric cannot be asked by is not among them")
  func candidates() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks \t")
    try dialogue.waitForText("first day of each month")
    try dialogue.waitForText("days with bookings")
    dialogue.type("2024 by \t")
    var listed: String {
      dialogue.screen.text.components(separatedBy: "occupancy desks 2024 by").dropFirst().first ?? ""
    }
    try dialogue.wait("the keys") { listed.contains("location") }
    #expect(!listed.contains("costcenter"))
  }
}
