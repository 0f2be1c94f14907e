// What a word looks like. These are the token classes of Grammar/deskql.ebnf; names in quotes are in none of them.
extension Token {
  /// `12`, `-0.5`, `80%`
  var isNumber: Bool { kind == .word && Self.number(text) != nil }

  /// `5000`, `12.50`: a number without `%`
  var isDecimal: Bool {
    guard kind == .word, let number = Self.number(text) else { return false }
    return !number.percent
  }

  /// `5`: digits only
  var isWholeNumber: Bool { kind == .word && !text.isEmpty && text.utf8.allSatisfy(Self.isDigit) }

  /// `EUR`, `eur`: three letters as in ISO 4217, but not `top`
  var isCurrency: Bool {
    kind == .word && text.utf8.count == 3 && text.utf8.allSatisfy(Self.isLetter) && text.lowercased() != "top"
  }

  /// `occupied:`
  var isLabel: Bool {
    kind == .quotedLabel || kind == .word && text.utf8.last == UInt8(ascii: ":") && text.utf8.count > 1
  }

  /// `2024-03`, `last90`, `ytd`; and what was meant for a time: `2024-13`, `lastyear`, `15.03.2024`
  var isTime: Bool {
    guard kind == .word, let first = text.utf8.first else { return false }
    if Self.isDigit(first) { return Self.number(text) == nil || isWholeNumber && text.utf8.count == 4 }
    guard Self.isLetter(first), text.utf8.count <= 32 else { return false }
    let word = text.lowercased()
    if Self.timeWords.contains(word) { return true }
    for prefix in ["last", "next", "cw", "kw", "fy"] where word.hasPrefix(prefix) {
      return word.utf8.dropFirst(prefix.utf8.count).first.map(Self.isDigit) ?? false
    }
    return false
  }

  private static let timeWords: Set<String> = {
    var words: Set<String> = ["today", "yesterday", "tomorrow", "ytd", "qtd", "mtd"]
    for side in ["last", "this", "next"] {
      for unit in ["day", "week", "month", "quarter", "year"] { words.formUnion([side + unit, side + unit + "s"]) }
    }
    return words
  }()

  private static func number(_ text: String) -> (percent: Bool, Void)? {
    var rest = Substring(text).utf8
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let percent = rest.last == UInt8(ascii: "%")
    if percent { rest.removeLast() }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty else { return nil }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
      return (percent, ())
    }
    return rest.isEmpty ? (percent, ()) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
