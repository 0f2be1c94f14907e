extension String {
  /// The words of a text in lower case, without whatever stands between them: `zzbob@x.org` has three, as has `Bob's O`.
  ///
  /// A word is a run of letters and digits, of whatever script; signs that are neither ASCII nor punctuation count as
  /// letters, so that somebody who is called by one has a name. What is invisible divides no word.
  ///
  /// - Complexity: O(n).
  public var plainWords: [String] {
    var words: [String] = []
    var word = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isOfWord {
        word.append(scalar)
      } else if !scalar.properties.isDefaultIgnorableCodePoint, !word.isEmpty {
        words.append(String(word).lowercased())
        word.removeAll()
      }
    }
    if !word.isEmpty { words.append(String(word).lowercased()) }
    return words
  }

  /// Whether something in a text looks like an e-mail address: a word, `@`, a word, a dot and a word (after RFC 5322
  /// §3.4.1, whose rarer forms are left out).
  public var holdsAddress: Bool {
    guard utf8.contains(UInt8(ascii: "@")) else { return false }
    let scalars = Array(unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
    return scalars.indices.contains { at in
      guard scalars[at] == "@", at > 0, scalars[at - 1].isOfAddress else { return false }
      let domain = scalars[(at + 1)...].prefix { $0.isOfAddress || $0 == "." }
      return domain.split(separator: ".", omittingEmptySubsequences: false).dropFirst().contains { !$0.isEmpty }
        && domain.first != "."
    }
  }

  /// A number of fewer than four digits: what seats and floors are numbered with, too.
  public var isShortNumber: Bool { utf8.count < 4 && isNumber }

  /// Whether there are digits only, 0 to 9.
  public var isNumber: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

extension Unicode.Scalar {
  fileprivate var isOfWord: Bool {
    if isASCII { return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self) }
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
    return switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .control:
      false
    default: true
    }
  }

  /// Of what stands between the dots of an address.
  fileprivate var isOfAddress: Bool { isOfWord || self == "-" || self == "_" || self == "+" }
}
