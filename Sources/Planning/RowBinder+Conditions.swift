import Calculus
import Diagnostics
import Language
import Store

// What must hold of a row.
extension RowBinder {
  mutating func bind(_ predicate: Predicate, on table: TableName) throws(Rejection) -> RowExpression {
    switch predicate {
    case .and(let parts): return .and(try bindAll(parts, on: table))
    case .or(let parts): return .or(try bindAll(parts, on: table))
    case .not(let inner, _): return .not(try bind(inner, on: table))
    case .test(let phrase):
      guard phrase.names.count == 1, let value = try resolve(phrase.text, on: table, place: phrase.place) else {
        throw Rejection(unknownColumn(phrase, on: table))
      }
      guard case .truth(let condition) = value else { throw Rejection(.notACondition(phrase)) }
      return condition
    case .any(let aggregate):
      guard case .truth(let condition) = try fold(aggregate, on: table) else {
        throw Rejection(.notForRows(at: aggregate.place))
      }
      return condition
    case .missing(let phrase, _):
      guard phrase.names.count == 1, let value = try resolve(phrase.text, on: table, place: phrase.place) else {
        throw Rejection(unknownColumn(phrase, on: table))
      }
      switch value {
      case .column(let links, _, let name, _): return RowExpression.missing(name, after: links[...])
      case .number(.column(let name), _): return .missing(column: name)
      case .number, .truth, .literal: throw Rejection(.notAColumn(phrase))
      }
    case .comparison(let left, let relation, let right):
      return try compare(left, RowExpression.Comparison(relation), right, on: table)
    case .member(let left, let members, let negated, _):
      var parts: [RowExpression] = []
      for member in members { parts.append(try compare(left, .equal, member, on: table)) }
      let result = RowExpression.or(parts).mergedMatches
      return negated ? .not(result) : result
    }
  }

  private mutating func bindAll(_ parts: [Predicate], on table: TableName) throws(Rejection) -> [RowExpression] {
    var result: [RowExpression] = []
    for part in parts { result.append(try bind(part, on: table)) }
    return result
  }

  private mutating func compare(
    _ left: Expression, _ comparison: RowExpression.Comparison, _ right: Expression, on table: TableName
  ) throws(Rejection) -> RowExpression {
    switch try bind(left, on: table) {
    case .number(let value, let unit):
      let (other, otherUnit) = try number(right, on: table)
      _ = try commonUnit(unit, otherUnit, sign: comparison.rawValue, at: left.place.union(right.place))
      return .compare(comparison, value, other)
    case .truth(let condition):
      guard let word = literal(right)?.lowercased(), comparison == .equal || comparison == .notEqual,
        ["yes", "no", "true", "false"].contains(word)
      else { throw Rejection(.compareCondition(left.place)) }
      let wanted = (word == "yes" || word == "true") == (comparison == .equal)
      return wanted ? condition : .not(condition)
    case .column(let links, let owner, let name, let kind):
      guard let text = literal(right) else { throw Rejection(.notAName(right.place)) }
      if case .moment(let isEnd) = kind {
        return try compareMoment(name, isEnd: isEnd, comparison, text, at: right.place).through(links)
      }
      guard comparison == .equal || comparison == .notEqual else {
        throw Rejection(.orderOfNames(left.place, comparison: comparison.rawValue))
      }
      let names = try self.names(text, of: owner, column: name, kind: kind, at: right.place)
      let match: RowExpression =
        kind == .list ? .lists(column: name, names: names) : .matches(column: name, names: names)
      let result = match.through(links)
      return comparison == .equal ? result : .not(result)
    case .literal: throw Rejection(.notAColumn(Phrase([Name(text: "", place: left.place)])))
    }
  }

  /// The text on the right of a comparison: a word, a quoted name, a number, a day.
  private func literal(_ expression: Expression) -> String? {
    switch expression {
    case .name(let phrase): phrase.text
    case .number(let name): name.text
    case .negate, .binary, .conditional, .call, .aggregate, .total, .split, .predicate: nil
    }
  }

  /// `start >= 2024-03`: the frame on the right means its first or last day, whichever includes it whole. The word
  /// `frame` is the one that was asked for.
  private mutating func compareMoment(
    _ column: String, isEnd: Bool, _ comparison: RowExpression.Comparison, _ text: String, at place: Place
  ) throws(Rejection) -> RowExpression {
    let span: DaySpan
    if text.lowercased() == "frame" {
      span = try frame(at: place)
    } else {
      do throws(FrameError) {
        span = try Frame.point(FramePoint.read(text)).resolve(today: today, fiscalYearStart: fiscalYearStart)
      } catch {
        throw Rejection(.badFrame(error, at: place))
      }
    }
    let shift: Int32 = isEnd ? 1 : 0
    let first = span.first.number + shift
    let end = span.end.number + shift
    switch comparison {
    case .equal: return .within(column: column, from: first, to: end)
    case .notEqual: return .not(.within(column: column, from: first, to: end))
    case .less: return .within(column: column, from: nil, to: first)
    case .lessOrEqual: return .within(column: column, from: nil, to: end)
    case .greater: return .within(column: column, from: end, to: nil)
    case .greaterOrEqual: return .within(column: column, from: first, to: nil)
    }
  }

  /// The spelling under which a value is looked up; in a query it must exist.
  private mutating func names(
    _ text: String, of table: TableName, column: String, kind: RowValue.ColumnKind, at place: Place
  ) throws(Rejection) -> [String] {
    let target: TableName? =
      switch kind {
      case .link(let target): target
      case .row: table
      case .text, .list, .moment: nil
      }
    let normalized = Snapshot.normalized(text, of: target ?? .bookings)
    guard isStrict else { return [normalized] }
    if let target {
      let rows = snapshot.rows(named: text, in: target)
      guard !rows.isEmpty else {
        let names = snapshot.allNames(of: target)
        let unknown = Diagnostic.unknownName(text, key: target.singular, candidates: names, at: place)
        guard target == .users else { throw Rejection(unknown) }
        unknownNames.append(unknown)
        return [normalized]
      }
      guard rows.count == 1 else {
        let ids = rows.map { snapshot.table(target).id(of: $0) }
        let ambiguous = Diagnostic.ambiguousName(text, key: target.singular, ids: ids, at: place)
        guard target == .users else { throw Rejection(ambiguous) }
        unknownNames.append(ambiguous)
        return [normalized]
      }
      return [Snapshot.normalized(snapshot.table(target).id(of: rows[0]), of: target)]
    }
    let pool = values(of: column, on: table, kind: kind)
    guard pool.contains(where: { $0.lowercased() == normalized }) else {
      // What there is instead may be nobody's business: the policy is asked first.
      unknownNames.append(.unknownName(text, key: column, candidates: pool, at: place))
      return [normalized]
    }
    return [normalized]
  }

  /// The names that a text column can be compared with: those of its rows, those that its meaning has, and those of
  /// other tables that name the same things.
  private func values(of column: String, on table: TableName, kind: RowValue.ColumnKind) -> [String] {
    var names = Schema.field(column, of: table)?.vocabulary ?? []
    for owner in [table] + Schema.tables(naming: column).filter({ $0 != table }) {
      guard case .text(_, let pool)? = snapshot.table(owner).columns[column] else { continue }
      let texts = pool.strings.dropFirst()
      names += kind == .list ? texts.flatMap(\.listed) : Array(texts)
    }
    return Array(Set(names)).sorted()
  }
}
