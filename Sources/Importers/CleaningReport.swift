import Store

/// What was done to one file of an export so that it names nobody who is to be forgotten.
public struct CleaningReport: Sendable, Hashable {
  /// Records but the header, blank lines not counted.
  public internal(set) var rows = 0
  /// Bookings that lost their person.
  public internal(set) var persons = 0
  /// How many cells were emptied in each other column, by its header.
  public internal(set) var emptied: [String: Int] = [:]
  /// Cost centres that were written into empty cells.
  public internal(set) var costCenters = 0
  /// Rows of persons of whom no booking is left.
  public internal(set) var leftOut = 0
  /// Rows that cannot be read, and so keep nothing that may name somebody: bookings among them, whatever their age.
  public internal(set) var unreadable = 0
  /// The column of cost centres was added.
  public internal(set) var hasAddedColumn = false

  /// Whether not one byte differs.
  public var isUnchanged: Bool {
    persons == 0 && emptied.isEmpty && costCenters == 0 && leftOut == 0 && unreadable == 0 && !hasAddedColumn
  }
}
