import Diagnostics
import Store

extension WorkspaceBuilder {
  func addTypes() throws(Rejection) {
    guard let raw = try open(.types) else { return }
    func text(_ column: String, _ slot: Int) -> String {
      raw.index(of: column).map { raw.text($0, slot: slot) } ?? ""
    }
    let attributes = raw.columns.filter(\.isAttribute).map(\.name)
    var seen: Set<String> = []
    var rows: [(slot: Int, name: String)] = []
    raw.forEachRow { slot, _ in rows.append((slot, raw.identifier(slot: slot))) }
    for (slot, name) in rows {
      let countsAs = text("counts_as", slot).lowercased()
      guard ["", "desk", "space", "empty"].contains(countsAs) else {
        notebook.reject(
          slot, of: raw, column: "counts_as", reason: "“\(text("counts_as", slot))” is neither desk nor space")
        continue
      }
      let category = text("category", slot)
      let known = TypeRegistry.categories.first { Layout.folded($0) == Layout.folded(category) }
      guard category.isEmpty || known != nil else {
        notebook.reject(
          slot, of: raw, column: "category",
          reason: "“\(category)” is none of \(TypeRegistry.categories.joined(separator: ", "))")
        continue
      }
      if !seen.insert(TypeName.normalized(name)).inserted {
        notebook.add(
          .differingRepeat, "the type “\(name)” is defined twice; what the last row says counts", table: .types,
          rows: [name], count: 1)
      }
      var isPrimary: Bool?
      if let column = raw.index(of: "primary"), case .flags(let flags) = raw.storage[column], flags[slot] != 2 {
        isPrimary = flags[slot] == 1
      }
      types.define(
        name, countsAs: countsAs.isEmpty ? nil : countsAs == "empty" ? "" : countsAs, category: known,
        isPrimary: isPrimary, attributes: Dictionary(uniqueKeysWithValues: attributes.map { ($0, text($0, slot)) }))
    }
    typeAttributes = attributes
  }

  /// Types that no table defines are told.
  func finishTypes() {
    drafts[.types] = types.draft(attributes: typeAttributes)
    let names = types.undefined.compactMap { types.entry($0)?.name }
    guard !names.isEmpty else { return }
    let listed = names.prefix(3).map { "“\($0)”" }.joined(separator: ", ") + (names.count > 3 ? " …" : "")
    notebook.add(
      .unknownType,
      "\(names.count == 1 ? "the type" : "the types") \(listed) \(names.count == 1 ? "is" : "are") not in resource_types; "
        + "taken as category other, not primary, counting neither as desk nor as space",
      table: .types, rows: names, count: names.count)
  }
}
