import Calculus

/// What a cell says about a date and a time, before the order of day and month is known.
struct WrittenMoment: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// No date: a time alone.
    case none
    /// `2024-03-15`, `20240315`: year, month and day in this order.
    case yearFirst
    /// `4 March 2024`: stored as year, month, day.
    case named
    /// `15/03/2024`, `15-03-24`: three numbers as they stand.
    case slashed
    /// `15.03.2024`: three numbers as they stand.
    case dotted
  }

  var form = Form.none
  var first = 0
  var middle = 0
  var last = 0
  /// Of the year: two digits, to be completed.
  var hasShortYear = false
  /// Of the first number: `24-03-15` may begin with a year, `4-03-15` not.
  var hasTwoDigitsFirst = false
  /// 0 is Monday.
  var weekday: Int?
  var time: WrittenTime?
  /// Minutes east of Greenwich; `Z` is 0.
  var mark: Mark?
  /// Written just as the canonical text would be.
  var isCanonical = false

  enum Mark: Hashable, Sendable {
    /// `Z`, `UTC`, `GMT`
    case utc
    /// `+02:00`, in minutes
    case offset(Int)
  }
}

/// `09:00:30`
struct WrittenTime: Hashable, Sendable {
  /// 0 … 24; 24 only as the end of a day.
  var hour: Int
  var minute: Int
  /// 0 … 60
  var second = 0

  /// Nil if no clock shows it.
  init?(hour: Int, minute: Int, second: Int = 0) {
    guard hour < 24 && minute < 60 || hour == 24 && minute == 0 && second == 0 else { return nil }
    guard second < 60 || second == 60 && minute == 59 else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
  }
}

/// A date that exists.
struct CivilDate: Hashable, Sendable {
  let year, month, day: Int

  init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= 28 || day <= Day.count(inMonth: month, of: year) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(_ day: Day) { (year, month, self.day) = day.civil }

  /// Days since 1970-01-01.
  var number: Int { Int(Day(year: year, month: month, day: day)?.number ?? 0) }

  /// `9999-12-31`: how systems write “without an end”.
  var isNever: Bool { year == 9999 && month == 12 && day == 31 }
}

extension WrittenMoment {
  /// The date; nil if there is none in this order, or its weekday is another one.
  ///
  /// Years of two digits follow POSIX (strptime, `%y`): 00–68 are 2000–2068, 69–99 are 1969–1999.
  ///
  /// - Parameter order: nil for unknown: then only dates that read alike with the day and with the month first.
  func date(_ order: DateOrder?) -> CivilDate? {
    let date: CivilDate?
    switch form {
    case .none: return nil
    case .yearFirst, .named: date = CivilDate(year: year(first), month: middle, day: last)
    case .slashed, .dotted:
      switch order {
      case .dmy: date = CivilDate(year: year(last), month: middle, day: first)
      case .mdy: date = CivilDate(year: year(last), month: first, day: middle)
      case .ymd:
        guard hasShortYear, hasTwoDigitsFirst else { return nil }
        date = CivilDate(year: year(first), month: middle, day: last)
      case nil:
        guard first == middle else { return nil }
        date = CivilDate(year: year(last), month: middle, day: first)
      }
    }
    guard let date, let weekday else { return date }
    return (date.number + 3 + 7 * 719_468) % 7 == weekday ? date : nil
  }

  private func year(_ number: Int) -> Int { hasShortYear ? number + (number < 69 ? 2000 : 1900) : number }
}
