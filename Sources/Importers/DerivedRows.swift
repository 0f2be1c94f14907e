import Store

/// Rows that other tables only mention, as a booking does its resource: they count where no real row is called so.
enum DerivedRows {
  /// Drops those whose id is the id, name or e-mail of a row that a file gives, and all but the first of each id.
  static func drop(from raw: RawTable) {
    guard raw.sources.contains(where: \.isDerived), let id = raw.columns.firstIndex(where: { $0.type == .identifier })
    else { return }
    let names = ["name", "email"].compactMap(raw.index)
    var known: Set<String> = []
    var derived: [Int] = []
    raw.forEachRow { slot, _ in
      if raw.sources[raw.segment(ofSlot: slot).source].isDerived { return derived.append(slot) }
      for column in [id] + names { known.insert(LinkIndex.folded(raw.cellText(column, slot: slot))) }
    }
    for slot in derived where !known.insert(LinkIndex.folded(raw.cellText(id, slot: slot))).inserted { raw.drop(slot) }
  }
}
