import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// Tries a definition, its clauses included, without asking it anything, so that what is wrong with it is said where it
  /// is written.
  public static func check(
    _ definition: Definition, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, source: SourceText
  ) throws(Rejection) {
    var binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: Day.min, source: source)
    try located(in: source) { () throws(Rejection) in
      if let entry = catalogue[definition.name.text], entry.isRowColumn {
        try binder.checkColumn(named: definition.name)
      } else {
        try binder.checkMetric(named: definition.name)
      }
    }
  }

  private func checkColumn(named name: Phrase) throws(Rejection) {
    let parts = name.text.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = TableName(rawValue: parts[0].lowercased()) else {
      throw Rejection(.unknownTable(name.names[0]))
    }
    var rows = rowBinder()
    // A list brings a frame, whichever.
    rows.frame = DaySpan(first: today, through: today)
    let value = try rows.resolve(parts[1], on: table, place: name.place)
    guard NeededCondition.all.contains(where: { $0.name == Catalogue.key(name.text) }) else { return }
    guard case .truth? = value else { throw Rejection(.conditionNeeded(name)) }
  }

  /// Where a parameter is compared with rows that have a column of its name, one of the two would go unread.
  private func checkParameters(of definition: Definition) throws(Rejection) {
    for parameter in definition.parameters {
      for table in definition.tables(reading: parameter.text.lowercased()) {
        var rows = rowBinder()
        rows.frame = DaySpan(first: today, through: today)
        guard try rows.resolve(parameter.text, on: table, place: parameter.place) != nil else { continue }
        throw Rejection(.parameterIsColumn(parameter, of: table))
      }
    }
  }

  private mutating func checkMetric(named name: Phrase) throws(Rejection) {
    if let definition = catalogue[name.text]?.definition { try checkParameters(of: definition) }
    var cells = CellBinder(binder: self, arguments: .probe)
    let definition = try cells.definition(named: name)
    try checkHours(definition.keys, nodes: cells.nodes)
    let keys = try bindKeys(definition.keys, nodes: cells.nodes)
    let conditions = try bindConditions([], definition.predicates, nodes: cells.nodes).conditions
    _ = try bindWindows(definition.windows, nodes: cells.nodes)
    try checkMonths(cells, keys.map(\.key), conditions, .weighted(settings.mode), frames: [])
    try checkWeeks(definition, keys: definition.keys)
    _ = try bindFolds(cells)
    _ = try arrangement(Clauses(), definition, keys: keys.map(\.key))
  }
}
