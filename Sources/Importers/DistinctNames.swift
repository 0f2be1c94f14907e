/// Gives each of many headers a name of its own.
struct DistinctNames {
  /// Folded.
  private var taken: Set<String>
  /// By folded header: the number that was last put behind it.
  private var numbers: [String: Int] = [:]

  /// - Parameter taken: names that no header gets.
  init(_ taken: [String] = []) { self.taken = Set(taken.map(Layout.folded)) }

  /// The header, with a number behind it where its name is taken.
  ///
  /// - Complexity: O(1), however often the header was there before.
  mutating func distinct(_ header: String) -> String {
    let folded = Layout.folded(header)
    if taken.insert(folded).inserted { return header }
    var number = numbers[folded] ?? 1
    var name: String
    repeat {
      number += 1
      name = "\(header) \(number)"
    } while !taken.insert(Layout.folded(name)).inserted
    numbers[folded] = number
    return name
  }
}
