import Calculus
import Diagnostics
import Store

/// A permitted query to the nodes that answer it.
public enum Planner {
  public static func plan(_ permitted: PermittedQuery) -> LogicalPlan {
    let query = permitted.query
    let widens = query.widensWeeks
    func hasKey(_ keys: CalendarKey...) -> Bool { query.keys.contains { keys.map { .calendar($0) }.contains($0) } }
    let hasUnit = hasKey(.month, .quarter, .year) && !hasKey(.week, .day)
    // Without months, quarters or years as the finest cells the frame itself grows; else each of their cells does.
    func widened(_ span: DaySpan) -> DaySpan { widens && !hasUnit ? span.widened(to: ISOWeek.self) : span }
    var plan = LogicalPlan(
      title: query.title, span: widened(query.span), askedSpan: query.span, frameText: query.frameText,
      weightMode: query.weightMode, isLevel: query.isLevel, widensCells: widens && hasUnit,
      proration: query.proration, usesActualTimes: query.usesActualTimes, conditions: query.conditions,
      keys: query.keys,
      atoms: query.atoms, universe: query.universe, columns: query.columns, valueColumn: query.valueColumn,
      arrangement: query.arrangement, placeOfHolidays: query.placeOfHolidays, reading: query.reading,
      groups: permitted.groups)
    plan.folds = query.folds
    plan.comparison = query.comparison.map { $0.computed(over: widened($0.askedSpan)) }
    return plan
  }
}

/// A plan whose rows are told.
public struct ExplainedPlan: Sendable {
  public let plan: LogicalPlan
  /// Whether the rows behind figures are told at all.
  public let tellsRows: Bool
  /// Why columns that tell who somebody is stay out; nil where they may be shown.
  public let hiding: Diagnostic?
}

extension Planner {
  public static func plan(_ permitted: PermittedExplanation) -> ExplainedPlan {
    ExplainedPlan(plan: plan(permitted.query), tellsRows: permitted.tellsRows, hiding: permitted.hiding)
  }
}
