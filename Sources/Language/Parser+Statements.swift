import Diagnostics

// Rules: statement, listing, asked.
extension Parser {
  mutating func statement() throws(Failure) -> Statement {
    if index == cursor { for keyword in Keyword.answeredStatements { note(.keyword(keyword.rawValue)) } }
    guard let keyword, keyword.roles.contains(.statement), !isSourceFilter,
      !isCheckMetric || isCheckOfSubject
    else {
      return .query(try query())
    }
    index += 1
    switch keyword {
    case .explain: return .explain(try query())
    case .why: return .why(try query())
    case .expect:
      let query = try query()
      try expect(.gives)
      let value = try value()
      return .expect(query, gives: value, within: accept(.within) ? try self.value() : nil)
    case .define: return .define(try definition(from: index - 1))
    case .undefine: return .undefine(try wholePhrase(.definition))
    case .set:
      let setting = try name(.setting)
      var values = [try name(.value)]
      values += names(.value)
      return .set(setting, values)
    case .list: return .list(try listing(from: index - 1))
    case .show: return .show(try show())
    case .describe:
      note(.definition)
      note(.loadedFile)
      return .describe(try wholePhrase(.definition))
    case .check: return .check(try check(from: index - 1))
    case .load: return .load(names(.file))
    case .save: return .save(names(.file))
    case .source: return .source([try name(.file)])
    case .help:
      let topic = names(.topic)
      return .help(topic.isEmpty ? nil : Phrase(topic))
    case .timing:
      note(.value)
      return .timing(token?.isName ?? false ? try name(.value) : nil)
    case .map: return .map(try mapping())
    case .quit: return .quit
    default: throw .unexpected(index - 1)
    }
  }

  /// `source` is a statement with one name and nothing more; before anything else it is the filter.
  private var isSourceFilter: Bool {
    keyword == .source && token(at: index + 1)?.isName ?? false && token(at: index + 2) != nil
  }

  /// `check` is a statement by itself; before words it begins a metric: `check ins 2024`.
  var isCheckMetric: Bool { keyword == .check && isMetricWord(index + 1) }

  /// One word, and nothing after it but `as` and `to`, is what is to be checked: a metric would need a time.
  private var isCheckOfSubject: Bool {
    guard isCheckMetric else { return false }
    var next = index + 2
    while let keyword = keyword(at: next), keyword == .as || keyword == .to {
      guard let name = token(at: next + 1), name.isName, keyword == .as || !name.isTime else { return false }
      next += 2
    }
    return next >= limit
  }

  private mutating func check(from start: Int) throws(Failure) -> CheckQuery {
    note(.table)
    note(.finding)
    note(.metric)
    noteAsMetric(from: start)
    var subject: Name?
    if isMetricWord(index) {
      subject = Name(tokens[index])
      index += 1
    }
    let clauses = try clauses(in: .answer)
    return CheckQuery(subject: subject, clauses: clauses, place: place(from: start))
  }

  /// What would go on with a check of one word as a metric, for completion.
  private mutating func noteAsMetric(from start: Int) {
    guard cursor > index else { return }
    let (subject, depth) = (index, depth)
    index = start
    _ = try? query()
    (index, self.depth) = (subject, depth)
  }

  private mutating func show() throws(Failure) -> Show {
    if accept(.definition) { return .definition(try wholePhrase(.definition)) }
    if accept(.settings) { return .settings }
    if accept(.steps) { return .steps(try asked()) }
    if accept(.sql) { return .sql(try asked()) }
    if accept(.tokens) { return .tokens(try asked()) }
    if accept(.tree) { return .tree(try asked()) }
    throw .unexpected(index)
  }

  private mutating func asked() throws(Failure) -> Asked {
    let start = index
    note(.metric)
    let kind: Asked.Kind
    if accept(.explain) {
      kind = .explain(try query())
    } else if accept(.why) {
      kind = .why(try query())
    } else if accept(.list) {
      kind = .list(try listing(from: start))
    } else {
      kind = .query(try query())
    }
    return Asked(kind, place: place(from: start))
  }

  private mutating func value() throws(Failure) -> Value {
    note(.value)
    guard let token, token.isNumber else { return Value(text: try name(.value)) }
    index += 1
    note(.unit)
    guard let unit = self.token, unit.isName, keyword != .within else { return Value(text: Name(token)) }
    index += 1
    return Value(text: Name(token), unit: Name(unit))
  }

  private mutating func listing(from start: Int) throws(Failure) -> ListQuery {
    let at = index
    note(.table)
    guard isMetricWord(at) else { throw .unexpected(index) }
    index += 1
    note(.state)
    let state = metricWords()
    let frame = try optionalFrame()
    let clauses = try clauses(in: .query)
    return ListQuery(
      table: Name(tokens[at]), state: state.isEmpty ? nil : Phrase(state), frame: frame, clauses: clauses,
      place: place(from: start))
  }
}
