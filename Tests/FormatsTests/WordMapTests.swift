import Formats
import Testing

@Suite struct WordMapTests {
  @Test(
    "folding",
    arguments: [
      ("Hot Desk", "hotdesk"), ("hot_desk", "hotdesk"), (" HOT-DESK ", "hotdesk"), ("hot\u{A0}desk", "hotdesk"),
      ("ÜBER Größe", "übergröße"), ("U\u{308}ber", "über"), ("", ""), ("  ", ""), ("-", "-"), (" -- ", "--"),
      ("_", "_"), ("Schließfach", "schließfach"), ("日本", "日本"), ("\u{FEFF}id", "id"),
    ])
  func folding(text: String, expected: String) {
    #expect(Array(WordFolding.folded(text).utf8) == Array(expected.utf8))
  }

  @Test(
    "of headers, a mark at the start counts",
    arguments: [("_id", "_id"), ("__ID", "_id"), ("id_", "id"), ("_", "_"), ("-", "-"), ("", ""), (" _id", "id")])
  func marked(text: String, expected: String) {
    #expect(WordFolding.folded(text, keepsMark: true) == expected)
  }

  @Test(
    "the first rule that fits",
    arguments: [
      // rules                                                          cells → results
      (
        [("checkedIn", "checked_in")], ["checkedIn", "Checked In", "CHECKED-IN", "other", ""],
        ["checked_in", "checked_in", "checked_in", "other", ""]
      ),
      ([("a", "x"), ("*", "y")], ["a", "b", "", " "], ["x", "y", "", " "]),
      ([("a", "x"), ("empty", "z")], ["a", "b", "", " "], ["x", "b", "z", "z"]),
      ([("a", nil), ("*", "y")], ["a", "b"], ["", "y"]),
      ([("*", nil)], ["a", ""], ["", ""]),
      ([("a", "x"), ("A", "y")], ["a"], ["x"]),
      ([("*", "y"), ("a", "x")], ["a"], ["y"]),
      (
        [("-", nil), ("Frühstück", "meal")], ["-", " - ", "FRÜHSTÜCK", "Fru\u{308}hstu\u{308}ck"],
        ["", "", "meal", "meal"]
      ),
      ([], ["a", " b "], ["a", " b "]),
    ] as [([(String, String?)], [String], [String])])
  func map(rules: [(String, String?)], cells: [String], expected: [String]) throws {
    let map = WordMap(
      rules.map { WordMap.Rule($0.0 == "*" ? .others : $0.0 == "empty" ? .empty : .word($0.0), $0.1) })
    #expect(try map.rewritten(TextColumn(cells)).0.texts == expected)
  }

  @Test func whatTheStarChangedIsCounted() throws {
    let map = WordMap([.init(.word("a"), "x"), .init(.others, "y"), .init(.empty, "z")])
    #expect(try map.rewritten(TextColumn(["a", "b", "c", "b", ""])).byOthers == 3)
  }

  @Test func moreWordsThanAreRememberedAreMappedAlike() throws {
    let cells = (0..<20_000).map { "Word \($0 % 10_000)" }
    let map = WordMap((0..<10_000).filter { $0.isMultiple(of: 3) }.map { .init(.word("word\($0)"), "w\($0)") })
    let expected = (0..<20_000).map { $0 % 10_000 % 3 == 0 ? "w\($0 % 10_000)" : "Word \($0 % 10_000)" }
    #expect(try map.rewritten(TextColumn(cells)).0.texts == expected)
  }
}
