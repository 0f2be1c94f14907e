import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// `weekday in (Mon, Tue)`, `hour >= 9`: a condition on the calendar; `nil` when it is one on rows.
  func calendarCondition(_ predicate: Predicate) throws(Rejection) -> CalendarCondition? {
    switch predicate {
    case .comparison(.name(let phrase), let relation, let right):
      guard let key = calendarKey(phrase) else { return nil }
      return try condition(key, RowExpression.Comparison(relation), [right], predicate)
    case .member(.name(let phrase), let members, let negated, _):
      guard let key = calendarKey(phrase) else { return nil }
      return try condition(key, negated ? .notEqual : .equal, members, predicate)
    case .or(let parts), .and(let parts):
      for part in parts where try calendarCondition(part) != nil { throw Rejection(.mixedCalendar(predicate.place)) }
      return nil
    case .not(let inner, let place):
      if try calendarCondition(inner) != nil { throw Rejection(.mixedCalendar(place)) }
      return nil
    case .comparison, .member, .test, .any, .missing: return nil
    }
  }

  private func calendarKey(_ phrase: Phrase) -> CalendarKey? {
    guard phrase.names.count == 1, !phrase.names[0].quoted else { return nil }
    return CalendarKey(rawValue: phrase.text.lowercased())
  }

  private func condition(
    _ key: CalendarKey, _ comparison: RowExpression.Comparison, _ values: [Expression], _ predicate: Predicate
  ) throws(Rejection) -> CalendarCondition {
    let everything: Range<Int32> =
      switch key {
      case .hour: 0..<24
      case .weekday: 0..<7
      case .day, .week, .month, .quarter, .year: Int32.min..<Int32.max
      }
    var accepted: [Range<Int32>] = []
    for value in values {
      let range = try calendarValue(value, of: key)
      switch comparison {
      case .equal, .notEqual: accepted.append(range)
      case .less: accepted.append(everything.lowerBound..<range.lowerBound)
      case .lessOrEqual: accepted.append(everything.lowerBound..<range.upperBound)
      case .greater: accepted.append(range.upperBound..<everything.upperBound)
      case .greaterOrEqual: accepted.append(range.lowerBound..<everything.upperBound)
      }
    }
    if comparison == .notEqual {
      var rest: [Range<Int32>] = []
      var low = everything.lowerBound
      for range in accepted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if low < range.lowerBound { rest.append(low..<range.lowerBound) }
        low = max(low, range.upperBound)
      }
      if low < everything.upperBound { rest.append(low..<everything.upperBound) }
      accepted = rest
    }
    return CalendarCondition(key: key, accepted: accepted, label: Printer.text(of: predicate))
  }

  private func calendarValue(_ expression: Expression, of key: CalendarKey) throws(Rejection) -> Range<Int32> {
    let text: String
    switch expression {
    case .name(let phrase): text = phrase.text
    case .number(let name): text = name.text
    default: throw Rejection(.badCalendarValue(key, at: expression.place))
    }
    switch key {
    case .hour:
      guard let hour = Int32(text), (0..<24).contains(hour) else {
        throw Rejection(.badCalendarValue(key, at: expression.place))
      }
      return hour..<hour + 1
    case .weekday:
      guard let weekday = Weekday.number(of: text).map({ Int32($0) }) else {
        throw Rejection(.badCalendarValue(key, at: expression.place))
      }
      return weekday..<weekday + 1
    case .day, .week, .month, .quarter, .year:
      do {
        let span = try Frame.point(FramePoint.read(text)).resolve(
          today: today, fiscalYearStart: settings.fiscalYearStart)
        return span.first.number..<span.end.number
      } catch {
        throw Rejection(.badFrame(error, at: expression.place))
      }
    }
  }

  /// `having`, `sort` and `top`: the query's, else the definition's.
  func arrangement(
    _ clauses: Clauses, _ definition: BoundDefinition, keys: [PlanKey]
  ) throws(Rejection) -> Arrangement {
    var conditions: [CellPredicate] = []
    for predicate in clauses.having.map({ Written($0, in: source) }) + definition.having {
      conditions.append(
        try located(in: predicate.source) { () throws(Rejection) in
          try cellPredicate(predicate.part, columns: definition.columns)
        })
    }
    // A series is read in its order: a definition's own sort gives way to calendar keys.
    let isSeries = keys.contains { if case .calendar = $0 { true } else { false } }
    let own = clauses.sort.map { Written((column: $0.0, descending: $0.1), in: source) }
    let wanted = own.isEmpty ? (isSeries ? [] : definition.sort) : own
    var sort: [(Arrangement.Target, Bool)] = []
    for order in wanted {
      let sorted = try located(in: order.source) { () throws(Rejection) in
        try target(order.part.column, columns: definition.columns, keys: keys)
      }
      sort.append((sorted, order.part.descending))
    }
    var top: Int?
    if let name = clauses.top.map({ Written($0, in: source) }) ?? definition.top {
      guard let count = Int(name.part.text), count > 0 else {
        throw Rejection(Diagnostic.badTop(name.part).located(in: name.source))
      }
      top = count
    }
    return Arrangement(having: conditions.isEmpty ? nil : .and(conditions), sort: sort, top: top)
  }

  private func target(
    _ name: Name, columns: [PlanColumn], keys: [PlanKey]
  ) throws(Rejection) -> Arrangement.Target {
    let word = name.text.lowercased()
    if let column = columns.firstIndex(where: { $0.name.lowercased() == word }) { return .column(column) }
    let names = keys.map(\.name)
    if let key = names.firstIndex(of: word) ?? names.firstIndex(of: KeyNames.canonical(word)) { return .key(key) }
    if standIns.contains(word), let other = KeyNames.standIns[word], let key = names.firstIndex(of: other) {
      return .key(key)
    }
    throw Rejection(.unknownResultColumn(name, columns: columns.map(\.name) + names))
  }

  private func cellPredicate(_ predicate: Predicate, columns: [PlanColumn]) throws(Rejection) -> CellPredicate {
    switch predicate {
    case .and(let parts): return .and(try cellPredicates(parts, columns: columns))
    case .or(let parts): return .or(try cellPredicates(parts, columns: columns))
    case .not(let inner, _): return .not(try cellPredicate(inner, columns: columns))
    case .comparison(.name(let phrase), let relation, .number(let name)):
      guard let column = columns.firstIndex(where: { $0.name.lowercased() == phrase.text.lowercased() }) else {
        throw Rejection(.unknownResultColumn(phrase.names[0], columns: columns.map(\.name)))
      }
      guard let value = literalNumber(name.text) else { throw Rejection(.badNumber(name)) }
      return .compare(RowExpression.Comparison(relation), column: column, value)
    case .comparison, .member, .test, .any, .missing: throw Rejection(.badHaving(predicate.place))
    }
  }

  private func cellPredicates(_ parts: [Predicate], columns: [PlanColumn]) throws(Rejection) -> [CellPredicate] {
    var result: [CellPredicate] = []
    for part in parts { result.append(try cellPredicate(part, columns: columns)) }
    return result
  }
}

extension PlanKey {
  /// The column of the answer, and what `sort` calls it.
  public var name: String {
    switch self {
    case .calendar(let key): key.rawValue
    case .attribute(let name, _): name
    }
  }
}
