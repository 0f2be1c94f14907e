/// What is needed to say which days a point means: today, and the month in which fiscal years start.
struct FrameCalendar {
  let today: Day
  let fiscalYearStart: Int?

  func span(of point: FramePoint) throws(FrameError) -> DaySpan {
    switch point.form {
    case .year(let year):
      try check(year, point)
      return Year(year).span
    case .quarter(let year, let number):
      try check(year, point)
      guard let quarter = Quarter(year: year, quarter: number) else { throw .noSuchQuarter(point: "\(point)", number) }
      return quarter.span
    case .month(let year, let number):
      return try month(year, number, point).span
    case .week(let year, let number):
      return try week(year, number, point)
    case .weekOfThisYear(let number):
      return try week(today.isoWeek.year, number, point)
    case .day(let year, let month, let number):
      let days = try self.month(year, month, point).dayCount
      guard let day = Day(year: year, month: month, day: number) else {
        throw .noSuchDay(point: "\(point)", month: Month(containing: Day(civil: year, month, 1)), dayCount: days)
      }
      return DaySpan(first: day, through: day)
    case .today:
      return DaySpan(first: today, through: today)
    case .yesterday:
      return DaySpan(first: today.adding(days: -1), end: today)
    case .lastDays(let count):
      try check(count: count, point)
      return DaySpan(first: today.adding(days: -count), end: today)
    case .nextDays(let count):
      try check(count: count, point)
      return DaySpan(first: today, end: today.adding(days: count))
    case .lastMonths(let count):
      try check(count: count, point)
      let this = today.calendarMonth
      return DaySpan(first: this.adding(-count).span.first, end: this.span.first)
    case .nextMonths(let count):
      try check(count: count, point)
      let next = today.calendarMonth.next
      return DaySpan(first: next.span.first, end: next.adding(count).span.first)
    case .thisMonth: return today.calendarMonth.span
    case .lastMonth: return today.calendarMonth.previous.span
    case .thisQuarter: return today.calendarQuarter.span
    case .lastQuarter: return today.calendarQuarter.previous.span
    case .yearToDate:
      let first = today.calendarYear.span.first
      guard first < today else { throw .yearToDateIsEmpty(today: today) }
      return DaySpan(first: first, end: today)
    case .fiscalYear(let year):
      let start = try fiscalStart(of: year, point)
      return DaySpan(first: start.span.first, end: start.adding(12).span.first)
    case .fiscalQuarter(let year, let quarter):
      guard 1...4 ~= quarter else { throw .noSuchQuarter(point: "\(point)", quarter) }
      let start = try fiscalStart(of: year, point).adding(3 * (quarter - 1))
      return DaySpan(first: start.span.first, end: start.adding(3).span.first)
    }
  }

  private func month(_ year: Int, _ number: Int, _ point: FramePoint) throws(FrameError) -> Month {
    try check(year, point)
    guard let month = Month(year: year, month: number) else { throw .noSuchMonth(point: "\(point)", number) }
    return month
  }

  private func week(_ year: Int, _ number: Int, _ point: FramePoint) throws(FrameError) -> DaySpan {
    try check(year, point)
    guard let week = ISOWeek(year: year, week: number) else {
      throw .noSuchWeek(point: "\(point)", number, year: year, weeks: ISOWeek.count(inYear: year))
    }
    return week.span
  }

  /// The first month of a fiscal year, which is named for the calendar year in which it ends.
  private func fiscalStart(of year: Int, _ point: FramePoint) throws(FrameError) -> Month {
    guard let fiscalYearStart else { throw .fiscalYearNotSet(point: "\(point)") }
    guard 1...12 ~= fiscalYearStart else { throw .badFiscalYearStart(fiscalYearStart) }
    try check(year, point)
    guard let start = Month(year: fiscalYearStart == 1 ? year : year - 1, month: fiscalYearStart) else {
      throw .outside(frame: "\(point)")
    }
    return start
  }

  private func check(_ year: Int, _ point: FramePoint) throws(FrameError) {
    guard Frame.supportedYears.contains(year) else { throw .outside(frame: "\(point)") }
  }

  private func check(count: Int, _ point: FramePoint) throws(FrameError) {
    guard count > 0 else { throw .emptyCount(point: "\(point)") }
    guard count < 1_000_000 else { throw .outside(frame: "\(point)") }
  }
}
