import Calculus

/// How the cells of a column of moments are meant, as a layout or the user says.
public struct MomentRules: Sendable {
  /// What a time without a mark means, and what a mark is worth.
  public enum Clock: Sendable {
    /// Marks stay, and nothing is added.
    case asWritten
    /// Times without a mark are UTC, and get a `Z`.
    case utc
    /// The wall clock counts: a `Z` or offset in the cell is false, and is taken off.
    case local
    /// Times without a mark are of this zone's clocks; see ``zones(_:)``.
    case zone(Zone)
    /// By row, the zone whose clocks a time without a mark is of; nil leaves it without a mark.
    ///
    /// What is written is the exact instant, with the offset of that moment. A time that never comes (the gap of spring)
    /// is moved forward by the gap's length, 02:30 to 03:30; one that comes twice (the fold of autumn) is its first pass.
    /// Both are counted in the report. Years outside 1900 … 2200 get no offset.
    case zones([Zone?])
  }

  /// Of day and month; nil where the column has to show it.
  public var order: DateOrder?
  public var clock = Clock.asWritten
  /// Only the date counts, whatever time or mark stands behind it.
  public var dayOnly = false
  /// The time of day that a date alone gets, in minutes from midnight, 0 … 1439.
  public var minuteOfDay: Int?
  /// Numbers are seconds or milliseconds since 1970-01-01T00:00Z, told apart by magnitude: from 10¹¹ on (the year 5138
  /// in seconds, 1973 in milliseconds) milliseconds.
  public var epoch = false

  public init(
    order: DateOrder? = nil, clock: Clock = .asWritten, dayOnly: Bool = false, minuteOfDay: Int? = nil,
    epoch: Bool = false
  ) {
    self.order = order
    self.clock = clock
    self.dayOnly = dayOnly
    self.minuteOfDay = minuteOfDay
    self.epoch = epoch
  }
}

/// What rewriting a column of moments met.
public struct MomentReport: Hashable, Sendable {
  /// What the cells of the column are.
  public enum Notation: Hashable, Sendable {
    /// Dates and times.
    case written
    /// A spreadsheet's days since 1900.
    case serials
    /// Since 1970, in seconds or milliseconds.
    case epoch
  }

  public var notation = Notation.written
  /// Filled cells that could not be read, and stand as they were.
  public var unread = 0
  /// Times that the zone's clocks skipped, moved forward.
  public var inGap = 0
  /// Times that the zone's clocks showed twice, taken as the first.
  public var inFold = 0
  /// Times that a zone was asked for, in rows that have none.
  public var withoutZone = 0
  /// Years of two digits, completed.
  public var twoDigitYears = 0

  public init() {}
}
