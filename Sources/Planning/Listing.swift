import Calculus
import Diagnostics
import Store

/// A list with every name settled: which rows, which columns. Not yet permitted.
public struct BoundList: Sendable {
  /// `resources vacant`
  public let title: String
  /// The days that were asked for; without a frame rows are listed whatever the day.
  public let span: DaySpan?
  public let frameText: String
  /// How many days persons are told about.
  public let personalDays: PersonalDays
  /// The rows, and the filters on them.
  public let atom: Atom
  public let usesActualTimes: Bool
  public let conditions: [CalendarCondition]
  public let columns: [ListColumn]
  public let sort: [ListOrder]
  public let top: Int?
  /// What counts in figures, where not every row does.
  public let counting: RowExpression?
  public let reading: [ReadingItem]
  /// Where it leads to a single person: `user alice`, `list users`.
  public let persons: [PersonReference]
  public let unknownNames: [Diagnostic]
  /// The columns that tell who somebody is.
  public let personalColumns: PersonReference?
  /// The list's text, for messages, and where in it the list stands.
  public let source: SourceText
  public let range: SourceRange
}

/// A column of a list.
public struct ListColumn: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// A column of the table; one that names an entity gives its id and its name.
    case column(String)
    /// The hours of a booking, within the frame where there is one, times quantity.
    case hours
    /// On how many days of the frame the state holds.
    case days
  }

  /// As in the answer.
  public let name: String
  public let content: Content
  public let unit: Unit
  /// It tells who somebody is.
  public let isPersonal: Bool
}

/// `sort hours desc`
public struct ListOrder: Hashable, Sendable {
  public let column: ListColumn
  public let descending: Bool
}

/// Everything that the evaluator does for one list.
public struct ListPlan: Sendable {
  /// The rows as a query without keys and columns has them, with its frame and reading.
  public let rows: LogicalPlan
  public let hasFrame: Bool
  public let columns: [ListColumn]
  public let sort: [ListOrder]
  public let top: Int?
  public let counting: RowExpression?
  /// What of the list the workspace keeps to itself.
  public let hidden: [ReadingItem]

  /// The only rows there are to list.
  public var atom: Atom { rows.atoms[0] }
}

extension Planner {
  public static func plan(_ permitted: PermittedList) -> ListPlan {
    let list = permitted.list
    let anyDay = DaySpan(first: Day(number: 0), end: Day(number: 1))
    let span = list.span ?? anyDay
    return ListPlan(
      rows: LogicalPlan(
        title: list.title, span: span, askedSpan: span, frameText: list.frameText, weightMode: .weighted(.prorated),
        isLevel: false, widensCells: false, proration: .actual, usesActualTimes: list.usesActualTimes,
        conditions: list.conditions,
        keys: [], atoms: [list.atom], universe: nil,
        columns: [], valueColumn: 0, arrangement: Arrangement(), placeOfHolidays: 0, reading: list.reading,
        groups: nil),
      hasFrame: list.span != nil,
      columns: permitted.hiding == nil ? list.columns : list.columns.filter { !$0.isPersonal },
      sort: list.sort, top: list.top, counting: list.counting,
      hidden: permitted.hiding.map { [ReadingItem(.leftOut, "columns left out: \($0.message)")] } ?? [])
  }
}
