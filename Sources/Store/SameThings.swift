/// Names that are one thing: `map location Berlin = "robin/3", "cobot/BER"`.
public struct SameThings: Sendable, Hashable {
  /// Locations or users.
  public let table: TableName
  /// What the thing is called.
  public let name: String
  /// Its other names, at least one, none twice.
  public let others: [String]

  public init(table: TableName, name: String, others: [String]) {
    self.table = table
    self.name = name
    self.others = others
  }

  /// Why names cannot be one thing.
  public enum Contradiction: Error, Sendable, Hashable {
    /// The text is of another thing already.
    case ofTwo(String, name: String)
  }

  func contains(_ text: String) -> Bool { name == text || others.contains(text) }
}

extension [SameThings] {
  /// Adds names of a thing to those that it has.
  ///
  /// - Throws: if one of them is another thing's; nothing is changed then.
  mutating func join(_ things: SameThings) throws(SameThings.Contradiction) {
    let alike = filter { $0.table == things.table }
    for text in [things.name] + things.others {
      if let other = alike.first(where: { $0.name != things.name && $0.contains(text) }) {
        throw .ofTwo(text, name: other.name)
      }
    }
    let index = firstIndex { $0.table == things.table && $0.name == things.name }
    var others = index.map { self[$0].others } ?? []
    for other in things.others where other != things.name && !others.contains(other) { others.append(other) }
    let joined = SameThings(table: things.table, name: things.name, others: others)
    if let index { self[index] = joined } else { append(joined) }
  }
}
