import Diagnostics
import Testing

@testable import TestFiles

@Suite("records of CSV and their places")
struct CSVRecordTests {
  @Test(
    "fields",
    arguments: [
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]), ("a,\r\n,b\r\n", [["a", ""], ["", "b"]]),
      ("\"a,b\",\"c \"\"d\"\"\"", [["a,b", "c \"d\""]]), ("\"two\nlines\",x", [["two\nlines", "x"]]),
      ("a\n\nb\n", [["a"], ["b"]]), ("", []), ("5\" x,y", [["5\" x", "y"]]), (",", [["", ""]]),
    ])
  func fields(text: String, records: [[String]]) {
    let source = SourceText(text: text)
    let range = SourceRange(lower: 0, upper: text.utf8.count)
    #expect(CSVRecord.all(in: range, of: source).map(\.texts) == records)
  }

  @Test("places are those of the whole text")
  func places() {
    let source = SourceText(text: "----\nä,b\n")
    let record = CSVRecord.all(in: SourceRange(lower: 5, upper: 9), of: source)[0]
    #expect(record.fields.map { String(source.text(of: $0.range)) } == ["ä", "b"])
  }
}
