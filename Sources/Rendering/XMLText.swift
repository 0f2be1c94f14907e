/// Text as XML 1.0 holds it.
public enum XMLText {
  /// The text between tags or in an attribute's quotes. Characters that XML has no way to write come as `instead` says.
  ///
  /// - SeeAlso: Extensible Markup Language 1.0, §2.2 “Characters”, §2.4 “Character Data and Markup”.
  public static func escaped(
    _ text: String, instead: (Unicode.Scalar) -> String = { _ in "\u{FFFD}" }
  ) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result += "&#\(scalar.value);"
      case "\u{00}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += instead(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Control characters, marks, and the first byte of U+FFFE and U+FFFF.
  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xEF: true
    default: false
    }
  }
}
