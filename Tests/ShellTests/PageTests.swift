import Calculus
import DeskQL
import Diagnostics
import Language
import Rendering
import Testing

@testable import Shell

@Suite("Pages")
struct PageTests {
  let results = MemorySink()
  let messages = MemorySink()

  func conversation(_ format: Format) throws -> Conversation {
    let today = try #require(Day(iso: "2024-04-02"))
    let export = "id,resource,start,end\n1,R1,2024-03-04T08:00,2024-03-04T12:00\n"
    let session = try Session.open(
      export: Array(export.utf8), name: "bookings.csv", options: SessionOptions(today: today))
    return Conversation(
      session: session, presenter: Presenter(format: format, results: results, messages: messages), keepsGoing: true)
  }

  @Test("a script is one page: its comments are title, headings and paragraphs, its definitions stand at the end")
  func page() throws {
    var conversation = try conversation(.html)
    _ = try conversation.run(
      SourceText(
        text: """
          # The <first> quarter
          # Told at length.

          # Hours by month
          # A paragraph.
          hours 2024-Q1 by month
          hours 2024-03 as sparklines  # a remark
          show settings
          nosuch 2024
          """))
    try conversation.finish()
    let page = results.text
    for part in [
      "<title>The &lt;first&gt; quarter</title>", "<p>Told at length.</p>", "<h2>Hours by month</h2>",
      "<p>A paragraph.</p>", "<pre class=\"query\">hours 2024-Q1 by month</pre>", "<figure>", "How it was read: ",
      "<h2>hours 2024-03 as sparklines</h2>", "<h2>Definitions</h2>\n<h3>hours</h3>", "prefers-color-scheme:dark",
      "@media print",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.matches(of: /<html/).count == 1)
    // Nothing is run, and nothing comes from elsewhere.
    #expect(!page.contains("<script") && page.matches(of: /(src|href)=/).isEmpty)
    #expect(!page.contains("a remark"))
  }

  @Test("what is said of a statement stands in its section, and in no other")
  func remarks() throws {
    var presenter = Presenter(format: .html, results: results, messages: messages)
    let text = "load a\n# Next\nhours 2024"
    let source = SourceText(text: text)
    let script = Parser.script(source)
    var end: Int?
    for (index, (_, range)) in script.statements.enumerated() {
      try presenter.announce(ScriptComments(after: end, before: range, in: source), definitions: [])
      if index == 0 {
        presenter.note([Diagnostic(severity: .note, code: "x", message: "2 < 3")], isFailure: false)
      }
      try presenter.show(text: "shown")
      presenter.endStatement()
      end = range.upper
    }
    try presenter.finish()
    let sections = results.text.components(separatedBy: "<section>").dropFirst().map {
      $0.contains("<pre class=\"remark\">note: 2 &lt; 3</pre>")
    }
    #expect(sections == [true, false], "\(results.text)")
  }

  @Test("what failed is a section of its own, in its turn")
  func failures() throws {
    var conversation = try conversation(.html)
    _ = try conversation.run(
      SourceText(
        text: """
          # The month

          # Misspelt
          huors 2024
          # Read by nobody
          hours 2024 whre x = 1
          define mine = hours
          list nothing <2
          hours 2024-03
          # Expected
          expect hours 2024-03 gives 5
          """))
    try conversation.finish()
    let page = results.text
    let sections = page.components(separatedBy: "<section").dropFirst().dropLast()
    let expected = [
      ("<h2>Misspelt</h2>", "there is no metric “huors”"), ("<h2>Read by nobody</h2>", "“whre”"),
      ("<h2>list nothing &lt;2</h2>", "&lt;"), ("<h2>hours 2024-03</h2>", "<td"), ("<h2>Expected</h2>", "expected 5"),
    ]
    #expect(page.contains("<title>The month</title>"))
    #expect(sections.count == expected.count, "\(sections.count)")
    for (section, (heading, text)) in zip(sections, expected) {
      #expect(section.contains(heading) && section.contains(text), "\(section)")
      #expect(section.contains("class=\"failed\"") != section.contains("<td"), "\(section)")
    }
  }

  @Test("a script of which nothing can be read keeps its title")
  func unread() throws {
    var conversation = try conversation(.html)
    _ = try conversation.run(SourceText(text: "# My title\n\n# Heading\nhours 2024 whre\nhours whre 2024 x\n"))
    try conversation.finish()
    #expect(results.text.contains("<title>My title</title>") && results.text.contains("<h2>Heading</h2>"))
    #expect(results.text.contains("<h2>hours whre 2024 x</h2>"))
  }

  @Test("a script without answers is a page all the same")
  func emptyPage() throws {
    var conversation = try conversation(.html)
    _ = try conversation.run(SourceText(text: "set mode bom"))
    try conversation.finish()
    #expect(results.text.hasPrefix("<!DOCTYPE html>") && results.text.hasSuffix("</html>\n"))
  }

  @Test(
    "a query can be a page or a drawing of its own",
    arguments: [
      ("hours 2024-03 by resource as html", "<!DOCTYPE html>", ""), ("hours 2024-03 by resource as svg", "<?xml", ""),
      ("hours 2024-03 by resource as chart", "hours, by resource", ""),
      ("hours 2024-03 to \"/no/x.svg\"", "", "cannot be written"),
      ("hours 2024-03;\nlist bookings as svg", "frame,", "query:2:18: error: a list of rows has no figures to draw"),
      (
        "explain hours 2024-03 as svg", "", "query:1:26: error: what is explained is no table, so there is no svg of it"
      ),
      ("explain hours 2024-03 as csv", "", "there is no csv of it"), ("explain hours 2024-03 as json", "{", ""),
      ("list bookings as svg", "", "a list of rows has no figures to draw"),
      ("list bookings to \"x.svg\"", "", "a list of rows has no figures to draw"),
      ("list bookings as chart", "id ", ""),
    ])
  func own(query: String, start: String, error: String) throws {
    var conversation = try conversation(.csv)
    _ = try conversation.run(SourceText(text: query))
    try conversation.finish()
    #expect(start.isEmpty ? results.text.isEmpty : results.text.hasPrefix(start))
    #expect(error.isEmpty ? !messages.text.contains("error") : messages.text.contains(error))
  }
}
