import Calculus

/// Which bookings lose their person: those that ended more than so many days ago (`anonymize_after`, DESIGN §6).
public struct Anonymization: Sendable, Hashable {
  /// At least 1.
  public let days: Int
  /// The day from which they are counted back.
  public let cutoff: Day

  /// Nil where persons stay: 0 days.
  ///
  /// - Parameter cutoff: the later of what a session calls today and what the clock says, so that pretending to live long
  ///   ago keeps nobody.
  public init?(after days: Int, cutoff: Day) {
    guard days > 0 else { return nil }
    self.days = days
    self.cutoff = cutoff
  }

  /// The first day of which bookings keep their person.
  public var firstKeptDay: Day { Day(number: cutoff.number - Int32(clamping: days)) }

  /// Whether a booking's last moment lies before that day. One that is open-ended never ended.
  ///
  /// - Parameter end: its exclusive end in local minutes; `Int32.max` is open.
  @inline(__always)
  public func isPast(end: Int32) -> Bool {
    end != .max && Int64(end) <= (Int64(cutoff.number) - Int64(days)) * 1440
  }
}
