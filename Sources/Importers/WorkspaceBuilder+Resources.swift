import Diagnostics
import Store

extension WorkspaceBuilder {
  func addResources() throws(Rejection) {
    guard let raw = try open(.resources) else { return }
    let typeMaps = typeLink(raw, "type")
    let locationMaps = link(raw, "location", to: .locations)
    let placement = Placement(inFileOrder: raw)
    var draft = draft(raw, placement, except: ["type", "location", "parent"])
    drafts[.resources] = draft  // so that parents can be found
    let parentMaps = link(raw, "parent", to: .resources)

    resourceTypes = rows(raw, "type", placement, typeMaps)
    var family = Family(
      parents: rows(raw, "parent", placement, parentMaps), locations: rows(raw, "location", placement, locationMaps))
    tellCycles(family.cutCycles(), draft)
    let moved = family.inheritLocations()
    tellMoved(moved, draft)
    resourceLocations = family.locations
    if let floors = draft.columns["floor"], case .text(let codes, let pool) = floors {
      let inherited = family.inherited((0..<codes.count).map { UInt32(codes[$0]) })
      draft.columns["floor"] = .text(Codes(inherited, limit: pool.count), pool)
    }
    draft.columns["type"] = .link(Codes(resourceTypes, limit: types.entries.count + 1), .types)
    draft.columns["parent"] = .link(Codes(family.parents, limit: draft.rowCount + 1), .resources)
    draft.columns["location"] = .link(Codes(family.locations, limit: rowCount(.locations) + 1), .locations)
    fillSizes(&draft, parents: family.parents)
    tellClosed(draft)
    tellNested(draft, parents: family.parents)
    drafts[.resources] = draft
  }

  private func tellCycles(_ rows: [Int], _ draft: TableDraft) {
    guard !rows.isEmpty else { return }
    notebook.add(
      .parentCycle, table: .resources, rows: rows.map { identifier(draft, $0) }, count: rows.count)
  }

  private func tellMoved(_ rows: [Int], _ draft: TableDraft) {
    guard !rows.isEmpty else { return }
    notebook.add(
      .locationOfParent, table: .resources, rows: rows.map { identifier(draft, $0) }, count: rows.count)
  }

  /// An empty size is 1 for what counts as a desk; an office needs one, or children.
  private func fillSizes(_ draft: inout TableDraft, parents: [UInt32]) {
    var hasChildren = [Bool](repeating: false, count: draft.rowCount)
    for parent in parents where parent != 0 { hasChildren[Int(parent) - 1] = true }
    var sizes = [Int64](repeating: SlotColumn.missingNumber, count: draft.rowCount)
    if case .number(let numbers)? = draft.columns["size"] {
      for row in sizes.indices { sizes[row] = numbers[row] ?? SlotColumn.missingNumber }
    }
    var bare: [Int] = []
    for row in sizes.indices where sizes[row] == SlotColumn.missingNumber {
      guard let type = types.entry(resourceTypes[row]) else { continue }
      if type.countsAs == "desk" {
        sizes[row] = Numbers.scale
      } else if type.countsAs == "space", type.category == "workstation", !hasChildren[row] {
        bare.append(row)
      }
    }
    draft.columns["size"] = .number(Numbers(optional: sizes))
    guard !bare.isEmpty else { return }
    notebook.add(
      .officeWithoutSize, table: .resources, rows: bare.map { identifier(draft, $0) }, count: bare.count)
  }

  /// A space within a space has no desks of its own: only the outer one's size and desks count.
  private func tellNested(_ draft: TableDraft, parents: [UInt32]) {
    let isSpace = resourceTypes.map { types.entry($0)?.countsAs == "space" }
    let nested = parents.indices.filter { parents[$0] != 0 && isSpace[$0] && isSpace[Int(parents[$0]) - 1] }
    guard !nested.isEmpty else { return }
    notebook.add(
      .spaceInSpace, table: .resources, rows: nested.map { identifier(draft, $0) }, count: nested.count)
  }

  private func tellClosed(_ draft: TableDraft) {
    guard case .day(let firsts)? = draft.columns["available_from"], case .day(let ends)? = draft.columns["available_to"]
    else { return }
    let closed = firsts.indices.filter { ends[$0] <= firsts[$0] }
    guard !closed.isEmpty else { return }
    notebook.add(
      .closedBeforeOpened, table: .resources, rows: closed.map { identifier(draft, $0) }, count: closed.count)
  }

  func addAvailability() throws(Rejection) {
    guard let raw = try open(.availability) else { return }
    let links = link(raw, "resource", to: .resources)
    dropUnknownStates(raw)
    let placement = Placement(inFileOrder: raw)
    var draft = draft(raw, placement, except: ["resource", "state"])
    draft.columns["resource"] = linkColumn(raw, "resource", placement, .resources, links)
    if let state = raw.index(of: "state") {
      draft.columns["state"] = text(
        raw, state, placement, raw.texts(of: state).strings.map { Availability.state($0) ?? "" })
    } else {
      draft.columns["state"] = .text(Codes([UInt32](repeating: 1, count: draft.rowCount)), StringPool(["", "open"]))
    }
    drafts[.availability] = draft
  }

  private func dropUnknownStates(_ raw: RawTable) {
    guard let column = raw.index(of: "state") else { return }
    var unknown: [Int] = []
    raw.forEachRow { slot, _ in
      if Availability.state(raw.text(column, slot: slot)) == nil { unknown.append(slot) }
    }
    for slot in unknown {
      notebook.reject(
        slot, of: raw, column: "state", reason: "“\(raw.text(column, slot: slot))” is neither open nor blocked")
      raw.drop(slot)
    }
  }
}

enum Availability {
  /// `open` or `blocked`; an empty cell is open.
  static func state(_ word: String) -> String? {
    switch Layout.folded(word) {
    case "", "open", "available": "open"
    case "blocked", "closed", "unavailable": "blocked"
    default: nil
    }
  }
}

/// Resources and those that contain them.
struct Family {
  /// Row + 1 of each row's parent; 0 without one.
  private(set) var parents: [UInt32]
  private(set) var locations: [UInt32]
  /// Rows so ordered that parents come before their children.
  private var order: [Int] = []

  init(parents: [UInt32], locations: [UInt32]) {
    self.parents = parents
    self.locations = locations
  }

  /// Cuts each circle of parents at its first row, which is returned.
  mutating func cutCycles() -> [Int] {
    // 0 new, 1 on the way up from the row at hand, 2 done.
    var states = [UInt8](repeating: 0, count: parents.count)
    var cut: [Int] = []
    order.removeAll(keepingCapacity: true)
    for row in parents.indices where states[row] == 0 {
      var path: [Int] = []
      var current = row
      while states[current] == 0 {
        states[current] = 1
        path.append(current)
        guard parents[current] != 0 else { break }
        current = Int(parents[current]) - 1
      }
      if states[current] == 1, parents[current] != 0, let start = path.firstIndex(of: current) {
        let first = path[start...].min()!
        parents[first] = 0
        cut.append(first)
        // The circle now begins with the row that lost its parent.
        let ring = Array(path[start...])
        let place = ring.firstIndex(of: first)!
        path = Array(path[..<start]) + ring[(place + 1)...] + ring[...place]
      }
      for row in path.reversed() {
        states[row] = 2
        order.append(row)
      }
    }
    return cut
  }

  /// Gives each row its parent's location, or keeps its own where the parent has none.
  ///
  /// - Returns: the rows whose own location was another one.
  mutating func inheritLocations() -> [Int] {
    var moved: [Int] = []
    for row in order where parents[row] != 0 {
      let above = locations[Int(parents[row]) - 1]
      if above == 0 || above == locations[row] { continue }
      if locations[row] != 0 { moved.append(row) }
      locations[row] = above
    }
    return moved.sorted()
  }

  /// Codes, the missing ones taken from the parent.
  func inherited(_ codes: [UInt32]) -> [UInt32] {
    var codes = codes
    for row in order where codes[row] == 0 && parents[row] != 0 { codes[row] = codes[Int(parents[row]) - 1] }
    return codes
  }
}
