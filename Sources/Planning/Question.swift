import Language

/// A query taken apart, its metric not yet looked up.
struct Question {
  let query: Query
  var metric: MetricSyntax
  var clauses: Clauses
}

/// A metric with the mode that it is asked in.
struct AskedMetric {
  let name: Phrase
  let mode: WeightMode
  /// The query says it; else it is the setting's.
  let modeWasSaid: Bool

  func named(_ name: Phrase) -> AskedMetric { AskedMetric(name: name, mode: mode, modeWasSaid: modeWasSaid) }
}

/// A definition over its nodes, with what the query gives to it.
struct BoundFigures {
  let arguments: MetricArguments
  let cells: CellBinder
  var definition: BoundDefinition
}
