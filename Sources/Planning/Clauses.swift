import Diagnostics
import Language

/// The clauses of a query, sorted by what they do. Each kind that may stand once is refused the second time.
struct Clauses {
  var filters: [Filter]
  var keys: [Name]?
  var predicates: [Predicate] = []
  var having: [Predicate] = []
  var sort: [(Name, Bool)] = []
  var top: Name?
  var settings: [(Name, Name)] = []
  /// What `with` gives to the parameters of the metric.
  var arguments: [(Name, Name)] = []
  var basis: Name?
  /// `in ft2`
  var unit: Name?
  var windows: [WindowSyntax] = []
  var comparison: (with: Comparison, place: Place)?
  /// `under Robin, Cobot`
  var definitions: (names: [Phrase], place: Place)?

  /// No clause at all.
  init() {
    filters = []
  }

  init(_ query: Query) throws(Rejection) {
    try self.init(query.clauses, filters: query.filters)
  }

  init(_ clauses: [Clause], filters: [Filter] = []) throws(Rejection) {
    self.filters = filters
    for clause in clauses {
      switch clause.kind {
      case .filter(let filter): self.filters.append(filter)
      case .by(let names):
        if keys != nil { throw Rejection(.clauseTwice("by", at: clause.place)) }
        keys = names
      case .where(let predicate): predicates.append(predicate)
      case .having(let predicate): having.append(predicate)
      case .sort(let column, let descending): sort.append((column, descending))
      case .top(let count):
        if top != nil { throw Rejection(.clauseTwice("top", at: clause.place)) }
        top = count
      case .with(let name, let value): settings.append((name, value))
      // How it is written, and where, is not the binder's business.
      case .as, .to: break
      case .between(let from, let to): windows.append(WindowSyntax(from: from, to: to, place: clause.place))
      case .vs(let other):
        if comparison != nil { throw Rejection(.clauseTwice("vs", at: clause.place)) }
        comparison = (other, clause.place)
      case .in(let name):
        if unit != nil { throw Rejection(.clauseTwice("in", at: clause.place)) }
        unit = name
      case .on(let name):
        if basis != nil { throw Rejection(.clauseTwice("on", at: clause.place)) }
        basis = name
      case .under(let names):
        if definitions != nil { throw Rejection(.clauseTwice("under", at: clause.place)) }
        definitions = (names, clause.place)
      }
    }
  }
}

extension Predicate {
  /// The parts of an `and`.
  var conjuncts: [Predicate] {
    if case .and(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }
}
