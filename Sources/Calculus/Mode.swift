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
