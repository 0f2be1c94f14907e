import Calculus
import Diagnostics
import Language
import Store

/// A query with every name settled: which definition, which days, which rows. Not yet permitted.
public struct BoundQuery: Sendable {
  public let title: String
  public let span: DaySpan
  public let frameText: String
  /// The frame can be of any length: not a month, a quarter, `last30` or `last90`.
  public let isCustomFrame: Bool
  public let weightMode: WeightMode
  public let widensWeeks: Bool
  public let proration: Proration
  public let usesActualTimes: Bool
  public let conditions: [CalendarCondition]
  public let keys: [PlanKey]
  public let atoms: [Atom]
  /// Rows that are listed even where nothing happened.
  public let universe: Atom?
  /// Folds of figures in finer cells.
  public let folds: [FigureFold]
  public let columns: [PlanColumn]
  public let valueColumn: Int
  public let isLevel: Bool
  public let arrangement: Arrangement
  public internal(set) var reading: [ReadingItem]
  /// The location code whose holidays are no workdays; 0 is everywhere.
  public let placeOfHolidays: Int
  /// Where it leads to a single person: `user alice`, `by user`.
  public let persons: [PersonReference]
  /// Names that nothing has, and persons that several are: said only after the policy has allowed to ask.
  public let unknownNames: [Diagnostic]
  /// The query's text, for messages, and where in it the query stands.
  public let source: SourceText
  public let range: SourceRange
  /// The frame that `vs` names.
  public var comparison: ComparedFrame?
}

/// A way from a query to single persons.
public struct PersonReference: Hashable, Sendable {
  /// As written: `user alice`.
  public let text: String
  public let range: SourceRange
  /// The text in which it is written: the query's, or a definition's.
  public let source: SourceText
}
