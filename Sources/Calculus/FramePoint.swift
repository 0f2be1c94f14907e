/// One time as a person writes it: `2024`, `2024-Q1`, `2024-03`, `2024-W28`, `cw28`, `2024-03-15`, `last90`, `fy2024`.
///
/// A point is a text of a known shape. Whether there is such a month, and which days are meant, is said by
/// ``Frame/resolve(today:fiscalYearStart:)``, which has the words for what is wrong with it.
public struct FramePoint: Hashable, Sendable {
  let form: Form

  /// What can stand for a time. Numbers are as written, not yet checked.
  enum Form: Hashable, Sendable {
    /// `2024`
    case year(Int)
    /// `2024-Q1`
    case quarter(year: Int, quarter: Int)
    /// `2024-03`
    case month(year: Int, month: Int)
    /// `2024-W28`
    case week(year: Int, week: Int)
    /// `cw28`: of the ISO year that today lies in, so that the present week's number always means the present week.
    case weekOfThisYear(Int)
    /// `2024-03-15`
    case day(year: Int, month: Int, day: Int)
    /// `today`
    case today
    /// `yesterday`
    case yesterday
    /// `last90`: so many days up to yesterday.
    case lastDays(Int)
    /// `next90`: so many days from today.
    case nextDays(Int)
    /// `last3months`: so many whole months before this one.
    case lastMonths(Int)
    /// `next3months`: so many whole months after this one.
    case nextMonths(Int)
    /// `thismonth`: the whole month, with the days to come.
    case thisMonth
    /// `lastmonth`
    case lastMonth
    /// `thisquarter`: the whole quarter, with the days to come.
    case thisQuarter
    /// `lastquarter`
    case lastQuarter
    /// `ytd`: 1 January to yesterday.
    case yearToDate
    /// `fy2024`: the fiscal year that *ends* in 2024; where it starts in January, the year 2024.
    case fiscalYear(Int)
    /// `fy2024-Q1`: the first three months of that fiscal year.
    case fiscalQuarter(year: Int, quarter: Int)
  }
}

extension FramePoint: CustomStringConvertible {
  /// The canonical text: `2024-w7` is written `2024-W07`, `LAST090` is `last90`.
  public var description: String {
    switch form {
    case .year(let year): year.padded(to: 4)
    case .quarter(let year, let quarter): "\(year.padded(to: 4))-Q\(quarter)"
    case .month(let year, let month): "\(year.padded(to: 4))-\(month.padded(to: 2))"
    case .week(let year, let week): "\(year.padded(to: 4))-W\(week.padded(to: 2))"
    case .weekOfThisYear(let week): "cw\(week.padded(to: 2))"
    case .day(let year, let month, let day): "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    case .today: "today"
    case .yesterday: "yesterday"
    case .lastDays(let count): "last\(count)"
    case .nextDays(let count): "next\(count)"
    case .lastMonths(let count): "last\(count)months"
    case .nextMonths(let count): "next\(count)months"
    case .thisMonth: "thismonth"
    case .lastMonth: "lastmonth"
    case .thisQuarter: "thisquarter"
    case .lastQuarter: "lastquarter"
    case .yearToDate: "ytd"
    case .fiscalYear(let year): "fy\(year.padded(to: 4))"
    case .fiscalQuarter(let year, let quarter): "fy\(year.padded(to: 4))-Q\(quarter)"
    }
  }

  /// The words among the forms, for completion: `today`, `lastmonth`, `ytd`.
  public static let words = wordForms.map(\.description)

  /// The words among the forms, which need no number.
  static let wordForms: [FramePoint] = [
    .today, .yesterday, .thisMonth, .lastMonth, .thisQuarter, .lastQuarter, .yearToDate,
  ].map(FramePoint.init(form:))
}

// MARK: - Reading

extension FramePoint {
  /// A point of a known shape, ignoring case; nil for anything else. The numbers in it may still be wrong (`2024-13`).
  public init?(_ text: String) {
    let text = text.lowercased()
    if let word = FramePoint.wordForms.first(where: { $0.description == text }) {
      self = word
    } else if let form = FramePoint.counted(text) ?? FramePoint.dated(text) {
      self.init(form: form)
    } else {
      return nil
    }
  }

  /// `last90`, `next3months`, `cw28`. A number that is far too large stays so: it is refused by its size.
  private static func counted(_ text: String) -> Form? {
    let letters = text.prefix { $0.isLetter }
    let digits = text.dropFirst(letters.count).prefix { $0.isASCIIDigit }
    let rest = text.dropFirst(letters.count + digits.count)
    guard !digits.isEmpty else { return nil }
    let number = Int(digits) ?? .max
    switch (letters, rest) {
    case ("last", ""): return .lastDays(number)
    case ("next", ""): return .nextDays(number)
    case ("last", "months"), ("last", "month"): return .lastMonths(number)
    case ("next", "months"), ("next", "month"): return .nextMonths(number)
    case ("cw", ""): return digits.count <= 2 ? .weekOfThisYear(number) : nil
    default: return nil
    }
  }

  /// `2024`, `2024-Q1`, `2024-03`, `2024-W28`, `2024-03-15`, `fy2024`, `fy2024-Q1`.
  private static func dated(_ text: String) -> Form? {
    let isFiscal = text.hasPrefix("fy")
    let parts = text.dropFirst(isFiscal ? 2 : 0).split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ number($0, digits: 4) }) else { return nil }
    if parts.count == 1 { return isFiscal ? .fiscalYear(year) : .year(year) }
    if parts.count == 2, parts[1].first == "q", let quarter = number(parts[1].dropFirst(), digits: 1) {
      return isFiscal ? .fiscalQuarter(year: year, quarter: quarter) : .quarter(year: year, quarter: quarter)
    }
    guard !isFiscal else { return nil }
    if parts.count == 2, parts[1].first == "w", let week = number(parts[1].dropFirst(), digits: 2) {
      return .week(year: year, week: week)
    }
    guard let month = number(parts[1], digits: 2) else { return nil }
    if parts.count == 2 { return .month(year: year, month: month) }
    guard parts.count == 3, let day = number(parts[2], digits: 2) else { return nil }
    return .day(year: year, month: month, day: day)
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    text.utf8.count == digits ? Int(asciiDigits: text.utf8) : nil
  }
}

extension Character {
  var isASCIIDigit: Bool { "0"..."9" ~= self }
}
