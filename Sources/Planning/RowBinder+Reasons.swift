import Language
import Store

// Why a row is left out, told as finely as definitions have words for it. Only where something is explained.
extension RowBinder {
  /// The parts of a condition that a definition names: `counted` is `scoped and not enclosed`. Nil where it has one part, or
  /// parts that make no reason by themselves.
  func namedConjunction(_ part: Predicate, on table: TableName) -> Predicate? {
    guard explains, case .test(let phrase) = part, phrase.names.count == 1, !phrase.names[0].quoted,
      let entry = catalogue["\(table.rawValue).\(phrase.text.lowercased())"], entry.definition.columns.count == 1,
      case .predicate(let predicate) = entry.definition.columns[0].value
    else { return nil }
    let parts = predicate.conjuncts
    return parts.count > 1 && parts.allSatisfy(\.isReason) ? predicate : nil
  }

  /// Why a row that fails a condition is left out.
  func reason(of part: Predicate) -> String {
    guard explains, case .test(let phrase) = part, phrase.text.lowercased() == "scoped" else { return part.reason }
    return scope == nil ? "not primary" : "another type"
  }
}

extension Predicate {
  /// A row that fails it is left out for one reason.
  fileprivate var isReason: Bool {
    switch self {
    case .or, .and, .any: false
    case .not(let inner, _): inner.isReason
    case .comparison, .member, .test, .missing: true
    }
  }
}
