import DeskQL
import Diagnostics
import Language
import Store

// Columns of rows and answers, definitions, and what stands in theirs.
extension Completer {
  /// The columns of the answer behind `sort` and `having`, keys of rows behind `where`; in a list those of its table.
  func columns(_ site: CompletionSite, in text: String) -> [KnownName] {
    let words = words(before: site, in: text)
    if Completer.isDefinition(words) { return parts(ofDefinition: words, site) }
    if words.count > 1, words[0].role == .keyword(Keyword.list.rawValue) {
      return session.columnNames(ofTable: words[1].token.text).map { KnownName($0) }
    }
    let clause = words.last { [.keyword("where"), .keyword("sort"), .keyword("having")].contains($0.role) }
    guard let clause, let reach = reach(at: site) else { return [] }
    return (clause.role == .keyword("where") ? reach.keys : reach.columns).map { KnownName($0) }
  }

  /// Behind a comparison stand names of the data: those of its key.
  func namingValues(_ expectations: [Expectation], at site: CompletionSite, in text: String) -> [Expectation] {
    guard expectations.contains(.column) || expectations.contains(.value),
      let key = Completer.comparedKey(words(before: site, in: text))
    else { return expectations }
    return expectations.map { $0 == .column || $0 == .value ? .name(ofKey: key.lowercased()) : $0 }
  }

  /// The key whose values come next: `type` in `where type =`, `weekday` in `where weekday in (Mon,`.
  private static func comparedKey(_ statement: [TypedWord]) -> String? {
    // The first `=` of a definition compares nothing.
    let words =
      isDefinition(statement) ? Array(statement.drop { $0.token.kind != .equal }.dropFirst()) : statement
    var index = words.count - 1
    while index >= 2, words[index].token.kind == .comma { index -= 2 }
    if index >= 0, words[index].token.kind == .open { index -= 1 }
    guard index >= 1 else { return nil }
    switch words[index].token.kind {
    case .equal, .notEqual: return words[index - 1].token.text
    case .word where words[index].token.text.lowercased() == "in":
      let key = words[index - 1].token.text
      return key.lowercased() == "not" && index >= 2 ? words[index - 2].token.text : key
    default: return nil
    }
  }

  private static func isDefinition(_ words: [TypedWord]) -> Bool {
    words.first?.role == .keyword(Keyword.define.rawValue)
  }

  // MARK: Definitions

  /// What `describe`, `show definition` and `undefine` can be asked for: the last only takes away what somebody defined.
  func definitions(_ site: CompletionSite, in text: String) -> [KnownName] {
    func plain(_ names: [String]) -> [KnownName] { names.map { KnownName($0) } }
    let statement = words(before: site, in: text)
    if statement.first?.role == .keyword(Keyword.undefine.rawValue) {
      return plain(Completer.rests(of: session.ownDefinitionNames, after: site.run))
    }
    let isShown = statement.first?.role == .keyword(Keyword.show.rawValue)
    let others = isShown ? session.rowColumnNames : session.describedNames
    return metricRests(after: site.run, in: site) + (site.run.isEmpty ? plain(others) : [])
  }

  /// What a definition can be made of: metrics; tables behind `of`; columns of their rows behind `where`, and in what
  /// defines a column.
  private func parts(ofDefinition statement: [TypedWord], _ site: CompletionSite) -> [KnownName] {
    // Words of the language read as names of columns, too.
    func isWord(_ word: TypedWord, _ keyword: Keyword) -> Bool { Keyword(spelling: word.token.text) == keyword }
    if let last = statement.last, isWord(last, .of) { return TableName.allCases.map { KnownName($0.rawValue) } }
    let tail = statement.lastIndex { isWord($0, .of) }.map { statement[$0...].dropFirst() } ?? []
    if let table = tail.first, tail.contains(where: { isWord($0, .where) }) {
      return session.columnNames(ofTable: table.token.text).map { KnownName($0) }
    }
    if let name = statement.dropFirst().first?.token.text, let dot = name.lastIndex(of: ".") {
      return session.columnNames(ofTable: String(name[..<dot])).map { KnownName($0) }
    }
    return metricRests(after: site.run, in: site)
  }

  /// The words of the statement at hand, up to the one that is being typed.
  func words(before site: CompletionSite, in text: String) -> [TypedWord] {
    let words = TypedWord.words(of: SourceText(text: String(Substring(text.utf8.prefix(site.lower)))), knowing: known)
    let end = words.lastIndex { $0.token.kind == .newline || $0.token.kind == .semicolon }
    return Array(words[(end.map { $0 + 1 } ?? 0)...])
  }

  /// Whether what is being typed is the first word of a statement.
  static func beginsStatement(_ site: CompletionSite) -> Bool {
    site.expectations.contains(.keyword(Keyword.explain.rawValue))
      && site.expectations.contains(.keyword(Keyword.define.rawValue))
  }

  /// `$month`, and what it stands for.
  func parameters(beginning prefix: String) -> [Completion.Candidate] {
    parameters.all.map { ("$" + $0.name, $0.value) }.filter { $0.0.hasPrefix(prefix) }
      .map { Completion.Candidate(name: $0.0, text: $0.0, note: $0.1) }
  }
}
