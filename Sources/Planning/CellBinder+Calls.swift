import Diagnostics
import Language
import Store

// `max(a, b)`, `mean each day of …`: functions of figures, and folds of them.
extension CellBinder {
  /// `max(a, b)`, `round(a, 2)`
  mutating func call(
    _ name: Name, _ values: [Expression], at place: Place, columns: [String: Bound]
  ) throws(Rejection) -> Bound {
    let (value, kind) = try bind(values[0], columns: columns)
    if name.text.lowercased() == Keyword.previous.rawValue {
      guard kind.shape != .moment else { throw Rejection(.momentInSum(at: place)) }
      let shape: Kind.Shape = kind.shape == .flow ? .flow : .ratio
      let bound = BoundFold(
        fold: .first, isPrevious: true, calendarKeys: [], keys: [], value: value, having: [],
        kind: Kind(shape, kind.unit), place: place, source: sourceAtHand)
      return (.folded(index(of: bound)), bound.kind)
    }
    if let rounding = Rounding(rawValue: name.text.lowercased()) {
      guard kind.shape != .moment else { throw Rejection(.momentInSum(at: place)) }
      var places = 0
      if values.count > 1, case .number(let number) = values[1] {
        guard let asked = Int(number.text), asked <= Self.mostPlaces else {
          throw Rejection(.tooManyPlaces(number, most: Self.mostPlaces))
        }
        places = asked
      }
      let shape: Kind.Shape = kind.shape == .scalar || kind.shape == .calendar ? kind.shape : .ratio
      return (.rounded(rounding, places: places, value), Kind(shape, kind.unit))
    }
    guard let operation = RowExpression.Operation(rawValue: name.text.lowercased()), values.count > 1 else {
      throw Rejection(.notForFigures(name))
    }
    var result = (value: value, kind: kind)
    for other in values.dropFirst() {
      let next = try bind(other, columns: columns)
      let common = try combine(operation, result.kind, next.kind, at: place)
      let shape: Kind.Shape = common.shape == .scalar ? .scalar : .ratio
      result = (.arithmetic(operation, result.value, next.value), Kind(shape, common.unit))
    }
    return result
  }

  /// More decimals than anybody rounds to, and few enough to be exact.
  private static let mostPlaces = 9

  /// `mean each day of max each instant of bookings`, `max each day of (occupied / available)`
  mutating func fold(_ aggregate: Aggregate, columns: [String: Bound]) throws(Rejection) -> Bound {
    guard let fold = aggregate.fold.flatMap({ Fold(rawValue: $0.text.lowercased()) }) else {
      throw Rejection(.badFold(aggregate.fold ?? Name(text: "", place: aggregate.place)))
    }
    if let measure = aggregate.measure { throw Rejection(.countOfMeasure(measure.place)) }
    guard !aggregate.each.isEmpty else { throw Rejection(.foldWithoutEach(aggregate.place)) }
    if let condition = aggregate.where { throw Rejection(.whereOfFigure(condition.place)) }
    let having: [Predicate?]
    var names = ["value"]
    let inner: Bound
    switch aggregate.source {
    case .table(let name): throw Rejection(.unknownTable(name))
    case .figure(let value):
      inner = try bind(value, columns: columns)
      having = [aggregate.having]
    case .aggregate(let part):
      // Without brackets it stands behind the inner one, which has no use for it.
      let isPlain = if case .table = part.source { part.each.isEmpty } else { false }
      inner = try bind(.aggregate(isPlain ? part.withoutHaving : part), columns: columns)
      having = [isPlain ? part.having : nil, aggregate.having]
      if let word = part.measure?.ownName.first ?? part.fold?.text.lowercased() { names.append(word) }
    }
    guard inner.kind.shape != .moment else { throw Rejection(.momentInSum(at: aggregate.place)) }
    let calendar = aggregate.each.compactMap { $0.quoted ? nil : CalendarKey(rawValue: $0.text.lowercased()) }
    let attributes = aggregate.each.filter { $0.quoted || CalendarKey(rawValue: $0.text.lowercased()) == nil }
    if fold == .first || fold == .last, !attributes.isEmpty || !calendar.allSatisfy(\.isContiguous) {
      throw Rejection(.foldOfFlow(aggregate.fold ?? aggregate.each[0]))
    }
    let unit: Unit =
      fold != .count
      ? inner.kind.unit
      : !attributes.isEmpty ? .none : calendar == [.day] ? .days : calendar == [.week] ? .weeks : .none
    let shape: Kind.Shape =
      switch fold {
      case .sum: .flow
      case .count: .distinct
      case .mean, .maximum, .minimum: .ratio
      case .first, .last: .ratio
      }
    let bound = BoundFold(
      fold: fold, calendarKeys: calendar, keys: attributes, value: inner.value,
      having: try tests(having, of: names), kind: Kind(shape, unit), place: aggregate.place, source: sourceAtHand)
    return (.folded(index(of: bound)), bound.kind)
  }
}
