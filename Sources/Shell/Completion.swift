import Language

/// What the word before the cursor could become.
struct Completion: Hashable {
  struct Candidate: Hashable {
    /// As a list shows it.
    let name: String
    /// As it must be typed: in quotes where it needs them.
    let text: String
    /// A word on what it is; empty where there is nothing to say.
    var note = ""
  }

  /// The part of the line that a candidate replaces: the word before the cursor, an opening quote included.
  let typed: String
  /// The likeliest first, nothing twice.
  let candidates: [Candidate]

  /// What to put in the place of `typed`: the only candidate and a blank, or all that the candidates share if that is
  /// more than what is typed. Nil where only the person can decide. Candidates that merely hold what is typed count
  /// where none begins with it.
  var insertion: String? {
    let word = Completion.unquoted(typed).lowercased()
    let beginning = candidates.filter { $0.name.lowercased().hasPrefix(word) }
    let candidates = beginning.isEmpty ? candidates : beginning
    guard let first = candidates.first else { return nil }
    // One of them needs quotes: so they must be open, or the next letter would begin another word.
    let isQuoted = typed.hasPrefix("\"") || candidates.contains { $0.text.hasPrefix("\"") }
    if candidates.count == 1 {
      // A folder is not the end of a path: its quotes stay open.
      guard first.name.hasSuffix("/") else { return first.text + " " }
      return Completion.begun(first.name, isQuoted: isQuoted)
    }

    var shared = Substring(first.name)
    for candidate in candidates.dropFirst() {
      shared = shared.prefix(zip(shared, candidate.name).prefix { $0.lowercased() == $1.lowercased() }.count)
    }
    guard shared.count > word.count, shared.lowercased().hasPrefix(word) else { return nil }
    return Completion.begun(String(shared), isQuoted: isQuoted)
  }

  /// What is meant by what is typed: `O"Br` by `"O""Br`.
  static func unquoted(_ typed: String) -> String {
    guard typed.hasPrefix("\"") else { return typed }
    // One quote that stands alone closes the name.
    let isClosed = typed.dropFirst().count { $0 == "\"" } % 2 == 1 && typed.hasSuffix("\"")
    return String(typed.dropFirst().dropLast(isClosed ? 1 : 0)).replacing("\"\"", with: "\"")
  }

  /// The beginning of a name, as it is typed: its quotes stay open.
  private static func begun(_ name: String, isQuoted: Bool) -> String {
    isQuoted ? String(Printer.quoted(name).dropLast()) : name
  }
}
