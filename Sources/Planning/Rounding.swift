/// How a figure is rounded where a definition says so; what is merely shown is rounded elsewhere.
public enum Rounding: String, Hashable, Sendable, CaseIterable {
  /// Down, up.
  case floor, ceiling
  /// To the nearest; of two that are as near to the even one (IEEE 754 §4.3.1).
  case round
}
