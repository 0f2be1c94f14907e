/// Guesses what somebody meant to type.
public enum NearestName {
  /// The sentence that suggests what to type, wherever that is done. What stands in quotes already needs no others.
  public static func question(_ text: String) -> String {
    text.hasPrefix("\"") ? "did you mean \(text)?" : "did you mean “\(text)”?"
  }

  /// The candidate nearest to a word, or nil where none is near enough.
  ///
  /// Near means few slips: a letter more, less or wrong, or two neighbours swapped (optimal string alignment, the
  /// restricted Damerau–Levenshtein distance), ignoring case. Allowed are 1 up to 4 letters, 2 up to 8, 3 beyond, and
  /// always fewer than the word has letters. Of equally near ones the first wins.
  ///
  /// - Complexity: O(candidates × letters²); candidates of a very different length are passed over.
  public static func find(_ word: some StringProtocol, in candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    var limit = min(letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3, letters.count - 1)
    // A word of one letter has no slip to spare, but ignoring case it may still be a name.
    var best: String?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      guard distance <= limit else { continue }
      best = candidate
      if distance == 0 { break }
      limit = distance - 1
    }
    return best
  }

  /// Whether two words differ by one slip, ignoring case.
  public static func differByOneSlip(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    let (left, right) = (Array(left.lowercased()), Array(right.lowercased()))
    guard abs(left.count - right.count) <= 1, left.count <= 64, right.count <= 64 else { return false }
    return distance(left, right) == 1
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var row = last
    for i in 0..<left.count {
      row[0] = i + 1
      for j in 0..<right.count {
        var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { least = min(least, beforeLast[j - 1] + 1) }
        row[j + 1] = least
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[right.count]
  }
}
