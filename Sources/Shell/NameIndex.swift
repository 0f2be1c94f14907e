import DeskQL

/// Names in an order in which those that begin with a text, or hold it, are found at once.
struct NameIndex: Sendable {
  /// In the order of their lowercase letters.
  private let names: [KnownName]
  /// The lowercase letters of all names, each followed by a zero; where each begins.
  private let letters: [UInt8]
  private let starts: [Int]

  init(_ names: [KnownName]) {
    let keyed = names.map { (Array($0.name.lowercased().utf8), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    self.names = keyed.map(\.1)
    var letters: [UInt8] = []
    var starts: [Int] = []
    for (key, _) in keyed {
      starts.append(letters.count)
      letters += key
      letters.append(0)
    }
    self.letters = letters
    self.starts = starts
  }

  var first: [String] { names.prefix(8).map(\.name) }

  /// Names that begin with a text, then those with a word that does, then those that hold it; ignoring case.
  ///
  /// - Complexity: O(log n) for those that begin with it; only where they are few, a pass over all letters.
  func matches(_ text: String, most: Int) -> [KnownName] {
    let wanted = Array(text.lowercased().utf8)
    if wanted.isEmpty { return Array(names.prefix(most)) }
    var index = lowerBound(of: wanted)
    let firstMatch = index
    while index < names.count, index - firstMatch < most, hasPrefix(index, wanted) { index += 1 }
    var result = Array(names[firstMatch..<index])
    guard result.count < most, wanted.count > 1 else { return result }
    // Those that begin with it follow each other: whatever is found among them is known already.
    let known = firstMatch..<index
    var (beginnings, others): ([KnownName], [KnownName]) = ([], [])
    for (match, isBeginning) in indices(holding: wanted, except: known, most: most) {
      if isBeginning { beginnings.append(names[match]) } else { others.append(names[match]) }
    }
    result += beginnings + others
    return Array(result.prefix(most))
  }

  private func lowerBound(of wanted: [UInt8]) -> Int {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if key(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func key(_ index: Int) -> ArraySlice<UInt8> {
    letters[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : letters.count) - 1]
  }

  private func hasPrefix(_ index: Int, _ wanted: [UInt8]) -> Bool { key(index).starts(with: wanted) }

  /// Names that hold a text, and whether a word of theirs begins with it.
  private func indices(
    holding wanted: [UInt8], except known: Range<Int>, most: Int
  ) -> [(index: Int, isBeginning: Bool)] {
    var result: [(Int, Bool)] = []
    let head = wanted[0]
    letters.withUnsafeBufferPointer { letters in
      var name = 0
      var at = 0
      let end = letters.count - wanted.count
      while at < end, result.count < most {
        guard letters[at] == head, (1..<wanted.count).allSatisfy({ letters[at + $0] == wanted[$0] }) else {
          at += 1
          continue
        }
        // The name in which that is: the last that begins at or before it.
        var (low, high) = (name, starts.count)
        while low < high {
          let middle = (low + high) / 2
          if starts[middle] <= at { low = middle + 1 } else { high = middle }
        }
        name = low - 1
        if !known.contains(name) {
          let before = at == starts[name] ? 0x20 : letters[at - 1]
          result.append((name, !isLetter(before)))
        }
        at = name + 1 < starts.count ? starts[name + 1] : letters.count
      }
    }
    return result
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
