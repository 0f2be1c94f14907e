import Calculus
import Language
import Store

/// What a name means for a row.
enum RowValue {
  case number(RowExpression, Unit)
  case truth(RowExpression)
  /// A column of names or of moments, reached through links from the table at hand.
  case column(links: [String], table: TableName, name: String, ColumnKind)
  /// A literal name, as on the right of `=`.
  case literal(String)

  enum ColumnKind: Equatable {
    case text
    /// Several names in one text.
    case list
    case link(TableName)
    /// The row itself.
    case row
    case moment(isEnd: Bool)
  }
}

/// `3.5`, `80%`
public func literalNumber(_ text: String) -> Rational? {
  if text.hasSuffix("%") {
    return Rational(decimal: text.dropLast()).flatMap { try? $0.divided(by: Rational(100)) }
  }
  return Rational(decimal: text)
}

extension RowExpression.Comparison {
  init(_ relation: Predicate.Relation) {
    switch relation {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    }
  }
}

extension RowExpression {
  /// Nothing stands at the end of the links, or one of them leads nowhere.
  static func missing(_ column: String, after links: ArraySlice<String>) -> RowExpression {
    guard let link = links.first else { return .missing(column: column) }
    return .or([.missing(column: link), .through(link: link, missing(column, after: links.dropFirst()))])
  }

  /// The same, of the row at the end of the links.
  func through(_ links: [String]) -> RowExpression {
    links.reversed().reduce(self) { .through(link: $1, $0) }
  }

  /// `a in (x, y)` as one look-up instead of two.
  var mergedMatches: RowExpression {
    guard case .or(let parts) = self, let first = parts.first else { return self }
    var all: [String] = []
    for part in parts {
      guard let (column, names, links) = part.matchParts, let (head, _, way) = first.matchParts, column == head,
        links == way
      else { return parts.count == 1 ? first : self }
      all += names
    }
    guard let (column, _, links) = first.matchParts else { return self }
    return RowExpression.matches(column: column, names: all).through(links)
  }

  private var matchParts: (String, [String], [String])? {
    switch self {
    case .matches(let column, let names): (column, names, [])
    case .through(let link, let inner): inner.matchParts.map { ($0.0, $0.1, [link] + $0.2) }
    default: nil
    }
  }
}

extension RowValue {
  /// The same, seen from the table where the links begin.
  func through(_ links: [String], from table: TableName) -> RowValue {
    switch self {
    case .number(let value, let unit): .number(value.through(links), unit)
    case .truth(let value): .truth(value.through(links))
    case .column(let rest, let owner, let name, let kind): .column(links: links + rest, table: owner, name: name, kind)
    case .literal: self
    }
  }
}

extension RowValue {
  /// What it is in the end, whatever the way: names that mean different things for two tables have two of these.
  var meaning: String {
    switch self {
    case .number(let value, _): value.meaning
    case .truth(let value): value.meaning
    case .literal(let text): text
    case .column(_, let owner, let name, let kind):
      switch kind {
      case .link(let target): target.rawValue
      case .row: owner.rawValue
      case .text, .list, .moment: Schema.tables(naming: name).contains(owner) ? name : "\(owner.rawValue).\(name)"
      }
    }
  }
}

extension RowExpression {
  /// Nothing but a definition that is being bound, however long the way.
  var isRecursion: Bool {
    switch self {
    case .recur: true
    case .through(_, let inner): inner.isRecursion
    default: false
    }
  }

  /// Without the links that lead there.
  fileprivate var meaning: String {
    if case .through(_, let inner) = self { inner.meaning } else { "\(self)" }
  }
}

extension StringProtocol {
  var trimmingBlanks: String {
    var part = self[...]
    while let first = part.first, first == " " || first == "\t" { part = part.dropFirst() }
    while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
    return String(part)
  }
}
