import Calculus
import Diagnostics
import Planning
import Store

/// Splits a change into causes by undoing what happened: nothing is estimated, and nothing is left over.
///
/// What rows are of a figure in both frames is computed by the kernels that computed the figure. An event (a membership that
/// started, a desk that was blocked) is undone by computing once more with its rows as they were; what the change is less
/// then is its effect. Events of different families are undone at once, as none has a say in another's.
public enum Attributor {
  /// - Throws: what the query itself throws, and why a change cannot be split.
  public static func run(
    _ explained: ExplainedPlan, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Attribution {
    let plan = explained.plan.withoutCalendarKeys
    do throws(EvaluationError) {
      guard let counterpart = plan.counterpart else { throw .unexplained }
      return try ChangeSplitter(
        after: plan, before: counterpart, snapshot: snapshot, cache: cache, isCancelled: isCancelled
      ).attribution()
    } catch {
      throw Rejection(.evaluation(error, plan: plan))
    }
  }
}

private struct ChangeSplitter {
  let after: LogicalPlan
  let before: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache
  let isCancelled: @Sendable () -> Bool

  /// Families with more events than this are told as one cause: each event would be a pass over all rows.
  private static let mostEvents = 48

  private func units(_ plan: LogicalPlan, on other: Snapshot? = nil) -> UnitEvaluator {
    UnitEvaluator(
      plan: plan, snapshot: other ?? snapshot, cache: other == nil ? cache : StepCache(), isCancelled: isCancelled)
  }

  private func split<Result>(
    _ body: () throws(AttributionObstacle) -> Result
  ) throws(EvaluationError) -> Result {
    do throws(AttributionObstacle) { return try body() } catch { throw .notSplit(error) }
  }

  func attribution() throws(EvaluationError) -> Attribution {
    let (later, earlier) = (try units(after).values(), try units(before).values())
    let expression = after.columns[after.valueColumn].value
    let (form, r0, r1) = try split { () throws(AttributionObstacle) in
      (
        try LinearForm(expression, from: earlier, to: later, atomCount: after.atoms.count),
        try expression.value(earlier), try expression.value(later)
      )
    }
    // Also those of which a change has no effect here: they are part of the figure all the same.
    var used: [Int] = []
    var levels: [Int] = []
    var flows: [String: [Int]] = [:]
    for number in expression.atoms.sorted() {
      switch after.atoms[number].node.additivity {
      case .rows: levels.append(number)
      case .column(let column): flows[column, default: []].append(number)
      case .none where form.atoms[number].isZero: continue
      case .none(let reason): throw .notSplit(.notAdditive(reason))
      }
      used.append(number)
    }
    var causes: [Cause] = []
    if !levels.isEmpty { causes += try causesOfLevels(levels, form) }
    for column in flows.keys.sorted() { causes += try causesOfFlows(flows[column] ?? [], by: column, form) }
    causes = try joiningCalendar(causes, countsEffect(form, earlier, later))

    var total = Rational.zero
    var changes = [Rational](repeating: .zero, count: after.atoms.count)
    for cause in causes {
      total = try total.plus(cause.effect)
      for index in changes.indices { changes[index] = try changes[index].plus(cause.changes[index]) }
    }
    for number in used {
      guard case .value(let first) = earlier.atoms[number], case .value(let second) = later.atoms[number] else {
        throw .notSplit(.noData)
      }
      guard try second.minus(first) == changes[number] else {
        throw .notSplit(.notAdditive("its parts overlap: what is counted in one of them is counted in another, too"))
      }
    }
    guard total == (try r1.minus(r0)) else { throw .unexplained }
    return Attribution(
      before: r0, after: r1,
      atoms: after.atoms.indices.map { (earlier.atoms[$0].number ?? .zero, later.atoms[$0].number ?? .zero) },
      form: form,
      counts: Dictionary(
        uniqueKeysWithValues: form.counts.keys.map {
          ($0, (earlier.counts[$0] ?? .zero, later.counts[$0] ?? .zero))
        }),
      causes: causes.sorted { $0.precedes($1) }, base: before.span.first)
  }

  // MARK: bookings

  private func causesOfFlows(
    _ numbers: [Int], by column: String, _ form: LinearForm
  ) throws(EvaluationError) -> [Cause] {
    var first: UnitValues = [:]
    var second: UnitValues = [:]
    try units(before).addFlows(numbers, by: column, to: &first)
    try units(after).addFlows(numbers, by: column, to: &second)
    var earlier: UnitValues = [:]
    var later: UnitValues = [:]
    try units(before.countingBookings).addFlows([numbers[0]], by: column, to: &earlier)
    try units(after.countingBookings).addFlows([numbers[0]], by: column, to: &later)
    func count(_ unit: AttributedUnit, _ values: UnitValues) -> Int {
      Int(truncatingIfNeeded: values[unit]?[numbers[0]].numerator ?? 0)
    }
    var causes: [Cause] = []
    for unit in Set(first.keys).union(second.keys) {
      let changes = try difference(second[unit], first[unit])
      if changes.allSatisfy(\.isZero) { continue }
      let effect = try form.effect(changes)
      // Of several figures one can be more and another less, and neither word is true of both.
      let kind: Cause.Kind =
        numbers.count > 1
        ? .bookedOtherwise
        : first[unit] == nil
          ? .bookedFirst
          : second[unit] == nil ? .bookedNoMore : changes.contains { $0 > .zero } ? .bookedMore : .bookedLess
      let rows = unit.row.map { [$0] } ?? []
      causes.append(
        Cause(
          kind: kind, group: unit.group, subjects: rows, rows: [],
          bookings: BookingCounts(before: count(unit, earlier), after: count(unit, later)), changes: changes,
          effect: effect))
    }
    return causes
  }

  // MARK: levels

  /// By unit what each level changes.
  private func changes(_ numbers: [Int], on other: Snapshot? = nil) throws(EvaluationError) -> UnitValues {
    var first: UnitValues = [:]
    var second: UnitValues = [:]
    for number in numbers {
      try units(before, on: other).addLevel(number, to: &first)
      try units(after, on: other).addLevel(number, to: &second)
    }
    var result: UnitValues = [:]
    for unit in Set(first.keys).union(second.keys) {
      let changes = try difference(second[unit], first[unit])
      if !changes.allSatisfy(\.isZero) { result[unit] = changes }
    }
    return result
  }

  private func causesOfLevels(_ numbers: [Int], _ form: LinearForm) throws(EvaluationError) -> [Cause] {
    let found = RowEvents(snapshot, frames: (before.span, after.span))
    var linked = LinkedRows(snapshot, steps: numbers.compactMap { after.atoms[$0].node.step })
    let all = try changes(numbers)
    let rest = found.events.isEmpty ? all : try changes(numbers, on: found.undoing(found.events))

    var families: [Int: [RowEvent]] = [:]
    for event in found.events { families[linked.family(of: event.rows[0]), default: []].append(event) }
    var unitsOfFamily: [Int: [AttributedUnit]] = [:]
    for unit in Set(all.keys).union(rest.keys) {
      unitsOfFamily[unit.row.map { linked.family(of: $0) } ?? -1, default: []].append(unit)
    }
    // Families of one event need no other pass, and those without an effect none at all.
    let wide = families.filter { family, events in
      events.count > 1 && events.count <= Self.mostEvents
        && (unitsOfFamily[family] ?? []).contains { all[$0] != rest[$0] }
    }
    var alone: [Int: [UnitValues]] = [:]
    for round in 0..<(wide.values.map(\.count).max() ?? 0) {
      let undone = wide.filter { $0.value.count > round }
      let left = try changes(numbers, on: found.undoing(undone.values.map { $0[round] }))
      for family in undone.keys {
        for unit in left.keys
        where unitsOfFamily[family] == nil || !(all.keys.contains(unit) || rest.keys.contains(unit)) {
          if linked.family(of: unit.row ?? RowReference(.bookings, 0)) == family {
            unitsOfFamily[family, default: []].append(unit)
          }
        }
        alone[family, default: []].append(left)
      }
    }

    var causes: [Cause] = []
    for family in families.keys.sorted() {
      guard let events = families[family] else { continue }
      let units = Array(Set(unitsOfFamily[family] ?? []))
      let single: [UnitValues] = events.count == 1 ? [rest] : alone[family] ?? []
      var own: [Cause] = []
      if single.count == events.count {
        for (event, left) in zip(events, single) {
          own += try self.causes(event.kind, event.rows, units, all, less: left, form)
        }
      }
      let whole = try self.causes(.several, events.flatMap(\.rows), units, all, less: rest, form)
      causes += try own.sum(count: after.atoms.count) == whole.sum(count: after.atoms.count) ? own : whole
    }
    causes += try self.causes(.calendar, [], Array(rest.keys), rest, less: [:], form)
    return causes
  }

  /// What the change of some units is less without an event: one cause for each cell of the query's keys.
  private func causes(
    _ kind: Cause.Kind, _ rows: [RowReference], _ units: [AttributedUnit], _ all: UnitValues,
    less left: UnitValues, _ form: LinearForm
  ) throws(EvaluationError) -> [Cause] {
    var groups: [[GroupLabel?]: (changes: [Rational], subjects: Set<RowReference>)] = [:]
    for unit in units {
      let changes = try difference(all[unit], left[unit])
      if changes.allSatisfy(\.isZero) { continue }
      var group = groups[unit.group] ?? ([Rational](repeating: .zero, count: after.atoms.count), [])
      for index in changes.indices { group.changes[index] = try group.changes[index].plus(changes[index]) }
      if let row = unit.row { group.subjects.insert(row) }
      groups[unit.group] = group
    }
    var causes: [Cause] = []
    for (group, (changes, subjects)) in groups where !changes.allSatisfy(\.isZero) {
      let isOfOthers = rows.allSatisfy { row in
        [.resources, .availability].contains(row.table) && !subjects.contains(found(row))
      }
      causes.append(
        Cause(
          kind: !rows.isEmpty && isOfOthers && kind != .several ? .resized : kind, group: group,
          subjects: kind == .calendar
            ? [] : subjects.sorted { ($0.table.rawValue, $0.row) < ($1.table.rawValue, $1.row) },
          rows: rows, changes: changes, effect: try form.effect(changes)))
    }
    return causes
  }

  /// The resource that an availability is of.
  private func found(_ row: RowReference) -> RowReference {
    guard row.table == .availability, let code = snapshot.table(.availability).codes("resource")?[row.row], code > 0
    else { return row }
    return RowReference(.resources, code - 1)
  }

  private func difference(_ second: [Rational]?, _ first: [Rational]?) throws(EvaluationError) -> [Rational] {
    let nothing = [Rational](repeating: .zero, count: after.atoms.count)
    var result: [Rational] = []
    for (after, before) in zip(second ?? nothing, first ?? nothing) { result.append(try after.minus(before)) }
    return result
  }

  // MARK: the calendar

  /// What days, weeks and months that are counted do by themselves.
  private func countsEffect(
    _ form: LinearForm, _ before: LinearForm.Values, _ after: LinearForm.Values
  ) throws(EvaluationError) -> Rational {
    var effect = Rational.zero
    for (count, coefficient) in form.counts {
      let change = try (after.counts[count] ?? .zero).minus(before.counts[count] ?? .zero)
      effect = try effect.plus(coefficient.times(change))
    }
    return effect
  }

  /// Other days are one cause in each cell; what is counted over all of them belongs to none.
  private func joiningCalendar(_ causes: [Cause], _ effect: Rational) throws(EvaluationError) -> [Cause] {
    guard !effect.isZero else { return causes }
    let nowhere = after.keys.map { _ in GroupLabel?.none }
    var causes = causes
    if let own = causes.firstIndex(where: { $0.kind == .calendar && $0.group == nowhere }) {
      let known = causes.remove(at: own)
      causes.append(
        Cause(
          kind: .calendar, group: nowhere, subjects: [], rows: [], changes: known.changes,
          effect: try known.effect.plus(effect), changesCounts: true))
    } else {
      causes.append(
        Cause(
          kind: .calendar, group: nowhere, subjects: [], rows: [],
          changes: [Rational](repeating: .zero, count: after.atoms.count), effect: effect, changesCounts: true))
    }
    return causes
  }
}

extension LinearForm {
  /// What changes of the plan's figures do to the whole.
  func effect(_ changes: [Rational]) throws(EvaluationError) -> Rational {
    var sum = Rational.zero
    for (change, coefficient) in zip(changes, atoms) where !change.isZero && !coefficient.isZero {
      sum = try sum.plus(change.times(coefficient))
    }
    return sum
  }
}

extension [Cause] {
  /// What causes come to together, of each figure.
  fileprivate func sum(count: Int) throws(EvaluationError) -> [[GroupLabel?]: [Rational]] {
    var sums: [[GroupLabel?]: [Rational]] = [:]
    for cause in self {
      var sum = sums[cause.group] ?? [Rational](repeating: .zero, count: count)
      for index in sum.indices { sum[index] = try sum[index].plus(cause.changes[index]) }
      sums[cause.group] = sum
    }
    return sums.filter { !$0.value.allSatisfy(\.isZero) }
  }
}

extension Cause {
  /// The larger effect first; equal ones in an order that is always the same.
  fileprivate func precedes(_ other: Cause) -> Bool {
    if effect.size != other.effect.size { return effect.size > other.effect.size }
    func key(_ cause: Cause) -> [String] {
      [cause.kind.rawValue] + cause.group.map { $0?.id ?? "" }
        + cause.subjects.map { String(10_000_000 + $0.row) } + cause.rows.map { String(10_000_000 + $0.row) }
    }
    return key(self).lexicographicallyPrecedes(key(other))
  }
}

extension Rational {
  fileprivate var size: Rational { (try? magnitude) ?? self }

  func plus(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let sum = try? adding(other) else { throw .overflow }
    return sum
  }

  func minus(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let difference = try? subtracting(other) else { throw .overflow }
    return difference
  }

  func times(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let product = try? multiplied(by: other) else { throw .overflow }
    return product
  }
}
