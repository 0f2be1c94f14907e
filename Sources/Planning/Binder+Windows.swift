import Diagnostics
import Language
import Store

/// `between 10:30 and 16:00`, as written.
struct WindowSyntax {
  let from: Name
  let to: Name
  let place: Place
}

extension Binder {
  /// Hours of each day: a condition on the calendar like `where hour >= 10`, to the minute. Several hold together.
  func bindWindows(
    _ windows: [Written<WindowSyntax>], nodes: [BoundNode]
  ) throws(Rejection) -> [CalendarCondition] {
    var conditions: [CalendarCondition] = []
    for window in windows {
      try located(in: window.source) { () throws(Rejection) in
        if nodes.contains(where: { $0.node.isOfDays }) {
          throw Rejection(.levelByHour(Name(text: "between", place: window.part.place)))
        }
        conditions.append(try condition(window.part))
        let isEmpty = (0..<1440).allSatisfy { minute in
          !conditions.allSatisfy { $0.minutes.contains { $0.contains(minute) } }
        }
        if isEmpty { throw Rejection(.emptyWindow(window.part.place)) }
      }
    }
    return conditions
  }

  /// Where it ends earlier than it begins, it goes over midnight: the night of each date, in its two parts.
  private func condition(_ window: WindowSyntax) throws(Rejection) -> CalendarCondition {
    let (from, to) = (try minute(window.from), try minute(window.to))
    let minutes = (from < to ? [from..<to] : [0..<to, from..<1440]).filter { !$0.isEmpty }
    if from == to || minutes.isEmpty { throw Rejection(.emptyWindow(window.place)) }
    return CalendarCondition(
      key: .hour, accepted: minutes.map { $0.lowerBound / 60..<($0.upperBound + 59) / 60 }, minutes: minutes,
      label: "between \(text(from)) and \(text(to))")
  }

  private func minute(_ name: Name) throws(Rejection) -> Int32 {
    guard let minute = ClockRange.minute(name.text) else { throw Rejection(.badTimeOfDay(name)) }
    return minute
  }

  private func text(_ minute: Int32) -> String {
    let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
  }
}
