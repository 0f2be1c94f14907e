import Calculus
import Planning
import Store

/// The figures of a plan's atoms in the cells of one span.
struct Evaluation {
  let cells: CalendarCells
  /// The weights of levels; nil is the level of each day itself.
  let mode: Mode?
  let space: KeySpace
  let index: GroupIndex
  let atoms: [AtomValues]
  /// Groups of which there is something in the span, or that are listed anyway.
  let occurs: [Bool]
  let calendar: CalendarCounts
  /// Rows of the span that conditions left out, by reason.
  let leftOut: [(reason: String, count: Int)]
  /// Rows that counts of persons left out, as they have none.
  let withoutPerson: Int
  /// Figures of the plan's folds, a group's cells side by side; empty of those that were not asked for.
  var folds: [[Figure]] = []

  /// The groups that have rows in the answer, by their numbers in the space.
  var occurring: Set<UInt32> {
    Set((0..<index.count).filter { occurs[$0] }.map { index.groups[$0] })
  }
}

/// Days, weeks, workdays and months within each cell.
struct CalendarCounts {
  let days: [Int]
  let weeks: [Int]
  let workdays: [Int]
  /// In 1/377 580.
  let months: [Int64]

  init(_ cells: CalendarCells, weights: Weights, isWorkday: (Int32) -> Bool) {
    var days = [Int](repeating: 0, count: cells.count)
    var weeks = days
    var workdays = days
    var months = [Int64](repeating: 0, count: cells.count)
    var lastWeek = [Int32](repeating: Int32.min, count: cells.count)
    let hours = cells.hasHour ? (0..<24).filter { cells.takesHour[$0] } : [0]
    for (day, date) in cells.span.days.enumerated() where cells.takesDay[day] {
      let week = date.isoWeek.index
      let works = isWorkday(date.number)
      for hour in hours {
        let cell = cells.cell(day: day, hour: hour)
        days[cell] += 1
        if works { workdays[cell] += 1 }
        if lastWeek[cell] != week {
          lastWeek[cell] = week
          weeks[cell] += 1
        }
        months[cell] += weights.weight(from: date.number, to: date.number + 1)
      }
    }
    self.days = days
    self.weeks = weeks
    self.workdays = workdays
    self.months = months
  }

  func value(_ count: CalendarCount, cell: Int) throws(ArithmeticError) -> Rational {
    switch count {
    case .days: Rational(days[cell])
    case .weeks: Rational(weeks[cell])
    case .workdays: Rational(workdays[cell])
    case .months: try Rational(Int128(months[cell]), over: Int128(Weights.unit))
    }
  }
}

/// Evaluates the atoms of a plan over spans.
struct AtomEvaluator {
  let plan: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache
  let isCancelled: @Sendable () -> Bool
  /// Where the groups of several plans are to be numbered alike: the values of their keys.
  var numbering: KeyNumbering?

  /// More cells than this are refused: nobody reads them, and they would not fit.
  static let mostCells = 20_000_000

  var steps: StepEvaluator { StepEvaluator(snapshot: snapshot, cache: cache, isCancelled: isCancelled) }

  /// - Parameters:
  ///   - keyed: with the plan's attribute keys, or none of them (totals).
  ///   - calendarKeys: those that cut the span.
  ///   - mode: the weights of levels; `nil` gives the level of each day itself.
  ///   - listing: groups that have rows in any case.
  ///   - parts: the figures and folds to be computed; nil is all of them.
  func evaluate(
    _ span: DaySpan, calendarKeys: [CalendarKey], keyed: Bool, mode: Mode?, listing: Set<UInt32> = [],
    parts: FoldParts? = nil
  ) throws(EvaluationError) -> Evaluation {
    let cells = CalendarCells(span: span, keys: calendarKeys, conditions: plan.conditions)
    let space = KeySpace(keyed ? plan.keys : [], in: snapshot)
    if keyed, let numbering { space.number(as: numbering) }
    let ways = plan.atoms.enumerated().map { number, atom in
      parts?.takes(atom: number) ?? true ? self.ways(atom, in: space, keyed: keyed) : []
    }
    let universe = plan.universe.map { self.ways($0, in: space, keyed: keyed) }
    guard let capacity = space.capacity, capacity < Int(UInt32.max) else { throw .tooManyCells(Int.max) }
    let context = SpanContext(cells: cells, space: space, mode: mode)
    let groups = try groupCheck(space, cells, ways: ways)

    var levels: [Int: LevelGroups] = [:]
    var flows: [Int: FlowPass] = [:]
    var results = FlowResults()
    for (number, atom) in plan.atoms.enumerated() where parts?.takes(atom: number) ?? true {
      if atom.node.isFlow {
        flows[number] = try flowPass(atom, ways: ways[number], context, &results)
      } else {
        levels[number] = try levelGroups(atom, ways: ways[number], context)
      }
    }
    var listed = GroupSet(capacity: capacity)
    listed.formUnion(listing)
    if let atom = plan.universe, let universe {
      try levelGroups(atom, ways: universe, context).forEachGroup(in: span) { listed.insert($0) }
    }
    listed.formUnion(listedEntities(space, plan: plan, keyed: keyed))
    if let groups { listed.formUnion(try groups.groups(isCancelled)) }

    let index: GroupIndex
    if capacity <= 1 << 16, capacity * cells.count <= 1 << 22 {
      index = GroupIndex(all: capacity)
    } else {
      var occurring = listed
      for level in levels.values { level.forEachGroup(in: span) { occurring.insert($0) } }
      for pass in flows.values { try pass.addGroups(to: &occurring) }
      index = GroupIndex(occurring: occurring.sorted, capacity: capacity)
    }
    guard index.count * cells.count <= Self.mostCells else { throw .tooManyCells(index.count * cells.count) }

    var occurs = index.groups.map { listed.contains($0) || space.dimensions.isEmpty }
    var values: [AtomValues] = []
    // Figures of the same bookings are hidden alike.
    var hidden: [GroupCheck.FigureSlice: [Bool]] = [:]
    for (number, atom) in plan.atoms.enumerated() {
      var figures: AtomValues
      if let level = levels[number] {
        level.forEachGroup(in: span) { occurs[Int(index.index(of: $0))] = true }
        figures = try levelValues(atom.node, level, index, context)
      } else if let pass = flows[number] {
        figures = try flowValues(atom, pass, index, context, &results)
        if let groups, let slice = groups.figures[number] {
          let own = hidden[slice] ?? groups.hidden(slice, index.groups)
          hidden[slice] = own
          figures.hidden = own
        }
        for group in 0..<index.count where !occurs[group] {
          occurs[group] = figures.sums[group * cells.count..<(group + 1) * cells.count].contains { $0 != 0 }
        }
      } else {
        figures = AtomValues(groups: 0, cells: 0, denominator: 1)
      }
      values.append(figures)
    }
    let folds =
      plan.folds.isEmpty
      ? []
      : try self.folds(
        CoarseCells(cells: cells, space: space, index: index), calendarKeys, keyed: keyed, mode: mode,
        listing: listing, parts: parts, atoms: values)
    // `months` goes by the mode even where a level is the day's own.
    let weights = Weights(
      mode: plan.weightMode.counting, proration: plan.proration, span: span, including: context.takes)
    return Evaluation(
      cells: cells, mode: mode, space: space, index: index, atoms: values, occurs: occurs,
      calendar: CalendarCounts(cells, weights: weights) {
        snapshot.calendar.places[plan.placeOfHolidays].isWorkday($0)
      },
      leftOut: results.leftOut, withoutPerson: results.withoutPerson, folds: folds)
  }

  func ways(_ atom: Atom, in space: KeySpace, keyed: Bool) -> [KeySpace.Way?] {
    guard keyed else { return [] }
    return atom.keys.enumerated().map { space.way($1, from: atom.node.scan.table, dimension: $0) }
  }

  /// Entities that stand in the answer though nothing is there: all locations, where only they are asked for.
  private func listedEntities(_ space: KeySpace, plan: LogicalPlan, keyed: Bool) -> Set<UInt32> {
    guard keyed, space.dimensions.count == 1, space.dimensions[0].entity == .locations,
      plan.atoms.allSatisfy({ $0.filters.isEmpty })
    else { return [] }
    return Set((1..<space.dimensions[0].size).map { UInt32($0) })
  }
}

/// What all atoms of one evaluation share.
struct SpanContext {
  let cells: CalendarCells
  let space: KeySpace
  let mode: Mode?

  var span: DaySpan { cells.span }

  func takes(_ day: Day) -> Bool { cells.takesDay[Int(day.number - span.first.number)] }

  var uniform: Weights { Weights.uniform(span: span, including: takes) }
}

extension PlanNode {
  var isFlow: Bool {
    switch self {
    case .reduce, .accumulate, .openHours, .foldDays: false
    case .flow, .foldFlow: true
    }
  }
}

extension WeightMode {
  /// The mode by which `months` are counted; a peak or low has every day alike.
  var counting: Mode {
    switch self {
    case .weighted(let mode): mode
    case .peak, .low: .prorated
    }
  }
}
