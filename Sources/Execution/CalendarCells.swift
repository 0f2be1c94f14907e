import Calculus
import Planning

/// The cells that calendar keys cut a frame into, and the days (and hours) of each.
///
/// A cell is a tuple of values, one a key. Stretches of days (`month`, `week` …) occur as they do in the frame; all seven
/// weekdays and all 24 hours are there, even without a day of the frame; but none that a condition leaves out.
struct CalendarCells {
  let span: DaySpan
  let keys: [CalendarKey]
  /// Tuples of the stretches: for each the indices of its units, in the order of `stretchKeys`.
  private let stretchKeys: [CalendarKey]
  private let stretches: [[Int32]]
  /// For each day of the frame its stretch.
  private let stretchOfDay: [Int32]
  let hasWeekday: Bool
  let hasHour: Bool
  /// Days that take part.
  let takesDay: [Bool]
  /// Hours that take part, if only for some minutes.
  let takesHour: [Bool]
  /// Minutes of the day that take part; empty where hours are whole.
  let takesMinute: [Bool]
  /// Stretches and weekdays that the conditions leave; empty where there are none.
  private let asksStretch: [Bool]
  private let asksWeekday: [Bool]

  init(span: DaySpan, keys: [CalendarKey], conditions: [CalendarCondition]) {
    self.span = span
    self.keys = keys
    let hasDay = keys.contains(.day)
    stretchKeys = keys.filter { $0.isContiguous || ($0 == .weekday && hasDay) }
    hasWeekday = keys.contains(.weekday) && !hasDay
    hasHour = keys.contains(.hour)
    var stretches: [[Int32]] = []
    var stretchOfDay: [Int32] = []
    var takesDay: [Bool] = []
    stretchOfDay.reserveCapacity(span.dayCount)
    for day in span.days {
      let tuple = stretchKeys.map { $0.index(of: day) }
      if stretches.last != tuple { stretches.append(tuple) }
      stretchOfDay.append(Int32(stretches.count - 1))
      takesDay.append(conditions.allSatisfy { $0.accepts(day) })
    }
    self.stretches = stretches
    self.stretchOfDay = stretchOfDay
    self.takesDay = takesDay
    (takesHour, takesMinute) = Self.clock(conditions)
    var asksStretch = [Bool](repeating: conditions.isEmpty || stretchKeys.isEmpty, count: stretches.count)
    for (day, stretch) in stretchOfDay.enumerated() where takesDay[day] { asksStretch[Int(stretch)] = true }
    self.asksStretch = asksStretch
    let weekdays = conditions.filter { $0.key == .weekday }
    asksWeekday = (0..<7).map { day in weekdays.allSatisfy { $0.accepted.contains { $0.contains(day) } } }
  }

  /// Whether the cell is asked for: a Tuesday is not, where `weekday = Mon`.
  func isAsked(_ cell: Int) -> Bool {
    guard asksStretch[stretch(ofCell: cell)] else { return false }
    if let weekday = weekday(ofCell: cell), !asksWeekday[weekday] { return false }
    return !hasHour || takesHour[cell % 24]
  }

  /// The hours, and where they are not whole, the minutes of a day that all conditions leave.
  private static func clock(_ conditions: [CalendarCondition]) -> (hours: [Bool], minutes: [Bool]) {
    let hours = (0..<24).map { hour in conditions.allSatisfy { $0.acceptsHour(Int32(hour)) } }
    guard conditions.contains(where: { !$0.minutes.isEmpty }) else { return (hours, []) }
    let minutes = (0..<1440).map { minute in
      hours[minute / 60] && conditions.allSatisfy { $0.acceptsMinute(Int32(minute)) }
    }
    let counts = (0..<24).map { hour in minutes[hour * 60..<hour * 60 + 60].count { $0 } }
    return (counts.map { $0 > 0 }, counts.allSatisfy { $0 == 0 || $0 == 60 } ? [] : minutes)
  }

  var stretchCount: Int { stretches.count }
  /// How many cells a stretch has: one each weekday and hour.
  var cellsPerStretch: Int { weekdays * hours }

  /// For each stretch the one of another frame that stands beside it; the only ones stand beside each other.
  ///
  /// - Parameter other: cells of the same keys.
  func counterparts(in other: CalendarCells, _ pairing: ComparedFrame.Pairing) -> [Int?] {
    if pairing == .inTurn || (stretchCount == 1 && other.stretchCount == 1) {
      return (0..<stretchCount).map { $0 < other.stretchCount ? $0 : nil }
    }
    // A date has a weekday, which is another a year earlier.
    let places = stretchKeys.indices.filter { stretchKeys[$0] != .weekday }
    var stretchOfValues: [[Int32]: Int] = [:]
    for (stretch, tuple) in other.stretches.enumerated() { stretchOfValues[places.map { tuple[$0] }] = stretch }
    return stretches.map { tuple in
      var wanted: [Int32] = []
      for place in places {
        guard let value = pairing.counterpart(of: tuple[place], stretchKeys[place]) else { return nil }
        wanted.append(value)
      }
      return stretchOfValues[wanted]
    }
  }
  private var weekdays: Int { hasWeekday ? 7 : 1 }
  private var hours: Int { hasHour ? 24 : 1 }
  var count: Int { stretches.count * cellsPerStretch }

  var isMasked: Bool { takesDay.contains(false) || takesHour.contains(false) || !takesMinute.isEmpty }

  /// The cell of a day of the frame (0 ..< dayCount), and of an hour where `hour` is a key.
  func cell(day: Int, hour: Int = 0) -> Int {
    var cell = Int(stretchOfDay[day])
    if hasWeekday { cell = cell * 7 + (span.first.weekday + day) % 7 }
    if hasHour { cell = cell * 24 + hour }
    return cell
  }

  func stretch(ofDay day: Int) -> Int { Int(stretchOfDay[day]) }
  func stretch(ofCell cell: Int) -> Int { cell / cellsPerStretch }
  func weekday(ofCell cell: Int) -> Int? { hasWeekday ? cell / hours % 7 : nil }

  /// The value of a key in a cell: an index of its unit, 0–6, 0–23, or a day number.
  func value(of key: CalendarKey, cell: Int) -> Int32 {
    if key == .hour { return Int32(cell % 24) }
    if key == .weekday, hasWeekday { return Int32(cell / hours % 7) }
    guard let index = stretchKeys.firstIndex(of: key) else { return 0 }
    return stretches[stretch(ofCell: cell)][index]
  }

  /// The days of each stretch as indices into the frame.
  func days(ofStretch stretch: Int) -> Range<Int> {
    var low = 0
    var high = stretchOfDay.count
    while low < high {
      let middle = (low + high) / 2
      if stretchOfDay[middle] < stretch { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < stretchOfDay.count, stretchOfDay[end] == stretch { end += 1 }
    return low..<end
  }
}

extension CalendarKey {
  /// The index of the unit that a day lies in; a weekday, or a day number.
  func index(of day: Day) -> Int32 {
    switch self {
    case .hour: 0
    case .weekday: Int32(day.weekday)
    case .day: day.number
    case .week: day.isoWeek.index
    case .month: day.calendarMonth.index
    case .quarter: day.calendarQuarter.index
    case .year: day.calendarYear.index
    }
  }

  /// How a value is written: `Mon`, `8`, `2024-W28`.
  func label(_ value: Int32) -> String {
    switch self {
    case .hour: String(value)
    case .weekday: Weekday.names[Int(value)]
    case .day: Day(number: value).description
    case .week: ISOWeek(index: value).description
    case .month: Month(index: value).description
    case .quarter: Quarter(index: value).description
    case .year: Year(index: value).description
    }
  }
}

extension CalendarCondition {
  func accepts(_ day: Day) -> Bool {
    switch key {
    case .hour: true
    case .weekday: accepted.contains { $0.contains(Int32(day.weekday)) }
    case .day, .week, .month, .quarter, .year: accepted.contains { $0.contains(day.number) }
    }
  }

  func acceptsHour(_ hour: Int32) -> Bool {
    key != .hour || accepted.contains { $0.contains(hour) }
  }

  func acceptsMinute(_ minute: Int32) -> Bool {
    minutes.isEmpty || minutes.contains { $0.contains(minute) }
  }
}
