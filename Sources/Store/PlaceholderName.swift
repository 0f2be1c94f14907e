/// Names that stand where a person would, and name none.
public enum PlaceholderName {
  /// Whoever is called so is nobody: many people may have been made one by it.
  private static let nobody: Set<String> = [
    "anonym", "anonyme", "anonymer benutzer", "anonymer nutzer", "anonymisiert", "anonymised", "anonymized",
    "anonymous", "anonymous user", "deleted", "deleted user", "ehemaliger benutzer", "former user", "gelöscht",
    "gelöschter benutzer", "gelöschter nutzer", "n a", "none", "null", "removed user", "unbekannt",
    "unbekannter benutzer", "unknown", "unknown user", "utilisateur anonyme", "utilisateur supprimé",
  ]
  /// Accounts that may be used by anybody.
  private static let shared: Set<String> = [
    "", "dummy", "gast", "guest", "guest user", "test", "test user", "testuser",
  ]

  /// Whether a cell says that nobody is meant: `Anonymous`, `*`. With a number behind, it is a person under a false name.
  public static func isNobody(_ text: String) -> Bool {
    let words = text.plainWords
    return words.isEmpty ? !text.isEmpty : nobody.contains(words.joined(separator: " "))
  }

  /// Whether a name may be that of nobody, whatever number stands at its end.
  public static func isDoubtful(_ name: String) -> Bool {
    var words = name.plainWords
    while let last = words.last, last.isNumber { words.removeLast() }
    // A mere number is an id; signs alone are none.
    if words.isEmpty { return name.plainWords.isEmpty }
    let text = words.joined(separator: " ")
    return nobody.contains(text) || shared.contains(text)
  }
}
