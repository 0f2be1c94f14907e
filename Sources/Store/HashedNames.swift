/// What people are called, to be met again and never to be read: where bookings lose their person, a session must know
/// the name of somebody who is forgotten when it is typed, and must not have it.
///
/// Of each name there is a 64-bit hash of its words (`String.plainWords`), keyed with the random seed that the standard
/// library draws when the process starts (`Hasher`, SipHash-1-3). The hashes are smaller than names and in no order, they
/// are written nowhere, and in another process they mean nothing: no list of hashes can be made beforehand. What is left
/// is to ask about one name after the other, of somebody who knows the names already.
public struct HashedNames: Sendable {
  private var hashes: Set<Int> = []
  /// Of the first words alone: most words begin no name.
  private var beginnings: Set<Int> = []
  /// How many words names have.
  private var lengths: Set<Int> = []

  public static let none = HashedNames()

  private init() {}

  /// The ids, names and e-mails of users; numbers of fewer than four digits name nobody.
  ///
  /// - Parameters:
  ///   - rows: which of them; nil takes all.
  ///   - alsoByWord: a word of four letters or more stands for the name of several words that it is of.
  public init(of users: Table, rows: [Int]? = nil, alsoByWord: Bool = false) {
    for row in rows ?? Array(0..<users.rowCount) {
      insert(users.id(of: row).plainWords[...])
      insert(users.text("email", of: row).plainWords[...])
      let words = users.text("name", of: row).plainWords
      insert(words[...])
      guard alsoByWord, words.count > 1 else { continue }
      for index in words.indices where words[index].count(where: \.isLetter) >= 4 { insert(words[index...index]) }
    }
  }

  private mutating func insert(_ words: ArraySlice<String>) {
    guard let first = words.first, words.count > 1 || !first.isShortNumber else { return }
    hashes.insert(HashedNames.hash(words))
    beginnings.insert(HashedNames.hash(words.prefix(1)))
    lengths.insert(words.count)
  }

  /// The runs of words that are names; they may overlap.
  ///
  /// - Complexity: O(words), and O(lengths of names) for each that begins one.
  public func runs(in words: [String]) -> [Range<Int>] {
    guard !hashes.isEmpty else { return [] }
    return words.indices.flatMap { first -> [Range<Int>] in
      guard beginnings.contains(HashedNames.hash(words[first...first])) else { return [] }
      return lengths.compactMap { length in
        guard first + length <= words.count else { return nil }
        let run = first..<first + length
        return hashes.contains(HashedNames.hash(words[run])) ? run : nil
      }
    }
  }

  /// Whether a text mentions one of them in whole words, or anybody by what looks like an e-mail address.
  public func areMentioned(in text: String) -> Bool { !runs(in: text.plainWords).isEmpty || text.holdsAddress }

  private static func hash(_ words: ArraySlice<String>) -> Int {
    var hasher = Hasher()
    for word in words { hasher.combine(word) }
    return hasher.finalize()
  }
}
