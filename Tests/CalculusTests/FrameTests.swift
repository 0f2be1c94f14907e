import Testing

@testable import Calculus

@Suite("Frame")
struct FrameTests {
  @Test(
    "a frame is a half-open span of days",
    arguments: [
      // text             first day     day after     today being Tuesday, 2 April 2024; fiscal years start in April
      ("2024", "2024-01-01", "2025-01-01"),
      ("2024-Q1", "2024-01-01", "2024-04-01"),  // a leap year's quarter
      ("2024-q4", "2024-10-01", "2025-01-01"),
      ("2024-02", "2024-02-01", "2024-03-01"),
      ("2024-12", "2024-12-01", "2025-01-01"),
      ("2024-W01", "2024-01-01", "2024-01-08"),  // ISO 8601: the week of 4 January
      ("2026-w53", "2026-12-28", "2027-01-04"),
      ("cw28", "2024-07-08", "2024-07-15"),
      ("CW5", "2024-01-29", "2024-02-05"),
      ("2024-02-29", "2024-02-29", "2024-03-01"),
      ("today", "2024-04-02", "2024-04-03"),
      ("Yesterday", "2024-04-01", "2024-04-02"),
      ("last2", "2024-03-31", "2024-04-02"),  // up to yesterday
      ("last90", "2024-01-03", "2024-04-02"),
      ("next1", "2024-04-02", "2024-04-03"),  // from today
      ("next90", "2024-04-02", "2024-07-01"),
      ("last1month", "2024-03-01", "2024-04-01"),
      ("last3months", "2024-01-01", "2024-04-01"),  // whole ones before this one
      ("next3months", "2024-05-01", "2024-08-01"),  // whole ones after this one
      ("last12months", "2023-04-01", "2024-04-01"),
      ("thismonth", "2024-04-01", "2024-05-01"),
      ("lastmonth", "2024-03-01", "2024-04-01"),
      ("thisquarter", "2024-04-01", "2024-07-01"),
      ("lastquarter", "2024-01-01", "2024-04-01"),
      ("YTD", "2024-01-01", "2024-04-02"),  // to yesterday
      ("fy2024", "2023-04-01", "2024-04-01"),  // the fiscal year that ends in 2024
      ("FY2024-q1", "2023-04-01", "2023-07-01"),
      ("fy2024-Q4", "2024-01-01", "2024-04-01"),
      ("2024-01..2024-03", "2024-01-01", "2024-04-01"),  // both ends in it
      ("2023-12-30..2024-W01", "2023-12-30", "2024-01-08"),
      ("2024..2024-03", "2024-01-01", "2024-04-01"),
      ("2024-03..2024-03-10", "2024-03-01", "2024-03-11"),
      ("last90..next90", "2024-01-03", "2024-07-01"),
      ("2024-03-15..today", "2024-03-15", "2024-04-03"),
      ("since 2024-03", "2024-03-01", "2024-04-02"),  // to yesterday
      ("Since yesterday", "2024-04-01", "2024-04-02"),
      ("1900", "1900-01-01", "1901-01-01"),
      ("2200", "2200-01-01", "2201-01-01"),
      ("1900-W01..2200-W52", "1900-01-01", "2200-12-29"),
    ])
  func frame(text: String, first: String, after: String) throws {
    let frame = try Frame(text)
    let span = try frame.resolve(today: day("2024-04-02"), fiscalYearStart: 4)
    #expect("\(span.first)" == first)
    #expect("\(span.end)" == after)
    #expect(try Frame(frame.description) == frame)  // the canonical text reads back
  }

  @Test(
    "frames that last no longer than a quarter by their kind",
    arguments: [
      ("2024-05", true), ("thismonth", true), ("2024-Q2", true), ("fy2024-Q1", true), ("2024-W28", true),
      ("today", true),
      ("last30", true), ("last90", true), ("last3months", true), ("next1month", true), ("last31", false),
      ("next90", false), ("last4months", false), ("last24months", false), ("2024", false), ("ytd", false),
      ("fy2024", false), ("2024-05..2024-05", false), ("since 2024-03-31", false),
    ])
  func isUsual(text: String, expected: Bool) throws {
    #expect(try Frame(text).isUsual == expected)
  }

  @Test(
    "a frame has one of its kind before it, and one a year earlier",
    arguments: [
      // text              previous             lastyear         today being Tuesday, 2 April 2024; fiscal years in April
      ("2024", "2023", "2023"),
      ("2024-Q1", "2023-Q4", "2023-Q1"),
      ("2024-03", "2024-02", "2023-03"),
      ("2024-W28", "2024-W27", "2023-W28"),
      ("2024-W01", "2023-W52", "2023-W01"),
      ("2020-W53", "2020-W52", "2019-W52"),  // 2019 has 52 weeks
      ("cw01", "2023-W52", "2023-W01"),
      ("2024-03-01", "2024-02-29", "2023-03-01"),
      ("2024-02-29", "2024-02-28", "2023-02-28"),
      ("today", "2024-04-01", "2023-04-02"),
      ("yesterday", "2024-03-31", "2023-04-01"),
      ("last30", "2024-02-02..2024-03-02", "2023-03-03..2023-04-01"),
      ("next2", "2024-03-31..2024-04-01", "2023-04-02..2023-04-03"),
      ("last3months", "2023-10..2023-12", "2023-01..2023-03"),
      ("next3months", "2024-02..2024-04", "2023-05..2023-07"),
      ("thismonth", "2024-03", "2023-04"),
      ("lastmonth", "2024-02", "2023-03"),
      ("thisquarter", "2024-Q1", "2023-Q2"),
      ("lastquarter", "2023-Q4", "2023-Q1"),
      ("ytd", "2023-01-01..2023-04-01", "2023-01-01..2023-04-01"),
      ("fy2024", "fy2023", "fy2023"),
      ("fy2024-Q1", "fy2023-Q4", "fy2023-Q1"),
      ("fy2024-Q2", "fy2024-Q1", "fy2023-Q2"),
      ("2024-11-08..2024-11-10", "2024-11-05..2024-11-07", "2023-11-08..2023-11-10"),
      ("2024-01..2024-03", "2023-10..2023-12", "2023-01..2023-03"),
      ("2024-02-01..2024-02-29", "2024-01", "2023-02"),  // whole months, however they are written
      ("2024-Q1..2024-Q2", "2023-07..2023-12", "2023-01..2023-06"),
      ("2024-W10..2024-W11", "2024-02-19..2024-03-03", "2023-W10..2023-W11"),
      ("2024-02-20..2024-02-29", "2024-02-10..2024-02-19", "2023-02-20..2023-02-28"),
      ("2024-03-01..yesterday", "2024-01-29..2024-02-29", "2023-03-01..2023-04-01"),
      ("since 2024-03", "2024-01-29..2024-02-29", "2023-03..2023-04-01"),
    ])
  func counterparts(text: String, previous: String, yearEarlier: String) throws {
    let frame = try Frame(text)
    let today = day("2024-04-02")
    #expect("\(try frame.previous(today: today, fiscalYearStart: 4))" == previous)
    let earlier = try frame.yearEarlier(today: today, fiscalYearStart: 4)
    #expect("\(earlier.frame)" == yearEarlier)
    let lacks = text.contains("02-29") && yearEarlier.contains("02-28") || text == "2020-W53"
    #expect(earlier.missing.isEmpty != lacks)
  }

  @Test(
    "words go by the day on which they are said",
    arguments: [
      // today        text           first day     day after
      ("2024-12-31", "cw01", "2024-12-30", "2025-01-06"),  // today lies in 2025-W01: the present week
      ("2027-01-01", "cw53", "2026-12-28", "2027-01-04"),
      ("2024-01-01", "yesterday", "2023-12-31", "2024-01-01"),
      ("2024-01-31", "lastmonth", "2023-12-01", "2024-01-01"),
      ("2024-02-15", "lastquarter", "2023-10-01", "2024-01-01"),
      ("2024-01-02", "ytd", "2024-01-01", "2024-01-02"),
      ("2024-11-30", "next3months", "2024-12-01", "2025-03-01"),
    ])
  func words(today: String, text: String, first: String, after: String) throws {
    let span = try Frame(text).resolve(today: day(today), fiscalYearStart: nil)
    #expect("\(span.first)" == first)
    #expect("\(span.end)" == after)
  }

  @Test(
    "a fiscal year is named for the year in which it ends",
    arguments: [
      // start  text        first day     day after
      (1, "fy2024", "2024-01-01", "2025-01-01"),
      (1, "fy2024-Q2", "2024-04-01", "2024-07-01"),
      (7, "fy2024", "2023-07-01", "2024-07-01"),
      (12, "fy2024-Q1", "2023-12-01", "2024-03-01"),
      (12, "fy2024-Q2", "2024-03-01", "2024-06-01"),
    ])
  func fiscalYears(start: Int, text: String, first: String, after: String) throws {
    let span = try Frame(text).resolve(today: day("2024-04-02"), fiscalYearStart: start)
    #expect("\(span.first)" == first)
    #expect("\(span.end)" == after)
  }

  @Test(
    "what is wrong with a frame is said, and what to write instead",
    arguments: [
      ("2024-13", "there is no month 13 in “2024-13”; months are 01 to 12"),
      ("2024-00", "there is no month 0 in “2024-00”; months are 01 to 12"),
      ("2024-Q5", "there is no quarter 5 in “2024-Q5”; quarters are Q1 to Q4"),
      ("2024-q0", "there is no quarter 0 in “2024-Q0”; quarters are Q1 to Q4"),
      ("2023-02-29", "there is no day “2023-02-29”: 2023-02 has 28 days; the last one is 2023-02-28"),
      ("2024-04-00", "there is no day “2024-04-00”: 2024-04 has 30 days; the last one is 2024-04-30"),
      ("2024-13-40", "there is no month 13 in “2024-13-40”; months are 01 to 12"),
      ("2024-W53", "there is no week 53 in “2024-W53”: 2024 has 52 weeks; weeks are W01 to W52"),
      ("2024-W00", "there is no week 0 in “2024-W00”: 2024 has 52 weeks; weeks are W01 to W52"),
      ("cw0", "there is no week 0 in “cw00”: 2024 has 52 weeks; weeks are W01 to W52"),
      ("last0", "“last0” has no days; counts start at 1; “today” is this day"),
      ("next0months", "“next0months” has no days; counts start at 1; “today” is this day"),
      ("last999999", "“last999999” is not within 1900 and 2200"),
      ("next99999999999999999999999999", "“next9223372036854775807” is not within 1900 and 2200"),
      ("last9000000months", "“last9000000months” is not within 1900 and 2200"),
      ("1899", "“1899” is not within 1900 and 2200"),
      ("0000-01-01", "“0000-01-01” is not within 1900 and 2200"),
      ("2201-Q1", "“2201-Q1” is not within 1900 and 2200"),
      ("2024..9999", "“9999” is not within 1900 and 2200"),
      (
        "2024-03..2024-01",
        "“2024-03..2024-01” ends before it starts: its first day is 2024-03-01, its last 2024-01-31;"
          + " did you mean “2024-01..2024-03”?"
      ),
      ("since today", "“since today” has no days: it goes from 2024-04-02 to yesterday, and today is 2024-04-02"),
      ("since 2025", "“since 2025” has no days: it goes from 2025-01-01 to yesterday, and today is 2024-04-02"),
      (
        "fy2024",
        "“fy2024” is a fiscal year, and no start of fiscal years is set;"
          + " set fiscal_year_start 4 makes fiscal years start in April"
      ),
      ("2024-3", "“2024-3” is not a time; did you mean “2024-03”?"),
      ("2024-3-5", "“2024-3-5” is not a time; did you mean “2024-03-05”?"),
      ("2024Q1", "“2024Q1” is not a time; did you mean “2024-Q1”?"),
      ("2024-W7", "“2024-W7” is not a time; did you mean “2024-W07”?"),
      ("2024-KW28", "“2024-KW28” is not a time; did you mean “2024-W28”?"),
      ("kw28", "“kw28” is not a time; did you mean “cw28”?"),
      ("15.03.2024", "“15.03.2024” is not a time; did you mean “2024-03-15”?"),
      ("15.3.2024", "“15.3.2024” is not a time; did you mean “2024-03-15”?"),
      ("2024/03/15", "“2024/03/15” is not a time; did you mean “2024-03-15”?"),
      ("20240315", "“20240315” is not a time; did you mean “2024-03-15”?"),
      ("03/2024", "“03/2024” is not a time; did you mean “2024-03”?"),
      ("last90days", "“last90days” is not a time; did you mean “last90”?"),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: FrameError.self) {
      try Frame(text).resolve(today: day("2024-04-02"), fiscalYearStart: nil)
    }
    let help = error?.suggestion.map { "did you mean “\($0)”?" } ?? error?.help
    let said = [error?.message, help].compactMap(\.self).joined(separator: "; ")
    #expect(said == message || said == message + "; “today” and “next90” reach forward")
  }

  @Test("on 1 January the year to date has no day")
  func yearToDate() throws {
    let error = #expect(throws: FrameError.self) {
      try Frame("ytd").resolve(today: day("2024-01-01"), fiscalYearStart: nil)
    }
    #expect(error?.message == "“ytd” has no days: it goes to yesterday, and today is 2024-01-01")
    #expect(error?.suggestion == "2023")
  }

  @Test("a fiscal year cannot start in a month that is none", arguments: [0, 13, -1, .max])
  func fiscalYearStart(month: Int) {
    #expect(throws: FrameError.badFiscalYearStart(month)) {
      try Frame("fy2024").resolve(today: day("2024-04-02"), fiscalYearStart: month)
    }
  }

  @Test(
    "texts that look like times, right or wrong",
    arguments: [
      "2024", "2024-13", "2024-3", "2024er", "15.03.2024", "3/15/2024", "202-01", "03/2024", "3.4.24", "last90",
      "last90days",
      "next0",
      "lastweek", "thisyear", "kw28", "cw99", "fy2024", "fy24", "today", "YTD", "tomorrow", "99999999999999999999",
    ])
  func looks(text: String) {
    #expect(FramePoint.looksLikeFrame(text))
  }

  @Test(
    "texts that do not",
    arguments: [
      "", "last", "next", "this", "occupancy", "30-day", "8", "100", "1.5", "1/2", "cwm", "fyi", "lasting", "since",
      "-2024",
    ])
  func doesNotLook(text: String) {
    #expect(!FramePoint.looksLikeFrame(text))
    #expect(FramePoint(text) == nil)
  }

  @Test("no text and no today trap", arguments: 0..<200)
  func noise(seed: Int) {
    var random = Seeded(seed)
    let parts = [
      "2024", "-", "Q", "W", "13", "00", "last", "next", "months", "days", "fy", "cw", "..", ".", "since ", "today",
      "ytd", "9",
      "99999999999999999999", "é", "🕰", " ", "/", "0",
    ]
    for _ in 0..<50 {
      let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
      let today = Day(number: Int32(truncatingIfNeeded: Int.random(in: .min ... .max, using: &random)))
      _ = FramePoint.looksLikeFrame(text)
      do {
        let frame = try Frame(text)
        let span = try frame.resolve(today: today, fiscalYearStart: Int.random(in: 0...13, using: &random))
        #expect(!span.isEmpty)
        #expect(try Frame(frame.description) == frame)
      } catch {
        #expect(!error.message.isEmpty && error.help != "")
      }
    }
  }

  private func day(_ text: String) -> Day {
    Day(iso: text)!
  }
}
