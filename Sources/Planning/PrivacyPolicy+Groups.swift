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
      "min_group \(size) in \(file.split(separator: "/").last.map(String.init) ?? file)"
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
    for atom in query.atoms where atom.node.tellsOfPeople || atom.filtersByPeople {
      guard atom.node.step == nil, atom.node.scan.table == .bookings else {
        return .levelOfPeople(query.title, range, groups)
      }
      for (name, reach) in zip(attributes, atom.keys) where GroupAttribute(reach) == nil {
        return .keyOfGroups(name, range, groups)
      }
      for case .rows(let predicate) in atom.filters where !predicate.condition.isOfGroups {
        return .filterOfGroups(predicate.label, range, groups)
      }
      for predicate in atom.node.scan.conditions where !predicate.condition.isOfGroups {
        return .conditionOfGroups(predicate.label, metric: query.title, range, groups)
      }
      if let reason = atom.node.reasonToSingleOut { return .figureOfGroups(reason, metric: query.title, range, groups) }
    }
    return nil
  }
}

extension RowExpression {
  /// Whether it picks bookings in a way that cells of groups have.
  fileprivate var isOfGroups: Bool { groupCondition != .other }
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
    return isWeeks || (first == first.calendarMonth.span.first && end == end.calendarMonth.span.first)
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
  fileprivate var reasonToSingleOut: String? {
    switch self {
    case .reduce, .accumulate, .openHours: nil
    case .foldDays(_, _, let having): having.isEmpty ? nil : "it picks days by what they come to"
    case .flow(_, let measure): measure.reasonToSingleOut
    case .foldFlow(let fold, let inner, _, let measure, let having):
      switch fold {
      case .maximum, .minimum: "it picks the most or least of single ones"
      case .first, .last: "it picks a single day"
      case .sum, .count, .mean:
        if !having.isEmpty {
          "it picks people or days by what they come to"
        } else if inner.time == .instant || inner.time == .hour {
          "it picks single hours"
        } else {
          measure.reasonToSingleOut
        }
      }
    }
  }
}

extension FlowMeasure {
  fileprivate var reasonToSingleOut: String? {
    switch self {
    case .count, .minutes, .busy: nil
    case .column(let value): value.isPlainMeasure ? nil : "it weighs single bookings by a condition or a product"
    }
  }
}
