import Diagnostics
import Language
import Store

extension Session {
  /// Whether the workspace forgets persons, or its settings cannot be read and so might say so: then what names somebody
  /// belongs in no file.
  public var forgetsPersons: Bool {
    workspace.settings.anonymizeAfter > 0 || workspace.notices.contains { $0.severity == .error }
  }

  /// Whether a text names a person: what stands behind the key `user`, what a personal column is compared with, and any
  /// word, or run of words, that is a user's id, name or e-mail. A bare number is one only in the first two places:
  /// `hours 2024` is about a year.
  ///
  /// A text that cannot be taken apart is taken to name somebody.
  public func namesPerson(in source: SourceText) -> Bool {
    guard let ranges = rangesOfPersons(in: source) else { return true }
    return !ranges.isEmpty
  }

  /// The text with `***` for each person that it names; `***` alone where it cannot be taken apart.
  public func withoutPersons(_ source: SourceText) -> String {
    guard let ranges = rangesOfPersons(in: source) else { return "***" }
    var text = ""
    var at = 0
    for range in ranges {
      text += source.text(of: SourceRange(lower: at, upper: range.lower)) + "***"
      at = range.upper
    }
    return text + source.text(of: SourceRange(lower: at, upper: source.text.utf8.count))
  }

  /// Where persons are named, in order and without overlap; nil if the text has no tokens.
  private func rangesOfPersons(in source: SourceText) -> [SourceRange]? {
    guard let tokens = try? Lexer.tokens(of: source) else { return nil }
    var isPerson = [Bool](repeating: false, count: tokens.count)
    for index in tokens.indices {
      for named in valuesBehind(index, of: tokens) where tokens[named].kind != .comma { isPerson[named] = true }
      for length in 1...Session.longestName {
        guard index + length <= tokens.count, isName(tokens[index..<index + length]) else { continue }
        for named in index..<index + length { isPerson[named] = true }
      }
    }
    var ranges: [SourceRange] = []
    for index in tokens.indices where isPerson[index] {
      if index > 0, isPerson[index - 1], let last = ranges.last {
        ranges[ranges.count - 1] = last.union(tokens[index].range)
      } else {
        ranges.append(tokens[index].range)
      }
    }
    return ranges
  }

  /// Words of a name that somebody may write without quotes.
  private static let longestName = 6

  /// Whether words side by side, or a name in quotes, are what a user is called.
  private func isName(_ tokens: ArraySlice<Token>) -> Bool {
    guard tokens.allSatisfy({ $0.kind == .word || tokens.count == 1 && $0.kind == .quoted }) else { return false }
    let text = tokens.map(\.text).joined(separator: " ")
    return ([text] + text.listed).contains { name in
      !name.utf8.allSatisfy { (0x30...0x39).contains($0) } && !workspace.snapshot.rows(named: name, in: .users).isEmpty
    }
  }

  /// The tokens that must be persons for the one before them: `user alice, bob`, `user in (alice, bob)`,
  /// `booked_by = 17`. In `by user` the word is a key and names nobody.
  private func valuesBehind(_ index: Int, of tokens: [Token]) -> Range<Int> {
    let none = index..<index
    guard tokens[index].kind == .word, isPersonal(tokens[index].text, among: tokens) else { return none }
    var next = index + 1
    if ["not", "in"].contains(tokens[next].text.lowercased()) || tokens[next].isRelation {
      while next < tokens.count, ["not", "in"].contains(tokens[next].text.lowercased()) || tokens[next].isRelation {
        next += 1
      }
      guard next < tokens.count, tokens[next].kind == .open else { return next..<min(next + 1, tokens.count) }
      let end = tokens[next...].firstIndex { $0.kind == .close } ?? tokens.count
      return next + 1..<end
    }
    guard tokens[index].text.lowercased() == "user", !isKey(index, of: tokens) else { return none }
    var end = next + 1
    while end + 1 < tokens.count, tokens[end].kind == .comma { end += 2 }
    return next..<min(end, tokens.count)
  }

  /// Whether a word stands in the list behind `by`.
  private func isKey(_ index: Int, of tokens: [Token]) -> Bool {
    var first = index
    while first >= 2, tokens[first - 1].kind == .comma { first -= 2 }
    return first > 0 && tokens[first - 1].text.lowercased() == "by"
  }

  /// Whether a word is the name of a column that tells who somebody is, in any table: `user`, `user.name`, `member`.
  /// Everything has an id and a name, so those two count where the statement is about users.
  private func isPersonal(_ word: String, among tokens: [Token]) -> Bool {
    let parts = word.lowercased().split(separator: ".")
    let column = parts.last.map(String.init) ?? ""
    if column == "user" { return true }
    if parts.count == 1, ["id", "name"].contains(column) {
      return tokens.contains { $0.text.lowercased() == TableName.users.rawValue }
    }
    return TableName.allCases.contains { table in
      return workspace.snapshot.table(table).column(column).map { workspace.snapshot.isPersonal($0.name, of: table) }
        ?? Schema.field(column, of: table)?.isPersonal ?? false
    }
  }
}

extension Token {
  fileprivate var isRelation: Bool {
    switch kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .word, .quoted, .quotedLabel, .comma, .semicolon, .open, .close, .dots, .plus, .minus, .times, .over, .newline,
      .unreadable, .end:
      false
    }
  }
}
