import Calculus
import Diagnostics
import Store

extension WorkspaceBuilder {
  func addPlans() throws(Rejection) {
    guard let raw = try open(.plans) else { return }
    let links = typeLink(raw, "type")
    let placement = Placement(inFileOrder: raw)
    var draft = draft(raw, placement, except: ["type"])
    draft.columns["type"] = .link(
      Codes(rows(raw, "type", placement, links), limit: types.entries.count + 1), .types)
    drafts[.plans] = draft
  }

  func addUsers() throws(Rejection) {
    guard let raw = try open(.users) else { return }
    let placement = Placement(inFileOrder: raw)
    var profiles = costCenterCodes(raw, placement)
    let files = raw.sources.count > 1 ? filesOfRows(raw) : []
    var draft = draft(raw, placement, except: ["cost_center"])
    if let codes = profiles {
      draft.columns["cost_center"] = .text(Codes(codes, limit: costCenters.count), costCenters.finished())
    }
    if merge(&draft, file: files) != nil, case .text(let codes, _)? = draft.columns["cost_center"] {
      profiles = (0..<codes.count).map { UInt32(codes[$0]) }
    }
    if let profiles { sharedCenters[.users] = profiles }
    draft.columns["cost_center"] = nil
    drafts[.users] = draft
  }

  /// By row in the order of the files: the number of its file.
  func filesOfRows(_ raw: RawTable) -> [Int] {
    var files: [Int] = []
    raw.forEachRow { slot, _ in files.append(raw.segment(ofSlot: slot).source) }
    return files
  }

  func addHistory() throws(Rejection) {
    guard let raw = try open(.history), let column = raw.index(of: "from") else { return }
    let links = link(raw, "user", to: .users)
    if case .minutes(let froms) = raw.storage[column] { toLocalTime(raw, column, froms, place: { _, _ in 0 }) }
    let placement = Placement(inFileOrder: raw)
    let codes = costCenterCodes(raw, placement) ?? []
    let users = rows(raw, "user", placement, links)
    var draft = draft(raw, placement, except: ["user", "cost_center"])
    draft.columns["user"] = .link(Codes(users, limit: rowCount(.users) + 1), .users)
    if case .minute(let froms)? = draft.columns["from"] {
      changes = users.indices.map { (users[$0] - 1, froms[$0], codes[$0]) }
    }
    sharedCenters[.history] = codes
    drafts[.history] = draft
  }

  /// The cost centres of a table's rows, one code for all spellings; nil if the file has no such column.
  private func costCenterCodes(_ raw: RawTable, _ placement: Placement) -> [UInt32]? {
    guard let maps = costCenterMaps(raw) else { return nil }
    return rows(raw, "cost_center", placement, maps)
  }

  func costCenterMaps(_ raw: RawTable) -> CodeMaps? {
    guard let column = raw.index(of: "cost_center"), case .codes = raw.storage[column] else { return nil }
    let texts = raw.texts(of: column)
    let known = texts.strings.map { costCenters.code(of: $0) }
    return CodeMaps(texts.codes.map { $0.map { known[Int($0)] } })
  }

  /// Who had which cost centre when. All names that it can give are known to `costCenters` then.
  func costCenterHistory() -> CostCenterHistory {
    let count = rowCount(.users)
    var profiles = sharedCenters[.users] ?? []
    profiles += [UInt32](repeating: 0, count: max(0, count - profiles.count))
    return CostCenterHistory(
      userCount: count, changes: changes, profiles: profiles,
      fallback: costCenters.code(of: settings.defaultCostCenter),
      unknown: costCenters.code(of: CostCenters.unknown), endOfToday: Int32(clamping: (Int64(today.number) + 1) * 1440))
  }
}
