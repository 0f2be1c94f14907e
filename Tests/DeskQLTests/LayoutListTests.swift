import DeskQL
import Diagnostics
import Store
import Testing

@Suite("layouts that people see")
struct LayoutListTests {
  @Test("each layout has a row, and a text that begins with what its row says", arguments: LayoutList.names)
  func texts(name: String) throws {
    let lines = try LayoutList.text(of: name).split(separator: "\n")
    let answer = LayoutList.answer
    let row = try #require(LayoutList.names.firstIndex(of: name))
    #expect(lines.contains("layout \(name)"))
    #expect(answer.cell(row: row, column: 0) == .label(name))
    for (column, word) in [(1, "vendor"), (4, "about")] {
      guard case .label(let told) = answer.cell(row: row, column: column) else {
        Issue.record("\(name) has no \(word)")
        continue
      }
      #expect(lines.contains("\(word) \(told)"))
    }
  }

  @Test(
    "a layout that is not there",
    arguments: [
      ("robin-desk", "did you mean “robin-desks”?"),
      ("robin", "there are robin-api, robin-dashboard, robin-desks"),
      ("nothing", "deskql layouts lists them"),
    ])
  func unknown(name: String, help: String) {
    let rejection = #expect(throws: Rejection.self) { try LayoutList.text(of: name) }
    #expect(rejection?.diagnostics.map(\.code) == ["unknown-layout"])
    #expect(rejection?.diagnostics.first?.help == help)
  }
}
