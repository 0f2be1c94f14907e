import Calculus
import Planning
import Store

// What bookings did: by what they add up over.
extension ChangeSplitter {
  /// One cause for each resource, or user, by which figures of bookings add up.
  func causesOfFlows(
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
}
