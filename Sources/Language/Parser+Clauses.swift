import Diagnostics

// Rules: query, filter, metric, frame, clause.
extension Parser {
  mutating func query() throws(Failure) -> Query {
    let start = index
    note(.metric)
    if let token, token.kind == .word, token.text == "_" {
      index += 1
      metricRun = index - 1..<index
      let clauses = try clauses(in: .query)
      return Query(subject: .last(Place(token.range)), frame: nil, clauses: clauses, place: place(from: start))
    }
    var filters: [Filter] = []
    while true {
      if index == cursor { for key in Keyword.keys { note(.keyword(key.rawValue)) } }
      guard let keyword, keyword.roles.contains(.key) else { break }
      filters.append(try filter())
    }
    let metric = try metric()
    let frame = try optionalFrame()
    let clauses = try clauses(in: .query)
    return Query(
      filters: filters, subject: .metric(metric), frame: frame, clauses: clauses, place: place(from: start))
  }

  /// After a key the next word is a name, whatever it is.
  private mutating func filter() throws(Failure) -> Filter {
    let key = Name(tokens[index])
    let role = Expectation.name(ofKey: keyword?.rawValue ?? key.text)
    let keyword = keyword
    index += 1
    let names = try nameList(role)
    if let keyword { filterKeys.append(keyword) }
    return Filter(key: key, names: names)
  }

  // MARK: Metric

  private mutating func metric() throws(Failure) -> MetricSyntax {
    note(.metric)
    guard isMetricWord(index), isCheckMetric || !(keyword?.roles.contains(.statement) ?? false) else {
      throw .unexpected(index)
    }
    let phrase = Phrase(metricWords())
    metricRun = run
    guard let number = token, number.isDecimal, let currency = token(at: index + 1), currency.isCurrency else {
      if index + 1 == cursor, let number = token, number.isDecimal, !number.isTime { noted.append(.currency) }
      return MetricSyntax(phrase: phrase)
    }
    index += 2
    return MetricSyntax(phrase: phrase, amount: Amount(number: Name(number), currency: Name(currency)))
  }

  /// Words up to a time, a number, a clause or a key.
  mutating func metricWords() -> [Name] {
    let start = index
    var names: [Name] = []
    while isMetricWord(index) {
      names.append(Name(tokens[index]))
      index += 1
    }
    run = start..<index
    if !names.isEmpty { noteInRun(.metric) }
    return names
  }

  func isMetricWord(_ index: Int) -> Bool {
    guard let token = token(at: index) else { return false }
    if token.kind == .quoted { return true }
    guard token.kind == .word, token.text != "_" else { return false }
    if let keyword = keywords[index], keyword.roles.contains(.endsMetric) { return false }
    return !token.isTime && !token.isNumber
  }

  // MARK: Frame

  mutating func optionalFrame() throws(Failure) -> FrameSyntax? {
    note(.frame)
    if at(.since) || token?.isTime ?? false { return try frame() }
    return nil
  }

  private mutating func frame() throws(Failure) -> FrameSyntax {
    if let start = token, accept(.since) { return .since(try point(), Place(start.range)) }
    let first = try point()
    return accept(.dots) ? .range(first, try point()) : .point(first)
  }

  private mutating func point() throws(Failure) -> Name {
    note(.frame)
    guard let token, token.isTime else { throw .unexpected(index) }
    index += 1
    return Name(token)
  }

  // MARK: Clauses

  enum ClauseContext {
    case query
    /// Filters, `vs`, `as` and `to` belong to a query, not to a definition.
    case definition
    /// Nothing but how an answer is written, and where to: `as`, `to`.
    case answer
  }

  mutating func clauses(in context: ClauseContext) throws(Failure) -> [Clause] {
    var clauses: [Clause] = []
    while let clause = try clause(in: context) { clauses.append(clause) }
    return clauses
  }

  private mutating func clause(in context: ClauseContext) throws(Failure) -> Clause? {
    if index == cursor { noteClauses(in: context) }
    guard let keyword else { return nil }
    let start = index
    if context == .query, keyword.roles.contains(.key) {
      return Clause(.filter(try filter()), place: place(from: start))
    }
    guard keyword.roles.contains(.clause), Self.allows(keyword, in: context) else { return nil }
    index += 1
    let kind = try clause(keyword)
    return Clause(kind, place: place(from: start))
  }

  private mutating func clause(_ keyword: Keyword) throws(Failure) -> Clause.Kind {
    switch keyword {
    case .by: return .by(try nameList(.key))
    case .where: return .where(try condition())
    case .having: return .having(try condition())
    case .sort: return .sort(try name(.column), descending: accept(.desc))
    case .top:
      note(.number)
      guard let token, token.isWholeNumber else { throw .unexpected(index) }
      index += 1
      return .top(Name(token))
    case .between:
      let first = try name(.clock)
      try expect(.and)
      return .between(first, try name(.clock))
    case .with: return .with(try name(.setting), try name(.value))
    case .vs:
      if accept(.previous) { return .vs(.previous) }
      if at(.lastyear), token(at: index + 1)?.kind != .dots {
        index += 1
        return .vs(.lastYear)
      }
      return .vs(.frame(try frame()))
    case .in: return .in(try name(.unit))
    case .on: return .on(try name(.basis))
    case .under:
      var libraries = [try library()]
      while accept(.comma) { libraries.append(try library()) }
      return .under(libraries)
    case .as: return .as(try name(.format))
    case .to: return .to(try name(.file) { !$0.isTime })
    default: throw .unexpected(index - 1)
    }
  }

  private static func allows(_ clause: Keyword, in context: ClauseContext) -> Bool {
    switch context {
    case .query: true
    case .definition: ![.vs, .as, .to].contains(clause)
    case .answer: [.as, .to].contains(clause)
    }
  }

  private mutating func noteClauses(in context: ClauseContext) {
    for keyword in Keyword.clauses where Self.allows(keyword, in: context) {
      note(.keyword(keyword.rawValue))
    }
    guard context == .query else { return }
    for key in Keyword.keys { note(.keyword(key.rawValue)) }
  }

  /// `OfficeRnD Hybrid`
  private mutating func library() throws(Failure) -> Phrase {
    note(.library)
    let library = try phrase()
    noteInRun(.library)
    return library
  }
}
