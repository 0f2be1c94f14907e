import Calculus
import Formats
import Testing

@Suite struct MomentColumnTests {
  /// A cell alone in its column, read with the order that it shows itself.
  private func rewritten(_ cell: String, _ rules: MomentRules = MomentRules()) throws -> String {
    let column = TextColumn([cell])
    let order = MomentColumn.evidence(of: column).decision.order
    return try MomentColumn.rewritten(column, rules: rules, order: order).0.text(0)
  }

  @Test(
    "notations that read in one way",
    arguments: [
      // ISO 8601
      ("2024-03-15", "2024-03-15"),
      ("2024-03-15T09:00", "2024-03-15T09:00"),
      ("2024-03-15 09:00", "2024-03-15T09:00"),
      ("2024-03-15t09:00z", "2024-03-15T09:00Z"),
      ("2024-03-15T09:00:00", "2024-03-15T09:00"),
      ("2024-03-15T09:00:30", "2024-03-15T09:00:30"),
      ("2024-03-15 09:00:30.250", "2024-03-15T09:00:30"),
      ("2024-03-15T09:00:00,999Z", "2024-03-15T09:00Z"),
      ("2024-03-15T09:00:00.000Z", "2024-03-15T09:00Z"),
      ("2024-03-15T09:00+02:00", "2024-03-15T09:00+02:00"),
      ("2024-03-15T09:00:00.000+0200", "2024-03-15T09:00+02:00"),
      ("2024-03-15T09:00-05", "2024-03-15T09:00-05:00"),
      ("2024-03-15 09:00:00 +0530", "2024-03-15T09:00+05:30"),
      ("2024-03-15T09:00\u{2212}05:00", "2024-03-15T09:00-05:00"),  // a typographic minus
      ("2024-03-15T09:00+01:00[Europe/Berlin]", "2024-03-15T09:00+01:00"),
      ("2024-03-15 09:00 UTC", "2024-03-15T09:00Z"),
      ("2024-03-15 09:00 GMT", "2024-03-15T09:00Z"),
      ("2024-03-15 09:00 GMT+2", "2024-03-15T09:00+02:00"),
      ("2024-03-15 09:00 UTC+05:30", "2024-03-15T09:00+05:30"),
      ("2024-03-15T24:00", "2024-03-16T00:00"),
      ("2023-12-31 24:00:00", "2024-01-01T00:00"),
      ("2024-02-28T24:00Z", "2024-02-29T00:00Z"),
      ("20240315", "2024-03-15"),
      ("20240315T0900", "2024-03-15T09:00"),
      ("20240315T090030Z", "2024-03-15T09:00:30Z"),
      ("20240315 0900", "2024-03-15T09:00"),
      ("20240315 09:00", "2024-03-15T09:00"),
      ("202403150900", "2024-03-15T09:00"),
      ("20240315090030", "2024-03-15T09:00:30"),
      ("2024-03-15T09", "2024-03-15T09:00"),
      ("2024-3-5 9:00", "2024-03-05T09:00"),
      ("2024/03/15", "2024-03-15"),
      ("2024/3/15 9:05", "2024-03-15T09:05"),
      ("2024.03.15", "2024-03-15"),
      ("2024-03-15Z", "2024-03-15"),  // XML Schema
      ("2024-03-15+01:00", "2024-03-15"),
      ("2024-03-15, 09:00", "2024-03-15T09:00"),  // Seatsurfing
      ("9999-12-31", "9999-12-31"),
      ("9999-12-31T23:59:59Z", "9999-12-31"),
      ("31.12.9999", "9999-12-31"),
      ("0001-01-01", "0001-01-01"),
      ("2024-06-30T23:59:60Z", "2024-06-30T23:59:60Z"),  // a leap second
      // German
      ("15.03.2024", "2024-03-15"),
      ("15.3.24", "2024-03-15"),
      ("4.3.2024", "2024-03-04"),  // dots mean that the day comes first
      ("15. 3. 2024", "2024-03-15"),
      ("15.03.2024 09:00", "2024-03-15T09:00"),
      ("15.03.2024, 09:00", "2024-03-15T09:00"),
      ("15.03.2024 09.00 Uhr", "2024-03-15T09:00"),
      ("15.03.2024 um 9:00 Uhr", "2024-03-15T09:00"),
      ("15.03.2024 - 09:00", "2024-03-15T09:00"),
      ("15.3.2024 9.05", "2024-03-15T09:05"),
      ("Fr, 15.03.2024", "2024-03-15"),
      ("Fr. 15.03.2024 9 Uhr", "2024-03-15T09:00"),
      ("Montag, 4. März 2024 09:00", "2024-03-04T09:00"),
      ("Montag, 4. Ma\u{308}rz 2024", "2024-03-04"),  // with the umlaut in two characters
      ("MONTAG, 4. MÄRZ 2024", "2024-03-04"),
      ("Montag, den 4. März 2024 um 09.00 Uhr", "2024-03-04T09:00"),
      ("4. Mrz. 2024", "2024-03-04"),
      ("1. Jänner 2024", "2024-01-01"),
      ("24. Dez 2024", "2024-12-24"),
      ("3. Mai 2024", "2024-05-03"),
      ("3. Okt. 24", "2024-10-03"),
      // English
      ("Mon 4 Mar 2024 9:00", "2024-03-04T09:00"),
      ("March 4, 2024 at 9:00 AM", "2024-03-04T09:00"),
      ("Monday, March 4th, 2024", "2024-03-04"),
      ("Monday 4th of March 2024", "2024-03-04"),
      ("Mar. 4, 2024", "2024-03-04"),
      ("Sept 1, 2024", "2024-09-01"),
      ("4-Mar-24", "2024-03-04"),
      ("04-MAR-2024 17:30:00", "2024-03-04T17:30"),
      ("15/Mar/2024:09:00:00 +0100", "2024-03-15T09:00+01:00"),
      ("2024-Mar-15", "2024-03-15"),
      ("Fri, 15 Mar 2024 09:00:00 +0100", "2024-03-15T09:00+01:00"),  // RFC 5322
      ("Fri Mar 15 2024 09:00:00 GMT+0100 (Central European Standard Time)", "2024-03-15T09:00+01:00"),
      ("09:00 - Monday 4 March 2024", "2024-03-04T09:00"),  // MRBS
      ("9:00 AM, March 4, 2024", "2024-03-04T09:00"),
      ("15/03/2024", "2024-03-15"),
      ("3/15/2024 9:00 AM", "2024-03-15T09:00"),
      ("15-03-2024", "2024-03-15"),
      ("5/5/2024", "2024-05-05"),  // day and month agree
      ("Fri 04/05/2024", "2024-04-05"),  // the weekday tells the order
      ("Sat 04/05/2024", "2024-05-04"),
      // Clocks of twelve hours
      ("3/15/2024 12:30 AM", "2024-03-15T00:30"),
      ("3/15/2024 12:30 PM", "2024-03-15T12:30"),
      ("3/15/2024 12 am", "2024-03-15T00:00"),
      ("3/15/2024 9 AM", "2024-03-15T09:00"),
      ("3/15/2024 9:00:30PM", "2024-03-15T21:00:30"),
      ("3/15/2024 9:00 a.m.", "2024-03-15T09:00"),
      ("3/15/2024 9:00 p. m.", "2024-03-15T21:00"),
      ("3/15/2024, 9:00\u{202F}PM", "2024-03-15T21:00"),  // what browsers write
      ("\u{200E}3/\u{200E}15/\u{200E}2024", "2024-03-15"),  // what old browsers wrote
      // Years of two digits, after POSIX
      ("15.3.68", "2068-03-15"),
      ("15.3.69", "1969-03-15"),
      ("15.3.00", "2000-03-15"),
      // Blanks around
      (" 2025-03-18", "2025-03-18"),
      ("\u{A0}2025-03-18\u{202F}", "2025-03-18"),
      ("\t2025-03-18 09:00  ", "2025-03-18T09:00"),
      ("\u{FEFF}2025-03-18", "2025-03-18"),
      ("   ", ""),
    ])
  func notation(cell: String, expected: String) throws {
    #expect(try rewritten(cell) == expected)
  }

  @Test(
    "what cannot be read stays exactly as it is, and is counted",
    arguments: [
      "soon", "n/a", "-", "null", "0000-00-00", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "32.01.2024",
      "31.04.2024", "2024-03-15T25:00", "2024-03-15T09:60", "2024-03-15T09:00:61", "2024-03-15T24:01", "15.03.",
      "15.03.2024 13:00 PM", "15.03.2024 0:30 PM", "Tue 4 Mar 2024", "Dienstag, 4. März 2024",  // it was a Monday
      "2024-03-15 09:00 CET",  // short names of zones are those of several
      "2024-03-15 09:00 to 10:00", "15.03.2024 09:00-10:00", "2024-03-15T09:00+15:00", "2024-03-15T09:00-13:00",
      "09:00", "9.30", "12", "Mar 2024", "2024-03", "2024", "4 Mar", "15.03.2024.", "15.03/2024", "1.2.3.4",
      "2024-03-15T09:00[Europe/Berlin]", "2024-03-15T", "15.03.202409:00", "1e999", "15.13.2024", "13/13/2024",
      "٢٠٢٤-٠٣-١٥",
      "2024-03-15T09:00:00.", "2024-03-15T09:00+0", "9999-12-31x", "\u{0}", "9999-12-30T24:00:30",
    ])
  func unreadable(cell: String) throws {
    let (column, report) = try MomentColumn.rewritten(TextColumn([cell]), rules: MomentRules(), order: nil)
    #expect(column.texts == [cell])
    #expect(report.unread == 1)
    #expect(try rewritten(cell) == cell)
  }

  // MARK: - Order

  @Test(
    "the order of day and month shows in the whole column, or is not decided",
    arguments: [
      // cells                                              decision
      (["03/04/2024", "15/03/2024"], "dmy by line 2"),
      (["03/04/2024", "03/15/2024"], "mdy by line 2"),
      (["3-4-24", "3-15-24"], "mdy by line 2"),
      (["03/04/2024", "05/05/2024"], "undecided: line 1"),
      (["05/05/2024", "03-04-2024"], "undecided: line 2"),
      (["05/05/2024", "06/06/2024"], "unneeded"),
      (["15/03/2024", "03/15/2024"], "undecided: line 1 against line 2"),
      (["03/15/2024", "15/03/2024"], "undecided: line 2 against line 1"),
      (["03.04.2024"], "dmy by line 1"),
      (["03.04.2024", "03.15.2024"], "mdy by line 2"),  // dots are against custom, but plainly so
      (["13.04.2024", "03.15.2024"], "undecided: line 1 against line 2"),
      (["03.04.2024", "03/15/2024"], "undecided: line 1 against line 2"),  // dots say one thing, the slash another
      (["2024-03-15", ""], "ymd by line 1"),
      (["2024-03-15", "03/04/2024"], "undecided: line 2"),
      (["4 March 2024", "Mar 5, 2024"], "unneeded"),
      (["99/99/2024", "15/03/2024"], "dmy by line 2"),  // a cell that is no date is no evidence
      (["30/02/2024", "03/15/2024"], "mdy by line 2"),
      (["Mon 04/03/2024", "05/06/2024"], "dmy by line 1"),  // the weekday is evidence
      ([], "unneeded"), (["", "x"], "unneeded"),
      // Years of two digits
      (["15/03/24", "16/03/24"], "dmy by line 1"),
      (["4/3/24", "13/3/24"], "dmy by line 2"),  // LibreBooking, German
      (["24-03-15", "24-03-16"], "undecided: line 1"),  // days or years first?
      (["24-03-15", "69-03-16"], "ymd by line 2"),
    ] as [([String], String)])
  func order(cells: [String], expected: String) {
    #expect(told(MomentColumn.evidence(of: TextColumn(cells)).decision) == expected)
  }

  private func told(_ decision: OrderDecision) -> String {
    switch decision {
    case .decided(let order, let witness): "\(order) by line \(witness.line)"
    case .unneeded: "unneeded"
    case .undecided(let example, nil): "undecided: line \(example.line)"
    case .undecided(let example, let other?): "undecided: line \(example.line) against line \(other.line)"
    }
  }

  @Test func columnsThatBelongTogetherAreDecidedTogether() {
    var evidence = MomentColumn.evidence(of: TextColumn(["03/04/2024", "05/04/2024"]), lines: [2, 3])
    let ends = MomentColumn.evidence(of: TextColumn(["03/04/2024", "13/04/2024"]), lines: [2, 3])
    #expect(evidence.decision == .undecided(example: Witness(text: "03/04/2024", line: 2), other: nil))
    evidence.add(ends)
    #expect(evidence.decision == .decided(.dmy, by: Witness(text: "13/04/2024", line: 3)))
  }

  @Test(
    "a rule goes before the column, and cells against it are not read",
    arguments: [
      // cell           order  canonical
      ("03/04/2024", DateOrder.dmy, "2024-04-03"), ("03/04/2024", .mdy, "2024-03-04"),
      ("03/04/2024", .ymd, "03/04/2024"), ("24/03/15", .ymd, "2024-03-15"), ("24-3-05 9:00", .ymd, "2024-03-05T09:00"),
      ("15/03/2024", .mdy, "15/03/2024"), ("03.04.2024", .mdy, "2024-03-04"), ("2024-03-15", .dmy, "2024-03-15"),
      ("4-Mar-24", .mdy, "2024-03-04"),
    ])
  func ruledOrder(cell: String, order: DateOrder, expected: String) throws {
    #expect(try rewritten(cell, MomentRules(order: order)) == expected)
  }

  @Test func withoutAnOrderOnlyPlainDatesAreRead() throws {
    let column = TextColumn(["03/04/2024", "05/05/2024", "2024-03-15", "4 March 2024"])
    let (result, report) = try MomentColumn.rewritten(column, rules: MomentRules(), order: nil)
    #expect(result.texts == ["03/04/2024", "2024-05-05", "2024-03-15", "2024-03-04"])
    #expect(report.unread == 1)
  }

  // MARK: - Numbers

  @Test(
    "columns of numbers",
    arguments: [
      // cells                     canonical
      (["45366", "", "45367"], ["2024-03-15", "", "2024-03-16"]),
      (["45366.375", "45366.4166666667"], ["2024-03-15T09:00", "2024-03-15T10:00"]),
      (["45366,375", "45367"], ["2024-03-15T09:00", "2024-03-16T00:00"]),  // a midnight among times
      (["45366.999999"], ["2024-03-16T00:00"]),
      (["45366.3754629629"], ["2024-03-15T09:00:40"]),
      (["45366", "2024-03-15"], ["45366", "2024-03-15"]),  // not every cell is a serial
      (["45366", "19999"], ["45366", "19999"]), (["80001"], ["80001"]), (["80000"], ["2119-01-11"]),
      (["1710493200", "1710493260"], ["2024-03-15T09:00Z", "2024-03-15T09:01Z"]),
      (["1710493200123"], ["2024-03-15T09:00Z"]), ([" 1710493230 "], ["2024-03-15T09:00:30Z"]),
      (["1710493200", "1710493200123"], ["1710493200", "1710493200123"]),
      (["45366", "1710493200"], ["45366", "1710493200"]),
    ] as [([String], [String])])
  func numbers(cells: [String], expected: [String]) throws {
    #expect(try MomentColumn.rewritten(TextColumn(cells), rules: MomentRules(), order: nil).0.texts == expected)
  }

  @Test(
    "rules",
    arguments: [
      // cell                 rules                                        canonical
      ("2024-03-15T09:00", MomentRules(clock: .utc), "2024-03-15T09:00Z"),
      ("2024-03-15T09:00+02:00", MomentRules(clock: .utc), "2024-03-15T09:00+02:00"),
      ("2024-03-15", MomentRules(clock: .utc), "2024-03-15"),
      ("2024-03-15T09:00Z", MomentRules(clock: .local), "2024-03-15T09:00"),
      ("2024-03-15T09:00+00:00", MomentRules(clock: .local), "2024-03-15T09:00"),
      ("2024-03-15T00:00:00.000Z", MomentRules(dayOnly: true), "2024-03-15"),
      ("2024-03-15T24:00", MomentRules(dayOnly: true), "2024-03-15"),
      ("2024-03-15", MomentRules(minuteOfDay: 540), "2024-03-15T09:00"),
      ("2024-03-15T10:00", MomentRules(minuteOfDay: 540), "2024-03-15T10:00"),
      ("2024-03-15", MomentRules(clock: .utc, minuteOfDay: 540), "2024-03-15T09:00Z"),
      ("9999-12-31", MomentRules(clock: .utc, minuteOfDay: 540), "9999-12-31"),
      ("1710493200", MomentRules(epoch: true), "2024-03-15T09:00Z"),
      ("1710493200000", MomentRules(epoch: true), "2024-03-15T09:00Z"),
      ("1710493200.75", MomentRules(epoch: true), "2024-03-15T09:00Z"),
      ("1.7104932E9", MomentRules(epoch: true), "2024-03-15T09:00Z"),
      ("1.7104932e+12", MomentRules(epoch: true), "2024-03-15T09:00Z"),
      ("0", MomentRules(epoch: true), "1970-01-01T00:00Z"),
      ("-60", MomentRules(epoch: true), "1969-12-31T23:59Z"),
      ("-0.5", MomentRules(epoch: true), "1969-12-31T23:59:59Z"),
      ("17104932000000000", MomentRules(epoch: true), "17104932000000000"),
      ("1710493200", MomentRules(clock: .local, epoch: true), "2024-03-15T09:00"),
      ("1710493200", MomentRules(dayOnly: true, epoch: true), "2024-03-15"),
      ("45366.375", MomentRules(dayOnly: true), "2024-03-15"),
    ])
  func rules(cell: String, rules: MomentRules, expected: String) throws {
    #expect(try rewritten(cell, rules) == expected)
  }

  @Test(
    "dates by themselves, as headers of a column per day",
    arguments: [
      ("1.4.2024", true), ("2024-04-01", true), ("04/01/2024", true), ("Mon 1 Apr 2024", true),
      ("2024-04-01 09:00", false),
      ("09:00", false), ("31.04.2024", false), ("45366", false), ("Name", false), ("", false),
    ])
  func dates(text: String, isDate: Bool) { #expect(MomentColumn.isDate(text) == isDate) }

  @Test func whatWasMetIsCounted() throws {
    let cells = ["15.3.24", "15.3.2024", "never", "", "4-Mar-24"]
    let report = try MomentColumn.rewritten(TextColumn(cells), rules: MomentRules(), order: .dmy).1
    #expect(report.twoDigitYears == 2 && report.unread == 1 && report.notation == .written)
    let serials = try MomentColumn.rewritten(TextColumn(["45366"]), rules: MomentRules(), order: nil).1
    #expect(serials.notation == .serials)
  }
}
