import Codecs
import Testing

@testable import Formats

@Suite struct JSONReaderLimitTests {
  @Test("any text is read as a plain reader reads it, in pieces of any size", arguments: 0..<200)
  func matchesReference(seed: Int) throws {
    var writer = JSONSampleWriter(seed: seed)
    let values: [JSONSample] =
      switch seed % 4 {
      case 0: [.list((0..<6).map { _ in writer.object(depth: 1) })]
      case 1: [writer.object(depth: 0)]
      case 2: (0..<8).map { _ in writer.object(depth: 0) }
      default: (0..<4).map { $0 % 2 == 0 ? writer.object(depth: 0) : .list([writer.object(depth: 1)]) }
      }
    for value in values {
      writer.blank()
      writer.write(value)
    }
    writer.blank()
    let expected = JSONReferenceReader.shown(values)
    for size in [1, 2, 3, 1 << 16] {
      let records = try JSONReader.read(Pieces(writer.text, size: size), refillBytes: size)
      let difference = Self.firstDifference(records.shownSets.sorted().joined(separator: "\n"), expected)
      #expect(difference == nil, "\(difference!) in \(String(decoding: writer.text, as: UTF8.self))")
    }
  }

  /// What was read where it differs from what was to be read first.
  private static func firstDifference(_ read: String, _ expected: String) -> String? {
    guard read != expected else { return nil }
    let lines = [read, expected].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let place = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
    return lines.map { place < $0.count ? "‹\($0[place])›" : "‹›" }.joined(separator: " instead of ")
  }

  @Test("a text cut at any byte is refused, or is whole up to there")
  func truncation() throws {
    let text = Array(
      #"{"data":[{"id":1,"n":"\u00e4\n","x":[true,null,-1.5e3],"y":[{"z":"0123456789abcdef"}]},{"id":2}],"next":{"a":[]}}"#
        .utf8)
    for count in text.indices {
      for size in [1, 1 << 16] {
        #expect(throws: FormatError.self, "\(count)") {
          try JSONReader.read(Pieces(Array(text[..<count]), size: size), refillBytes: size)
        }
      }
    }
    let lines = Array("{\"a\":1}\n{\"a\":2}\n".utf8)
    for count in lines.indices {
      let records = try? JSONReader.read(Pieces(Array(lines[..<count]), size: 3), refillBytes: 3)
      #expect(records?.sets[0].table.rowCount == [7: 1, 8: 1, 15: 2][count])
    }
  }

  @Test("a byte changed anywhere gives an error or tables, never a crash", arguments: 0..<40)
  func damage(seed: Int) {
    var writer = JSONSampleWriter(seed: seed)
    for value in [writer.object(depth: 0), .list([writer.object(depth: 1)])] { writer.write(value) }
    for _ in 0..<200 {
      var text = writer.text
      let place = text.indices.randomElement(using: &writer.random)!
      text[place] = Array("{}[],:\"\\0-e \n\0ut".utf8).randomElement(using: &writer.random)!
      let whole = try? JSONReader.read(Pieces(text, size: 1 << 16)).shown
      let pieces = try? JSONReader.read(Pieces(text, size: 1), refillBytes: 1).shown
      #expect(whole == pieces)
    }
  }

  @Test(
    "depth is bounded",
    arguments: [
      // text before, repeated, after                      times    whether it can be read
      ("[{\"a\":", "[", "]", 126, true),
      ("[{\"a\":", "[", "]", 127, false),
      ("[{\"a\":", "[", "]", 100_000, false),
      ("", "{\"a\":", "}", 128, true),
      ("", "{\"a\":", "}", 129, false),
      ("", "{\"a\":", "}", 100_000, false),
      ("[{\"a\":", "[{\"a\":", "}]", 63, true),
      ("[{\"a\":", "[{\"a\":", "}]", 64, false),
      ("", "[", "]", 100_000, false),
    ])
  func depth(before: String, open: String, close: String, times: Int, isGood: Bool) {
    let end = before.isEmpty ? "" : "}]"
    let text =
      before + String(repeating: open, count: times) + (isGood || times < 1000 ? "1" : "")
      + String(repeating: close, count: times) + end
    let error: FormatError?
    do throws(FormatError) {
      _ = try JSONReader.read(Pieces(Array(text.utf8), size: 1 << 16))
      error = nil
    } catch let thrown {
      error = thrown
    }
    #expect((error == nil) == isGood, "\(error as Any)")
    if !isGood, open != "[" || !before.isEmpty {
      #expect(error?.message == "lists and objects lie more than 128 deep within each other")
    }
  }

  @Test("a table has at most 10,000 columns", arguments: [(10_000, true), (10_001, false)])
  func columns(count: Int, isGood: Bool) throws {
    let members = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let bytes = Array("[{\(members)},{\(members)}]".utf8)
    if isGood {
      let table = try JSONReader.read(Pieces(bytes, size: 4096)).sets[0].table
      #expect(table.headers.count == count && table.columns[count - 1].texts == ["\(count - 1)", "\(count - 1)"])
    } else {
      let error = #expect(throws: FormatError.self) { try JSONReader.read(Pieces(bytes, size: 4096)) }
      #expect(error?.message == "there are more than 10000 columns")
    }
  }

  @Test("keys without values are counted too")
  func keys() {
    let text = "[" + (0..<70_000).map { "{\"k\($0)\":{}}" }.joined(separator: ",") + "]"
    let error = #expect(throws: FormatError.self) { try JSONReader.read(Pieces(Array(text.utf8), size: 4096)) }
    #expect(error?.message == "there are more than 65536 different keys")
  }

  @Test("rows that share no keys cannot fill the memory with empty cells")
  func padding() {
    let names = (0..<2000).map { "\"k\($0)\":1" }.joined(separator: ",")
    let text = "[{\(names)}" + String(repeating: ",{}", count: 100_000) + "]"
    let error = #expect(throws: FormatError.self) { try JSONReader.read(Pieces(Array(text.utf8), size: 1 << 16)) }
    #expect(error?.message == "the rows have too little in common for a table")
  }

  @Test("a string may be long, but not without end")
  func longString() throws {
    let good = Array("[{\"a\":\"".utf8) + [UInt8](repeating: 0x61, count: 1_000_000) + Array("\"}]".utf8)
    #expect(try JSONReader.read(Pieces(good, size: 1000)).sets[0].table.columns[0].bytes.count == 1_000_000)
    let bad = Array("[{\"a\":\"".utf8) + [UInt8](repeating: 0x61, count: 40_000_000)
    let error = #expect(throws: FormatError.self) { try JSONReader.read(Pieces(bad, size: 1 << 16)) }
    #expect(error?.message == "a value is longer than 16 MB")
  }

  @Test("many rows, of which keys come and go")
  func manyRows() throws {
    var text = "[\n"
    for row in 0..<20_000 {
      text +=
        "{\"id\":\(row)" + (row % 3 == 0 ? ",\"maybe\":\"m\(row)\"" : "") + ",\"name of the desk\":\"Desk \(row)\"},\n"
    }
    text += "{}]"
    let table = try JSONReader.read(Pieces(Array(text.utf8), size: 777)).sets[0].table
    #expect(table.rowCount == 20_001 && table.headers == ["id", "maybe", "name of the desk"])
    #expect((0..<20_000).allSatisfy { table.columns[0].text($0) == "\($0)" && table.lines[$0] == $0 + 2 })
    #expect((0..<20_000).allSatisfy { table.columns[1].text($0) == ($0 % 3 == 0 ? "m\($0)" : "") })
    #expect((0..<20_000).allSatisfy { table.columns[2].text($0) == "Desk \($0)" })
    #expect(table.columns.allSatisfy { $0.isEmpty(20_000) })
  }
}
