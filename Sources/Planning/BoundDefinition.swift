import Language

/// A definition with its columns bound.
struct BoundDefinition {
  var columns: [PlanColumn] = []
  var keys: [Written<Name>] = []
  var predicates: [Written<Predicate>] = []
  var having: [Written<Predicate>] = []
  var sort: [Written<(column: Name, descending: Bool)>] = []
  var top: Written<Name>?
  var windows: [Written<WindowSyntax>] = []
  var widens = false
  /// The value of the metric that this is another name of.
  var ownValue: Int?

  /// The column that is the metric's value: the one that is called like it (`hours`), else the last that is a number.
  func value(of name: String) -> PlanColumn? {
    valueIndex(of: name).map { columns[$0] }
  }

  /// The same with its value as the only column.
  func valueAlone(of name: String) -> BoundDefinition {
    var result = self
    result.columns = value(of: name).map { [$0] } ?? []
    result.ownValue = nil
    return result
  }

  func valueIndex(of name: String) -> Int? {
    ownValue ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      ?? columns.lastIndex { if case .moment = $0.value { false } else { true } } ?? columns.indices.last
  }
}
