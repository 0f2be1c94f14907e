import Planning
import Store

/// One numbering of the values of keys that several plans share, so that a group of one is the same group of the others.
struct KeyNumbering {
  let dimensions: [KeySpace.Dimension]

  /// - Parameter plans: with the same keys.
  init(_ plans: [LogicalPlan], snapshot: Snapshot, cache: StepCache) {
    let space = KeySpace(plans.first?.keys ?? [], in: snapshot)
    for plan in plans {
      let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: { false })
      for atom in plan.atoms + (plan.universe.map { [$0] } ?? []) { _ = evaluator.ways(atom, in: space, keyed: true) }
    }
    dimensions = space.dimensions
  }
}
