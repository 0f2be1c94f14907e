/// The rule of a TZif footer, for years after the last transition: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// - SeeAlso: POSIX.1-2017 §8.3 (TZ); RFC 8536 §3.3.1 lets times run from −167 to 167 hours.
struct ZoneRule: Hashable {
  /// Local less UTC, in seconds.
  let standardOffset: Int64
  let summer: Summer?

  /// The other half of the year: often an hour ahead, in Ireland's data an hour behind.
  struct Summer: Hashable {
    let offset: Int64
    let start, end: Change
  }

  /// A day of each year, and the seconds from its midnight by the clock that runs before the change.
  struct Change: Hashable {
    let date: Date
    let seconds: Int64
  }

  enum Date: Hashable {
    /// `J60`: the day of the year from 1, 29 February never counted.
    case dayWithoutLeapDay(Int)
    /// `59`: the day of the year from 0, 29 February counted.
    case dayOfYear(Int)
    /// `M3.5.0`: the weekday (0 is Sunday) of the month's first to fourth week, or its last one (5).
    case weekday(month: Int, week: Int, weekday: Int)
  }

  /// The instants of a year at which the offset changes, ascending, with the offset from then on.
  ///
  /// Where a summer's end meets the next one's start (summer time all year round), the start wins: it stays last.
  func changes(in year: Int) -> [(instant: Int64, offset: Int64)] {
    guard let summer else { return [] }
    let start = summer.start.localSeconds(in: year) - standardOffset
    let end = summer.end.localSeconds(in: year) - summer.offset
    let changes = [(instant: start, offset: summer.offset), (instant: end, offset: standardOffset)]
    return start <= end ? changes : changes.reversed()
  }
}

extension ZoneRule.Change {
  /// Seconds since 1970-01-01T00:00 by the clock on the wall.
  func localSeconds(in year: Int) -> Int64 {
    let first = Day(civil: year, 1, 1)
    let day: Day =
      switch date {
      case .dayWithoutLeapDay(let number): first.adding(days: number - 1 + (number >= 60 && Day.isLeap(year) ? 1 : 0))
      case .dayOfYear(let number): first.adding(days: number)
      case .weekday(let month, let week, let weekday): Self.day(year, month, week: week, weekday: weekday)
      }
    return Int64(day.number) * 86_400 + seconds
  }

  private static func day(_ year: Int, _ month: Int, week: Int, weekday: Int) -> Day {
    let first = Day(civil: year, month, 1)
    let firstFromSunday = (first.weekday + 1) % 7
    var number = (weekday - firstFromSunday + 7) % 7 + 7 * (week - 1)
    while number >= Day.count(inMonth: month, of: year) { number -= 7 }
    return first.adding(days: number)
  }
}

// MARK: - Reading

extension ZoneRule {
  /// Nil if the text is not a rule.
  init?(_ text: String) {
    var scanner = Scanner(rest: Substring(text))
    guard scanner.name(), let standard = scanner.time(longest: 25) else { return nil }
    standardOffset = -standard  // POSIX counts hours west of Greenwich
    if scanner.rest.isEmpty {
      summer = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = standardOffset + 3_600
    if scanner.rest.first.map({ $0 != "," }) ?? false {
      guard let written = scanner.time(longest: 25) else { return nil }
      offset = -written
    }
    // A summer name without dates has those of the United States, as in other readers.
    if scanner.rest.isEmpty { scanner.rest = ",M3.2.0,M11.1.0" }
    guard let start = scanner.change(), let end = scanner.change(), scanner.rest.isEmpty else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private struct Scanner {
    var rest: Substring

    mutating func skip(_ character: Character) -> Bool {
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }

    /// `CET`, `<+0330>`: three characters at least.
    mutating func name() -> Bool {
      if skip("<") {
        let name = rest.prefix { $0 != ">" }
        rest.removeFirst(name.count)
        return name.count >= 3 && skip(">")
      }
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      rest.removeFirst(name.count)
      return name.count >= 3
    }

    mutating func number(through most: Int) -> Int? {
      let digits = rest.prefix { $0.isASCIIDigit }
      rest.removeFirst(digits.count)
      guard let number = Int(asciiDigits: digits.utf8), number <= most else { return nil }
      return number
    }

    /// `1`, `-5:30`, `+12:45:00`: in seconds.
    mutating func time(longest hours: Int) -> Int64? {
      let negative = skip("-")
      if !negative { _ = skip("+") }
      guard var seconds = number(through: hours).map({ $0 * 3_600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let number = number(through: 59) else { return nil }
        seconds += number * unit
      }
      return Int64(negative ? -seconds : seconds)
    }

    /// `,M3.5.0`, `,J60/2`, `,59/-1:30`
    mutating func change() -> Change? {
      guard skip(","), let date = date() else { return nil }
      if !skip("/") { return Change(date: date, seconds: 7_200) }
      return time(longest: 167).map { Change(date: date, seconds: $0) }
    }

    private mutating func date() -> Date? {
      if skip("J") { return number(through: 365).flatMap { $0 > 0 ? .dayWithoutLeapDay($0) : nil } }
      guard skip("M") else { return number(through: 365).map { .dayOfYear($0) } }
      guard let month = number(through: 12), skip("."), let week = number(through: 5), skip("."),
        let weekday = number(through: 6), month > 0, week > 0
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
  }
}
