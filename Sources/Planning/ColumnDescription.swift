import Calculus
import Diagnostics
import Language
import Store

/// What a column of a table's rows is: of the exports, or of a definition.
public struct ColumnDescription: Sendable {
  public let table: TableName
  public let name: String
  /// `a number of desks`, `a condition, which can change from day to day`
  public let kind: String
  public let field: Field?
  /// Its definition, where it has one.
  public let entry: CatalogueEntry?
  /// Whether a file of the workspace has it.
  public let isLoaded: Bool
  /// It tells who somebody is.
  public let isPersonal: Bool
}

extension Binder {
  /// What a word means for rows of a table, as queries understand it; nil where it means nothing.
  public func description(ofColumn name: String, of table: TableName) -> ColumnDescription? {
    let place = Place(SourceRange(lower: 0, upper: 0))
    var rows = rowBinder()
    // A list brings a frame, whichever.
    rows.frame = DaySpan(first: today, through: today)
    let stored = snapshot.table(table).column(name)
    let field = Schema.fields(of: table).first { $0.name == name.lowercased() }
    let value = try? rows.resolve(name, on: table, place: place)
    guard value != nil || field != nil || stored != nil else { return nil }
    let kind = value?.title ?? field?.type.title ?? "a name"
    return ColumnDescription(
      table: table, name: stored?.name ?? name.lowercased(), kind: rows.usesFrame ? kind + " in a frame" : kind,
      field: field, entry: catalogue["\(table.rawValue).\(name)"], isLoaded: stored != nil,
      isPersonal: snapshot.isPersonal(stored?.name ?? name, of: table))
  }

  /// Everything that rows of the table can be asked for, in the order of the exports, then by name.
  public func columnNames(of table: TableName) -> [String] {
    let fields = Schema.fields(of: table).map(\.name)
    let attributes = snapshot.table(table).attributes
    let known = Set(fields + attributes)
    return fields + attributes + rowBinder().columnNames(of: table).filter { !known.contains($0) }
  }
}

extension RowValue {
  /// For descriptions.
  fileprivate var title: String {
    switch self {
    case .number(let value, .none): "a number" + value.daily
    case .number(let value, .other): "a quotient" + value.daily
    case .number(let value, let unit): "a number in \(unit.rawValue)" + value.daily
    case .truth(let value): "a condition" + value.daily
    case .column(_, _, _, .text), .literal: "a name"
    case .column(_, _, _, .list): "several names"
    case .column(_, _, _, .link(let target)): "names a \(target.singular)"
    case .column(_, let table, _, .row): "the name of the \(table.singular)"
    case .column(_, _, _, .moment(let isEnd)): isEnd ? "a last day or moment" : "a day or moment"
    }
  }
}

extension RowExpression {
  fileprivate var daily: String { dependsOnDay ? " of each day" : "" }
}

extension DataType {
  /// For descriptions.
  fileprivate var title: String {
    switch self {
    case .identifier, .text: "a name"
    case .link(let target): "names a \(target.singular)"
    case .number: "a number"
    case .firstDay: "a day"
    case .lastDay: "a last day"
    case .minute: "a moment"
    case .flag: "a condition"
    }
  }
}
