import Store

/// Finds rows of entities by what people call them: id, name or e-mail, ignoring case.
public enum NameIndex {
  /// Rows of the entity that the name means. More than one when it is ambiguous; an id wins over a name.
  public static func rows(of name: String, in table: Table) -> [Int] {
    let wanted = normalized(name, of: table.name)
    var byName: [Int] = []
    for row in 0..<table.rowCount {
      if normalized(table.id(of: row), of: table.name) == wanted { return [row] }
      if spellings(of: row, in: table).contains(where: { normalized($0, of: table.name) == wanted }) {
        byName.append(row)
      }
    }
    return byName
  }

  /// What a row may be called besides its id.
  static func spellings(of row: Int, in table: Table) -> [String] {
    var result: [String] = []
    for column in ["name", "email"] {
      if case .text(let codes, let pool)? = table.columns[column], codes[row] != 0 { result.append(pool[codes[row]]) }
    }
    return result
  }

  /// All names of a table's rows, for suggestions and completion.
  public static func allNames(of table: Table) -> [String] {
    (0..<table.rowCount).map { table.name(of: $0) }
  }

  /// Type names match ignoring blanks, `_` and `-` too, and know two short forms (DESIGN §2).
  public static func normalized(_ name: String, of table: TableName) -> String {
    table == .types ? TypeName.normalized(name) : name.lowercased()
  }
}
