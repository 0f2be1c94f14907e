import Testing

@testable import Calculus

@Suite("Day")
struct DayTests {
  /// Counts days one by one from a known Monday, as on a wall calendar.
  @Test("every day from 1900 to 2200 agrees with counting on a wall calendar")
  func wallCalendar() {
    var (year, month, dayOfMonth) = (1900, 1, 1)
    var weekday = 0  // 1900-01-01 was a Monday
    var number: Int32 = -25_567
    while year <= 2200 {
      let day = Day(number: number)
      #expect(day.civil == (year, month, dayOfMonth))
      #expect(Day(year: year, month: month, day: dayOfMonth) == day)
      #expect(day.weekday == weekday)
      number += 1
      weekday = weekday == 6 ? 0 : weekday + 1
      dayOfMonth += 1
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      if dayOfMonth > [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        (month, dayOfMonth) = (month + 1, 1)
      }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(Day.max.number == number - 1)
    #expect(Day.min.number == -25_567)
  }

  /// The year of a week is that of its Thursday, and its number counts that year's Thursdays (ISO 8601).
  @Test("every ISO week from 1900 to 2200 agrees with counting Thursdays")
  func thursdays() {
    var thursdays: [Int: Int] = [:]  // so far, by year
    var monday = Day.min  // 1900-01-01 was a Monday
    while monday <= Day.max {
      let year = monday.adding(days: 3).year
      thursdays[year, default: 0] += 1
      let week = monday.isoWeek
      #expect(week.year == year)
      #expect(week.week == thursdays[year])
      #expect(week.span == DaySpan(first: monday, through: monday.adding(days: 6)))
      #expect(ISOWeek(year: year, week: week.week) == week)
      for offset in 0..<7 { #expect(monday.adding(days: offset).isoWeek == week) }
      monday = monday.adding(days: 7)
    }
    for year in 1900...2200 {
      #expect(ISOWeek.count(inYear: year) == thursdays[year])
      #expect(ISOWeek(year: year, week: 0) == nil)
      #expect(ISOWeek(year: year, week: thursdays[year]! + 1) == nil)
    }
    #expect([2004, 2009, 2015, 2020, 2026, 2032, 2037].allSatisfy { ISOWeek.count(inYear: $0) == 53 })
  }

  @Test(
    "the weeks of days about New Year",
    arguments: [
      ("2005-01-01", "2004-W53"),
      ("2006-01-01", "2005-W52"),
      ("2012-12-31", "2013-W01"),
      ("2011-01-01", "2010-W52"),
      ("2020-12-31", "2020-W53"),
      ("2020-06-15", "2020-W25"),
      ("1970-01-01", "1970-W01"),
      ("2000-01-01", "1999-W52"),
      ("1997-12-31", "1998-W01"),
      ("1999-01-01", "1998-W53"),
      ("2027-01-01", "2026-W53"),
      ("1969-12-28", "1969-W52"),
      ("1969-12-29", "1970-W01"),
    ])
  func weeks(day: String, week: String) throws {
    #expect(try #require(Day(iso: day)).isoWeek.description == week)
  }

  @Test(
    "dates are read strictly",
    arguments: [
      ("2024-02-29", 19_782),
      ("1970-01-01", 0),
      ("1900-01-01", -25_567),
      ("9999-12-31", 2_932_896),
      ("0001-01-01", -719_162),
      ("2023-02-29", nil),
      ("1900-02-29", nil),
      ("2024-00-10", nil),
      ("2024-13-01", nil),
      ("2024-04-31", nil),
      ("2024-04-00", nil),
      ("0000-01-01", nil),
      ("2024-4-01", nil),
      ("2024-04-01 ", nil),
      ("2024/04/01", nil),
      ("+024-04-01", nil),
      ("", nil),
    ] as [(String, Int32?)])
  func reading(text: String, number: Int32?) {
    #expect(Day(iso: text)?.number == number)
    if let number { #expect(Day(number: number).description == text) }
  }

  @Test("the ends of the number range are days, too")
  func extremes() {
    for number in [Int32.min, .max] {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.civil
      #expect(Day(civil: year, month, dayOfMonth) == day)
      #expect(0...6 ~= day.weekday)
      #expect(day.adding(days: number < 0 ? .min : .max) == day)
      for span in [day.isoWeek.span, day.calendarMonth.span, day.calendarQuarter.span, day.calendarYear.span] {
        #expect(span.first <= day)
      }
    }
    #expect(Year(index: .max).span.isEmpty)
    #expect(Month(index: .min).next.index == Int32.min + 1)
    #expect(Month(index: .max).next.index == Int32.max)
  }
}

@Suite("Calendar units")
struct CalendarUnitTests {
  @Test(
    "units have spans and texts",
    arguments: [
      ("2024-02-10", "2024-02", "2024-02-01..2024-02-29"),
      ("2023-12-31", "2023-12", "2023-12-01..2023-12-31"),
      ("1969-12-31", "1969-12", "1969-12-01..1969-12-31"),
    ])
  func months(day: String, text: String, span: String) throws {
    let month = try #require(Day(iso: day)).calendarMonth
    #expect(month.description == text)
    #expect(month.span.description == span)
    #expect(Month(year: month.year, month: month.month) == month)
  }

  @Test("neighbours touch, and their indices follow each other")
  func neighbours() {
    func check<Unit: CalendarUnit>(_ unit: Unit.Type) {
      let units = DaySpan(first: Day.min, through: Day.max).units(unit)
      for (one, next) in zip(units, units.dropFirst()) {
        #expect(one.next == next && next.previous == one && one < next)
        #expect(one.span.end == next.span.first)
      }
    }
    check(Year.self)
    check(Quarter.self)
    check(Month.self)
    check(ISOWeek.self)
  }

  @Test("spans count, cut and widen")
  func spans() throws {
    let quarter = try #require(Quarter(year: 2024, quarter: 1))
    #expect(quarter.description == "2024-Q1")
    #expect(quarter.span.dayCount == 91)
    #expect(quarter.span.units(Month.self).map(\.description) == ["2024-01", "2024-02", "2024-03"])
    #expect(quarter.span.widened(to: ISOWeek.self).description == "2024-01-01..2024-03-31")
    let march = try #require(Month(year: 2024, month: 3)).span
    #expect(march.widened(to: ISOWeek.self).description == "2024-02-26..2024-03-31")
    #expect(march.intersection(quarter.span) == march)
    #expect(march.intersection(Year(2023).span).isEmpty)
    #expect(march.intersection(Year(2023).span).units(ISOWeek.self).isEmpty)
    #expect(Array(march.days).count == 31)
    #expect(march.contains(march.last) && !march.contains(march.end))
    #expect(Quarter(year: 2024, quarter: 5) == nil && Month(year: 2024, month: 0) == nil)
  }

  @Test("names of weekdays", arguments: zip(["Mon", "tue", "WED", "Sun", "Mo", ""], [0, 1, 2, 6, nil, nil] as [Int?]))
  func weekdays(name: String, number: Int?) {
    #expect(Weekday.number(of: name) == number)
  }
}
