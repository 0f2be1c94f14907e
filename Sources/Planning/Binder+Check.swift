import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// Tries a definition without asking it anything, so that what is wrong with it is said where it is written.
  public static func check(
    _ definition: Definition, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, source: SourceText
  ) throws(Rejection) {
    let binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: Day.min, source: source)
    let name = definition.name.text
    if let entry = catalogue[name], entry.isRowColumn {
      let parts = name.split(separator: ".").map(String.init)
      guard parts.count == 2, let table = TableName(rawValue: parts[0].lowercased()) else {
        throw Rejection(Diagnostic.unknownTable(definition.name.names[0]).located(in: source))
      }
      var rows = binder.rowBinder()
      do {
        guard try rows.resolve(parts[1], on: table, place: definition.name.place) != nil else { return }
      } catch {
        throw Rejection(error.diagnostics.map { $0.located(in: source) })
      }
      return
    }
    var cells = CellBinder(binder: binder)
    _ = try cells.definition(named: definition.name)
  }
}
