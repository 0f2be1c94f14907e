import Calculus
import Planning
import Store

/// The change between two plans of one metric, on its way to causes.
struct ChangeSplitter {
  let after: LogicalPlan
  let before: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache
  let isCancelled: @Sendable () -> Bool

  /// Families with more events than this are told as one cause: each event would be a pass over all rows.
  static let mostEvents = 48

  func units(_ plan: LogicalPlan, on other: Snapshot? = nil) -> UnitEvaluator {
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

  /// By figure, what there is more; nothing counts as 0.
  func difference(_ second: [Rational]?, _ first: [Rational]?) throws(EvaluationError) -> [Rational] {
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
