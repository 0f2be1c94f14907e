import Testing

@Suite("pages with examples")
struct ExamplePageTests {
  private static let query = "```deskql\n# workspace coworking\noccupancy desks bom 2024-03\n```\n"
  private static let head = "frame    occupied  available  occupancy\n───────  ────────  ─────────  ─────────\n"

  private func run(_ text: String, updates: Bool = false) throws -> (problems: [String], corrected: String?) {
    try ExamplePage("page.md", text: text).run(updates: updates)
  }

  @Test(
    "what is shown is what is printed",
    arguments: [
      // below the query                                                                       whether it is right
      ("```text\n\(head)2024-03        57         65     87.7 %\n…\n```", true),
      ("```text\n\(head)2024-03        57         65     87.8 %\n…\n```", false),
      ("```text\n…\n2024-03        57         65     87.7 %\n…\n```", true),
      ("```text\n2024-03        57         65     87.7 %\n…\n```", false),  // not the first line
      ("```text\n…\n2024-03        57         65     87.7 %\n```", false),  // nor the last one
      ("```text\n…\n2024-03        57         65     87.7 %\n…\nframe    occupied\n…\n```", false),
      ("In words.\n\n```text\n…\n2024-03        57         65     87.8 %\n…\n```", false),  // further down
      ("```text error\n…\n```", false),  // it is not refused
      ("```deskql\noccupancy desk 2024-03\n```", false),  // and this is
      ("```deskql\noccupancy desk 2024-03\n```\n```text error\n…\n            ^~~~ did you mean “desks”?\n```", true),
      ("```deskql parse\noccupancy desk 2024-03\n```\n```text\nread only\n```", true),
      ("```deskql parse\nhours 2024-03 by\n```", false),
      ("```text of Examples/office/settings.deskql\n…\nset user_statistics on\n…\n```", true),
      ("```text of Examples/office/settings.deskql\n…\nset user_statistics off\n…\n```", false),
      (
        "```sh\n.build/release/deskql test Examples/tutorial/coworking.test\n```\n```text\n3 passed, 0 failed\n```",
        true
      ),
      (
        "```sh\n.build/release/deskql test Examples/tutorial/coworking.test\n```\n```text\n4 passed, 0 failed\n```",
        false
      ),
    ])
  func compares(text: String, isRight: Bool) throws {
    let problems = try run(Self.query + text).problems
    #expect(problems.isEmpty == isRight, "\(problems)")
  }

  @Test("a problem names its line")
  func place() throws {
    let problems = try run(Self.query + "```text\nnothing\n```").problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("page.md:6: ") == true)
  }

  @Test("statements share a session, and several print one below the other")
  func session() throws {
    let text =
      "```deskql\ndefine mine =\n  desks: available desks\nmine bom 2024-03\nmine eom 2024-03\n```\n"
      + "```text\n…\n2024-03     65\n…\n\n…\n2024-03     73\n…\n```\n"
      + "```deskql\nmine bom 2024-03\n# workspace office\navailable desks bom 2024-03\n```\n"
    #expect(try run(text).problems == [])
    #expect(
      ExamplePage("page.md", text: text).queries.map(\.workspace) == [
        "coworking", "coworking", "coworking", "coworking", "office",
      ])
  }

  @Test("a correction writes what is printed, and leaves out what was left out")
  func corrects() throws {
    let (problems, corrected) = try run(
      Self.query
        + "```text\n…\nframe occupied available occupancy\n-\n2024-03        56         65     86.2 %\n…\n```\nDone.",
      updates: true)
    #expect(problems == [])
    #expect(corrected == Self.query + "```text\n…\n\(Self.head)2024-03        57         65     87.7 %\n…\n```\nDone.")
    // Without a line to begin at, somebody has to look.
    #expect(try run(Self.query + "```text\n…\nfigures\n…\n```", updates: true).problems.count == 1)
    #expect(
      try run(Self.query + "```text\n\n```", updates: true).corrected?.contains("87.7 %\noccupancy desks ·") == true)
  }
}
