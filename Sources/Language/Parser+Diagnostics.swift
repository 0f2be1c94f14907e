import Diagnostics

// From a token that does not fit to a message that helps.
extension Parser {
  mutating func diagnostic(for failure: Failure) -> Diagnostic {
    switch failure {
    case .diagnostic(let diagnostic): return diagnostic
    case .unexpected(let index): return diagnostic(forUnexpected: index)
    }
  }

  private mutating func diagnostic(forUnexpected index: Int) -> Diagnostic {
    let (start, limit, conditionEnd) = (self.start, self.limit, self.conditionEnd)
    if let mistake = Name(tokens[start]).foreignBeginning { return mistake }
    if let mistake = clauseOfTwoWords(upTo: index, from: start) { return mistake }
    let expected = expectations(from: start, at: index)
    self.limit = limit
    if conditionEnd == index, let token = token(at: index),
      token.arithmetic != nil || keyword(at: index) == .of || keyword(at: index) == .each
    {
      return .calculationInCondition(at: token.range)
    }
    let required = noted
    if let token = token(at: index), let mistake = plain(token, at: index, expected) { return mistake }
    if let guess = typo(at: index, start, limit, expected) { return guess }
    self.limit = limit
    guard let token = token(at: index) else { return endsEarly(required, start, limit) }
    return special(token, at: index, start, expected)
      ?? .unexpected(shown(token), expected: Expectation.sentence(required), at: token.range)
  }

  private func endsEarly(_ expected: [Expectation], _ start: Int, _ limit: Int) -> Diagnostic {
    if let open = unclosedBracket(start..<limit), expected.contains(.symbol(")")) {
      return .unclosedBracket(at: tokens[open].range)
    }
    let last = tokens[limit - 1]
    let after = SourceRange(lower: last.range.upper, upper: last.range.upper)
    if limit - 2 > start, keywords[limit - 1]?.roles.contains(.key) ?? false, isInKeys(limit - 2, start) {
      return .keyWithoutComma(shown(tokens[limit - 2]), shown(last), at: after)
    }
    return .endsEarly(after: shown(last), expected: Expectation.sentence(expected), at: after)
  }

  /// Whether a token is among the keys of a `by`.
  private func isInKeys(_ index: Int, _ start: Int) -> Bool {
    var index = index
    while index > start, tokens[index].isName, keywords[index] != .by {
      guard tokens[index - 1].kind == .comma else { return keywords[index - 1] == .by }
      index -= 2
    }
    return false
  }

  private func unclosedBracket(_ piece: Range<Int>) -> Int? {
    var open: [Int] = []
    for index in piece {
      if tokens[index].kind == .open { open.append(index) }
      if tokens[index].kind == .close { _ = open.popLast() }
    }
    return open.last
  }

  // MARK: Typing errors

  /// A keyword that was meant: by the token itself, by the one before it, by the first of the statement.
  private mutating func typo(at index: Int, _ start: Int, _ limit: Int, _ expected: [Expectation]) -> Diagnostic? {
    if index < limit, let guess = nearestKeyword(to: index, in: expected) {
      return .misspelt(shown(tokens[index]), nearest: guess, at: tokens[index].range)
    }
    if index - 1 > start {
      let before = expectations(from: start, at: index - 1)
      self.limit = limit
      if let guess = nearestKeyword(to: index - 1, in: before) {
        return .misspelt(shown(tokens[index - 1]), nearest: guess, at: tokens[index - 1].range)
      }
    }
    let statements = Keyword.answeredStatements.map { Expectation.keyword($0.rawValue) }
    guard index > start, let guess = nearestKeyword(to: start, in: statements) else { return nil }
    return .unknownStatement(shown(tokens[start]), nearest: guess, at: tokens[start].range)
  }

  private func nearestKeyword(to index: Int, in expected: [Expectation]) -> String? {
    guard tokens[index].kind == .word, keywords[index] == nil, !tokens[index].isLabel else { return nil }
    let words = expected.compactMap { if case .keyword(let word) = $0 { word } else { nil } }
    return NearestName.find(tokens[index].text, in: words)
  }

  // MARK: Typical mistakes

  /// Words of other languages that have one of ours in their place.
  private static let foreignWords: [String: Keyword] = [
    "limit": .top, "first": .top, "order": .sort, "orderby": .sort, "compare": .vs, "versus": .vs, "per": .by,
    "filter": .where, "export": .to, "descending": .desc,
  ]

  /// Mistakes that look like a typing error but are none.
  private func plain(_ token: Token, at index: Int, _ expected: [Expectation]) -> Diagnostic? {
    if token.kind == .greater, expected.contains(.keyword("to")), let file = self.token(at: index + 1), file.isName,
      !file.isNumber
    {
      return fileSign(token, file)
    }
    guard token.kind == .word else { return nil }
    let word = token.text.lowercased()
    if word == "asc" || word == "ascending", expected.contains(.keyword("desc")) {
      return .ascending(shown(token), at: token.range)
    }
    if let ours = Self.foreignWords[word], expected.contains(.keyword(ours.rawValue)) {
      return .foreignWord(shown(token), instead: ours.rawValue, at: token.range)
    }
    // Behind a year it reads as a currency.
    if index - 2 > start, tokens[index - 1].text.lowercased() == "per", tokens[index - 2].isTime {
      return .foreignWord(shown(tokens[index - 1]), instead: "by", at: tokens[index - 1].range)
    }
    if index == start + 1, keywords[start] == .show, Keyword.described.contains(word) {
      return .shownByDescribe(word, at: tokens[start].range.union(token.range))
    }
    return nil
  }

  /// `group by`, `sort by`, `order by`: two words that are one here. As `by` can be a name, the statement may go wrong
  /// only far behind them.
  private func clauseOfTwoWords(upTo index: Int, from start: Int) -> Diagnostic? {
    for first in tokens[start..<limit].indices.dropFirst().dropLast() where keywords[first + 1] == .by {
      let range = tokens[first].range.union(tokens[first + 1].range)
      let isBefore = first + 1 < index
      if keywords[first] == .group, isBefore || first == index { return .groupBy(at: range) }
      if keywords[first] == .sort, isBefore || first == index { return .sortBy(shown(tokens[first]), at: range) }
      if first == index, tokens[first].text.lowercased() == "order" { return .sortBy(shown(tokens[first]), at: range) }
    }
    return nil
  }

  private func special(
    _ token: Token, at index: Int, _ start: Int, _ expected: [Expectation]
  ) -> Diagnostic? {
    let before = index > start ? tokens[index - 1] : nil
    let keyword = keywords[index]
    if token.kind == .close { return .strayBracket(at: token.range) }
    if let mistake = mistakenAmount(at: index, from: start) { return mistake }
    if token.isLabel, let before { return .missingComma(between: shown(before), and: shown(token), at: token.range) }
    if token.text == "%", token.kind == .word, let before, before.isNumber {
      return .blankBeforePercent(before.text, at: token.range)
    }
    if token.kind == .comma, index - 2 > start, keywords[index - 2] == .in {
      return .listWithoutBrackets(shown(tokens[index - 1]), at: tokens[index - 1].range)
    }
    if token.kind == .equal, keywords[start] == .set, index == start + 2 {
      return .equalInSet(shown(tokens[index - 1]), at: token.range)
    }
    if token.kind == .equal, index > start, let key = keywords[index - 1], key.roles.contains(.key),
      expected.contains(.name(ofKey: key.rawValue))
    {
      return .equalInFilter(shown(tokens[index - 1]), at: token.range)
    }
    if token.text == "_", expected.contains(.metric) { return .lastAnswerWithFilters(at: token.range) }
    if let said = spokenTime(index - 1, from: start) { return said }
    if expected.contains(.frame), let said = spokenTime(index, from: start) { return said }
    if token.isTime, !expected.contains(.frame) {
      if let before, keywords[index - 1] == .to, index - 2 >= start, tokens[index - 2].isTime {
        return .toBetweenTimes(tokens[index - 2].text, token.text, at: before.range.union(token.range))
      }
      if before?.text == "_" { return .lastAnswerWithTime(at: token.range) }
      if let before, before.isTime { return .timesWithoutDots(before.text, token.text, at: token.range) }
      if expected.contains(.metric) { return .timeWithoutMetric(token.text, at: token.range) }
      if expected.contains(.keyword("by")) { return .timeTooLate(token.text, at: token.range) }
    }
    if expected.contains(.frame), token.isName, keyword == nil, before.map({ $0.isName || $0.kind == .dots }) ?? false {
      let noMetric = !expected.contains(.metric) && !expected.contains(.table)
      if token.isDecimal, isMetricWord(index - 1) { return .amountWithoutCurrency(token.text, at: token.range) }
      if token.isNumber || noMetric { return .notATime(shown(token), at: token.range) }
    }
    if let keyword, expected.contains(.metric) || expected.contains(.table),
      !keyword.roles.isDisjoint(with: [.statement, .clause, .key, .endsMetric]), !expected.contains(.keyword("by"))
    {
      return .reservedName(shown(token), isTable: expected.contains(.table), at: token.range)
    }
    if token.isName, let before, before.isName, expected.contains(.symbol(",")), keyword == nil {
      return .missingComma(between: shown(before), and: shown(token), at: token.range)
    }
    return nil
  }

  /// `in march 2024`, `2024 March`, `vs last year`
  ///
  /// - Parameter index: of the first of the two words.
  private func spokenTime(_ index: Int, from start: Int) -> Diagnostic? {
    guard index > start, let last = token(at: index + 1),
      let written = SpokenTime.written([tokens[index].text, last.text], year: "")
    else { return nil }
    let first = keywords[index - 1] == .in && index - 1 > start ? index - 1 : index
    let range = tokens[first].range.union(last.range)
    return .spokenTime(String(source.text(of: range)), written: written, at: range)
  }

  /// `> x.csv`, `>x.csv`
  private func fileSign(_ sign: Token, _ file: Token) -> Diagnostic {
    let touches = sign.range.upper == file.range.lower
    let range = touches ? sign.range.union(file.range) : sign.range
    return .fileSign(instead: touches ? "to \(shown(file))" : "to", at: range)
  }

  /// A token in the user's spelling, cut where it is very long.
  private func shown(_ token: Token) -> String {
    let text = source.text(of: token.range)
    return text.utf8.count <= 60 ? String(text) : text.prefix(40) + "…"
  }
}

extension Name {
  /// `--` in front of a comment, `select`: what begins a line elsewhere, and nothing here.
  public var foreignBeginning: Diagnostic? {
    guard !quoted else { return nil }
    if text.hasPrefix("--") || text.hasPrefix("//") {
      return .foreignComment(
        String(text.prefix(2)), at: SourceRange(lower: place.range.lower, upper: place.range.lower + 2))
    }
    return text.lowercased() == "select" ? .foreignQuery(text, at: place.range) : nil
  }
}
