/// The hours of which a definition takes account: what stands behind `during`.
public enum HourWindow: String, Hashable, Sendable, CaseIterable {
  /// The location's opening hours, on its workdays.
  case openHours = "open_hours"
  /// All hours of the location's workdays.
  case workdays
  /// All hours of all days.
  case days
}
