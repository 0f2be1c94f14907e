import Calculus
import Planning
import Store

// What rows did that began or ended: by undoing it.
extension ChangeSplitter {
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

  /// One cause for each event that has an effect, and one for other days.
  func causesOfLevels(_ numbers: [Int], _ form: LinearForm) throws(EvaluationError) -> [Cause] {
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
