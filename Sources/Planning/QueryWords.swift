import Calculus
import Diagnostics
import Language
import Store

/// The words behind a bound query: what its figures are called, and the definitions that they are made of.
public struct QueryWords: Sendable {
  /// Of each atom the text that made it: `count of memberships where hotdesk and active`.
  public let atoms: [String]
  /// The metric, the metrics that it uses, then the columns of rows that they go by.
  public let definitions: [CatalogueEntry]
  /// What each column of figures is, as its definition has it: `occupied / available`.
  public let columns: [String]
}

extension Binder {
  /// Binds a query to be explained: reasons for what is left out are told as finely as definitions name them, which changes
  /// no figure.
  ///
  /// - Parameter tellsPersons: messages may tell who is there.
  public static func bindWithWords(
    _ query: Query, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText,
    tellsPersons: Bool = false
  ) throws(Rejection) -> (query: BoundQuery, words: QueryWords) {
    try blamingRedefinitions(of: query.place, in: source, catalogue) { (catalogue) throws(Rejection) in
      var binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: source)
      binder.explains = true
      binder.tellsPersons = tellsPersons
      return try located(in: source) { () throws(Rejection) in
        let (bound, figures) = try binder.bind(query)
        return (bound, binder.words(of: bound, figures.cells))
      }
    }
  }

  private func words(of query: BoundQuery, _ cells: CellBinder) -> QueryWords {
    let title = Catalogue.key(query.title)
    var names = [title] + cells.definitionNames.filter { $0 != title }
    for node in cells.nodes { for column in node.usedColumns where !names.contains(column) { names.append(column) } }
    let written = catalogue[title].map { catalogue.spelledOut($0.definition).columns } ?? []
    return QueryWords(
      atoms: query.atoms.map { atom in
        atom.written?.text ?? atom.node.scan.table.rawValue
      },
      definitions: names.compactMap { catalogue[$0] },
      columns: query.columns.indices.map { written.indices.contains($0) ? Printer.text(of: written[$0].value) : "" })
  }
}
