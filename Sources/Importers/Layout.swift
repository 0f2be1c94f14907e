import Diagnostics
import Formats
import Store

/// How the columns of one file map onto those of a table.
struct Layout: Sendable {
  struct Column: Sendable, Hashable {
    /// The canonical name, or the header's own for an attribute.
    let name: String
    let type: DataType
    let isRequired: Bool
    let isAttribute: Bool
  }

  let table: TableName
  /// One per cell of a row; nil for cells without a header.
  let columns: [Column?]
  /// What was odd about the headers but could be settled.
  let findings: [Finding]

  /// Header texts that mean the same: case, blanks, `_` and `-` do not count, but for a `_` at the start: `_id` is no `id`.
  static func folded(_ header: String) -> String { WordFolding.folded(header, keepsMark: true) }

  /// The attribute of memberships that have a price which is none of a month, as their layout tells.
  static let unreadPrice = "unread price"

  /// Names that the loader itself adds to a table, so an attribute must not have them.
  static func addedColumns(of table: TableName) -> [String] {
    switch table {
    case .types: ["primary_without_parent"]
    case .memberships, .bookings: ["standing"]
    case .assignments: ["origin"]
    case .locations, .resources, .availability, .plans, .users, .history, .holidays: []
    }
  }

  /// Which fields of a table the headers give, and by which headers.
  static func matches(of table: TableName, headers: [String]) -> [(field: Field, cells: [Int])] {
    let folded = headers.map(folded)
    return Schema.fields(of: table).compactMap { field in
      let own = Layout.folded(field.name)
      // The column's own name counts before its synonyms; two synonyms are a question.
      let exact = folded.indices.filter { folded[$0] == own }
      if !exact.isEmpty { return (field, exact) }
      let synonyms = Set(field.synonyms.map(Layout.folded))
      let others = folded.indices.filter { synonyms.contains(folded[$0]) }
      return others.isEmpty ? nil : (field, others)
    }
  }

  /// The fields that a file needs and the headers do not give.
  static func missing(of table: TableName, headers: [String]) -> [Field] {
    let found = Set(matches(of: table, headers: headers).map(\.field.name))
    return Schema.fields(of: table).filter { $0.needsColumn && !found.contains($0.name) }
  }

  /// The columns of a table that a layout has made.
  ///
  /// - Parameters:
  ///   - isDerived: its rows are only mentioned, so they need nothing but an id.
  /// - Throws: if a required column is missing.
  init(
    table: TableName, names: [String], isAttribute: [Bool], isDerived: Bool, file: String
  ) throws(Rejection) {
    let fields = Schema.fields(of: table)
    let missing = fields.filter { field in
      field.needsColumn && (!isDerived || field.type == .identifier)
        && !names.indices.contains { names[$0] == field.name && !isAttribute[$0] }
    }
    guard missing.isEmpty else { throw Rejection(.missingHeaders(file: file, table: table, missing: missing)) }
    var taken = DistinctNames(fields.map(\.name) + Layout.addedColumns(of: table))
    columns = zip(names, isAttribute).map { name, isAttribute in
      if !isAttribute, let field = fields.first(where: { $0.name == name }) {
        return Column(
          name: name, type: field.type, isRequired: field.isRequired && (!isDerived || field.type == .identifier),
          isAttribute: false)
      }
      return Column(name: taken.distinct(name), type: .text, isRequired: false, isAttribute: true)
    }
    self.table = table
    findings = []
  }

  /// Reads the headers of a table's file.
  ///
  /// - Throws: if a required column is missing, or two headers mean the same one.
  init(table: TableName, headers: [String], file: String) throws(Rejection) {
    var diagnostics: [Diagnostic] = []
    var columns = [Column?](repeating: nil, count: headers.count)
    var taken: Set<String> = []
    for (field, cells) in Layout.matches(of: table, headers: headers) {
      // One header may be a synonym of two fields: the first in the schema's order has it.
      let free = cells.filter { columns[$0] == nil }
      guard let cell = free.first else { continue }
      if free.count > 1 {
        diagnostics.append(.ambiguousHeaders(file: file, headers: free.map { headers[$0] }, column: field.name))
      }
      columns[cell] = Column(name: field.name, type: field.type, isRequired: field.isRequired, isAttribute: false)
      taken.insert(field.name)
    }
    let missing = Schema.fields(of: table).filter { $0.needsColumn && !taken.contains($0.name) }
    if !missing.isEmpty { diagnostics.append(.missingHeaders(file: file, table: table, missing: missing)) }
    guard diagnostics.isEmpty else { throw Rejection(diagnostics) }

    var findings: [Finding] = []
    var names = DistinctNames(Schema.fields(of: table).map(\.name) + Layout.addedColumns(of: table))
    for (cell, header) in headers.enumerated() where columns[cell] == nil {
      if header.isEmpty {
        findings.append(
          Finding(
            kind: .columnWithoutHeader, message: "column \(cell + 1) of \(file) has no header and is not read",
            table: table, rows: [], count: 1))
        continue
      }
      let name = names.distinct(header)
      if name != header {
        findings.append(
          Finding(
            kind: .headerTwice, message: "\(file) has a second column for “\(header)”; it is kept as “\(name)”",
            table: table, rows: [], count: 1))
      }
      columns[cell] = Column(name: name, type: .text, isRequired: false, isAttribute: true)
    }
    self.table = table
    self.columns = columns
    self.findings = findings
  }
}
