import Calculus
import Store

/// A permitted query to the nodes that answer it.
public enum Planner {
  public static func plan(_ permitted: PermittedQuery) -> LogicalPlan {
    let query = permitted.query
    let widens = query.widensWeeks
    let hasUnit = query.keys.contains { key in
      switch key {
      case .calendar(.month), .calendar(.quarter), .calendar(.year): true
      case .calendar, .attribute: false
      }
    }
    // Without months, quarters or years among the keys the frame itself grows; else each of their cells does.
    let span = widens && !hasUnit ? query.span.widened(to: ISOWeek.self) : query.span
    return LogicalPlan(
      title: query.title, span: span, askedSpan: query.span, frameText: query.frameText, weightMode: query.weightMode,
      isLevel: query.isLevel, widensCells: widens && hasUnit, proration: query.proration,
      usesActualTimes: query.usesActualTimes, conditions: query.conditions, keys: query.keys,
      atoms: query.atoms, universe: query.universe, columns: query.columns, valueColumn: query.valueColumn,
      arrangement: query.arrangement, placeOfHolidays: query.placeOfHolidays, reading: query.reading)
  }
}
