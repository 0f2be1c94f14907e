/// A node with what the checks need to know of it.
struct BoundNode {
  let node: PlanNode
  let kind: Kind
  /// The filter `type` reaches it through `scoped`.
  let usesScope: Bool
  /// The words that made it.
  var written: WrittenFigure?
  /// Keys that were read as others.
  var standIns: Set<String> = []
  var redefined: Set<String> = []
  /// Columns of rows that it goes by, where that is asked for.
  var usedColumns: [String] = []
}
