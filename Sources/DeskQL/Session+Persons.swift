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
  /// run of words that is a user's id, name or e-mail, or was that of somebody who is forgotten, be it a part of something
  /// in quotes (`to "Ann Example.csv"`). So does what looks like an e-mail address, and, where persons are forgotten, a
  /// comment: nobody can tell what it says. A number of up to four digits is a person only in the first two places:
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
    }
    for named in tokensThatAreNames(tokens) { isPerson[named] = true }
    var ranges: [SourceRange] = []
    for index in tokens.indices where isPerson[index] {
      if index > 0, isPerson[index - 1], let last = ranges.last {
        ranges[ranges.count - 1] = last.union(tokens[index].range)
      } else {
        ranges.append(tokens[index].range)
      }
    }
    if forgetsPersons {
      // A name that goes on behind a comment has it in its range.
      ranges += comments(between: tokens, in: source).filter { comment in
        !ranges.contains { $0.lower < comment.lower && comment.upper < $0.upper }
      }
    }
    return ranges.sorted { $0.lower < $1.lower }
  }

  /// The tokens whose words, or words of theirs, are what somebody is or was called. A name may begin in one and end in
  /// another: `Ann Example`, `"Example", ann`.
  private func tokensThatAreNames(_ tokens: [Token]) -> [Int] {
    var words: [String] = []
    var places: [Int] = []
    for (index, token) in tokens.enumerated() {
      let own = token.text.plainWords
      words += own
      places += own.map { _ in index }
    }
    let runs = workspace.snapshot.runsNamingPersons(in: words).filter { run in
      run.count > 1 || !words[run.lowerBound].isNumber || words[run.lowerBound].utf8.count > 4
    }
    return runs.flatMap { places[$0.lowerBound]...places[$0.upperBound - 1] }
      + tokens.indices.filter { tokens[$0].text.holdsAddress }
  }

  /// From `#` to the end of the line; tokens leave nothing else out but blanks.
  private func comments(between tokens: [Token], in source: SourceText) -> [SourceRange] {
    var comments: [SourceRange] = []
    var end = 0
    for token in tokens {
      let gap = Array(source.text.utf8.dropFirst(end).prefix(max(0, token.range.lower - end)))
      var at = 0
      while let start = gap[at...].firstIndex(of: UInt8(ascii: "#")) {
        at = gap[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? gap.count
        comments.append(SourceRange(lower: end + start, upper: end + at))
      }
      end = max(end, token.range.upper)
    }
    return comments
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
    if forgetsPersons, workspace.snapshot.isLostWithPerson(column) { return true }
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
