import Store

/// Rows that other tables only mention, as a booking does its resource: they count where no real row is called so.
enum DerivedRows {
  /// Drops those whose id is the id, name or e-mail of a row that a file gives, and all but the first of each id; and
  /// places and objects that are called as just one such row.
  ///
  /// - Returns: by what other ids rows that files give are known then.
  static func drop(from raw: RawTable) -> [(name: String, slot: Int)] {
    guard raw.sources.contains(where: \.isDerived), let id = raw.columns.firstIndex(where: { $0.type == .identifier })
    else { return [] }
    let names = ["name", "email"].compactMap(raw.index)
    var known: Set<String> = []
    var derived: [Int] = []
    raw.forEachRow { slot, _ in
      if raw.sources[raw.segment(ofSlot: slot).source].isDerived { return derived.append(slot) }
      for column in [id] + names { known.insert(LinkIndex.folded(raw.cellText(column, slot: slot))) }
    }
    for slot in derived where !known.insert(LinkIndex.folded(raw.cellText(id, slot: slot))).inserted { raw.drop(slot) }
    return raw.name == .resources ? sameObjects(raw, id, derived) : []
  }

  /// Exports that have no ids put together one of a building and a name; a workspace's own table has the name.
  private static func sameObjects(_ raw: RawTable, _ id: Int, _ derived: [Int]) -> [(name: String, slot: Int)] {
    guard let name = raw.index(of: "name") else { return [] }
    let (place, source) = (raw.index(of: "location"), raw.index(of: SourceMark.attribute))
    func text(_ column: Int?, _ slot: Int) -> String { column.map { raw.cellText($0, slot: slot) } ?? "" }
    var given: [String: [Int]] = [:]
    var mentioned: [String: [Int]] = [:]
    raw.forEachRow { slot, _ in
      let called = LinkIndex.folded(text(name, slot))
      if called.isEmpty { return }
      if raw.sources[raw.segment(ofSlot: slot).source].isDerived {
        // Objects of several systems are known apart.
        let system = text(source, slot)
        mentioned[system.isEmpty ? called : LinkIndex.folded(system + SourceMark.separator) + called, default: []]
          .append(slot)
      } else {
        given[called, default: []].append(slot)
      }
    }
    var same: [(name: String, slot: Int)] = []
    for (called, slots) in mentioned {
      guard let own = given[called] else {
        // Another export of the system names no building: that is the one object of the name, which its name leads to.
        let bare = slots.filter { text(place, $0).isEmpty && LinkIndex.folded(text(id, $0)) == called }
        if slots.count == bare.count + 1 { bare.forEach(raw.drop) }
        continue
      }
      for slot in slots {
        let here = LinkIndex.folded(text(place, slot))
        let fitting =
          own.count == 1 && slots.count == 1 ? own : own.filter { LinkIndex.folded(text(place, $0)) == here }
        guard fitting.count == 1, LinkIndex.folded(text(id, slot)) != called else { continue }
        same.append((text(id, slot), fitting[0]))
        raw.drop(slot)
      }
    }
    return same
  }
}
