// What looks like a time without being one: so that the time is blamed, not the words before it.
extension FramePoint {
  /// Whether a text starts like a time, even if it is a wrong one: `2024-13`, `15.03.2024`, `kw28`, `last90days`.
  public static func looksLikeFrame(_ text: String) -> Bool {
    if FramePoint(text) != nil { return true }
    let text = text.lowercased()
    let digits = text.prefix { $0.isASCIIDigit }
    let rest = text.dropFirst(digits.count)
    if digits.count >= 4 { return true }
    if digits.isEmpty { return hasRelativeShape(text) }
    // `202-01`, but not `30-day`, which may begin a metric's name; `15.03.2024` and `3/15/24`, but not `1.5`.
    if rest.first == "-" { return rest.dropFirst().first?.isASCIIDigit ?? false }
    let numbers = text.split { $0 == "." || $0 == "/" }
    return numbers.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
      && (numbers.count == 3 || numbers.contains { $0.count == 4 })
  }

  /// A point's text put right where that is a matter of spelling: `2024-3` is `2024-03`, `2024Q1` is `2024-Q1`.
  static func suggestion(for text: String) -> String? {
    let pieces = runs(text.lowercased())
    let words = pieces.filter { !["-", ".", "/", "_"].contains($0) }
    let corrected: String? =
      switch words.count {
      case 1: words[0].count == 8 ? split(words[0], at: 4, 6) : nil
      case 2: pair(words[0], words[1])
      case 3: triple(words, separators: pieces.filter { !words.contains($0) })
      default: nil
      }
    guard let point = corrected.flatMap(FramePoint.init), point.isPossible else { return nil }
    return point.description
  }

  /// Words that begin as relative times do, with a number or a unit after them: `last`, `next`, `this`, `cw`, `kw`, `fy`.
  private static func hasRelativeShape(_ text: String) -> Bool {
    for (prefix, units) in [
      ("last", ["day", "week", "month", "quarter", "year"]), ("next", ["day", "week", "month", "quarter", "year"]),
      ("this", ["day", "week", "month", "quarter", "year"]), ("cw", []), ("kw", []), ("fy", []),
    ] where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      if rest.first?.isASCIIDigit ?? false { return true }
      if units.contains(where: { rest == $0 || rest == $0 + "s" }) { return true }
    }
    return text == "tomorrow"
  }

  /// `2024` and `3`, `2024` and `q1`; `kw` and `28`.
  private static func pair(_ first: String, _ second: String) -> String? {
    if first == "kw" || first == "cw" { return "cw" + second }
    if first.count == 2, second.count == 4, first.allSatisfy(\.isASCIIDigit) { return "\(second)-\(first)" }
    return "\(first)-\(second.count == 1 ? "0" + second : second)"
  }

  /// `2024`, `q`, `1`; `15`, `03`, `2024` between dots; `2024`, `3`, `15`; `last`, `90`, `days`.
  private static func triple(_ words: [String], separators: [String]) -> String? {
    let (first, second, third) = (words[0], words[1], words[2])
    func twoDigits(_ text: String) -> String { text.count == 1 ? "0" + text : text }
    if second == "q" { return "\(first)-Q\(third)" }
    if ["w", "kw", "cw"].contains(second) { return "\(first)-W\(twoDigits(third))" }
    if third == "days" || third == "day" { return first + second }
    if separators == [".", "."] { return "\(third)-\(twoDigits(second))-\(twoDigits(first))" }
    return "\(first)-\(twoDigits(second))-\(twoDigits(third))"
  }

  private static func split(_ text: String, at first: Int, _ second: Int) -> String {
    let characters = Array(text)
    return "\(String(characters[..<first]))-\(String(characters[first..<second]))-\(String(characters[second...]))"
  }

  /// Letters, digits and other characters, each run by itself: `2024q1` is `2024`, `q`, `1`.
  private static func runs(_ text: String) -> [String] {
    var runs: [String] = []
    func kind(_ character: Character) -> Int { character.isASCIIDigit ? 0 : character.isLetter ? 1 : 2 }
    var previous: Int?
    for character in text.prefix(40) {
      let own = kind(character)
      if own == previous, own != 2 { runs[runs.count - 1].append(character) } else { runs.append(String(character)) }
      previous = own
    }
    return runs
  }
}
