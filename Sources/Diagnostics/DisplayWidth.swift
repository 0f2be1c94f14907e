/// How many columns of a terminal a text takes, so that columns of wide characters line up.
///
/// Counted by character as people see one: an accent joins its letter, a family of emoji is one picture of two
/// columns, as current terminals draw it.
///
/// - SeeAlso: Unicode Standard Annex #11, East Asian Width (the ranges W and F, joined where only unassigned code
///   points lie between).
public enum DisplayWidth {
  public static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  public static func of(_ character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      // The variation selector that asks for the coloured picture.
      if scalar.value == 0xFE0F { return 2 }
      widest = max(widest, of(scalar))
    }
    return widest
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if isWide(scalar.value) || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 0x1160...0x11FF ~= scalar.value ? 0 : 1  // vowels and finals that join a Hangul initial
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F,  // Hangul initials
      0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,  // radicals, kana, CJK, Yi
      0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,  // compatibility forms
      0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, kana supplements
      0x20000...0x3FFFD:  // CJK extensions
      true
    default: false
    }
  }

  /// The beginning of a text that takes at most so many columns; `…` stands for what is cut off.
  public static func shortened(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    var result = ""
    var room = width - 1
    for character in text {
      room -= of(character)
      if room < 0 { break }
      result.append(character)
    }
    return result + "…"
  }
}
