import Calculus
import Testing

@testable import Importers

/// Runs `body` on a text as a cell with room behind it.
func withCell<Result>(_ text: String, _ body: (Cell) throws -> Result) rethrows -> Result {
  let bytes = Array(text.utf8) + [UInt8](repeating: 0x39, count: 32)
  return try bytes.withUnsafeBufferPointer { try body(Cell(start: $0.baseAddress!, count: text.utf8.count)) }
}

@Suite("cells as values")
struct CellTextTests {
  @Test(
    "a moment has a minute and a kind",
    arguments: [
      // text                       day, minute          kind
      ("2024-03-15T09:00", "2024-03-15", 540, MinuteText.Kind.local, false),
      ("2024-03-15 09:00", "2024-03-15", 540, .local, false),
      ("2024-03-15 9:05", "2024-03-15", 545, .local, false),
      ("2024-03-15T09:00:00", "2024-03-15", 540, .local, false),
      ("2024-03-15T09:00:59", "2024-03-15", 540, .local, true),
      ("2024-03-15T09:00:00.250", "2024-03-15", 540, .local, true),
      ("2024-03-15T24:00", "2024-03-16", 0, .local, false),
      ("2024-03-15", "2024-03-15", 0, .day, false),
      ("2024-03-15T08:00Z", "2024-03-15", 480, .instant, false),
      ("2024-03-15T08:00:00Z", "2024-03-15", 480, .instant, false),
      ("2024-03-15T01:00+02:00", "2024-03-14", 1380, .instant, false),
      ("2024-03-15T23:30-0530", "2024-03-16", 300, .instant, false),
      ("2024-03-15T23:30-05", "2024-03-16", 270, .instant, false),
      ("2024-02-29T00:00", "2024-02-29", 0, .local, false),
      ("1900-01-01T00:00", "1900-01-01", 0, .local, false),
      ("2200-12-31T23:59", "2200-12-31", 1439, .local, false),
    ])
  func moment(text: String, day: String, minute: Int, kind: MinuteText.Kind, hadSeconds: Bool) throws {
    let moment = try #require(withCell(text) { MinuteText.parse($0) })
    #expect(moment.minute == Day(iso: day)!.number * 1440 + Int32(minute))
    #expect(moment.kind == kind)
    #expect(moment.hadSeconds == hadSeconds)
  }

  @Test(
    "what is no moment says why",
    arguments: [
      ("2024-13-01T09:00", "there is no month 13"),
      ("2023-02-29", "2023-02 has no day 29"),
      ("2024-04-31T10:00", "2024-04 has no day 31"),
      ("2024-00-10", "there is no month 0"),
      ("2024-01-32", "there is no day 32"),
      ("1899-12-31", "the year 1899 is outside 1900–2200"),
      ("15.03.2024", "“15.03.2024” is not a time as in 2024-03-15T09:00"),
      ("2024-03-15T25:00", "“2024-03-15T25:00” has no time as in 09:00 after its day"),
      ("2024-03-15T24:01", "“2024-03-15T24:01” has no time as in 09:00 after its day"),
      ("2024-03-15T09:60", "“2024-03-15T09:60” has no time as in 09:00 after its day"),
      ("2024-03-15T09:00Zz", "“2024-03-15T09:00Zz” has no time as in 09:00 after its day"),
      ("2024-03-15T09", "“2024-03-15T09” has no time as in 09:00 after its day"),
      ("2024-03-1509:00", "“2024-03-1509:00” has no time as in 09:00 after its day"),
      ("soon", "“soon” is not a time as in 2024-03-15T09:00"),
    ])
  func badMoment(text: String, reason: String) {
    withCell(text) { cell in
      #expect(MinuteText.parse(cell) == nil)
      #expect(MinuteText.reason(cell) == reason)
    }
  }

  @Test("the quick form of a moment reads what the full one reads, and nothing else", arguments: 0..<20)
  func quickMoment(seed: Int) {
    var random = Seeded(seed)
    let letters = Array("0123456789-T :Z/.a\u{7F}".utf8)
    for _ in 0..<5_000 {
      var text = Array("\(Int.random(in: 1890...2210, using: &random))-01-01T00:00".utf8)
      func put(_ value: Int, at index: Int) {
        text[index] = UInt8(48 + value / 10)
        text[index + 1] = UInt8(48 + value % 10)
      }
      put(Int.random(in: 0...13, using: &random), at: 5)
      put(Int.random(in: 0...32, using: &random), at: 8)
      put(Int.random(in: 0...25, using: &random), at: 11)
      put(Int.random(in: 0...61, using: &random), at: 14)
      if Bool.random(using: &random) {
        text[Int.random(in: 0..<16, using: &random)] = letters.randomElement(using: &random)!
      }
      let written = String(decoding: text, as: UTF8.self)
      withCell(written) { cell in
        let quick = DayText.monthStarts.withUnsafeBufferPointer {
          MinuteText.plain(cell.start, monthStarts: $0.baseAddress!)
        }
        let full = MinuteText.parse(cell)
        if quick != MinuteText.notPlain {
          #expect(full?.minute == quick && full?.kind == .local, "\(written)")
        } else if let full, full.kind == .local {
          // The full form alone knows midnight as the end of a day, and a small t.
          #expect(written.contains("T24:00") || written.contains(" 24:00") || written.contains("t"), "\(written)")
        }
      }
    }
  }

  @Test(
    "numbers are millionths",
    arguments: [
      ("12", NumberText.Reading.value(12_000_000)),
      ("0", .value(0)),
      ("-3.5", .value(-3_500_000)),
      ("+1.25", .value(1_250_000)),
      (".5", .value(500_000)),
      ("5.", .value(5_000_000)),
      ("0.000001", .value(1)),
      ("0.0000010", .value(1)),
      ("0.0000015", .rounded(2)),
      ("0.0000025", .rounded(2)),
      ("0.00000251", .rounded(3)),
      ("-0.0000015", .rounded(-2)),
      ("9223372036854.775806", .value(9_223_372_036_854_775_806)),
      ("9223372036854.775807", .tooLarge),
      ("99999999999999999999999", .tooLarge),
      ("", .notANumber), ("-", .notANumber), (".", .notANumber), ("1,5", .notANumber), ("1e3", .notANumber),
      ("12 €", .notANumber), ("0x10", .notANumber),
    ])
  func number(text: String, reading: NumberText.Reading) {
    #expect(withCell(text) { NumberText.parse($0) } == reading)
  }

  @Test(
    "an integer id gives its text back",
    arguments: [
      ("0", 0), ("7", 7), ("12345678", 12_345_678), ("123456789", 123_456_789),
      ("999999999999999999", 999_999_999_999_999_999),
      ("1000000000000000000", nil), ("007", nil), ("00", nil), ("-1", nil), ("+1", nil), ("1a", nil), ("1234567a", nil),
      ("", nil), ("12 ", nil), ("１", nil),
    ] as [(String, Int64?)])
  func integer(text: String, id: Int64?) {
    #expect(withCell(text) { IntegerText.parse($0) } == id)
  }

  @Test(
    "quotes come off, and blanks within and around them",
    arguments: [
      ("a", "a"), ("  a b \t", "a b"), ("\"a\"", "a"), ("\" a \"", "a"), (" \"a\" ", "a"),
      ("\"a \"\"b\"\" c\"", "a \"b\" c"),
      ("\"\"", ""), ("", ""), ("a\"b", "a\"b"), ("\"a,\nb\"\r", "a,\nb"), ("\"\"\"\"", "\""),
      ("\"a\"b", nil), ("\"a", nil), ("\"", nil), ("\"a\"b\"", nil),
    ] as [(String, String?)])
  func unquoted(raw: String, content: String?) {
    var unquoter = Unquoter()
    #expect(withCell(raw) { unquoter.content(of: $0)?.text } == content)
  }
}
