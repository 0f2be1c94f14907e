import Calculus

/// When bookings really pass: zones, opening hours and holidays by location, and the bookings that are not one plain
/// stretch of local minutes.
public struct BookingCalendar: Sendable {
  /// Why a booking is more than `[start, end)` of its columns.
  public enum Shape: Sendable, Hashable {
    /// Dates alone: the location's opening hours on each day.
    case allDay
    /// Without an end: opening hours on workdays, for good.
    case openEnded
    /// Between these two instants (minutes UTC) lies a change of the zone's offset.
    case overChange(startUTC: Int64, endUTC: Int64)
  }

  /// A location's own rules; the first is for bookings without a location.
  public struct Place: Sendable {
    public let zone: Zone
    /// Minutes of a day, `[start, end)`.
    public let openHours: Range<Int32>
    /// Day numbers.
    public let holidays: Set<Int32>

    public init(zone: Zone, openHours: Range<Int32>, holidays: Set<Int32>) {
      self.zone = zone
      self.openHours = openHours
      self.holidays = holidays
    }

    /// Monday to Friday and no holiday.
    public func isWorkday(_ day: Int32) -> Bool {
      Day(number: day).weekday < 5 && !holidays.contains(day)
    }
  }

  /// By location code (row + 1); index 0 has no location.
  public let places: [Place]
  /// Rows that are not plain, ascending, and the shape of each.
  public let irregularRows: [UInt32]
  public let shapes: [Shape]

  public init(places: [Place], irregularRows: [UInt32], shapes: [Shape]) {
    self.places = places
    self.irregularRows = irregularRows
    self.shapes = shapes
  }

  /// The bookings that are written as dates alone, ascending. Their last day is the one before their end.
  public var allDayRows: [Int] {
    zip(irregularRows, shapes).compactMap { row, shape in shape == .allDay ? Int(row) : nil }
  }

  /// Whether a booking is written as dates alone. O(log n).
  public func isAllDay(row: Int) -> Bool {
    var (low, high) = (0, irregularRows.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(irregularRows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low < irregularRows.count && Int(irregularRows[low]) == row && shapes[low] == .allDay
  }

  /// When something that is written as dates alone begins and ends: its location opens on the first day, and closes on the
  /// last.
  ///
  /// - Parameters:
  ///   - start, end: the booking's own columns, midnights; `place` is its location code.
  public func boundsOfAllDay(start: Int32, end: Int32, place: Int) -> (start: Int32, end: Int32) {
    let hours = places[place].openHours
    return (start + hours.lowerBound, end - 1440 + hours.upperBound)
  }

  /// Calls `body` with the local pieces `[start, end)` of an irregular booking that lie in `[from, to)`. A fold's
  /// minutes come in two pieces that overlap; a gap's minutes in none.
  ///
  /// - Parameters:
  ///   - start, end: the booking's own columns; `place` is its location code.
  ///   - everyHour: an open-ended booking holds its resource day and night (the time map) instead of opening hours.
  public func forEachPiece(
    of shape: Shape, start: Int32, end: Int32, place: Int, from: Int32, to: Int32, everyHour: Bool,
    _ body: (_ start: Int32, _ end: Int32) -> Void
  ) {
    let rules = places[place]
    let low = max(start, from)
    let high = min(end, to)
    guard low < high else { return }
    switch shape {
    case .overChange(let startUTC, let endUTC):
      for piece in rules.zone.pieces(fromUTC: startUTC, toUTC: endUTC) {
        emit(Int32(clamping: piece.start), Int32(clamping: piece.end), from, to, body)
      }
    case .openEnded where everyHour:
      emitLocal(low, high, rules.zone, from, to, body)
    case .openEnded, .allDay:
      for day in floorDiv(low, 1440)...floorDiv(high - 1, 1440) {
        if shape == .openEnded, !rules.isWorkday(day) { continue }
        let opens = max(low, day * 1440 + rules.openHours.lowerBound)
        let closes = min(high, day * 1440 + rules.openHours.upperBound)
        if opens < closes { emitLocal(opens, closes, rules.zone, from, to, body) }
      }
    }
  }

  /// Local wall-clock pieces cut where the zone's offset changes.
  private func emitLocal(
    _ start: Int32, _ end: Int32, _ zone: Zone, _ from: Int32, _ to: Int32, _ body: (Int32, Int32) -> Void
  ) {
    let startUTC = zone.utcMinute(ofLocal: Int64(start))
    let endUTC = zone.utcMinute(ofLocal: Int64(end))
    guard zone.hasTransition(fromUTC: startUTC, toUTC: endUTC) else { return body(start, end) }
    for piece in zone.pieces(fromUTC: startUTC, toUTC: endUTC) {
      emit(Int32(clamping: piece.start), Int32(clamping: piece.end), from, to, body)
    }
  }

  private func emit(_ start: Int32, _ end: Int32, _ from: Int32, _ to: Int32, _ body: (Int32, Int32) -> Void) {
    let low = max(start, from)
    let high = min(end, to)
    if low < high { body(low, high) }
  }
}

/// Rounds towards minus infinity, so that days before 1970 are days too.
@inlinable
public func floorDiv(_ value: Int32, _ by: Int32) -> Int32 {
  let quotient = value / by
  return value % by < 0 ? quotient - 1 : quotient
}
