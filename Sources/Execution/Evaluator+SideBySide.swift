import Calculus
import Diagnostics
import Planning
import Store

extension Evaluator {
  /// The answer to several definitions side by side: each is evaluated as it would be alone, and their rows are joined.
  public static func run(
    _ plan: SideBySidePlan, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> Answer {
    let numbering = KeyNumbering(plan.parts.map(\.plan), snapshot: snapshot, cache: cache)
    func rows(of plan: LogicalPlan, listing: Set<UInt32>) throws(Rejection) -> AnswerAssembly {
      let evaluator = AtomEvaluator(
        plan: plan, snapshot: snapshot, cache: cache, isCancelled: isCancelled, numbering: numbering)
      return try Evaluator.rows(evaluator, listing: listing, isCompared: false)
    }
    /// What goes wrong is told with the definition's name.
    func rows(of part: SideBySidePlan.Part, listing: Set<UInt32>) throws(Rejection) -> AnswerAssembly {
      do throws(Rejection) {
        return try rows(of: part.plan, listing: listing)
      } catch {
        throw Rejection(error.diagnostics.map { $0.code == Diagnostic.cancelled.code ? $0 : $0.about(part.name) })
      }
    }
    // What occurs under one definition has rows under all, so that each says of it what there is: zero, or no data.
    var parts: [AnswerAssembly] = []
    var occurring: Set<UInt32> = []
    for part in plan.parts {
      parts.append(try rows(of: part, listing: occurring))
      occurring.formUnion(parts[parts.count - 1].occurring)
    }
    for (number, part) in plan.parts.enumerated() where parts[number].occurring != occurring {
      parts[number] = try rows(of: part, listing: occurring)
    }
    return try told(of: plan.table) { () throws(EvaluationError) in
      try JoinedDefinitions(plan, parts, isCancelled: isCancelled).answer()
    }
  }
}
