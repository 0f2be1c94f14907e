import Planning
import Store

extension HourWindow {
  /// Whether a place has hours on a day at all.
  @inline(__always)
  func takes(_ day: Int32, _ rules: BookingCalendar.Place) -> Bool {
    switch self {
    case .openHours, .workdays: rules.isWorkday(day)
    case .days: true
    }
  }

  /// The minutes of a day that count.
  @inline(__always)
  func minutes(_ rules: BookingCalendar.Place) -> Range<Int32> {
    switch self {
    case .openHours: rules.openHours
    case .workdays, .days: 0..<1440
    }
  }
}

extension CalendarCells {
  /// How many of these minutes of a day the conditions leave; in one of its hours where that is asked.
  func minutes(of range: Range<Int32>, inHour hour: Int?) -> Int {
    let all = hour.map { range.clamped(to: Int32($0 * 60)..<Int32($0 * 60 + 60)) } ?? range
    if !takesMinute.isEmpty { return all.count { takesMinute[Int($0)] } }
    return takesHour.contains(false) ? all.count { takesHour[Int($0) / 60] } : all.count
  }
}
