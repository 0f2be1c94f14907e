import Diagnostics
import Language
import Store

// Whose holidays are no workdays.
extension Binder {
  /// The one location that all figures are of, by whatever conditions; 0 is everywhere.
  mutating func placeOfHolidays(
    _ atoms: [Atom], _ filters: [Filter], _ predicates: [Written<Predicate>]
  ) throws(Rejection) -> Int {
    let atoms = atoms.isEmpty ? try [anyPlace(filters, predicates)] : atoms
    var places: Set<Int> = []
    for atom in atoms {
      guard let own = snapshot.places(.and(atom.conditions), of: atom.node.scan.table) else { return 0 }
      places.formUnion(own)
    }
    return places.count == 1 ? places.first ?? 0 : 0
  }

  /// For the reading.
  func note(ofHolidays place: Int) -> String {
    place == 0
      ? "workdays leave out holidays of everywhere only"
      : "workdays leave out holidays of \(snapshot.table(.locations).name(of: place - 1))"
  }

  /// What only counts the calendar has no rows that filters would reach: they are asked of resources.
  private mutating func anyPlace(
    _ filters: [Filter], _ predicates: [Written<Predicate>]
  ) throws(Rejection) -> Atom {
    let step = Step(scan: Scan(.resources, []), measure: .number(millionths: Numbers.scale))
    let node = BoundNode(node: .reduce(step), kind: Kind(.level, .resources), usesScope: false)
    let bound = try bindConditions(filters, predicates, nodes: [node]).filters
    return Atom(node: node.node, keys: [], filters: bound.compactMap { $0.atoms[0] }, unit: .resources)
  }
}

extension Atom {
  /// What its rows must meet, by the definition and by the query.
  fileprivate var conditions: [RowExpression] {
    node.scan.conditions.map(\.condition)
      + filters.compactMap { if case .rows(let predicate) = $0 { predicate.condition } else { nil } }
  }
}

extension Snapshot {
  /// The codes of the locations that rows which meet a condition can be of, 0 for none; nil where it does not say.
  ///
  /// - Parameter isNegated: rows that do not meet it.
  fileprivate func places(_ condition: RowExpression, of table: TableName, isNegated: Bool = false) -> Set<Int>? {
    switch condition {
    case .matches(let column, let names):
      let isPlace = target(of: column, in: table) == .locations
      guard table == .locations || isPlace else { return nil }
      return places(named: names, by: isPlace ? "id" : column).map { isNegated ? others(than: $0) : $0 }
    case .missing(let column):
      guard target(of: column, in: table) == .locations else { return nil }
      return isNegated ? others(than: [0]) : [0]
    case .through(let link, let inner):
      guard let target = target(of: link, in: table) else { return nil }
      // A link that leads nowhere meets nothing.
      return places(inner, of: target, isNegated: isNegated).map { isNegated ? $0.union([0]) : $0 }
    case .not(let inner): return places(inner, of: table, isNegated: !isNegated)
    case .and(let parts): return places(parts, of: table, isNegated: isNegated, all: !isNegated)
    case .or(let parts): return places(parts, of: table, isNegated: isNegated, all: isNegated)
    case .number, .truth, .column, .flag, .lists, .within, .minutes, .touches, .touchesDay, .split, .fold, .inForce,
      .compare,
      .conditional, .arithmetic, .recursive, .recur:
      return nil
    }
  }

  /// - Parameter all: every part holds, not just any.
  private func places(_ parts: [RowExpression], of table: TableName, isNegated: Bool, all: Bool) -> Set<Int>? {
    var known: Set<Int>?
    for part in parts {
      guard let own = places(part, of: table, isNegated: isNegated) else {
        if all { continue }
        return nil
      }
      known = known.map { all ? $0.intersection(own) : $0.union(own) } ?? own
    }
    return known
  }

  private func others(than places: Set<Int>) -> Set<Int> {
    Set(0...table(.locations).rowCount).subtracting(places)
  }

  private func target(of link: String, in table: TableName) -> TableName? {
    if case .link(let target)? = Schema.field(link, of: table)?.type { target } else { nil }
  }

  /// Locations by their id or name, or by another column of texts.
  private func places(named names: [String], by column: String) -> Set<Int>? {
    if ["id", "name"].contains(column) { return Set(names.flatMap { rows(named: $0, in: .locations) }.map { $0 + 1 }) }
    let locations = table(.locations)
    guard case .text(let codes, let pool)? = locations.columns[column] else { return nil }
    return Set((0..<locations.rowCount).filter { names.contains(pool[codes[$0]].lowercased()) }.map { $0 + 1 })
  }
}
