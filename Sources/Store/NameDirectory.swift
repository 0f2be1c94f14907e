import Synchronization

/// The rows of an entity by what people call them: id, name or e-mail, ignoring case. An id wins over a name.
struct NameDirectory: Sendable {
  private let ids: [String: Int]
  private let names: [String: [Int]]

  init(_ table: Table) {
    var ids: [String: Int] = [:]
    var names: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      let id = NameDirectory.normalized(table.id(of: row), of: table.name)
      if ids[id] == nil { ids[id] = row }
      for column in ["name", "email"] {
        guard case .text(let codes, let pool)? = table.columns[column], codes[row] != 0 else { continue }
        let name = NameDirectory.normalized(pool[codes[row]], of: table.name)
        if names[name]?.last != row { names[name, default: []].append(row) }
      }
    }
    self.ids = ids
    self.names = names
  }

  func rows(named name: String, of table: TableName) -> [Int] {
    let wanted = NameDirectory.normalized(name, of: table)
    return ids[wanted].map { [$0] } ?? names[wanted] ?? []
  }

  /// Type names match ignoring blanks, `_` and `-` too, and know two short forms (DESIGN §2).
  static func normalized(_ name: String, of table: TableName) -> String {
    table == .types ? TypeName.normalized(name) : name.lowercased()
  }
}

/// The directories of a snapshot, each made when it is first asked for.
final class NameDirectories: Sendable {
  private let made = Mutex<[TableName: NameDirectory]>([:])
  private let hashed = Mutex<HashedNames?>(nil)

  func directory(of table: Table) -> NameDirectory {
    if let known = made.withLock({ $0[table.name] }) { return known }
    let directory = NameDirectory(table)
    made.withLock { $0[table.name] = directory }
    return directory
  }

  /// Of the users' table.
  func hashedNames(of users: Table) -> HashedNames {
    if let known = hashed.withLock({ $0 }) { return known }
    let names = HashedNames(of: users)
    hashed.withLock { $0 = names }
    return names
  }
}

extension Snapshot {
  /// Rows of an entity that a name means; more than one when it is ambiguous.
  public func rows(named name: String, in table: TableName) -> [Int] {
    names.directory(of: self.table(table)).rows(named: name, of: table)
  }

  /// The spelling under which a value of a column is compared.
  public static func normalized(_ name: String, of table: TableName) -> String {
    NameDirectory.normalized(name, of: table)
  }

  /// What the rows of a table are called, for suggestions and completion.
  public func allNames(of table: TableName) -> [String] {
    let table = self.table(table)
    return (0..<table.rowCount).map { table.name(of: $0) }
  }
}
