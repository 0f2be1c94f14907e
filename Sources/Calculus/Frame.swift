/// A frame as a person writes it: a point, a range of points with both ends in it, or all time since a point.
///
/// It becomes days only with a `today`, which is a value like any other: nothing here reads a clock.
///
/// - SeeAlso: DESIGN §3, “Frames”.
public enum Frame: Hashable, Sendable {
  /// `2024-03`, `last90`
  case point(FramePoint)
  /// `2024-01..2024-03`: from the first day of the one to the last day of the other.
  case range(FramePoint, FramePoint)
  /// `since 2024-03`: to yesterday.
  case since(FramePoint)

  /// The years within which a frame must lie.
  public static let supportedYears = 1900...2200

  /// The whole of a frame's text: `2024-03`, `2024-01..2024-03`, `since 2024-03`.
  public init(_ text: String) throws(FrameError) {
    let words = text.split(separator: " ")
    if words.count == 2, words[0].lowercased() == "since" {
      self = .since(try FramePoint.read(String(words[1])))
      return
    }
    let trimmed = words.joined(separator: " ")
    if let dots = trimmed.firstRange(of: "..") {
      self = .range(
        try FramePoint.read(String(trimmed[..<dots.lowerBound])),
        try FramePoint.read(String(trimmed[dots.upperBound...])))
    } else {
      self = .point(try FramePoint.read(trimmed))
    }
  }

  /// The days that a frame means.
  ///
  /// - Parameters:
  ///   - today: the day on which it is asked.
  ///   - fiscalYearStart: the setting `fiscal_year_start`, a month from 1 to 12; nil if it is not set.
  /// - Throws: what is wrong with the text, or with the text today: no such month, a range that ends before it starts,
  ///   a fiscal year where none is set, days outside 1900 to 2200.
  public func resolve(today: Day, fiscalYearStart: Int?) throws(FrameError) -> DaySpan {
    let calendar = FrameCalendar(today: today, fiscalYearStart: fiscalYearStart)
    let span: DaySpan
    switch self {
    case .point(let point):
      span = try calendar.span(of: point)
    case .range(let from, let to):
      let first = try calendar.span(of: from).first
      let last = try calendar.span(of: to).last
      guard first <= last else { throw .endBeforeStart(frame: description, first: first, last: last) }
      span = DaySpan(first: first, through: last)
    case .since(let point):
      let first = try calendar.span(of: point).first
      guard first < today else { throw .sinceNothing(frame: description, first: first, today: today) }
      span = DaySpan(first: first, end: today)
    }
    guard Day.min <= span.first, span.last <= Day.max else { throw .outside(frame: description) }
    return span
  }
}

extension Frame: CustomStringConvertible {
  /// The canonical text: it reads back as the same frame.
  public var description: String {
    switch self {
    case .point(let point): point.description
    case .range(let from, let to): "\(from)..\(to)"
    case .since(let point): "since \(point)"
    }
  }
}

extension Frame {
  /// Whether it lasts, by its kind, no longer than a quarter: a day, a week, a month or three, `last30`, `last90`. Of
  /// others only their days can tell.
  public var isUsual: Bool {
    switch self {
    case .point(let point): point.isUsual
    case .range, .since: false
    }
  }
}

extension FramePoint {
  fileprivate var isUsual: Bool {
    switch form {
    case .day, .today, .yesterday, .week, .weekOfThisYear, .month, .thisMonth, .lastMonth, .quarter, .thisQuarter,
      .lastQuarter, .fiscalQuarter:
      true
    case .lastDays(let count): count == 30 || count == 90
    case .lastMonths(let count), .nextMonths(let count): count <= 3
    case .nextDays, .year, .yearToDate, .fiscalYear: false
    }
  }

  /// A point, or the error that says why a text is none.
  public static func read(_ text: String) throws(FrameError) -> FramePoint {
    guard let point = FramePoint(text) else {
      throw .notATime(text: text, suggestion: suggestion(for: text))
    }
    return point
  }

  /// The days of this point alone, with the same errors as a frame's.
  public func resolve(today: Day, fiscalYearStart: Int?) throws(FrameError) -> DaySpan {
    try Frame.point(self).resolve(today: today, fiscalYearStart: fiscalYearStart)
  }

  /// Whether there is such a time at all, leaving aside what depends on today and settings.
  var isPossible: Bool {
    let someDay = Day(civil: 2024, 7, 1)
    return (try? resolve(today: someDay, fiscalYearStart: 1)) != nil
  }
}
