import Diagnostics
import Testing

@testable import Language

@Suite("parameters of a script")
struct ParametersTests {
  @Test(
    "they stand for whole words",
    arguments: [
      // text                                       with what was said
      ("hours $month", "hours 2024-03"),
      ("hours $month by costcenter # $month", "hours 2024-03 by costcenter # $month"),
      ("user $who hours $month", "user \"Alice Smith\" hours 2024-03"),
      ("hours $month..$month", "hours 2024-03..2024-03"),
      ("hours 2024 where costcenter = \"$month\"", "hours 2024 where costcenter = \"$month\""),
      ("chargeback 12000 $ 2024", "chargeback 12000 $ 2024"),
      ("hours $months", "hours $months"),
      ("hours x$month", "hours x$month"),
      ("hours $month;\nhours $month", "hours 2024-03;\nhours 2024-03"),
      ("hours ($month", "hours (2024-03"),
    ])
  func expansion(text: String, expected: String) {
    var parameters = Parameters()
    parameters.set("month", to: "2024-03")
    parameters.set("who", to: "\"Alice Smith\"")
    #expect(parameters.expanded(SourceText(text: text)).text == expected)
  }

  @Test("what nobody said is an error at its place")
  func unknown() throws {
    let script = Parser.script(SourceText(text: "hours 2024\nhours $month by type"))
    #expect(script.statements.count == 1)
    #expect(script.diagnostics.map(\.code) == ["unknown-parameter"])
    #expect(script.diagnostics.first?.range == SourceRange(lower: 17, upper: 23))
  }

  @Test(
    "names", arguments: [("month", true), ("m2_x", true), ("2m", false), ("", false), ("a b", false), ("ä", false)])
  func names(name: String, isName: Bool) {
    #expect(Parameters.isName(name) == isName)
  }
}
