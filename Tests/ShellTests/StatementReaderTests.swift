import Diagnostics
import Files
import Glibc
import Language
import Testing

@testable import Shell

@Suite("statements from a pipe")
struct StatementReaderTests {
  @Test(
    "what has come and surely ended is handed out",
    arguments: [
      // each text that comes                                     what is handed out, with its first line
      (["hours 2024\n"], ["1|hours 2024\n"]),  // at the end
      (["hours 2024;\n", "bookings 2024"], ["1|hours 2024;\n", "2|bookings 2024"]),
      (["hours 2024\n\n", "bookings 2024\n"], ["1|hours 2024\n\n", "3|bookings 2024\n"]),
      (["hours 2024\n", "bookings 2024\n"], ["1|hours 2024\n", "2|bookings 2024\n"]),
      // It goes on with an operator, a comma or within brackets.
      (["define x = a\n", "+ b\n", "x 2024\n"], ["1|define x = a\n+ b\n", "3|x 2024\n"]),
      (["hours 2024 by (\n", "month\n", ");\n"], ["1|hours 2024 by (\nmonth\n);\n"]),
      (["hours 2024 by month,\n", "week\n\n"], ["1|hours 2024 by month,\nweek\n\n"]),
      // Many at once; two on a line run together.
      (["a\nb\nc; d\n"], ["1|a\nb\n", "3|c; d\n"]),
      (["a;\nb\nc;\n"], ["1|a;\nb\nc;\n"]),
      (["# only\n", "# comments\n"], ["1|# only\n", "2|# comments\n"]),
      (["hou", "rs 2024", ";\nbook"], ["1|hours 2024;\n", "2|book"]),
      (["\u{FEFF}hours 2024;\n"], ["1|hours 2024;\n"]),
      (["", ""], []),
    ] as [([String], [String])])
  func texts(pieces: [String], texts: [String]) throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
    var reader = StatementReader(descriptor: ends[0], name: "<stdin>")
    var handedOut: [String] = []
    for piece in pieces.dropLast() {
      try DescriptorSink(ends[1]).write(piece)
      while let text = reader.nextWithoutWaiting() { handedOut.append(text.shown) }
    }
    try DescriptorSink(ends[1]).write(pieces.last ?? "")
    close(ends[1])
    while let text = try reader.next() { handedOut.append(text.shown) }
    #expect(handedOut == texts)
  }

  @Test("nothing is lost or repeated, whatever the pieces", arguments: 0..<40)
  func pieces(seed: Int) throws {
    var state = UInt64(seed + 1)
    func number(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
    let lines = [
      "hours 2024\n", "\n", "define x = a\n", "+ b\n", "by (\n", ")\n", "a; b\n", ";\n", "# c\n", "é “x”,\n",
    ]
    let text = (0..<number(1...40)).map { _ in lines[number(0...lines.count - 1)] }.joined()
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
    var rest = Array(text.utf8)[...]
    var reader = StatementReader(descriptor: ends[0], name: "<stdin>")
    var handedOut: [SourceText] = []
    while !rest.isEmpty {
      let count = min(rest.count, number(1...30))
      try DescriptorSink(ends[1]).write(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
      while let text = reader.nextWithoutWaiting() { handedOut.append(text) }
    }
    close(ends[1])
    while let text = try reader.next() { handedOut.append(text) }
    #expect(handedOut.map(\.text).joined() == text)
    var line = 1
    for part in handedOut {
      #expect(part.firstLine == line)
      line += part.text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
    // The statements are those of the whole.
    let parts = handedOut.flatMap { Parser.script($0).statements.map { "\($0.0)".count } }
    if Parser.script(SourceText(text: text)).diagnostics.isEmpty {
      #expect(parts.count == Parser.script(SourceText(text: text)).statements.count, "seed \(seed): \(text)")
    }
  }
}

extension SourceText {
  fileprivate var shown: String { "\(firstLine)|\(text)" }
}

extension StatementReader {
  /// What has come, where the descriptor does not wait for more.
  fileprivate mutating func nextWithoutWaiting() -> SourceText? { (try? next()) ?? nil }
}
