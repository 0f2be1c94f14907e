import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// The keys that figures can be asked by: those of the calendar, the language's own, then columns and attributes.
  ///
  /// - Complexity: a binding for each name; no row is read.
  func possibleKeys(of nodes: [BoundNode]) -> [String] {
    let hasLevel = nodes.contains(where: \.node.isOfDays)
    let calendar = CalendarKey.allCases.filter { $0 != .hour || !hasLevel }.map(\.rawValue)
    let usual = Keyword.keys.map(\.rawValue).filter { reaches($0, nodes) }
    // What is another spelling of a key, or leads to the same rows, is told once.
    let own = Set(Keyword.keys.map(\.rawValue))
    let columns = Set(nodes.flatMap { attributes(of: $0.node.scan.table) }).subtracting(["id", "name"])
      .filter { !own.contains(KeyNames.canonical($0)) && !own.contains($0 + "s") && reaches($0, nodes) }
    return calendar + usual + columns.sorted()
  }

  /// Whether rows of all figures have a name that can be a key.
  private func reaches(_ word: String, _ nodes: [BoundNode]) -> Bool {
    var probe = self
    probe.isTrying = true
    let name = Name(text: word, place: Place(SourceRange(lower: 0, upper: 0)))
    guard let key = try? probe.bindKeys([Written(name, in: source)], nodes: nodes).first else { return false }
    return !(key.reach ?? []).contains { if case .unreachable = $0 { true } else { false } }
  }

  /// Everything that rows of a table can be asked for, and the attributes of what they name.
  func attributes(of table: TableName) -> [String] {
    rowBinder().columnNames(of: table)
      + Schema.fields(of: table).flatMap { field -> [String] in
        if case .link(let target) = field.type { snapshot.table(target).attributes } else { [] }
      }
  }
}
