extension Question {
  /// `between`: full hours, quarters and odd minutes, some over midnight.
  static func randomWindow(_ dice: inout Dice) -> (from: Int, to: Int) {
    let step = dice.pick([60, 60, 30, 15, 1])
    let from = dice.number(0...1439) / step * step
    let to = dice.chance(80) ? from + step * dice.number(1...(12 * 60 / step)) : dice.number(0...1439) / step * step
    if to > from { return (from, min(to, 1440)) }
    return to == from || from == 0 ? (0, 540) : (from, to)
  }

  /// `vs`, with the days that it means.
  static func randomComparison(of question: Question, _ dice: inout Dice) -> (text: String, days: Range<Int>) {
    switch dice.number(1...3) {
    case 1: return ("previous", previous(question.frame, question.days))
    case 2: return ("lastyear", yearEarlier(question.frame, question.days))
    default:
      // All minutes of a long frame are spelled out for concurrency.
      if question.metric == .concurrency { return ("previous", previous(question.frame, question.days)) }
      let (text, days) = randomFrame(&dice)
      return (text, days)
    }
  }

  /// Whole months move by months, other days by their number; so do days that are counted back from today.
  private static func previous(_ frame: String, _ days: Range<Int>) -> Range<Int> {
    guard !frame.hasPrefix("last"), let months = wholeMonths(days) else {
      return days.lowerBound - days.count..<days.lowerBound
    }
    var first = days.lowerBound
    for _ in 0..<months { first -= Almanac.day(first - 1).daysInMonth }
    return first..<days.lowerBound
  }

  private static func yearEarlier(_ frame: String, _ days: Range<Int>) -> Range<Int> {
    if !frame.contains(".."), frame.contains("W") {
      let year = Int(frame.prefix(4))!
      let week = (Almanac.number("2022-01-03")..<Almanac.number("2025-03-01")).filter {
        Almanac.day($0).week == "\(year - 1)\(frame.dropFirst(4))"
      }
      return week.first!..<week.last! + 1
    }
    let first = yearEarlier(days.lowerBound)
    guard wholeMonths(days) != nil else { return first..<yearEarlier(days.upperBound - 1) + 1 }
    let last = Almanac.day(yearEarlier(days.upperBound - 1))
    return first..<last.number - last.day + last.daysInMonth + 1
  }

  /// The same date; a 29 February is the 28th.
  private static func yearEarlier(_ day: Int) -> Int {
    let day = Almanac.day(day)
    let rest = day.iso.dropFirst(4)
    return Almanac.number("\(day.year - 1)\(rest == "-02-29" ? "-02-28" : rest)")
  }

  /// How many months these days are, if they are whole ones.
  private static func wholeMonths(_ days: Range<Int>) -> Int? {
    let (first, last) = (Almanac.day(days.lowerBound), Almanac.day(days.upperBound - 1))
    guard first.day == 1, last.day == last.daysInMonth else { return nil }
    return Set(days.map { Almanac.day($0).monthName }).count
  }
}
