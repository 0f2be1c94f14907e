// The frames that `vs previous` and `vs lastyear` mean.
extension Frame {
  /// The frame of the same kind before this one: 2024-02 for 2024-03, the 30 days before `last30`, 2023-10..2023-12 for
  /// 2024-01..2024-03, 5 to 7 November for 8 to 10 November.
  ///
  /// A range of whole months moves by months, any other by its days. The year to date moves by a year: nothing else of
  /// its kind is before it.
  public func previous(today: Day, fiscalYearStart: Int?) throws(FrameError) -> Frame {
    let span = try resolve(today: today, fiscalYearStart: fiscalYearStart)
    if let months = wholeMonths(of: span) { return months.moved(by: -months.count) }
    let before = Frame(days: DaySpan(first: span.first.adding(days: -span.dayCount), end: span.first))
    guard case .point(let point) = self else { return before }
    let (year, month, quarter) = (span.first.calendarYear, span.first.calendarMonth, span.first.calendarQuarter)
    switch point.form {
    case .year: return .point(FramePoint(form: .year(Int(year.previous.index))))
    case .quarter, .thisQuarter, .lastQuarter: return .point(FramePoint(quarter.previous))
    case .month, .thisMonth, .lastMonth: return .point(FramePoint(month.previous))
    case .week, .weekOfThisYear: return .point(FramePoint(span.first.isoWeek.previous))
    case .day, .today, .yesterday, .lastDays, .nextDays: return before
    case .lastMonths(let count), .nextMonths(let count):
      return MonthRun(first: month, count: count).moved(by: -count)
    case .yearToDate: return try yearEarlier(today: today, fiscalYearStart: fiscalYearStart).frame
    case .fiscalYear(let year): return .point(FramePoint(form: .fiscalYear(year - 1)))
    case .fiscalQuarter(let year, 1): return .point(FramePoint(form: .fiscalQuarter(year: year - 1, quarter: 4)))
    case .fiscalQuarter(let year, let quarter):
      return .point(FramePoint(form: .fiscalQuarter(year: year, quarter: quarter - 1)))
    }
  }

  /// The same frame a year earlier: 2023-W28 for 2024-W28, and the same dates where days are meant.
  ///
  /// - Returns: the frame, and what the other year does not have: a 29 February, a week 53.
  public func yearEarlier(
    today: Day, fiscalYearStart: Int?
  ) throws(FrameError) -> (frame: Frame, missing: [String]) {
    let span = try resolve(today: today, fiscalYearStart: fiscalYearStart)
    if let months = wholeMonths(of: span) { return (months.moved(by: -12), []) }
    let calendar = FrameCalendar(today: today, fiscalYearStart: fiscalYearStart)
    var missing: [String] = []
    let (first, last): (FramePoint, FramePoint)
    switch self {
    case .point(let point): (first, last) = try calendar.yearEarlier(point, &missing)
    case .range(let from, let to):
      first = try calendar.yearEarlier(from, &missing).first
      last = try calendar.yearEarlier(to, &missing).last
    case .since(let from):
      first = try calendar.yearEarlier(from, &missing).first
      last = FrameCalendar.yearEarlier(span.last, &missing)
    }
    return (first == last ? .point(first) : .range(first, last), missing)
  }

  /// Made of ISO weeks: `2024-W28`, `2024-W02..2024-W05`.
  public var isOfWeeks: Bool {
    switch self {
    case .point(let point), .since(let point): point.isWeek
    case .range(let from, let to): from.isWeek && to.isWeek
    }
  }

  private init(days span: DaySpan) {
    self = span.dayCount == 1 ? .point(FramePoint(span.first)) : .range(FramePoint(span.first), FramePoint(span.last))
  }

  /// The months of a range that holds nothing but whole ones, whatever day it is today.
  private func wholeMonths(of span: DaySpan) -> MonthRun? {
    guard case .range(let from, let to) = self, !from.movesByDay, !to.movesByDay,
      span == span.widened(to: Month.self)
    else { return nil }
    let months = span.units(Month.self)
    return MonthRun(first: months[0], count: months.count)
  }
}

/// Whole months that follow each other.
private struct MonthRun {
  let first: Month
  let count: Int

  func moved(by months: Int) -> Frame {
    let first = first.adding(months)
    return count == 1
      ? .point(FramePoint(first)) : .range(FramePoint(first), FramePoint(first.adding(count - 1)))
  }
}

extension FrameCalendar {
  /// The first and the last point of the same days a year earlier.
  fileprivate func yearEarlier(
    _ point: FramePoint, _ missing: inout [String]
  ) throws(FrameError) -> (first: FramePoint, last: FramePoint) {
    let span = try span(of: point)
    let month = span.first.calendarMonth.adding(-12)
    let one: FramePoint
    switch point.form {
    case .year(let year): one = FramePoint(form: .year(year - 1))
    case .quarter, .thisQuarter, .lastQuarter: one = FramePoint(span.first.calendarQuarter.adding(-4))
    case .month, .thisMonth, .lastMonth: one = FramePoint(month)
    case .week, .weekOfThisYear: one = Self.yearEarlier(span.first.isoWeek, &missing)
    case .fiscalYear(let year): one = FramePoint(form: .fiscalYear(year - 1))
    case .fiscalQuarter(let year, let quarter):
      one = FramePoint(form: .fiscalQuarter(year: year - 1, quarter: quarter))
    case .lastMonths(let count), .nextMonths(let count):
      return (FramePoint(month), FramePoint(month.adding(count - 1)))
    case .day, .today, .yesterday, .lastDays, .nextDays, .yearToDate:
      return (Self.yearEarlier(span.first, &missing), Self.yearEarlier(span.last, &missing))
    }
    return (one, one)
  }

  /// The same date; 28 February for a 29th.
  fileprivate static func yearEarlier(_ day: Day, _ missing: inout [String]) -> FramePoint {
    let (year, month, number) = day.civil
    if let earlier = Day(year: year - 1, month: month, day: number) { return FramePoint(earlier) }
    let last = Day(civil: year - 1, month, Day.count(inMonth: month, of: year - 1))
    note("\(year - 1) has no 29 February, and \(last) stands for it", in: &missing)
    return FramePoint(last)
  }

  /// The week of the same number; the last one for a week 53.
  private static func yearEarlier(_ week: ISOWeek, _ missing: inout [String]) -> FramePoint {
    let year = week.year - 1
    let number = min(week.week, ISOWeek.count(inYear: year))
    let point = FramePoint(form: .week(year: year, week: number))
    if number < week.week { note("\(year) has no week \(week.week), and \(point) stands for it", in: &missing) }
    return point
  }

  private static func note(_ text: String, in missing: inout [String]) {
    if !missing.contains(text) { missing.append(text) }
  }
}

extension FramePoint {
  fileprivate init(_ day: Day) {
    let (year, month, number) = day.civil
    self.init(form: .day(year: year, month: month, day: number))
  }

  fileprivate init(_ month: Month) {
    self.init(form: .month(year: month.year, month: month.month))
  }

  fileprivate init(_ quarter: Quarter) {
    self.init(form: .quarter(year: quarter.year, quarter: quarter.quarter))
  }

  fileprivate init(_ week: ISOWeek) {
    self.init(form: .week(year: week.year, week: week.week))
  }

  /// It means other days tomorrow, so that where it begins or ends a month is chance.
  fileprivate var isWeek: Bool {
    switch form {
    case .week, .weekOfThisYear: true
    default: false
    }
  }

  fileprivate var movesByDay: Bool {
    switch form {
    case .today, .yesterday, .lastDays, .nextDays, .yearToDate: true
    case .year, .quarter, .month, .week, .weekOfThisYear, .day, .lastMonths, .nextMonths, .thisMonth, .lastMonth,
      .thisQuarter, .lastQuarter, .fiscalYear, .fiscalQuarter:
      false
    }
  }
}
