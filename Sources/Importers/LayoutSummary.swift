import Store

/// What people see of a layout in the binary.
public struct LayoutSummary: Sendable, Hashable {
  /// `deskbird-bookings`
  public let name: String
  /// `deskbird`
  public let vendor: String
  /// One line: `bookings (GET /bookings, JSON)`.
  public let about: String
  /// What the file can be: `json`; none: anything.
  public let kinds: [String]
  /// The tables that it fills; those that its rows only mention come last.
  public let tables: [TableName]
  /// The layout itself, as it was written.
  public let text: String
}

extension WorkspaceLoader {
  /// All layouts in the binary, by name.
  public static var layouts: [LayoutSummary] {
    LayoutLibrary.all.map { layout in
      let own = layout.tables.filter { !$0.isDerived }.compactMap(\.table)
      let mentioned = layout.tables.filter(\.isDerived).compactMap(\.table)
      return LayoutSummary(
        name: layout.name, vendor: layout.vendor, about: layout.about,
        kinds: FileKind.allCases.filter { layout.kinds.contains($0) }.map(\.rawValue),
        tables: (own + mentioned).reduce(into: []) { tables, table in
          if !tables.contains(table) { tables.append(table) }
        }, text: LayoutLibrary.text(of: layout.name) ?? "")
    }
  }
}
