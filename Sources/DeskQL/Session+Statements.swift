import Calculus
import Diagnostics
import Language
import Planning
import Store

extension Session {
  /// Runs one statement.
  ///
  /// - Returns: what it gives, and warnings that ride on it.
  /// - Throws: why it could not be done; a failed `expect` has the code `expectation-failed`.
  public mutating func execute(
    _ statement: Statement, source: SourceText
  ) throws(Rejection) -> (Output, warnings: [Diagnostic]) {
    let (statement, source) = try inFull(statement, source: source)
    switch statement {
    case .query(let query):
      let answer = try run(query, source: source)
      if case .metric = query.subject { lastAnswer = LastAnswer(answer: answer, question: statement) }
      return (.answer(answer, format: query.clauses.format), [])
    case .list(let list):
      let answer = try run(list, source: source)
      lastAnswer = LastAnswer(answer: answer, question: statement)
      return (.answer(answer, format: list.clauses.format), [])
    case .expect(let query, let value, let within):
      try check(query, gives: value, within: within, source: source)
      return (.none, [])
    case .define(let definition): return (.none, try define(definition, source: source))
    case .undefine(let name): return (.none, try undefine(name, source: source))
    case .set(let name, let values):
      try set(name, values, origin: .session, source: source)
      return (.none, [])
    case .show(let show): return (.text(try text(of: show, source: source)), [])
    case .describe(let phrase): return (.text(try description(of: phrase, source: source)), [])
    case .check(let check):
      let answer = try run(check, source: source)
      lastAnswer = LastAnswer(answer: answer, question: statement)
      return (.answer(answer, format: check.clauses.format), [])
    case .help(let topic): return (.text(try help(topic, source: source)), [])
    case .quit: return (.quit, [])
    case .timing: return (.none, [])
    case .explain(let query):
      return (.report(try explain(query, source: source), format: query.clauses.format), [])
    case .why(let query): return (.report(try why(query, source: source), format: query.clauses.format), [])
    case .load(let names):
      let (text, warnings) = try load(names, source: source)
      return (.text(text), warnings)
    case .save(let names), .source(let names):
      throw Rejection(.statementNotSupported("this statement", names.first?.place, in: source))
    case .map(let mapping): throw Rejection(.mapInSession(mapping.place, in: source))
    }
  }

  // MARK: definitions and settings

  /// Adds a definition after trying to bind it, so that what is wrong is said now and not when it is used.
  mutating func define(_ definition: Definition, source: SourceText) throws(Rejection) -> [Diagnostic] {
    var changed = catalogue
    let before = catalogue[definition.name.text]
    try changed.define(definition, from: source)
    try Binder.check(definition, catalogue: changed, snapshot: workspace.snapshot, settings: settings, source: source)
    let known = catalogue
    catalogue = changed
    // A new name spoils nothing.
    guard before != nil else { return [] }
    let spoilt = Binder.spoilt(by: changed, before: known, snapshot: workspace.snapshot, settings: settings)
    let behind = changed.behind(definition.name.text)
    return [.redefined(definition.name, behind: behind, in: source)]
      + (spoilt.map { [.spoilt($0.names, $0.reason, by: definition.name, behind: behind, in: source)] } ?? [])
  }

  /// Takes a definition of the user's away; one behind it is in force again.
  mutating func undefine(_ name: Phrase, source: SourceText) throws(Rejection) -> [Diagnostic] {
    guard catalogue[name.text] != nil else {
      throw Rejection(.unknownDefinition(name, catalogue: catalogue, in: source))
    }
    let before = catalogue
    guard catalogue.undefine(name.text) != nil else { throw Rejection(.builtIn(name, in: source)) }
    if let restored = catalogue[name.text] { return [.restored(restored, at: name.place, in: source)] }
    let spoilt = Binder.spoilt(by: catalogue, before: before, snapshot: workspace.snapshot, settings: settings)
    return spoilt.map { [.spoilt($0.names, $0.reason, without: name, in: source)] } ?? []
  }

  mutating func set(
    _ name: Name, _ values: [Name], origin: Settings.Origin, source: SourceText
  ) throws(Rejection) {
    try settings.set(name, values, origin: origin, source: source)
  }

  // MARK: expectations

  /// The only figure of an answer against a stated one.
  private func check(
    _ query: Query, gives value: Value, within: Value?, source: SourceText
  ) throws(Rejection) {
    let answer = try run(query, source: source)
    if answer.valueColumn == nil, let names = query.clauses.definitionNames {
      throw Rejection(.expectationOfSeveral(names, query.place, in: source))
    }
    guard answer.rowCount == 1, let column = answer.valueColumn else {
      throw Rejection(.expectationOfManyRows(answer.rowCount, query.place, in: source))
    }
    let stated = try StatedFigure(value, within: within, of: answer.columns[column], in: source)
    let cell = answer.cell(row: 0, column: column)
    guard stated.holds(of: cell) else {
      throw Rejection(
        .expectationFailed(stated.description, got: stated.text(of: cell), at: value.place, in: source))
    }
  }
}

extension [Clause] {
  /// What `as` asks for.
  var format: String? {
    for clause in self { if case .as(let name) = clause.kind { return name.text.lowercased() } }
    return nil
  }

  /// What `under` names.
  fileprivate var definitionNames: [String]? {
    for clause in self { if case .under(let names) = clause.kind { return names.map(\.text) } }
    return nil
  }
}

extension Session {
  /// The statements of a text, and what is wrong with the others.
  public static func parse(_ source: SourceText) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    let script = Parser.script(source)
    return (script.statements.map(\.0), script.diagnostics)
  }
}
