/// The currencies of a place as one text: `EUR`, or `BGN, EUR` where there are several.
public enum Currencies {
  public static let separator = ", "

  /// An empty one among others is one of them, too: who left it out may have meant any.
  public static func text(of currencies: Set<String>) -> String {
    currencies.count < 2
      ? currencies.first ?? "" : currencies.map { $0.isEmpty ? "none" : $0 }.sorted().joined(separator: separator)
  }
}
