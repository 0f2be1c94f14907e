import Testing

@testable import Shell

@Suite("Completion")
struct CompletionTests {
  @Test(
    "Tab inserts what all candidates share",
    arguments: [
      ("occ", ["occupancy"], "occupancy "),  // the only one is finished
      ("de", ["department", "desks"], nil),  // nothing to add: they are listed
      ("la", ["last30", "last90"], "last"),
      ("OC", ["occupancy", "occupied"], "occup"),
      ("al", ["Alice", "\"Alice Cooper\""], "\"Alice"),  // one of them needs quotes
      ("\"al", ["\"Alice\"", "\"Alina\""], "\"Ali"),
      ("\"Ali", ["\"Alice\"", "\"Alina\""], nil),
      ("x", [], nil),
    ] as [(String, [String], String?)])
  func insertion(typed: String, texts: [String], inserted: String?) {
    let candidates = texts.map { Completion.Candidate(name: $0.filter { $0 != "\"" }, text: $0) }
    #expect(Completion(typed: typed, candidates: candidates).insertion == inserted)
  }

  @Test(
    "candidates are listed in columns, from top to bottom",
    arguments: [
      (["a", "b", "c"], 80, "a  b  c\n"), (["a", "b", "c"], 6, "a  c\nb\n"), (["日本", "ab"], 12, "日本  ab\n"),
      (["a very long name"], 4, "a very long name\n"), ([], 80, ""),
    ])
  func list(names: [String], width: Int, text: String) {
    #expect(CandidateList.text(of: names, width: width) == text)
  }
}
