import Calculus
import Language
import Store

/// Rows of a table with the conditions that they meet, each with its reason.
public struct Scan: Hashable, Sendable {
  public let table: TableName
  public let conditions: [LabelledPredicate]

  public init(_ table: TableName, _ conditions: [LabelledPredicate]) {
    self.table = table
    self.conditions = conditions
  }

  public var condition: RowExpression { .conjunction(conditions.map(\.condition)) }
}

/// Rows to piecewise-constant day values: the measure on the days on which the scan's conditions hold, else nothing.
/// It names no frame, key or filter, so what is computed for it is kept and found again.
public struct Step: Hashable, Sendable {
  public let scan: Scan
  public let measure: RowExpression
  /// Only the day on which the row begins or ends.
  public let edge: RowEdge?

  public init(scan: Scan, measure: RowExpression, edge: RowEdge? = nil) {
    self.scan = scan
    self.measure = measure
    self.edge = edge
  }
}

/// `each start`, `each end`: rows where they begin or end, each on one day.
public enum RowEdge: String, Hashable, Sendable, CaseIterable {
  case start, end
}

/// How a key of `by`, or a filter, is reached from a table's rows.
public enum KeyReach: Hashable, Sendable {
  /// Through these links to this column; an empty column is the row itself.
  case path(links: [String], column: String)
  /// Through these links to a column that lists several names: the row counts whole in each of them.
  case list(links: [String], column: String)
  /// From resources to the currency in which they are let that day: of the memberships whose assignments this holds for.
  case letting(inForce: RowExpression)
  /// It cannot: why.
  case unreachable(String)
}

/// A filter or `where` of the query on the rows of one atom.
public enum AtomFilter: Hashable, Sendable {
  case rows(LabelledPredicate)
  /// The atom has nothing to filter by; fine only while it has no rows.
  case unreachable(key: String, reason: String)
}

/// What a flow measures in a cell.
public enum FlowMeasure: Hashable, Sendable {
  case count
  /// Minutes of the bookings in the cell, times quantity.
  case minutes
  /// A numeric column, where the booking starts.
  case column(RowExpression)
  /// Minutes that hold something: those of several bookings of one thing count once, those outside of the hours that are
  /// asked for not at all.
  case busy(during: HourWindow?)
  /// Minutes of the bookings within these hours, times quantity.
  case within(HourWindow)
}

public enum Fold: String, Hashable, Sendable, CaseIterable {
  case sum, count, mean
  case maximum = "max"
  case minimum = "min"
  /// The figure of the cell's first, last day.
  case first, last
}

/// The finest calendar key inside a fold.
public enum InnerTime: String, Hashable, Sendable, CaseIterable {
  case hour, weekday, day, week, month, quarter, year
  /// Every minute of the clock.
  case instant
}

/// What a nested aggregation runs over before it is folded: `each user and day`.
public struct Inner: Hashable, Sendable {
  /// Keys that are attributes of the row, each with its way.
  public let keys: [BoundKeyPath]
  public let time: InnerTime?

  public init(keys: [BoundKeyPath], time: InnerTime?) {
    self.keys = keys
    self.time = time
  }
}

public struct BoundKeyPath: Hashable, Sendable {
  public let name: String
  public let links: [String]
  public let column: String

  public init(name: String, links: [String], column: String) {
    self.name = name
    self.links = links
    self.column = column
  }
}

/// A comparison with a number, for `having` inside a fold.
public struct NumberTest: Hashable, Sendable {
  public let comparison: RowExpression.Comparison
  public let value: Rational

  public init(_ comparison: RowExpression.Comparison, _ value: Rational) {
    self.comparison = comparison
    self.value = value
  }
}

/// The nodes that give one figure a cell.
public indirect enum PlanNode: Hashable, Sendable {
  /// Σ weight × value ÷ Σ weight over the cell's days.
  case reduce(Step)
  /// Σ weight × value: a month's money over the months of the cell.
  case accumulate(Step)
  /// Σ value × hours: those that locations are open, or all of workdays, of days.
  case openHours(Step, HourWindow)
  /// A fold of a level's values on each day, or on those of them that meet the tests.
  case foldDays(Fold, Step, having: [NumberTest])
  /// Bookings in cells.
  case flow(Scan, FlowMeasure)
  /// Nested aggregation of bookings: a fold of the inner figures that meet the tests.
  case foldFlow(Fold, Inner, Scan, FlowMeasure, having: [NumberTest])

  public var scan: Scan {
    switch self {
    case .reduce(let step), .accumulate(let step), .openHours(let step, _), .foldDays(_, let step, _): step.scan
    case .flow(let scan, _), .foldFlow(_, _, let scan, _, _): scan
    }
  }

  /// The level that it goes by; nil of what counts bookings.
  public var step: Step? {
    switch self {
    case .reduce(let step), .accumulate(let step), .openHours(let step, _), .foldDays(_, let step, _): step
    case .flow, .foldFlow: nil
    }
  }
}

extension PlanNode {
  /// Whether it tells something about single persons: a condition or measure on who somebody is, or the most and least
  /// of anyone.
  func identifiesPersons(_ isPersonal: (TableName, String) -> Bool) -> Bool {
    let table = scan.table
    var expressions = scan.conditions.map(\.condition)
    switch self {
    case .reduce(let step), .accumulate(let step), .openHours(let step, _), .foldDays(_, let step, _):
      expressions.append(step.measure)
    case .flow(_, .column(let value)): expressions.append(value)
    case .foldFlow(let fold, let inner, _, let measure, let having):
      if case .column(let value) = measure { expressions.append(value) }
      // Of those alone that meet a test, a sum can be one person's.
      let isExtreme = fold == .maximum || fold == .minimum || fold != .count && !having.isEmpty
      if isExtreme, inner.keys.contains(where: { $0.identifiesPersons(isPersonal) }) { return true }
    case .flow: break
    }
    return expressions.contains { $0.reads(from: table, where: isPersonal) }
  }
}

extension BoundKeyPath {
  fileprivate func identifiesPersons(_ isPersonal: (TableName, String) -> Bool) -> Bool {
    var table = TableName.bookings
    for link in links {
      guard case .link(let target)? = Schema.field(link, of: table)?.type else { return false }
      table = target
    }
    return isPersonal(table, column)
  }
}

extension PlanNode {
  /// The tables that it reads.
  public var tables: [TableName] {
    guard let step else { return [scan.table] }
    let others: [TableName] = [.memberships, .assignments, .bookings].filter {
      step.measure.mentions($0) || step.scan.condition.mentions($0)
    }
    return [scan.table] + others
  }

  /// Whether it is folded over persons, or over what tells who somebody is.
  public func foldsPersons(in snapshot: Snapshot) -> Bool {
    guard case .foldFlow(_, let inner, _, _, _) = self else { return false }
    return inner.keys.contains { $0.identifiesPersons { snapshot.isPersonal($1, of: $0) } || $0.column == "user" }
  }
}

/// One figure of a definition with how the query's keys and filters reach it.
public struct Atom: Hashable, Sendable {
  public let node: PlanNode
  public internal(set) var keys: [KeyReach]
  public let filters: [AtomFilter]
  public let unit: Unit
  /// The words of a definition that made it; nil of what nobody wrote.
  public let written: WrittenFigure?

  public init(node: PlanNode, keys: [KeyReach], filters: [AtomFilter], unit: Unit, written: WrittenFigure? = nil) {
    self.node = node
    self.keys = keys
    self.filters = filters
    self.unit = unit
    self.written = written
  }
}

public enum CalendarCount: String, Hashable, Sendable, CaseIterable { case days, weeks, workdays, months }

/// The arithmetic over the atoms of one cell.
public indirect enum CellExpression: Hashable, Sendable {
  case number(Rational)
  case atom(Int)
  case count(CalendarCount)
  case negate(CellExpression)
  case arithmetic(RowExpression.Operation, CellExpression, CellExpression)
  /// When the fold over instants of an atom was reached first.
  case moment(ofAtom: Int)
  /// The same without keys.
  case total(CellExpression)
  /// A part of an amount, in proportion to a figure of each row; the parts of all rows add up to it.
  case split(units: Int128, coins: Int, by: CellExpression)
  /// To so many decimals.
  case rounded(Rounding, places: Int, CellExpression)
  /// A figure that its definition counts in this unit.
  case stated(Unit, CellExpression)
  /// A fold of the plan's, by number.
  case folded(Int)
}

/// A column of figures: DESIGN §5.
public struct PlanColumn: Hashable, Sendable {
  public let name: String
  public let value: CellExpression
  public let unit: Unit
  public let isPercent: Bool

  public init(name: String, value: CellExpression, unit: Unit, isPercent: Bool) {
    self.name = name
    self.value = value
    self.unit = unit
    self.isPercent = isPercent
  }
}

public enum CalendarKey: String, Hashable, Sendable, CaseIterable {
  case hour, weekday, day, week, month, quarter, year

  /// Its cells are unbroken stretches of days.
  public var isContiguous: Bool {
    switch self {
    case .hour, .weekday: false
    case .day, .week, .month, .quarter, .year: true
    }
  }
}

/// A key of `by`.
public enum PlanKey: Hashable, Sendable {
  case calendar(CalendarKey)
  /// Rows of an entity, or distinct texts; the ways are with the atoms.
  case attribute(name: String, entity: TableName?)
}

public enum WeightMode: Hashable, Sendable {
  case weighted(Mode)
  /// The earliest day on which the value is highest, lowest.
  case peak, low

  public var name: String {
    switch self {
    case .weighted(let mode): mode.rawValue
    case .peak: "peak"
    case .low: "low"
    }
  }
}

/// `where weekday in (Mon, Tue)`, `between 10:30 and 16:00`: which days and hours of the frame take part.
public struct CalendarCondition: Hashable, Sendable {
  public let key: CalendarKey
  /// Accepted values: hours 0–23, weekdays 0–6, and day numbers for the keys that are stretches of days.
  public let accepted: [Range<Int32>]
  /// Of the accepted hours these minutes of the day; empty is all of them.
  public let minutes: [Range<Int32>]
  public let label: String

  public init(key: CalendarKey, accepted: [Range<Int32>], minutes: [Range<Int32>] = [], label: String) {
    self.key = key
    self.accepted = accepted
    self.minutes = minutes
    self.label = label
  }
}

/// `having occupancy > 80%`.
public indirect enum CellPredicate: Hashable, Sendable {
  case compare(RowExpression.Comparison, column: Int, Rational)
  case and([CellPredicate])
  case or([CellPredicate])
  case not(CellPredicate)
}

/// What happens to the rows of the answer.
public struct Arrangement: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    case key(Int)
    case column(Int)
  }

  public var having: CellPredicate?
  public var sort: [(target: Target, descending: Bool)] {
    zip(sortTargets, sortDescending).map { ($0, $1) }
  }
  var sortTargets: [Target]
  var sortDescending: [Bool]
  public var top: Int?

  public init(having: CellPredicate? = nil, sort: [(Target, Bool)] = [], top: Int? = nil) {
    self.having = having
    sortTargets = sort.map(\.0)
    sortDescending = sort.map(\.1)
    self.top = top
  }
}

/// Everything that the evaluator does for one query; `show steps` prints it.
public struct LogicalPlan: Sendable {
  public let title: String
  /// The days that are computed over: the asked ones, or more where the metric widens to whole weeks.
  public internal(set) var span: DaySpan
  public internal(set) var askedSpan: DaySpan
  public internal(set) var frameText: String
  /// What the same is answered over, to be compared.
  public internal(set) var comparison: ComparedFrame?
  public let weightMode: WeightMode
  public let isLevel: Bool
  /// Each month, quarter or year grows to whole weeks by itself.
  public let widensCells: Bool
  public let proration: Proration
  /// Bookings last from check-in to check-out where the data has these.
  public let usesActualTimes: Bool
  public let conditions: [CalendarCondition]
  public internal(set) var keys: [PlanKey]
  public internal(set) var atoms: [Atom]
  /// Rows whose groups stand in the answer even where nothing happened: resources that nobody booked.
  public internal(set) var universe: Atom?
  /// Folds of figures in finer cells; what one is made of stands before it.
  public internal(set) var folds: [FigureFold] = []
  public let columns: [PlanColumn]
  public let valueColumn: Int
  public let arrangement: Arrangement
  /// The location code whose holidays are no workdays; 0 is everywhere.
  public let placeOfHolidays: Int
  public let reading: [ReadingItem]
  /// How small groups are hidden; nil where all figures may be shown.
  public internal(set) var groups: GroupRule?

  public init(
    title: String, span: DaySpan, askedSpan: DaySpan, frameText: String, weightMode: WeightMode, isLevel: Bool,
    widensCells: Bool, proration: Proration, usesActualTimes: Bool, conditions: [CalendarCondition], keys: [PlanKey],
    atoms: [Atom], universe: Atom?,
    columns: [PlanColumn], valueColumn: Int, arrangement: Arrangement, placeOfHolidays: Int,
    reading: [ReadingItem], groups: GroupRule?
  ) {
    self.title = title
    self.span = span
    self.askedSpan = askedSpan
    self.frameText = frameText
    self.weightMode = weightMode
    self.isLevel = isLevel
    self.widensCells = widensCells
    self.proration = proration
    self.usesActualTimes = usesActualTimes
    self.conditions = conditions
    self.keys = keys
    self.atoms = atoms
    self.universe = universe
    self.columns = columns
    self.valueColumn = valueColumn
    self.arrangement = arrangement
    self.placeOfHolidays = placeOfHolidays
    self.reading = reading
    self.groups = groups
  }
}
