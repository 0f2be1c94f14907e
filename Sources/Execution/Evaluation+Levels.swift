import Calculus
import Planning
import Store

/// The stays of a step with the group of each; filtered ones have none.
struct LevelGroups {
  let stays: Stays
  let group: [UInt32]

  /// Calls `body` with each group that has a stay in the span, some of them several times.
  func forEachGroup(in span: DaySpan, _ body: (UInt32) -> Void) {
    var last = GroupIndex.none
    for stay in stays.rows.indices {
      let value = group[stay]
      if value == GroupIndex.none || value == last { continue }
      if stays.overlaps(stay, span) {
        body(value)
        last = value
      }
    }
  }
}

extension AtomEvaluator {
  func levelGroups(
    _ atom: Atom, ways: [KeySpace.Way?], _ context: SpanContext
  ) throws(EvaluationError) -> LevelGroups {
    guard let step = atom.node.step else { return LevelGroups(stays: Stays(of: StepColumn(constant: [])), group: []) }
    var stays = try steps.stays(step)
    let count = snapshot.table(step.scan.table).rowCount
    var groups = [UInt32](repeating: 0, count: count)
    for filter in atom.filters {
      if case .rows(let predicate) = filter {
        let column = try steps.column(predicate.condition, of: step.scan.table)
        for row in 0..<count where column.values[row] == 0 { groups[row] = GroupIndex.none }
      }
    }
    let strides = context.space.strides
    for (dimension, way) in ways.enumerated() {
      guard let way else { continue }
      if case .letting = atom.keys[dimension] { continue }
      for row in 0..<count where groups[row] != GroupIndex.none {
        groups[row] += way.meaning[way.codes.map { $0[row] } ?? row + 1] * UInt32(strides[dimension])
      }
    }
    var group = stays.rows.map { groups[Int($0)] }
    for (dimension, way) in ways.enumerated() {
      guard let way, case .letting(let inForce) = atom.keys[dimension] else { continue }
      (stays, group) = try byCurrency(stays, groups, way, inForce, dimension, context)
    }
    try checkCurrencies(stays, group, context)
    // Something that a key or filter cannot reach is refused as soon as there is such a row at all.
    if group.contains(where: { $0 != GroupIndex.none }) {
      for filter in atom.filters {
        if case .unreachable(let key, let reason) = filter { throw .unreachable(key: key, reason: reason) }
      }
      if !ways.isEmpty {
        for (reach, key) in zip(atom.keys, context.space.dimensions) {
          if case .unreachable(let reason) = reach { throw .unreachable(key: key.name, reason: reason) }
        }
      }
    }
    return LevelGroups(stays: stays, group: group)
  }

  /// Stays cut where the currency changes in which their resource is let, and what is not let by its location's.
  private func byCurrency(
    _ stays: Stays, _ groups: [UInt32], _ way: KeySpace.Way, _ inForce: RowExpression, _ dimension: Int,
    _ context: SpanContext
  ) throws(EvaluationError) -> (Stays, [UInt32]) {
    let inForce = try steps.column(inForce, of: .assignments)
    let lettings = Lettings(snapshot, inForce: inForce) { context.space.code(of: $0, dimension) }
    let (cut, days) = stays.cut(by: lettings.column())
    let stride = UInt32(context.space.strides[dimension])
    let goesByLocation = goesByLocation(dimension)
    var group: [UInt32] = []
    for (stay, day) in days.enumerated() {
      let row = Int(cut.rows[stay])
      if groups[row] == GroupIndex.none || !cut.overlaps(stay, context.span) {
        group.append(GroupIndex.none)
        continue
      }
      if day == Lettings.Day.several {
        let name = snapshot.table(.resources).name(of: row)
        throw .currencies("“\(name)” is let in several on one day")
      }
      let own = way.meaning[way.codes.map { $0[row] } ?? row + 1]
      let code = Lettings.Day.code(day) ?? own
      if code != own, goesByLocation {
        let label = context.space.dimensions[dimension].labels[Int(own)] ?? ""
        if label.contains(Currencies.separator) { throw severalCurrencies(label) }
        let name = snapshot.table(.resources).name(of: row)
        throw .currencies("“\(name)” is let in another than its location's, \(label)")
      }
      group.append(groups[row] + code * stride)
    }
    return (cut, group)
  }

  private func severalCurrencies(_ label: String) -> EvaluationError {
    .currencies(
      "a location lets in \(label), and a column currency of locations would have to say which its prices are in")
  }

  /// Another figure of the plan has the currency of each resource's location: what is available, its list price.
  private func goesByLocation(_ dimension: Int) -> Bool {
    plan.atoms.contains { atom in
      guard atom.node.scan.table == .resources, atom.keys.indices.contains(dimension) else { return false }
      return if case .path = atom.keys[dimension] { true } else { false }
    }
  }

  /// What lies in a location of several currencies, and is not let itself, has none.
  private func checkCurrencies(_ stays: Stays, _ group: [UInt32], _ context: SpanContext) throws(EvaluationError) {
    let span = context.span
    for (dimension, key) in context.space.dimensions.enumerated() where key.name == "currency" {
      guard key.labels.contains(where: { $0?.contains(Currencies.separator) ?? false }) else { continue }
      let stride = context.space.strides[dimension]
      for stay in group.indices where group[stay] != GroupIndex.none {
        guard stays.overlaps(stay, span), let label = key.labels[Int(group[stay]) / stride % key.size],
          label.contains(Currencies.separator)
        else { continue }
        throw severalCurrencies(label)
      }
    }
  }

  func levelValues(
    _ node: PlanNode, _ level: LevelGroups, _ index: GroupIndex, _ context: SpanContext
  ) throws(EvaluationError) -> AtomValues {
    let cells = context.cells
    let dense = level.group.map { $0 == GroupIndex.none ? $0 : index.index(of: $0) }
    let weights =
      context.mode.map { mode in { Weights(mode: mode, span: cells.span, including: $0) } }
      ?? { Weights.uniform(span: cells.span, including: $0) }
    var result = AtomValues(groups: index.count, cells: cells.count, denominator: Int128(Numbers.scale))
    switch node {
    case .reduce:
      let (sums, totals) = weighted(level.stays, dense, index, cells, weights)
      result.sums = sums
      for cell in 0..<cells.count { result.denominators[cell] = Int128(totals[cell]) * Int128(Numbers.scale) }
    case .accumulate:
      // By the days of the mode even where a level is the day's own: a day has its part of the month.
      let mode = plan.weightMode.counting
      if mode == .prorated, plan.proration == .none {
        result.sums = touchedMonths(level.stays, dense, index, cells)
      } else {
        result.sums =
          weighted(level.stays, dense, index, cells) {
            Weights(mode: mode, proration: plan.proration, span: cells.span, including: $0)
          }.sums
      }
      for cell in 0..<cells.count { result.denominators[cell] = Int128(Weights.unit) * Int128(Numbers.scale) }
    case .openHours(let step, let window):
      result.sums = openMinutes(level, dense, index, cells, window, of: step.scan.table)
      for cell in 0..<cells.count { result.denominators[cell] = 60 * Int128(Numbers.scale) }
    case .foldDays(let fold, _, []) where fold == .sum || fold == .mean:
      let (sums, totals) = weighted(level.stays, dense, index, cells) {
        Weights.uniform(span: cells.span, including: $0)
      }
      result.sums = sums
      for cell in 0..<cells.count {
        let unit = fold == .sum ? Weights.unit : totals[cell]
        result.denominators[cell] = Int128(unit) * Int128(Numbers.scale)
      }
    case .foldDays(let fold, _, let having):
      try foldDays(fold, having, level.stays, dense, index, cells, into: &result)
    case .flow, .foldFlow: break
    }
    markNoData(node, level.stays.reach, cells, &result)
    return result
  }

  /// Weighted sums by group and cell, and the weights of the cells themselves.
  private func weighted(
    _ stays: Stays, _ group: [UInt32], _ index: GroupIndex, _ cells: CalendarCells,
    _ weights: ((Day) -> Bool) -> Weights
  ) -> (sums: [Int128], totals: [Int64]) {
    let first = cells.span.first
    let takes = { (day: Day) in cells.takesDay[Int(day.number - first.number)] }
    let classes: [Weights] =
      cells.hasWeekday
      ? (0..<7).map { weekday in weights { takes($0) && $0.weekday == weekday } } : [weights(takes)]
    var bounds: [Int32] = []
    for day in 0..<cells.span.dayCount
    where day == 0 || cells.stretch(ofDay: day) != cells.stretch(ofDay: day - 1) {
      bounds.append(first.number + Int32(day))
    }
    bounds.append(cells.span.end.number)
    let cell = { (weekday: Int, run: Int) in cells.hasWeekday ? run * 7 + weekday : run }
    let sums = LevelKernel.sums(
      stays, group: group, groups: index.count, weights: classes, bounds: bounds, cells: cells.count, cell: cell)
    var totals = [Int64](repeating: 0, count: cells.count)
    for (number, weights) in classes.enumerated() {
      for run in 0..<bounds.count - 1 {
        totals[cell(number, run)] = weights.weight(from: bounds[run], to: bounds[run + 1])
      }
    }
    return (sums, totals)
  }

  /// A fold of the level day by day, of the days that meet the tests. Without tests, days count on which there is
  /// something.
  private func foldDays(
    _ fold: Fold, _ having: [NumberTest], _ stays: Stays, _ group: [UInt32], _ index: GroupIndex,
    _ cells: CalendarCells, into result: inout AtomValues
  ) throws(EvaluationError) {
    let days = cells.span.dayCount
    guard index.count * days <= Self.mostCells else { throw .tooManyCells(index.count * days) }
    let first = cells.span.first.number
    var edges = [Int128](repeating: 0, count: index.count * (days + 1))
    for stay in stays.rows.indices where group[stay] != GroupIndex.none {
      let from = max(stays.starts[stay], first)
      let to = min(stays.ends[stay], first + Int32(days))
      if from >= to { continue }
      edges[Int(group[stay]) * (days + 1) + Int(from - first)] += Int128(stays.values[stay])
      edges[Int(group[stay]) * (days + 1) + Int(to - first)] -= Int128(stays.values[stay])
    }
    var isSeen = [Bool](repeating: false, count: cells.count)
    var parts = [Int](repeating: 0, count: result.sums.count)
    for group in 0..<index.count {
      var level: Int128 = 0
      for day in 0..<days {
        level += edges[group * (days + 1) + day]
        if !cells.takesDay[day] { continue }
        let cell = cells.cell(day: day)
        let target = group * cells.count + cell
        isSeen[cell] = true
        guard try having.hold(of: level, over: Int128(Numbers.scale)) else { continue }
        let isFirst = parts[target] == 0
        parts[target] += 1
        switch fold {
        case .count: result.sums[target] += having.isEmpty && level == 0 ? 0 : Int128(Numbers.scale)
        case .sum, .mean: result.sums[target] += level
        case .maximum where isFirst || level > result.sums[target]: result.sums[target] = level
        case .minimum where isFirst || level < result.sums[target]: result.sums[target] = level
        case .first where isFirst: result.sums[target] = level
        case .last: result.sums[target] = level
        case .maximum, .minimum, .first: break
        }
      }
    }
    // Nothing comes to 0 as a sum and a count; as a mean or an extreme it is undefined.
    if fold == .count || fold == .sum { return }
    if !having.isEmpty { result.parts = parts }
    result.isMean = fold == .mean
    for cell in 0..<cells.count where !isSeen[cell] { result.denominators[cell] = 0 }
  }

  /// Every month that a row touches counts whole, in the cell of the first day that it touches.
  private func touchedMonths(
    _ stays: Stays, _ group: [UInt32], _ index: GroupIndex, _ cells: CalendarCells
  ) -> [Int128] {
    var sums = [Int128](repeating: 0, count: index.count * cells.count)
    let months = cells.span.days.map { $0.calendarMonth.index }
    let (first, days) = (cells.span.first.number, cells.span.dayCount)
    var lastRow = UInt32.max
    var lastMonth = Int32.min
    for stay in stays.rows.indices where group[stay] != GroupIndex.none {
      if stays.rows[stay] != lastRow { (lastRow, lastMonth) = (stays.rows[stay], Int32.min) }
      let from = Int(max(stays.starts[stay], first) - first)
      let to = Int(min(stays.ends[stay], first + Int32(days)) - first)
      var day = from
      while day < to {
        if months[day] != lastMonth, cells.takesDay[day] {
          lastMonth = months[day]
          sums[Int(group[stay]) * cells.count + cells.cell(day: day)] +=
            Int128(stays.values[stay]) * Int128(Weights.unit)
        }
        day += 1
      }
    }
    return sums
  }

  /// Value × minutes of the hours that count, by each location's own rules and as far as the frame's clock goes.
  private func openMinutes(
    _ level: LevelGroups, _ group: [UInt32], _ index: GroupIndex, _ cells: CalendarCells, _ window: HourWindow,
    of table: TableName
  ) -> [Int128] {
    let locations = snapshot.table(table).codes("location")
    let places = level.stays.rows.map { locations?[Int($0)] ?? 0 }
    var sums = [Int128](repeating: 0, count: index.count * cells.count)
    let hours = cells.hasHour ? 24 : 1
    for place in Set(places).sorted() {
      let rules = snapshot.calendar.places[place]
      let own = group.indices.map { places[$0] == place ? group[$0] : GroupIndex.none }
      for hour in 0..<hours {
        let minutes = Int64(cells.minutes(of: window.minutes(rules), inHour: cells.hasHour ? hour : nil))
        if minutes == 0 { continue }
        let part = weighted(level.stays, own, index, cells) { takes in
          Weights(span: cells.span) { takes($0) && window.takes($0.number, rules) ? minutes : 0 }
        }
        if hours == 1 {
          for target in sums.indices { sums[target] += part.sums[target] }
          continue
        }
        // Days know no hours: each one's figure stands in the cell of its first.
        for target in sums.indices where target % hours == hour {
          let (row, cell) = (target / cells.count, target % cells.count)
          sums[target] += part.sums[row * cells.count + cell / hours]
        }
      }
    }
    return sums
  }

  // MARK: no data

  /// Marks cells outside of what the tables hold: before the first membership, or in a table that is empty.
  private func markNoData(_ node: PlanNode, _ reach: StepReach, _ cells: CalendarCells, _ result: inout AtomValues) {
    var extent = Extent(from: Int32.min, to: Int32.max)
    if !reach.isStated { extent = Extent(from: Int32.max, to: Int32.max) }
    if reach.asksBookings {
      let bookings = source.extent
      extent = Extent(from: max(extent.from, bookings.from), to: min(extent.to, bookings.to))
    }
    if reach.asksMemberships {
      let starts = snapshot.table(.memberships).days("start") ?? []
      extent = Extent(from: max(extent.from, starts.min() ?? Int32.max), to: extent.to)
    }
    result.noData = cells.outside(extent)
  }
}

extension CalendarCells {
  /// The cells that have days, and all of them outside of the extent.
  func outside(_ extent: Extent) -> [Bool] {
    var hasDay = [Bool](repeating: false, count: count)
    var isReached = hasDay
    for day in 0..<span.dayCount where takesDay[day] {
      let date = span.first.number + Int32(day)
      let reaches = date >= extent.from && date < extent.to
      for hour in 0..<(hasHour ? 24 : 1) {
        let cell = cell(day: day, hour: hour)
        hasDay[cell] = true
        if reaches { isReached[cell] = true }
      }
    }
    return zip(hasDay, isReached).map { $0 && !$1 }
  }
}
