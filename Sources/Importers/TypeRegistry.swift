import Store

/// The resource types: the built-in ones of DESIGN §2, those of `resource_types`, and those that rows name besides.
struct TypeRegistry {
  struct Entry {
    var name: String
    /// `desk`, `space`, or nothing.
    var countsAs: String
    var category: String
    var isPrimary: Bool
    /// Primary where the resource has no parent.
    var isPrimaryWithoutParent = false
    var attributes: [String: String] = [:]
  }

  static let categories = ["workstation", "home_office", "parking", "meeting_room", "other"]

  private(set) var entries: [Entry] = []
  private var codes: [String: UInt32] = [:]
  /// Codes of types that no table defines, in the order in which they were met.
  private(set) var undefined: [UInt32] = []

  init() {
    for entry in [
      Entry(name: "Private Office", countsAs: "space", category: "workstation", isPrimary: true),
      Entry(name: "Dedicated Desk", countsAs: "desk", category: "workstation", isPrimary: true),
      Entry(name: "Hotdesk", countsAs: "desk", category: "workstation", isPrimary: true),
      Entry(name: "Desk", countsAs: "desk", category: "workstation", isPrimary: true),
      Entry(
        name: "Office Desk", countsAs: "desk", category: "workstation", isPrimary: false, isPrimaryWithoutParent: true),
      Entry(name: "Parking", countsAs: "space", category: "parking", isPrimary: false),
      Entry(name: "Meeting Room", countsAs: "space", category: "meeting_room", isPrimary: false),
      Entry(name: "Home Office", countsAs: "", category: "home_office", isPrimary: false),
    ] { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    entries.append(entry)
    codes[TypeName.normalized(entry.name)] = UInt32(entries.count)
  }

  /// The code (row + 1) of a type, which is added if it is unknown; 0 for no name.
  mutating func code(of name: String) -> UInt32 {
    let key = TypeName.normalized(name)
    if key.isEmpty { return 0 }
    if let code = codes[key] { return code }
    add(Entry(name: name, countsAs: "", category: "other", isPrimary: false))
    undefined.append(UInt32(entries.count))
    return UInt32(entries.count)
  }

  /// Adds a type of `resource_types`, or overrides a built-in one where cells are filled. A `nil` is an empty cell.
  mutating func define(
    _ name: String, countsAs: String?, category: String?, isPrimary: Bool?, attributes: [String: String]
  ) {
    let code = codes[TypeName.normalized(name)] ?? 0
    var entry =
      code == 0
      ? Entry(name: name, countsAs: "", category: "other", isPrimary: false) : entries[Int(code) - 1]
    if let countsAs { entry.countsAs = countsAs }
    if let category { entry.category = category }
    if let isPrimary {
      entry.isPrimary = isPrimary
      entry.isPrimaryWithoutParent = isPrimary
    }
    entry.attributes = attributes
    if code == 0 { add(entry) } else { entries[Int(code) - 1] = entry }
  }

  func entry(_ code: UInt32) -> Entry? { code == 0 ? nil : entries[Int(code) - 1] }

  func draft(attributes: [String]) -> TableDraft {
    var draft = TableDraft(name: .types, rowCount: entries.count, attributes: attributes)
    draft.columns["name"] = .identifiers(.texts(entries.map(\.name)))
    draft.columns["counts_as"] = TypeRegistry.text(entries.map(\.countsAs))
    draft.columns["category"] = TypeRegistry.text(entries.map(\.category))
    draft.columns["primary"] = .flag(Bitmap(entries.map(\.isPrimary)))
    draft.columns["primary_without_parent"] = .flag(Bitmap(entries.map(\.isPrimaryWithoutParent)))
    for attribute in attributes {
      draft.columns[attribute] = TypeRegistry.text(entries.map { $0.attributes[attribute] ?? "" })
    }
    return draft
  }

  private static func text(_ values: [String]) -> Column {
    var pool = PoolBuilder()
    let codes = values.map { pool.code(of: $0) }
    return .text(Codes(codes, limit: pool.count), pool.pool())
  }
}
