import Diagnostics
import Importers
import Language
import Planning
import Store

extension WorkspaceSettings {
  /// Takes over what is said of the exports.
  mutating func map(_ mapping: Mapping, _ source: SourceText) throws(Rejection) {
    switch mapping {
    case .column(let name, let cells): try map(name, cells, source)
    case .same(let subject, let name, let others): try join(subject.table, name, others, source)
    }
  }

  /// `bookings.user`: the table runs to the first point.
  private mutating func map(_ name: Name, _ cells: MappedCells, _ source: SourceText) throws(Rejection) {
    let parts = name.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let table = TableName.named(parts[0]) else {
      let word = Name(text: parts[0], place: name.place)
      throw Rejection(Diagnostic.unknownTable(word).located(in: source))
    }
    guard parts.count == 2, parts[1].contains(where: { $0 != " " }) else {
      throw Rejection(.mapWithoutColumn(table, name.place, in: source))
    }
    let map: ColumnMap
    do throws(Rejection) {
      map = try WorkspaceLoader.columnMap(table, parts[1], from: cells.layoutNotation)
    } catch {
      throw Rejection(error.diagnostics.map { $0.placed(at: cells.place.range, in: source) })
    }
    let columns = Schema.fields(of: table).map(\.name)
    if !columns.contains(map.column), let nearest = NearestName.find(map.column, in: columns) {
      diagnostics.append(.mappedAttribute(map.column, of: table, nearest: nearest, name.place, in: source))
    }
    settings.add(map)
  }

  private mutating func join(
    _ table: TableName, _ name: Name, _ others: [Name], _ source: SourceText
  ) throws(Rejection) {
    do throws(SameThings.Contradiction) {
      try settings.add(SameThings(table: table, name: name.text, others: others.map(\.text)))
    } catch {
      switch error {
      case .ofTwo(let text, let other):
        let place = ([name] + others).first { $0.text == text }?.place ?? name.place
        throw Rejection(.sameAsTwo(text, name: other, place, in: source))
      }
    }
  }
}

extension Mapping.Subject {
  fileprivate var table: TableName {
    switch self {
    case .location: .locations
    case .user: .users
    }
  }
}
