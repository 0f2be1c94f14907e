/// Times as people say them: `March 2024`, `Q1`, `last month`.
public enum SpokenTime {
  /// How a time is written whose words are these.
  ///
  /// - Parameters:
  ///   - words: `["March", "2024"]`, `["2024", "Q1"]`, `["last", "month"]`, `["q1"]`, in letters of any case.
  ///   - year: of a month or quarter that says none.
  /// - Returns: `2024-03`, `2024-Q1`, `lastmonth`; nil where the words are no such time.
  public static func written(_ words: [String], year: String) -> String? {
    let words = words.map { $0.lowercased() }
    guard let first = words.first, let last = words.last, words.count <= 2 else { return nil }
    if words.count == 1 { return part(first).map { "\(year)-\($0)" } }
    if isYear(last), let part = part(first) { return "\(last)-\(part)" }
    if isYear(first), let part = part(last) { return "\(first)-\(part)" }
    let unit = ["week", "month", "quarter", "year"].contains(last)
    return unit && ["last", "this", "next"].contains(first) ? first + last : nil
  }

  static func isYear(_ word: String) -> Bool { word.utf8.count == 4 && word.utf8.allSatisfy { 48...57 ~= $0 } }

  /// `03` of `march`, `mar` and `märz`; `Q1` of `q1`.
  private static func part(_ word: String) -> String? {
    if ["q1", "q2", "q3", "q4"].contains(word) { return word.uppercased() }
    return months.firstIndex { $0.contains(word) }.map { $0 < 9 ? "0\($0 + 1)" : "\($0 + 1)" }
  }

  /// English and German, as times have `cw28` and `kw28`.
  private static let months: [Set<String>] = [
    ["january", "jan", "januar"], ["february", "feb", "februar"], ["march", "mar", "märz", "mrz"], ["april", "apr"],
    ["may", "mai"], ["june", "jun", "juni"], ["july", "jul", "juli"], ["august", "aug"], ["september", "sep", "sept"],
    ["october", "oct", "oktober", "okt"], ["november", "nov"], ["december", "dec", "dezember", "dez"],
  ]
}
