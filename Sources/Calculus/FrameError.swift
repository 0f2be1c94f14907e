/// Why a text gives no days. Texts are canonical, except that of ``notATime(text:suggestion:)``, which is as written.
public enum FrameError: Error, Hashable, Sendable {
  /// A `fiscal_year_start` that is no month.
  case badFiscalYearStart(Int)
  /// `last0`
  case emptyCount(point: String)
  /// `2024-03..2024-01`
  case endBeforeStart(frame: String, first: Day, last: Day)
  /// `fy2024` where `fiscal_year_start` is not set.
  case fiscalYearNotSet(point: String)
  /// `2023-02-29`
  case noSuchDay(point: String, month: Month, dayCount: Int)
  /// `2024-13`
  case noSuchMonth(point: String, Int)
  /// `2024-Q5`
  case noSuchQuarter(point: String, Int)
  /// `2024-W53`, `cw00`
  case noSuchWeek(point: String, Int, year: Int, weeks: Int)
  /// `2024-3`, `15.03.2024`, `soon`
  case notATime(text: String, suggestion: String?)
  /// `1850`, `last999999999`
  case outside(frame: String)
  /// `since` a day that is not over.
  case sinceNothing(frame: String, first: Day, today: Day)
  /// `ytd` on 1 January.
  case yearToDateIsEmpty(today: Day)

  /// For scripts: `no-such-month`.
  public var code: String {
    switch self {
    case .badFiscalYearStart: "bad-fiscal-year-start"
    case .emptyCount: "empty-frame"
    case .endBeforeStart: "end-before-start"
    case .fiscalYearNotSet: "fiscal-year-not-set"
    case .noSuchDay: "no-such-day"
    case .noSuchMonth: "no-such-month"
    case .noSuchQuarter: "no-such-quarter"
    case .noSuchWeek: "no-such-week"
    case .notATime: "not-a-time"
    case .outside: "time-out-of-range"
    case .sinceNothing: "empty-frame"
    case .yearToDateIsEmpty: "empty-frame"
    }
  }

  /// For people: lower case, no full stop.
  public var message: String {
    switch self {
    case .badFiscalYearStart(let month): "“fiscal_year_start” is \(month), which is no month"
    case .emptyCount(let point): "“\(point)” has no days"
    case .endBeforeStart(let frame, let first, let last):
      "“\(frame)” ends before it starts: its first day is \(first), its last \(last)"
    case .fiscalYearNotSet(let point): "“\(point)” is a fiscal year, and no start of fiscal years is set"
    case .noSuchDay(let point, let month, let dayCount): "there is no day “\(point)”: \(month) has \(dayCount) days"
    case .noSuchMonth(let point, let number): "there is no month \(number) in “\(point)”"
    case .noSuchQuarter(let point, let number): "there is no quarter \(number) in “\(point)”"
    case .noSuchWeek(let point, let number, let year, let weeks):
      "there is no week \(number) in “\(point)”: \(year) has \(weeks) weeks"
    case .notATime(let text, _): "“\(text)” is not a time"
    case .outside(let frame): "“\(frame)” is not within 1900 and 2200"
    case .sinceNothing(let frame, let first, let today):
      "“\(frame)” has no days: it goes from \(first) to yesterday, and today is \(today)"
    case .yearToDateIsEmpty(let today): "“ytd” has no days: it goes to yesterday, and today is \(today)"
    }
  }

  /// The time to write instead, where one is likely.
  public var suggestion: String? {
    switch self {
    case .endBeforeStart(let frame, _, _): Self.turned(frame)
    case .notATime(_, let suggestion): suggestion
    case .yearToDateIsEmpty(let today): "\(today.year - 1)"
    default: nil
    }
  }

  /// What to do where no time is suggested, if there is something to say.
  public var help: String? {
    switch self {
    case .badFiscalYearStart: "months are 1 to 12: set fiscal_year_start 4"
    case .emptyCount: "counts start at 1; “today” is this day"
    case .fiscalYearNotSet: "set fiscal_year_start 4 makes fiscal years start in April"
    case .noSuchDay(_, let month, let dayCount): "the last one is \(month)-\(dayCount)"
    case .noSuchMonth: "months are 01 to 12"
    case .noSuchQuarter: "quarters are Q1 to Q4"
    case .noSuchWeek(_, _, _, let weeks): "weeks are W01 to W\(weeks)"
    case .notATime:
      "times are 2024, 2024-Q1, 2024-03, 2024-W28, 2024-03-15, last90, last3months, lastmonth, today and the like"
    case .endBeforeStart, .outside, .yearToDateIsEmpty: nil
    case .sinceNothing: "“today” and “next90” reach forward"
    }
  }

  /// A range with its ends exchanged.
  private static func turned(_ frame: String) -> String? {
    guard let range = try? Frame(frame), case .range(let from, let to) = range else { return nil }
    return Frame.range(to, from).description
  }
}
