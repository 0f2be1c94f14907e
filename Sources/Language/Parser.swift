import Diagnostics

/// Tokens → syntax tree, by recursive descent with one rule of Grammar/deskql.ebnf a function.
///
/// Position decides what a word is. Nesting is limited, so no text can exhaust the stack; every lookahead is over the
/// run of words at hand, so the time is linear.
public struct Parser {
  /// Deeper brackets than this are a diagnostic.
  static let deepest = 50
  /// More operators than this in one statement are a diagnostic: a chain makes the tree as deep as it is long.
  static let mostOperators = 1000

  /// Why a statement was given up.
  enum Failure: Error {
    /// The token does not fit; what would have is worked out afterwards.
    case unexpected(Int)
    case diagnostic(Diagnostic)
  }

  let source: SourceText
  let tokens: [Token]
  /// The keyword that each token spells, if any.
  let keywords: [Keyword?]
  /// The token to look at, and the one at which the statement ends.
  var index: Int
  var limit: Int

  var depth = 0
  var operators = 0
  /// Where a condition ended without a bracket: a calculation after it is a typical mistake.
  var conditionEnd = -1
  /// Where expectations are noted, and what they are; -1 while merely parsing.
  var cursor = -1
  var noted: [Expectation] = []
  /// What would only make a run of words longer: for completion, not for messages.
  var notedInRun: [Expectation] = []
  /// The run of words read last: those of a metric, a phrase, a library.
  var run = 0..<0
  /// The words of the statement's metric.
  var metricRun = 0..<0
  /// The keys of the filters that were read.
  var filterKeys: [Keyword] = []
  /// First token of the statement at hand.
  private(set) var start = 0

  init(source: SourceText, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    keywords = tokens.map { $0.kind == .word ? Keyword(spelling: $0.text) : nil }
    index = 0
    limit = tokens.count - 1
  }

  // MARK: Entrances

  /// The one statement of a text.
  public static func statement(_ source: SourceText) throws(Rejection) -> Statement {
    try only(script(source), in: source)
  }

  /// The one statement that tokens make; `source` is the text that they are from.
  public static func statement(from tokens: [Token], of source: SourceText) throws(Rejection) -> Statement {
    var parser = Parser(source: source, tokens: tokens)
    return try only(parser.script().0, in: source)
  }

  private static func only(_ script: Script, in source: SourceText) throws(Rejection) -> Statement {
    guard script.diagnostics.isEmpty else { throw Rejection(script.diagnostics) }
    guard let first = script.statements.first else { throw Rejection(.nothingToRun(in: source)) }
    guard script.statements.count == 1 else {
      throw Rejection(Diagnostic.secondStatement(at: script.statements[1].1).located(in: source))
    }
    return first.0
  }

  /// The statements that could be read with their ranges, and what is wrong with the others.
  public typealias Script = (statements: [(Statement, SourceRange)], diagnostics: [Diagnostic])

  /// All statements of a text, and all that is wrong with it, in the order of the text: after an error it goes on at the
  /// next statement.
  public static func script(_ source: SourceText) -> Script {
    var script: Script = ([], [])
    var next: Int? = 0
    for _ in 0...mostRereadings {
      guard let offset = next, script.diagnostics.count < mostDiagnostics else { break }
      let lexed = Lexer.scan(source, from: offset)
      var parser = Parser(source: source, tokens: lexed.tokens)
      let part: Script
      (part, next) = parser.script()
      script.statements += part.statements
      script.diagnostics += part.diagnostics
      script.diagnostics += lexed.diagnostics.filter { ($0.range?.lower ?? 0) < next ?? .max }
    }
    script.diagnostics.sort { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
    return script
  }

  /// - Returns: what was read, and, where a bracket that is not closed swallowed the next statements, the offset from
  ///   which to read again.
  private mutating func script() -> (Script, resume: Int?) {
    var script: Script = ([], [])
    var next = 0
    while let piece = piece(from: next), script.diagnostics.count < Self.mostDiagnostics {
      next = piece.upperBound
      let line = nextStatementLine(in: piece)
      do {
        if isReadable(piece) {
          let statement = try parse(piece)
          script.statements.append((statement, range(of: piece)))
        } else if let line {
          if isReadable(piece.lowerBound..<line) { _ = try parse(piece.lowerBound..<line) }
          return (script, tokens[line].range.lower)
        }
      } catch {
        var shown = diagnostic(for: error)
        if let line {
          // Look again at the first line alone, so that the message is about it.
          do { _ = try parse(piece.lowerBound..<line) } catch { shown = diagnostic(for: error) }
        }
        script.diagnostics.append(shown.located(in: source))
        if let line { return (script, tokens[line].range.lower) }
      }
    }
    return (script, nil)
  }

  /// After so many brackets that are not closed, the rest is not read: each costs another pass.
  private static let mostRereadings = 20
  /// A file with more errors than this is some other kind of file: the rest is not read.
  private static let mostDiagnostics = 100

  /// Whether a text stops in the midst of a statement that could still become a right one: a bracket is open, or it
  /// ends in an operator, a comma or `=`. The line editor then asks for another line.
  public static func isIncomplete(_ source: SourceText) -> Bool {
    let lexed = Lexer.scan(source)
    guard lexed.isOpen, lexed.diagnostics.isEmpty else { return false }
    var parser = Parser(source: source, tokens: lexed.tokens)
    let last = parser.lastPiece
    do {
      _ = try parser.parse(last)
      return true
    } catch .unexpected(let index) {
      return index >= last.upperBound
    } catch {
      return parser.index >= last.upperBound
    }
  }

  /// How much of a text means the same whatever comes behind it: statements that end with `;` or an empty line, or
  /// before the line on which the last one begins. That one may go on with an operator, a comma or `=`.
  ///
  /// - Parameter source: whole lines.
  /// - Returns: a length in UTF-8 that ends with a line.
  public static func settledLength(_ source: SourceText) -> Int {
    let lexed = Lexer.scan(source)
    let tokens = lexed.tokens.dropLast()
    guard let last = tokens.last(where: { $0.kind != .newline }) else { return source.text.utf8.count }
    if lexed.endsHard || last.kind == .semicolon { return source.text.utf8.count }
    var upper = tokens.lastIndex(where: { $0.kind != .newline })!
    while let separator = tokens[...upper].lastIndex(where: separates) {
      // Of two statements on one line the first runs with the second.
      if tokens[separator + 1].startsLine { return tokens[separator + 1].range.lower }
      upper = separator - 1
      if upper < 0 { break }
    }
    return 0
  }

  // MARK: Pieces

  /// The tokens of the next statement.
  private func piece(from start: Int) -> Range<Int>? {
    var lower = start
    while lower < tokens.count - 1, Self.separates(tokens[lower]) { lower += 1 }
    guard lower < tokens.count - 1 else { return nil }
    var upper = lower
    while upper < tokens.count - 1, !Self.separates(tokens[upper]) { upper += 1 }
    return lower..<upper
  }

  /// The tokens of the last statement; none after a separator.
  var lastPiece: Range<Int> {
    let end = tokens.count - 1
    let start = tokens[..<end].lastIndex(where: Self.separates).map { $0 + 1 } ?? 0
    return start..<end
  }

  private static func separates(_ token: Token) -> Bool {
    token.kind == .newline || token.kind == .semicolon
  }

  /// Where, inside a piece that goes over several lines, a line begins like a new statement.
  private func nextStatementLine(in piece: Range<Int>) -> Int? {
    piece.dropFirst().first { tokens[$0].startsLine && keywords[$0]?.roles.contains(.statement) ?? false }
  }

  private func isReadable(_ piece: Range<Int>) -> Bool {
    !tokens[piece].contains { $0.kind == .unreadable }
  }

  private func range(of piece: Range<Int>) -> SourceRange {
    tokens[piece.lowerBound].range.union(tokens[piece.upperBound - 1].range)
  }

  mutating func parse(_ piece: Range<Int>) throws(Failure) -> Statement {
    start = piece.lowerBound
    index = start
    limit = piece.upperBound
    depth = 0
    operators = 0
    conditionEnd = -1
    run = 0..<0
    metricRun = 0..<0
    filterKeys = []
    let statement = try statement()
    note(.end)
    guard index >= limit else { throw .unexpected(index) }
    return statement
  }

  // MARK: Looking

  /// The token ahead; nil at the end of the statement.
  var token: Token? { token(at: index) }

  func token(at index: Int) -> Token? {
    index < limit ? tokens[index] : nil
  }

  /// The keyword ahead.
  var keyword: Keyword? { keyword(at: index) }

  func keyword(at index: Int) -> Keyword? {
    index < limit ? keywords[index] : nil
  }

  /// Whether the token ahead is this keyword, which is then among what may stand here.
  mutating func at(_ keyword: Keyword) -> Bool {
    if index == cursor, !Keyword.unanswered.contains(keyword) { note(.keyword(keyword.rawValue)) }
    return self.keyword == keyword
  }

  mutating func at(_ kind: Token.Kind) -> Bool {
    if index == cursor { note(.symbol(kind.rawValue)) }
    return token?.kind == kind
  }

  mutating func note(_ expectation: Expectation) {
    if index == cursor, !noted.contains(expectation) { noted.append(expectation) }
  }

  /// Notes what would go on with the run of words just read.
  mutating func noteInRun(_ expectations: Expectation...) {
    guard index == cursor, run.upperBound == index else { return }
    for one in expectations where !notedInRun.contains(one) { notedInRun.append(one) }
  }

  // MARK: Taking

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    index += 1
    return true
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ keyword: Keyword) throws(Failure) {
    guard accept(keyword) else { throw .unexpected(index) }
  }

  mutating func expect(_ kind: Token.Kind) throws(Failure) {
    guard accept(kind) else { throw .unexpected(index) }
  }

  /// Any word or quoted name, whatever it is.
  mutating func name(_ role: Expectation) throws(Failure) -> Name {
    try name(role) { _ in true }
  }

  /// A quoted name, or a word of a class.
  mutating func name(_ role: Expectation, where fits: (Token) -> Bool) throws(Failure) -> Name {
    note(role)
    guard let token, token.kind == .quoted || token.kind == .word && fits(token) else { throw .unexpected(index) }
    index += 1
    return Name(token)
  }

  /// Words and quoted names, as many as there are.
  mutating func names(_ role: Expectation) -> [Name] {
    var names: [Name] = []
    note(role)
    let start = index
    while let token, token.isName {
      names.append(Name(token))
      index += 1
    }
    run = start..<index
    if !names.isEmpty { noteInRun(role) }
    return names
  }

  /// `name {"," name}`
  mutating func nameList(_ role: Expectation) throws(Failure) -> [Name] {
    var names = [try name(role)]
    while accept(.comma) { names.append(try name(role)) }
    return names
  }

  /// All words to the end of the statement, one at least.
  mutating func wholePhrase(_ role: Expectation) throws(Failure) -> Phrase {
    let names = names(role)
    guard !names.isEmpty else { throw .unexpected(index) }
    return Phrase(names)
  }

  /// The place from a token to the one before the next.
  func place(from start: Int) -> Place {
    let last = max(start, index - 1)
    return Place(tokens[start].range.union(tokens[last].range))
  }

  /// Goes one level down, unless that is too deep.
  mutating func nested<Result>(_ body: (inout Parser) throws(Failure) -> Result) throws(Failure) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      let range = tokens[min(index, limit - 1)].range
      throw .diagnostic(.nestedTooDeeply(Self.deepest, at: range))
    }
    return try body(&self)
  }
}

extension Name {
  init(_ token: Token) {
    self.init(text: token.text, quoted: token.kind == .quoted, place: Place(token.range))
  }
}
