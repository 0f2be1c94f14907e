import Formats
import Testing

@Suite struct NumberColumnTests {
  @Test(
    "numbers that show their mark themselves",
    arguments: [
      ("12", "12"), ("-5", "-5"), ("+5", "5"), ("\u{2212}5", "-5"), ("0", "0"), ("12.50", "12.50"), ("12,5", "12.5"),
      ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234,56", "1234.56"), ("1'234.56", "1234.56"),
      ("1\u{2019}234.56", "1234.56"), ("1\u{A0}234,56", "1234.56"), ("1\u{202F}234,56", "1234.56"),
      ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1 234 567", "1234567"), ("12,34,567.5", "1234567.5"),
      ("1.234.567,8", "1234567.8"), ("0.125", "0.125"), ("0,125", "0.125"), (".5", "0.5"), ("-,5", "-0.5"),
      ("1234.567", "1234.567"), ("1234,567", "1234.567"),
      ("€ 12,50", "12.50"), ("12.50 EUR", "12.50"), ("12,50€", "12.50"), ("-€5", "-5"), ("€-5", "-5"), ("-5 €", "-5"),
      ("€ -5.5", "-5.5"), ("$1,234.56", "1234.56"), ("CHF 1'234.50", "1234.50"), ("Fr. 12.50", "12.50"),
      ("Fr.12.50", "12.50"), ("12,50 kr.", "12.50"), ("1 234,56 zł", "1234.56"), ("US$ 5", "5"), ("eur 5", "5"),
      ("1.2e3", "1200"), ("1.2E+3", "1200"), ("1e-3", "0.001"), ("-1.25e1", "-12.5"), ("12.5e-1", "1.25"),
      ("5E0", "5"), ("0.00012e2", "0.012"), ("1.234e3", "1234"), (" 7 ", "7"), ("\u{A0}7", "7"), (" ", ""), ("", ""),
    ])
  func number(cell: String, expected: String) throws {
    let column = TextColumn([cell])
    let mark = NumberColumn.evidence(of: column).decision().mark
    #expect(try NumberColumn.rewritten(column, mark: mark).0.texts == [expected])
  }

  @Test(
    "what is no number stays exactly as it is",
    arguments: [
      "45 %", "45%", "(5)", "12 kg", "3 m²", "all 5", "TOP", "x", "-", "€", ".", "1..2", "1,2,3", "1.23.456", "1 23",
      "12:30", "2024-03-15", "15.03.2024", "1e", "1e99", "1.2e3.4", "--5", "5-", "€ 5 EUR", "1 234'567", "030 123 456",
      "5.", "12,", "1.234.56,7", "٣", "Room 12", "12a", "0x10", "NaN", "1_000", "½",
      "1234567890123456789012345678901234567890123456789012345678901",
      "1234567890123456789012345678901e30",
    ])
  func unreadable(cell: String) throws {
    let column = TextColumn([cell])
    for mark in [nil, DecimalMark.point, .comma] {
      let (result, report) = try NumberColumn.rewritten(column, mark: mark)
      #expect(result.texts == [cell])
      #expect(report.unread == 1)
    }
  }

  @Test(
    "the mark shows in the whole column, or is not decided",
    arguments: [
      // cells                        hint                              decision
      (["1", "2", "300"], NumberHint.none, "unneeded"),
      (["1.234", "12,5"], .none, "comma by line 2"),
      (["1.234", "12.5"], .none, "point by line 2"),
      (["1.234", "2"], .none, "undecided: line 1"),
      (["2", "2,500", "1.234"], .none, "undecided: line 2"),
      (["12,5", "12.5"], .none, "undecided: line 1 against line 2"),
      (["1.234"], .otherColumn(.comma), "comma"),
      (["1.234"], .known(.point), "point"),
      (["12,5"], .otherColumn(.point), "comma by line 1"),  // the cells go before other columns
      (["12,5"], .known(.point), "point"),
      (["12,5", "12.5"], .otherColumn(.point), "undecided: line 1 against line 2"),
      (["1"], .otherColumn(.comma), "unneeded"),
      (["1.234", "1.234.567"], .none, "comma by line 2"),
      (["1.234", "€ 0,50"], .none, "comma by line 2"),
      (["1.234", "0,5 %", "1.5 kg"], .none, "undecided: line 1"),  // what is no number is no evidence
      (["1 234", "1 234,567"], .none, "comma by line 2"),
    ] as [([String], NumberHint, String)])
  func mark(cells: [String], hint: NumberHint, expected: String) {
    let told =
      switch NumberColumn.evidence(of: TextColumn(cells)).decision(hint: hint) {
      case .decided(let mark, let witness): "\(mark)" + (witness.map { " by line \($0.line)" } ?? "")
      case .unneeded: "unneeded"
      case .undecided(let example, let other):
        "undecided: line \(example.line)" + (other.map { " against line \($0.line)" } ?? "")
      }
    #expect(told == expected)
  }

  @Test(
    "one cell, two marks",
    arguments: [
      // cell      mark                 plain
      ("1.234", DecimalMark.point, "1.234"), ("1.234", .comma, "1234"), ("2,500", .point, "2500"),
      ("2,500", .comma, "2.500"), ("12,5", .point, "12,5"), ("12.5", .comma, "12.5"), ("1.234,5", .point, "1.234,5"),
    ])
  func marks(cell: String, mark: DecimalMark, expected: String) throws {
    #expect(try NumberColumn.rewritten(TextColumn([cell]), mark: mark).0.texts == [expected])
  }

  @Test func withoutAMarkOnlyWholeNumbersAreRead() throws {
    let (column, report) = try NumberColumn.rewritten(TextColumn(["1.234", "1 234", "€ 5"]), mark: nil)
    #expect(column.texts == ["1.234", "1234", "5"])
    #expect(report.unread == 1)
  }

  @Test func currenciesAreTold() throws {
    let cells = ["€ 5", "5", "7 EUR", "5 $", "€ 9", "5 XXY", "€ 5 %"]
    let report = try NumberColumn.rewritten(TextColumn(cells), mark: .point, lines: [2, 3, 4, 5, 6, 7, 8]).1
    #expect(report.currencies.map(\.word.text) == ["€", "EUR", "$"])
    #expect(report.currencies.map(\.word.code) == ["EUR", "EUR", nil])
    #expect(report.currencies.map(\.line) == [2, 4, 5])
    #expect(report.withCurrency == 4 && report.unread == 2)
  }

  @Test("numbers written in each way are read back", arguments: 0..<40)
  func writtenAndRead(seed: Int) throws {
    var dice = Seeded(state: UInt64(seed))
    let mark = DecimalMark.allCases.randomElement(using: &dice)!
    let other = mark == .point ? "," : "."
    let groups = ["", other, " ", "'", "\u{202F}"].randomElement(using: &dice)!
    let decimals = Int.random(in: 0...4, using: &dice)
    let (before, behind) = [("", ""), ("€ ", ""), ("", " EUR"), ("$", "")].randomElement(using: &dice)!
    var written: [String] = []
    var plain: [String] = []
    for _ in 0..<50 {
      let whole = Int.random(in: 0...(1 << Int.random(in: 1...40, using: &dice)), using: &dice)
      let fraction = (0..<decimals).map { _ in String(Int.random(in: 0...9, using: &dice)) }.joined()
      let sign = Bool.random(using: &dice) ? "-" : ""
      var grouped = ""
      for (index, digit) in String(whole).enumerated() {
        if index > 0, (String(whole).count - index).isMultiple(of: 3) { grouped += groups }
        grouped.append(digit)
      }
      let tail = decimals == 0 ? "" : (mark == .point ? "." : ",") + fraction
      written.append(sign + before + grouped + tail + behind)
      plain.append("\(sign)\(whole)\(decimals == 0 ? "" : ".\(fraction)")")
    }
    let column = TextColumn(written)
    let decision = NumberColumn.evidence(of: column).decision(hint: .otherColumn(mark))
    #expect(decision.mark == mark || decision == .unneeded)
    #expect(try NumberColumn.rewritten(column, mark: mark).0.texts == plain)
  }
}
