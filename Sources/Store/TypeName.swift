/// Names of resource types as people write them (DESIGN §2).
public enum TypeName {
  /// Ignores case, blanks, `_` and `-`; `office` is Private Office, `room` Meeting Room.
  public static func normalized(_ name: some StringProtocol) -> String {
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: name.lowercased().unicodeScalars.filter { !isPassedOver($0) })
    switch String(plain) {
    case "office": return "privateoffice"
    case "room": return "meetingroom"
    default: return String(plain)
    }
  }

  /// Blanks are all of Unicode's, as in the headers and words of files: web pages have no-break ones, and marks that cannot
  /// be seen.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "-", "\u{200B}"..."\u{200F}", "\u{FEFF}": true
    default: scalar.properties.isWhitespace
    }
  }
}
