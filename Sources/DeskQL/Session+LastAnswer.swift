import Diagnostics
import Language
import Store

/// What `_` stands for.
struct LastAnswer: Sendable {
  let answer: Answer
  /// The query, list or check that it answers, in full.
  let question: Statement
}

// `_` alone is the last answer as it was given. With clauses behind it, or behind `explain`, it is the last question once
// more: that is written out in full and read anew, so that whatever is said of it is said of words that can be seen.
extension Session {
  /// A statement with the last question in the place of a `_` that stands for more than its answer.
  func inFull(_ statement: Statement, source: SourceText) throws(Rejection) -> (Statement, SourceText) {
    let full: Statement
    let last: Query?
    switch statement {
    case .query(let query) where query.asksAnew: (full, last) = (try lastQuestion(for: query, in: source), query)
    case .expect(let query, let value, let within) where query.asksAnew:
      (full, last) = (.expect(try lastQuery(for: query, in: source), gives: value, within: within), query)
    case .explain(let query) where query.isLast:
      (full, last) = (.explain(try lastQuery(for: query, in: source)), query)
    case .why(let query) where query.isLast: (full, last) = (.why(try lastQuery(for: query, in: source)), query)
    case .show(.steps(let asked)) where asked.query?.isLast == true:
      (full, last) = (.show(.steps(try inFull(asked, source: source))), asked.query)
    case .show(.sql(let asked)) where asked.query?.isLast == true:
      (full, last) = (.show(.sql(try inFull(asked, source: source))), asked.query)
    default: return (statement, source)
    }
    let line = source.lineAndColumn(of: last?.place.range.lower ?? 0).line
    let text = SourceText(name: source.name, text: Printer.text(of: full), firstLine: line)
    return (try Parser.statement(text), text)
  }

  private func inFull(_ asked: Asked, source: SourceText) throws(Rejection) -> Asked {
    switch asked.kind {
    case .query(let query):
      if case .list(let list) = try lastQuestion(for: query, in: source) {
        return Asked(.list(list), place: asked.place)
      }
      return Asked(.query(try lastQuery(for: query, in: source)), place: asked.place)
    case .explain(let query): return Asked(.explain(try lastQuery(for: query, in: source)), place: asked.place)
    case .why(let query): return Asked(.why(try lastQuery(for: query, in: source)), place: asked.place)
    case .list: return asked
    }
  }

  private func lastQuery(for query: Query, in source: SourceText) throws(Rejection) -> Query {
    guard case .query(let last) = try lastQuestion(for: query, in: source) else {
      throw Rejection(.noFiguresInLastAnswer(query.subject.place, in: source))
    }
    return last
  }

  /// The last question with what stands behind `_`.
  private func lastQuestion(for query: Query, in source: SourceText) throws(Rejection) -> Statement {
    guard let lastAnswer else { throw Rejection(.noLastAnswer(query.subject.place, in: source)) }
    let clauses = query.clauses
    switch lastAnswer.question {
    case .query(let last):
      return .query(
        Query(
          filters: last.filters.filter { filter in
            !clauses.contains { $0.replaces(Clause(.filter(filter), place: filter.place)) }
          },
          subject: last.subject, frame: last.frame, clauses: last.clauses.continued(by: clauses), place: last.place))
    case .list(let last):
      return .list(
        ListQuery(
          table: last.table, state: last.state, frame: last.frame, clauses: last.clauses.continued(by: clauses),
          place: last.place))
    default: throw Rejection(.noFiguresInLastAnswer(query.subject.place, in: source))
    }
  }

  /// The words of the metric that `_` stands for, a mode perhaps among them; none where it stands for none.
  public var lastMetric: [String] {
    guard case .query(let query)? = lastAnswer?.question, case .metric(let metric) = query.subject else { return [] }
    return metric.phrase.names.map(\.text)
  }

  /// The last answer as it was given, perhaps in another format or into a file.
  func again(_ query: Query, source: SourceText) throws(Rejection) -> Answer {
    guard let lastAnswer else { throw Rejection(.noLastAnswer(query.subject.place, in: source)) }
    return lastAnswer.answer
  }
}

extension Query {
  fileprivate var isLast: Bool { if case .last = subject { true } else { false } }

  /// `_` with more behind it than how its answer is written.
  fileprivate var asksAnew: Bool { isLast && !clauses.allSatisfy(\.isOfWriting) }
}

extension [Clause] {
  /// With others behind them, each in the place of its like: one more `where` narrows, another `by` is another one.
  fileprivate func continued(by others: [Clause]) -> [Clause] {
    filter { clause in !clause.isOfWriting && !others.contains { $0.replaces(clause) } } + others
  }
}

extension Clause {
  /// How an answer is written, and where to.
  fileprivate var isOfWriting: Bool {
    switch kind {
    case .as, .to: true
    case .filter, .by, .where, .having, .sort, .top, .between, .with, .vs, .in, .on, .under: false
    }
  }

  fileprivate func replaces(_ other: Clause) -> Bool {
    switch (kind, other.kind) {
    case (.filter(let filter), .filter(let before)): filter.key.text.lowercased() == before.key.text.lowercased()
    case (.with(let name, _), .with(let before, _)): name.text.lowercased() == before.text.lowercased()
    // What was sorted and cut were the rows by other keys.
    case (.by, .sort), (.by, .top): true
    case (.by, .by), (.sort, .sort), (.top, .top), (.between, .between), (.vs, .vs), (.in, .in), (.on, .on),
      (.under, .under):
      true
    default: false
    }
  }
}
