import Calculus
import Diagnostics
import Language
import Store

/// What metrics read: the columns of the exports that their figures come from, as their definitions have it.
public struct MetricReads: Sendable {
  /// Names of metrics, sorted, each with the columns that it reads, written `bookings.start`.
  private let columns: [(metric: String, reads: Set<String>)]

  /// - Parameter names: the metrics that are asked for; nil is all of them.
  /// - Complexity: a binding for each metric; no row is read. A metric that makes no sense in this workspace reads nothing.
  public init(
    of names: [String]? = nil, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day
  ) {
    columns = (names ?? catalogue.ownMetricNames).compactMap { name in
      guard let entry = catalogue[name] else { return nil }
      var binder = Binder(
        catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: entry.source)
      return (try? binder.reads(of: entry.definition.name)).map { (name, $0) }
    }
  }

  /// The metrics that read one of these columns, `bookings.start`, or any column of these tables, `bookings`.
  public func metrics(reading wanted: [String]) -> [String] {
    columns.filter { _, reads in
      wanted.contains { column in
        column.contains(".") ? reads.contains(column) : reads.contains { $0.hasPrefix(column + ".") }
      }
    }.map(\.metric)
  }

  /// A few of many names, those with the same first word as one: `hours, occupancy …, revenue and 12 more`.
  ///
  /// - Parameter width: of the line, about; one family is named in any case.
  public static func brief(_ names: [String], width: Int) -> String {
    var families: [(word: String, names: [String])] = []
    for name in names {
      let word = String(name.prefix { $0 != " " })
      if let last = families.last, last.word == word {
        families[families.count - 1].names.append(name)
      } else {
        families.append((word, [name]))
      }
    }
    var text = ""
    var left = names.count
    for family in families {
      let next = family.names.count == 1 ? family.names[0] : family.word + " …"
      guard text.isEmpty || text.count + 2 + next.count <= width else { break }
      text += (text.isEmpty ? "" : ", ") + next
      left -= family.names.count
    }
    return left == 0 ? text : text + " and \(left) more"
  }
}

extension Binder {
  /// The columns that a metric reads, its own keys and conditions included.
  fileprivate mutating func reads(of name: Phrase) throws(Rejection) -> Set<String> {
    var cells = CellBinder(binder: self, arguments: .probe)
    let definition = try cells.definition(named: name).compacted(&cells)
    let keys = try bindKeys(definition.keys, nodes: cells.nodes)
    let (_, filters) = try bindConditions([], definition.predicates, nodes: cells.nodes)
    var reads = ReadColumns(usesActualTimes: settings.usesActualTimes)
    let atoms = cells.nodes.enumerated().map { index, bound in
      Atom(
        node: bound.node, keys: keys.compactMap { $0.reach?[index] }, filters: filters.compactMap { $0.atoms[index] },
        unit: bound.kind.unit)
    }
    reads.add(atoms, try bindFolds(cells), definition.columns)
    return reads.columns
  }
}

extension BoundQuery {
  /// The columns that it reads, as `bookings.start`.
  var reads: Set<String> {
    var reads = ReadColumns(usesActualTimes: usesActualTimes)
    reads.add(atoms + (universe.map { [$0] } ?? []), folds, columns)
    return reads.columns
  }
}

extension BoundList {
  /// The columns that its rows are chosen by, as `bookings.start`.
  var reads: Set<String> {
    var reads = ReadColumns(usesActualTimes: usesActualTimes)
    reads.add([atom], [], [])
    return reads.columns
  }
}

/// Collects the columns that nodes and expressions read.
private struct ReadColumns {
  /// Bookings last from check-in to check-out.
  let usesActualTimes: Bool
  private(set) var columns: Set<String> = []

  init(usesActualTimes: Bool) { self.usesActualTimes = usesActualTimes }

  mutating func add(_ column: String, of table: TableName) {
    let name = "\(table.rawValue).\(column)"
    guard columns.insert(name).inserted else { return }
    for source in ReadColumns.sources[name] ?? [] { columns.insert(source) }
    if let target = Schema.entity(of: [column], from: table) { columns.insert("\(target.rawValue).id") }
  }

  /// The columns from which loading fills others.
  private static let sources: [String: [String]] = [
    "bookings.cost_center": [
      "cost_center_history.user", "cost_center_history.cost_center", "cost_center_history.from", "users.cost_center",
    ],
    "bookings.standing": ["bookings.status"],
    "bookings.type": ["resources.type"],
    "locations.currency": ["memberships.currency"],
    "memberships.location": ["assignments.resource", "resources.location"],
    "memberships.plan_type": ["memberships.plan", "plans.type"],
    "memberships.price": ["memberships.plan", "plans.price"],
    "memberships.standing": ["memberships.status", "memberships.end"],
    "resources.location": ["resources.parent"],
  ]

  /// - Parameter folds: over the atoms, by their numbers.
  mutating func add(_ atoms: [Atom], _ folds: [FigureFold], _ columns: [PlanColumn]) {
    for atom in atoms {
      let table = atom.node.scan.table
      add(atom.node)
      if atom.unit == .money { add("currency", of: .memberships) }
      for reach in atom.keys { add(reach, from: table) }
      for case .rows(let predicate) in atom.filters { add(predicate.condition, of: table) }
    }
    for fold in folds {
      for key in fold.keys { for atom in fold.atoms { add(key.reach[atom], from: atoms[atom].node.scan.table) } }
    }
    if columns.contains(where: { $0.value.counts(.workdays) }) { add("day", of: .holidays) }
  }

  private mutating func add(_ node: PlanNode) {
    let table = node.scan.table
    add(node.scan.condition, of: table)
    switch node {
    case .reduce(let step), .accumulate(let step), .foldDays(_, let step, _): add(step)
    case .openHours(let step, let window):
      add(step)
      add(window)
    case .flow(_, let measure): add(measure)
    case .foldFlow(_, let inner, _, let measure, _):
      add(measure)
      for key in inner.keys { add(.path(links: key.links, column: key.column), from: table) }
    }
  }

  private mutating func add(_ step: Step) {
    let table = step.scan.table
    // A level of rows that are not counted by days is at least a count of them.
    add("id", of: table)
    add(step.measure, of: table)
    if step.edge != nil, let edges = Schema.edges(of: table) {
      add(edges.start, of: table)
      add(edges.end, of: table)
    }
  }

  /// Bookings stand in the cells from their start to their end.
  private mutating func add(_ measure: FlowMeasure) {
    add("start", of: .bookings)
    add("end", of: .bookings)
    if usesActualTimes {
      add("checked_in_at", of: .bookings)
      add("checked_out_at", of: .bookings)
    }
    switch measure {
    case .count: break
    case .minutes:
      add("quantity", of: .bookings)
      add("open_hours", of: .locations)
    case .column(let value): add(value, of: .bookings)
    case .busy(let window):
      add("resource", of: .bookings)
      add("open_hours", of: .locations)
      if let window { add(window) }
    case .within(let window):
      add("quantity", of: .bookings)
      add("open_hours", of: .locations)
      add(window)
    }
  }

  private mutating func add(_ window: HourWindow) {
    switch window {
    case .openHours:
      add("open_hours", of: .locations)
      add("day", of: .holidays)
    case .workdays: add("day", of: .holidays)
    case .days: break
    }
  }

  mutating func add(_ reach: KeyReach, from table: TableName) {
    switch reach {
    case .path(let links, let column), .list(let links, let column):
      var table = table
      for link in links {
        add(link, of: table)
        guard let target = Schema.entity(of: [link], from: table) else { return }
        table = target
      }
      add(column.isEmpty ? "id" : column, of: table)
    case .letting(let inForce):
      add("resource", of: .assignments)
      add("currency", of: .memberships)
      add(inForce, of: .assignments)
    case .unreachable: break
    }
  }

  mutating func add(_ expression: RowExpression, of table: TableName) {
    switch expression {
    case .number, .truth, .recur: break
    case .column(let name), .flag(let name), .matches(let name, _), .lists(let name, _), .within(let name, _, _),
      .missing(let name):
      add(name, of: table)
    case .minutes(let from, let to):
      add(from, of: table)
      add(to, of: table)
    case .touches, .touchesDay:
      add("start", of: .bookings)
      add("end", of: .bookings)
    case .through(let link, let inner):
      add(link, of: table)
      if let target = Schema.entity(of: [link], from: table) { add(inner, of: target) }
    case .split(let link, let amount, let weight):
      add(.through(link: link, amount), of: table)
      add(weight, of: table)
    case .fold(_, let many, let measure, let condition):
      add(many.link, of: many.table)
      add(measure, of: many.table)
      add(condition, of: many.table)
    case .inForce(let other): addDays(of: other)
    case .and(let parts), .or(let parts): for part in parts { add(part, of: table) }
    case .not(let inner), .recursive(_, let inner): add(inner, of: table)
    case .compare(_, let left, let right), .arithmetic(_, let left, let right):
      add(left, of: table)
      add(right, of: table)
    case .conditional(let test, let yes, let no): for part in [test, yes, no] { add(part, of: table) }
    }
  }

  /// The columns by which rows are in force.
  private mutating func addDays(of table: TableName) {
    if let edges = Schema.edges(of: table) {
      add(edges.start, of: table)
      add(edges.end, of: table)
    }
    if table == .resources { for name in ["resource", "from", "to", "state"] { add(name, of: .availability) } }
  }
}
