/// How days weigh in the mean of a level.
///
/// - SeeAlso: DESIGN §1, “Modes are weights on days”.
public enum Mode: String, CaseIterable, Hashable, Sendable {
  /// Beginning of month: a month's first day stands for it.
  case bom
  /// A month is shared by its days: each weighs 1 / (days in its month).
  case prorated
  /// End of month: a month's last day stands for it.
  case eom
}

/// How a month's price is shared by its days, where a month is prorated.
///
/// - SeeAlso: DESIGN §5, `revenue`.
public enum Proration: String, CaseIterable, Hashable, Sendable {
  /// Each day has its part of its own month.
  case actual
  /// Months of thirty days: day 31 has nothing, February's last day takes the rest.
  case thirty
  /// Nothing is shared: a month that is touched counts whole.
  case none
}
