import Calculus
import Formats

extension RowCondition.Test {
  /// Whether a cell meets it: words compare as headers do, numbers as numbers.
  func holds(of text: String) -> Bool {
    switch self {
    case .filled: !text.isEmpty
    case .empty: text.isEmpty
    case .among(let words): words.contains { Self.isSame($0, text) }
    case .notAmong(let words): !words.contains { Self.isSame($0, text) }
    case .above(let limit):
      if let number = Self.number(text), let limit = Self.number(limit) { number > limit } else { false }
    case .yes: FlagText.parse(text) == true
    case .no: text.isEmpty || FlagText.parse(text) == false
    case .begins(let beginnings):
      beginnings.contains { text.lowercased().hasPrefix($0.lowercased()) }
    }
  }

  private static func isSame(_ word: String, _ text: String) -> Bool {
    if WordFolding.folded(word) == WordFolding.folded(text) { return true }
    guard let one = number(word), let other = number(text) else { return false }
    return one == other
  }

  /// With a point or a comma before its decimals.
  private static func number(_ text: String) -> Rational? {
    Rational(decimal: text) ?? Rational(decimal: text.replacing(",", with: "."))
  }
}
