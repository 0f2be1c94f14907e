import Calculus
import Diagnostics
import Store

/// The setting `min_group`, and who set it.
struct GroupSetting {
  let size: Int
  let origin: Settings.Origin

  /// `min_group 5 in settings.deskql`
  var text: String {
    switch origin {
    case .workspace(let file):
      "min_group \(size) in \(file.lastPathPart)"
    case .builtIn, .session: "min_group \(size)"
    }
  }
}

// What can be asked where small groups are hidden: figures whose cells can be compared with each other, so that it can be
// known what the difference of any two of them would tell (DESIGN §6). All else is refused.
extension PrivacyPolicy {
  /// Why a query that tells of people is not answered; nil if it is, with small groups hidden.
  func groupRefusal(of query: BoundQuery) -> Diagnostic? {
    let range = query.range
    if query.usesActualTimes { return .groupsOfActualTimes(range, groups) }
    let frames = [(query.frameText, query.span)] + (query.comparison.map { [($0.text, $0.askedSpan)] } ?? [])
    for (text, span) in frames where !span.isWholeUnits { return .frameOfGroups(text, range, groups) }
    if let condition = query.conditions.first { return .groupsOfSomeDays(condition.label, range, groups) }
    for key in query.keys {
      if case .calendar(let calendar) = key, !calendar.isOfGroups {
        return .keyOfGroups(calendar.rawValue, range, groups)
      }
    }
    if case .weighted = query.weightMode {} else { return .keyOfGroups("day", range, groups) }
    let attributes: [String] = query.keys.compactMap { key in
      if case .attribute(let name, _) = key { name } else { nil }
    }
    // In finer cells than those that are hidden, a figure would tell of fewer people than are counted.
    for fold in query.folds where fold.atoms.contains(where: { query.atoms[$0].tellsOfPeople }) {
      return .figureOfGroups("it folds figures of finer cells", metric: query.title, range, groups)
    }
    for atom in query.atoms where atom.node.tellsOfPeople || atom.filtersByPeople {
      guard atom.node.step == nil, atom.node.scan.table == .bookings else {
        return .levelOfPeople(query.title, range, groups)
      }
      if let refusal = refusal(of: atom, attributes, query) { return refusal }
    }
    return nil
  }

  /// Why a figure of bookings is not told.
  private func refusal(of atom: Atom, _ attributes: [String], _ query: BoundQuery) -> Diagnostic? {
    let range = query.range
    for (name, reach) in zip(attributes, atom.keys) where GroupAttribute(reach) == nil {
      return .keyOfGroups(name, range, groups)
    }
    var cuts = atom.keys.compactMap { GroupAttribute($0) }
    var states: Set<RowExpression> = []
    func take(_ condition: RowExpression) -> Bool {
      switch condition.groupCondition {
      case .anything: break
      case .state: states.formUnion(condition.conjuncts)
      case .attribute(let attribute): cuts.append(attribute)
      case .other: return false
      }
      return true
    }
    for case .rows(let predicate) in atom.filters where !take(predicate.condition) {
      return .filterOfGroups(predicate.label, range, groups)
    }
    for predicate in atom.node.scan.conditions where !take(predicate.condition) {
      return .conditionOfGroups(predicate.label, metric: query.title, range, groups)
    }
    if let reason = atom.node.reasonToSingleOut(keys: atom.keys) {
      return .figureOfGroups(reason, metric: query.title, range, groups)
    }
    // A resource can be shared by many cost centres, so that the days on which it is used do not add up.
    if atom.node.isOfResources, cuts.contains(.costCenter) {
      return .figureOfGroups(
        "it counts resources, which cost centres share", metric: query.title, range, groups)
    }
    // What became of bookings is mostly nothing, and from nothing in one cell the figure of another follows.
    if !cuts.isEmpty || atom.node.isOfResources, states != Set(counted.conjuncts.filter { $0.groupCondition == .state })
    {
      return .statesOfGroups(query.title, range, groups)
    }
    return nil
  }
}

extension CalendarKey {
  /// Its cells are those of groups, or parts of them that two of those differ by.
  fileprivate var isOfGroups: Bool {
    switch self {
    case .week, .month, .quarter, .year: true
    case .hour, .weekday, .day: false
    }
  }
}

extension DaySpan {
  /// Whole weeks, or whole months.
  fileprivate var isWholeUnits: Bool {
    let isWeeks = first.weekday == 0 && end.weekday == 0
    return isWeeks || isWholeMonths
  }
}

extension BoundQuery {
  /// Whether any figure is made of what single people did.
  var tellsOfPeople: Bool { atoms.contains { $0.node.tellsOfPeople || $0.filtersByPeople } }
}

extension BoundList {
  /// Whether its rows, or the choice of them, are made of what single people did.
  var tellsOfPeople: Bool { atom.node.tellsOfPeople || atom.filtersByPeople }
}

extension Atom {
  fileprivate var tellsOfPeople: Bool { node.tellsOfPeople || filtersByPeople }

  fileprivate var filtersByPeople: Bool {
    filters.contains { filter in
      if case .rows(let predicate) = filter { predicate.condition.tellsOfPeople(from: node.scan.table) } else { false }
    }
  }
}

extension TableName {
  /// Its rows are people, or what they did.
  fileprivate var isOfPeople: Bool {
    switch self {
    case .users, .history, .bookings: true
    case .locations, .types, .resources, .availability, .plans, .memberships, .assignments, .holidays: false
    }
  }
}

extension RowExpression {
  fileprivate func tellsOfPeople(from table: TableName) -> Bool {
    mentions(.bookings) || reads(from: table) { owner, _ in owner.isOfPeople }
  }
}

extension PlanNode {
  fileprivate var tellsOfPeople: Bool {
    scan.table.isOfPeople || scan.conditions.contains { $0.condition.tellsOfPeople(from: scan.table) }
      || step?.measure.tellsOfPeople(from: scan.table) == true
  }

  /// Why a figure of many people's bookings could tell what a single one of them did; nil if it does not.
  ///
  /// - Parameter keys: how the query's keys are reached.
  fileprivate func reasonToSingleOut(keys: [KeyReach]) -> String? {
    switch self {
    case .reduce, .accumulate, .openHours, .foldDays: return nil
    case .flow(_, let measure): return measure.reasonToSingleOut
    case .foldFlow(let fold, let inner, _, let measure, let having):
      switch fold {
      case .maximum, .minimum: return "it picks the most or least of single ones"
      case .first, .last: return "it picks a single day"
      case .sum, .count, .mean: break
      }
      if !having.isEmpty { return "it picks people or days by what they come to" }
      if inner.time == .instant || inner.time == .hour { return "it picks single hours" }
      let others = inner.keys.filter { !$0.isColumn("user") && !$0.isColumn("resource") }
      if let other = others.first(where: { !keys.contains(.path(links: $0.links, column: $0.column)) }) {
        return "how many of “\(other.name)” there are tells which cells are empty"
      }
      if others.count == inner.keys.count {
        return "on how many days or in how many cells there is anything tells which are empty"
      }
      return measure.reasonToSingleOut
    }
  }
}

extension BoundKeyPath {
  fileprivate func isColumn(_ name: String) -> Bool { links.isEmpty && column == name }
}

extension PlanNode {
  /// Whether bookings of a resource alone are in it, each resource counted by itself.
  public var isOfResources: Bool {
    switch self {
    case .foldFlow(_, let inner, _, let measure, _):
      inner.keys.contains { $0.isColumn("resource") } || measure.isBusy
    case .flow(_, let measure): measure.isBusy
    case .reduce, .accumulate, .openHours, .foldDays: false
    }
  }
}

extension FlowMeasure {
  fileprivate var isBusy: Bool { if case .busy = self { true } else { false } }

  fileprivate var reasonToSingleOut: String? {
    switch self {
    case .count, .minutes, .busy(nil), .busy(.openHours): nil
    case .busy, .within: "it looks at some days or hours alone"
    case .column(let value): value.isPlainMeasure ? nil : "it weighs single bookings by a condition or a product"
    }
  }
}
