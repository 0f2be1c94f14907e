import Calculus
import Diagnostics

/// `utilization 2024-03 under Robin, Cobot`: one query under several definitions, each bound by itself.
public struct BoundSideBySide: Sendable {
  /// `utilization under Robin, Cobot`
  public let title: String
  /// In the order asked; all have the same keys, and each has its value as the only column.
  let parts: [Part]
  let arrangement: Arrangement

  struct Part: Sendable {
    let name: String
    let about: String
    let query: BoundQuery
  }
}

/// Several definitions that the workspace's privacy settings allow, each of them. Only `PrivacyPolicy.permit` makes one.
public struct PermittedSideBySide: DecidedQuery {
  let whole: BoundSideBySide
  /// One for each part.
  let queries: [PermittedQuery]

  fileprivate init(_ whole: BoundSideBySide, _ queries: [PermittedQuery]) {
    self.whole = whole
    self.queries = queries
  }

  /// What was decided, once however many definitions it is about.
  public var decisions: [String] {
    queries.flatMap(\.decisions).reduce(into: []) { known, one in if !known.contains(one) { known.append(one) } }
  }
}

extension PrivacyPolicy {
  /// Permits each of the definitions as if it were asked alone: what is side by side can be had one by one.
  public func permit(_ sideBySide: BoundSideBySide) throws(Rejection) -> PermittedSideBySide {
    var queries: [PermittedQuery] = []
    for part in sideBySide.parts { queries.append(try permit(part.query)) }
    return PermittedSideBySide(sideBySide, queries)
  }
}

/// Plans of several definitions, whose values stand beside each other: a row for each cell that one of them has.
public struct SideBySidePlan: Sendable {
  public struct Part: Sendable {
    /// The column of its value: `Robin`.
    public let name: String
    /// What the definition is, in a line.
    public let about: String
    public let plan: LogicalPlan
  }

  public let title: String
  public let parts: [Part]
  /// What all of them give together: their keys, a column for each, `having`, `sort` and `top`. It has no figures of its
  /// own to compute.
  public let table: LogicalPlan
}

extension Planner {
  public static func plan(_ permitted: PermittedSideBySide) -> SideBySidePlan {
    let parts = zip(permitted.whole.parts, permitted.queries).map { part, query in
      SideBySidePlan.Part(name: part.name, about: part.about, plan: plan(query))
    }
    let first = parts[0].plan
    // Each of the figures has its own day of a peak: it is no key of the table.
    let table = LogicalPlan(
      title: permitted.whole.title, span: first.askedSpan, askedSpan: first.askedSpan, frameText: first.frameText,
      weightMode: .weighted(.prorated), isLevel: false, widensCells: false, proration: first.proration,
      usesActualTimes: first.usesActualTimes, conditions: [], keys: first.keys, atoms: parts.flatMap(\.plan.atoms),
      universe: nil, columns: permitted.whole.columns, valueColumn: 0, arrangement: permitted.whole.arrangement,
      placeOfHolidays: first.placeOfHolidays, reading: [], groups: first.groups)
    return SideBySidePlan(title: permitted.whole.title, parts: parts, table: table)
  }
}

extension BoundSideBySide {
  /// The value of each definition, called as the definition is.
  var columns: [PlanColumn] { parts.map { $0.query.columns[0].called($0.name) } }
}

extension PlanColumn {
  func called(_ name: String) -> PlanColumn {
    PlanColumn(name: name, value: value, unit: unit, isPercent: isPercent)
  }
}
