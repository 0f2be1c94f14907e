/// The keywords by their roles, for the completion of editors.
enum KeywordList {
  static func text(of words: Vocabulary) -> String {
    let lines = words.byRole.map { role, words in
      "  \(JSONText.quoted(role)): [\(words.map(JSONText.quoted).joined(separator: ", "))]"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }
}

enum JSONText {
  /// A string of printable characters.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
