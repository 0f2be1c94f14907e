/// The house's own signs for places that may show no more than ASCII. Each stays as wide as it was; letters stay
/// what they are, signs within names do not.
public enum PlainSigns {
  /// - Complexity: O(n).
  public static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(
      text.map { character -> Character in
        switch character {
        case "–", "−", "─": "-"
        case "·": "|"
        case "…": "~"
        case "“", "”": "\""
        case "×": "x"
        case "→": ">"
        case "↑": "^"
        default: character
        }
      })
  }

  static func ascii(_ text: [UInt8]) -> [UInt8] {
    text.allSatisfy { $0 < 0x80 } ? text : Array(ascii(String(decoding: text, as: UTF8.self)).utf8)
  }
}
