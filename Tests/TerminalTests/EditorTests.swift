import Files
import Foundation
import Testing

/// The real program in a pseudo-terminal.
@Suite("At a terminal", .serialized)
struct EditorTests {
  @Test("what is typed is asked, and the answer comes as a table")
  func typing() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks bom 2024-03\r")
    try dialogue.waitForText("87.7 %")
    try dialogue.waitForPrompt()
    dialogue.type("\u{4}")
    #expect(try dialogue.waitForEnd() == 0)
  }

  @Test("Tab finishes a word, and lists where it cannot")
  func tab() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("reven\t")
    try dialogue.waitForLine("deskql> revenue")
    dialogue.type(" 2024 by loc\t")
    try dialogue.waitForLine("deskql> revenue 2024 by location")
    dialogue.type("\u{15}location \t")
    try dialogue.waitForText("Berlin")
    try dialogue.waitForText("Sofia")
    try dialogue.waitForLine("deskql> location")
  }

  @Test("Ctrl-R finds what was asked before")
  func search() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("timing on\r")
    try dialogue.waitForText("timing is on")
    try dialogue.waitForPrompt()
    dialogue.type("timing off\r")
    try dialogue.waitForText("timing is off")
    try dialogue.waitForPrompt()
    dialogue.type("\u{12}g on")
    try dialogue.waitForText("bck:g on")
    dialogue.type("\r")
    try dialogue.wait("timing on again") { dialogue.screen.text.components(separatedBy: "timing is on").count == 3 }
  }

  @Test("Ctrl-C drops the line and never ends the shell; Ctrl-D does")
  func interruptedLine() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("nonsense")
    try dialogue.wait("the text") { dialogue.screen.line.hasPrefix("deskql> nonsense") }
    dialogue.type("\u{3}")
    try dialogue.waitForPrompt()
    dialogue.type("timing on\r")
    try dialogue.waitForText("timing is on")
    try dialogue.waitForPrompt()
    dialogue.type("\u{12}g on")
    try dialogue.waitForText("bck:g on")
    dialogue.type("\u{3}")
    try dialogue.wait("the prompt below the search") {
      dialogue.screen.line.hasPrefix("deskql>") && !dialogue.screen.line.contains("bck")
    }
    dialogue.type("timing off\r")
    try dialogue.waitForText("timing is off")
    try dialogue.waitForPrompt()
    dialogue.type("define x = (\r")
    try dialogue.wait("another line") { dialogue.screen.line.hasPrefix("   ...>") }
    dialogue.type("\u{3}")
    try dialogue.waitForPrompt()
    #expect(!dialogue.screen.text.contains("error"))
    dialogue.type("\u{4}")
    #expect(try dialogue.waitForEnd() == 0)
  }

  @Test("a paste of 200 lines waits for Return, then runs whole")
  func paste() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    let lines = (1...200).map { "define pasted\($0) = hours * \($0)" }
    dialogue.type("\u{1B}[200~" + lines.joined(separator: "\n") + "\n\u{1B}[201~")
    try dialogue.waitForText("pasted200 = hours * 200")
    #expect(!dialogue.screen.text.contains("error"))
    dialogue.type("\r")
    try dialogue.waitForPrompt()
    dialogue.type("show definition pasted137\r")
    try dialogue.waitForText("pasted137 = hours * 137\n")
    dialogue.type("show definition pasted200\r")
    try dialogue.wait("the last definition") {
      dialogue.screen.text.components(separatedBy: "define pasted200 = hours * 200").count == 3
    }
  }

  @Test("nothing of a paste runs by itself, whatever Ctrl-C does to it")
  func interruptedPaste() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("\u{1B}[200~timing on\ntiming off\n")
    dialogue.type("\u{3}")
    dialogue.type("timing on\ntiming off\n\u{1B}[201~")
    // Whatever of it stands in the line then waits for Return: another Ctrl-C drops it.
    var (last, count) = (Date(), 0)
    try dialogue.wait("an empty line") {
      if Date().timeIntervalSince(last) > 0.3 {
        (last, count) = (Date(), count + 1)
        dialogue.type("\u{3}")
      }
      return count > 1 && dialogue.screen.line == "deskql>"
    }
    dialogue.type("help frames\r")
    try dialogue.waitForText("fiscal_year_start")
    #expect(!dialogue.sent.contains("timing is"))
  }

  @Test("keys that mean nothing leave nothing", arguments: [false, true])
  func unusedKeys(isVi: Bool) throws {
    let home = try Folder.temporary()
    defer { home.remove() }
    if isVi { try WholeFile.write(Array("bind -v\n".utf8), to: home.path(of: ".editrc")) }
    let dialogue = try Dialogue(home: home)
    try dialogue.waitForPrompt()
    dialogue.type("tim\u{1B}[5~ing\u{1B}[6~ o\u{1B}OP\u{1B}[15~\u{1B}[1;2Cn\u{1B}[Z\r")
    try dialogue.waitForText("timing is on")
  }

  @Test("a signal that ends the shell at its prompt leaves the terminal as it was")
  func ended() throws {
    let dialogue = try Dialogue(shell: "/bin/sh", environment: ["PS1": "sh> "])
    try dialogue.waitForLine("sh>")
    dialogue.type(dialogue.command + "\r")
    try dialogue.waitForPrompt()
    dialogue.type("\u{1C}")
    try dialogue.waitForLine("sh>")
    dialogue.type("echo $((6 * 7))\r")
    try dialogue.waitForText("sh> echo $((6 * 7))\n42")
    #expect(dialogue.sent.components(separatedBy: "\u{1B}[?2004").last?.first == "l")
  }

  @Test("a Tab in a paste is a blank and completes nothing")
  func tabInPaste() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type("\u{1B}[200~timing\ton\u{1B}[201~")
    try dialogue.waitForLine("deskql> timing on")
    dialogue.type("\r")
    try dialogue.waitForText("timing is on")
  }

  @Test("the line is drawn anew when the window gets another width, again and again")
  func resize() throws {
    let dialogue = try Dialogue(environment: ["NO_COLOR": "1"])
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks 2024-03")
    try dialogue.waitForLine("deskql> occupancy desks 2024-03")
    for (columns, letter) in [(60, "-"), (100, "0"), (70, "1")] {
      dialogue.resize(columns: columns)
      dialogue.type(letter)
      try dialogue.wait("“\(letter)”") { dialogue.screen.line.hasSuffix(letter) }
    }
    try dialogue.waitForLine("deskql> occupancy desks 2024-03-01")
    dialogue.type("\r")
    try dialogue.waitForText("%")
    try dialogue.waitForPrompt()
  }

  @Test("bytes that are no text are passed over, and what is typed behind them is not")
  func wrongBytes() throws {
    let dialogue = try Dialogue()
    try dialogue.waitForPrompt()
    dialogue.type(bytes: [0xC3])
    dialogue.type("tim")
    dialogue.type(bytes: [0xE6, 0x97, 0xFF, 0x80])
    dialogue.type("ing on\r")
    try dialogue.waitForText("timing is on")
  }

  @Test("who wants the keys of vi has them")
  func vi() throws {
    let home = try Folder.temporary()
    defer { home.remove() }
    try WholeFile.write(Array("bind -v\n".utf8), to: home.path(of: ".editrc"))
    let dialogue = try Dialogue(home: home)
    try dialogue.waitForPrompt()
    dialogue.type("rev\t")
    try dialogue.waitForLine("deskql> revenue")
    dialogue.type("\u{1B}ccshow defx\u{1B}")
    try dialogue.wait("another line") { dialogue.screen.line.hasPrefix("deskql> show defx") }
    dialogue.type("xainition hous\u{1B}[Dr\u{1B}[C\r")  // longer keys leave it in its mode
    try dialogue.waitForText("define hours")
    try dialogue.waitForPrompt()
    dialogue.type("\u{1B}k")
    try dialogue.waitForLine("deskql> show definition hours")
    dialogue.type("cc\u{1B}[200~timing on\u{1B}[201~\r")
    try dialogue.waitForText("timing is on")
    try dialogue.waitForPrompt()
    dialogue.type("\u{1B}[A\u{1B}[A")
    try dialogue.waitForLine("deskql> show definition hours")
    dialogue.type("\u{3}")
    try dialogue.waitForPrompt()
  }

  @Test("Ctrl-Z leaves the shell for a while, and its line is there when it comes back")
  func suspended() throws {
    let dialogue = try Dialogue(shell: "/bin/sh", environment: ["PS1": "sh> "])
    try dialogue.waitForLine("sh>")
    dialogue.type(dialogue.command + "\r")
    try dialogue.waitForPrompt()
    dialogue.type("timing ")
    // What is not read yet is lost with Ctrl-Z.
    try dialogue.wait("the text") { dialogue.screen.column == 15 }
    dialogue.type("\u{1A}")
    try dialogue.waitForLine("sh>")
    dialogue.type("echo $((6 * 7))\r")
    try dialogue.waitForText("sh> echo $((6 * 7))\n42")
    dialogue.type("fg\r")
    try dialogue.wait("the line again") { dialogue.screen.line.hasPrefix("deskql> timing") }
    dialogue.type("on\r")
    try dialogue.waitForText("timing is on")
    try dialogue.waitForPrompt()
  }

  @Test("accents and wide characters are kept, edited and drawn")
  func wideCharacters() throws {
    let dialogue = try Dialogue(environment: ["NO_COLOR": "1"])
    try dialogue.waitForPrompt()
    dialogue.type("show definition \"日本語 café\"")
    try dialogue.waitForLine("deskql> show definition \"日本語 café\"")
    dialogue.type("\u{1B}[D\u{7F}è")
    try dialogue.waitForLine("deskql> show definition \"日本語 cafè\"")
    dialogue.type("\r")
    try dialogue.waitForText("“日本語 cafè”")
    try dialogue.wait("the history") { dialogue.history.contains("日本語 cafè") }
  }

  @Test("two sessions write one history, and each entry whole")
  func twoSessions() throws {
    let first = try Dialogue()
    let second = try Dialogue(home: first.home)
    for dialogue in [first, second] { try dialogue.waitForPrompt() }
    for number in 1...3 {
      for (name, dialogue) in [("first", first), ("second", second)] {
        dialogue.type("help \(name)\(number)\r")
        try dialogue.waitForText("“\(name)\(number)”")
        try dialogue.waitForPrompt()
      }
    }
    let expected = (1...3).flatMap { ["help first\($0)", "help second\($0)"] }
    #expect(first.history == expected.map { $0 + "\n" }.joined())
    let third = try Dialogue(home: first.home)
    try third.waitForPrompt()
    third.type("\u{1B}[A")
    try third.wait("the last entry") { third.screen.line.hasPrefix("deskql> help second3") }
  }

  @Test("a dumb terminal gets plain lines and no sequences")
  func dumb() throws {
    let dialogue = try Dialogue(environment: ["TERM": "dumb"])
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks bom 2024-03\r")
    try dialogue.waitForText("87.7 %")
    dialogue.type("quit\r")
    #expect(try dialogue.waitForEnd() == 0)
    #expect(!dialogue.sent.contains("\u{1B}"))
  }

  @Test("NO_COLOR leaves editing as it is and takes every colour away")
  func noColor() throws {
    let dialogue = try Dialogue(environment: ["NO_COLOR": "1"])
    try dialogue.waitForPrompt()
    dialogue.type("occupancy desks bom 2024-03\r")
    try dialogue.waitForText("87.7 %")
    try dialogue.waitForPrompt()
    dialogue.type("occupancy dsks 2024\r")
    try dialogue.waitForText("did you mean")
    try dialogue.waitForPrompt()
    #expect(!dialogue.sent.contains(/\u{1B}\[[0-9;]*m/))
  }

  @Test("in the C locale letters beyond ASCII are neither lost nor deadly")
  func cLocale() throws {
    let dialogue = try Dialogue(environment: ["LC_ALL": "C", "NO_COLOR": "1"])
    try dialogue.waitForPrompt()
    dialogue.type("show definition café\r")
    try dialogue.waitForText("\"café\"")
    try dialogue.waitForPrompt()
    dialogue.type("hours 2024-03\r")
    try dialogue.waitForText("-------")
    try dialogue.waitForPrompt()
    #expect(dialogue.sent.filter { !$0.isASCII }.allSatisfy { $0 == "é" })
  }
}
