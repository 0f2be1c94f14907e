import Diagnostics
import Store

extension WorkspaceBuilder {
  func addMemberships() throws(Rejection) {
    guard let raw = try open(.memberships) else { return }
    let planMaps = link(raw, "plan", to: .plans)
    let typeMaps = typeLink(raw, "plan_type")
    let resourceMaps = link(raw, "resource", to: .resources)
    let locationMaps = link(raw, "location", to: .locations)
    let placement = Placement(inFileOrder: raw)
    let plans = rows(raw, "plan", placement, planMaps)
    var planTypes = rows(raw, "plan_type", placement, typeMaps)
    let resources = rows(raw, "resource", placement, resourceMaps)
    let locations = rows(raw, "location", placement, locationMaps)
    var draft = draft(raw, placement, except: ["plan", "plan_type", "resource", "location"])

    // What a membership does not say, its plan does; where it lies is filled in from its assignments.
    let typesOfPlans = linkCodes(.plans, "type")
    for row in plans.indices where planTypes[row] == 0 && plans[row] != 0 {
      planTypes[row] = UInt32(typesOfPlans?[Int(plans[row]) - 1] ?? 0)
    }
    fillPrices(&draft, plans: plans)
    draft.columns["plan"] = .link(Codes(plans, limit: rowCount(.plans) + 1), .plans)
    draft.columns["plan_type"] = .link(Codes(planTypes, limit: types.entries.count + 1), .types)
    draft.columns["resource"] = .link(Codes(resources, limit: rowCount(.resources) + 1), .resources)
    draft.columns["location"] = .link(Codes(locations, limit: rowCount(.locations) + 1), .locations)
    addStanding(&draft)
    tellUnpriced(draft)
    drafts[.memberships] = draft
  }

  /// The codes of a link column of a table that was added before.
  private func linkCodes(_ table: TableName, _ column: String) -> Codes? {
    if case .link(let codes, _)? = drafts[table]?.columns[column] { codes } else { nil }
  }

  private func fillPrices(_ draft: inout TableDraft, plans: [UInt32]) {
    guard case .number(let planPrices)? = drafts[.plans]?.columns["price"] else { return }
    var prices = [Int64](repeating: SlotColumn.missingNumber, count: draft.rowCount)
    if case .number(let own)? = draft.columns["price"] {
      if own.validity == nil { return }
      for row in prices.indices { prices[row] = own[row] ?? SlotColumn.missingNumber }
    }
    // A membership with a price of another kind has not that of its plan.
    let isUnread = (0..<draft.rowCount).map { row in
      if case .text(let codes, _)? = draft.columns[Layout.unreadPrice] { codes[row] != 0 } else { false }
    }
    for row in prices.indices where prices[row] == SlotColumn.missingNumber && plans[row] != 0 && !isUnread[row] {
      prices[row] = planPrices[Int(plans[row]) - 1] ?? SlotColumn.missingNumber
    }
    draft.columns["price"] = .number(Numbers(optional: prices))
  }

  /// Where others have a price, one that says none and has no plan that does may not be for free.
  private func tellUnpriced(_ draft: TableDraft) {
    guard case .number(let prices)? = draft.columns["price"], let validity = prices.validity,
      case .text(let standings, let pool)? = draft.columns["standing"]
    else { return }
    let isPriced = (0..<draft.rowCount).map { validity[$0] }
    let unpriced = isPriced.indices.filter {
      !isPriced[$0] && pool[standings[$0]] != MembershipStanding.unapproved.rawValue
    }
    guard !unpriced.isEmpty, isPriced.contains(true) else { return }
    notebook.add(
      .membershipWithoutPrice, table: .memberships, rows: unpriced.map { identifier(draft, $0) }, count: unpriced.count)
  }

  /// What the status words come to.
  private func addStanding(_ draft: inout TableDraft) {
    let pool = StringPool([""] + MembershipStanding.allCases.map(\.rawValue))
    var standings = [UInt32](repeating: MembershipStanding.approved.code, count: draft.rowCount)
    if case .text(let codes, let words)? = draft.columns["status"] {
      let known = words.strings.map { MembershipStanding(word: $0) }
      let ends: [Int32]? = if case .day(let ends)? = draft.columns["end"] { ends } else { nil }
      var odd: [Int] = []
      var endless: [Int] = []
      for row in standings.indices {
        let standing = known[codes[row]]
        if standing == nil { odd.append(row) }
        standings[row] = (standing ?? .unapproved).code
        if standing == .cancelled, ends?[row] ?? .max == .max {
          standings[row] = MembershipStanding.unapproved.code
          endless.append(row)
        }
      }
      tellUnknownWords(
        .unknownStatus, "status", Set(odd.map { words[codes[$0]] }), .memberships, odd.map { identifier(draft, $0) },
        "unapproved")
      if !endless.isEmpty {
        notebook.add(
          .cancelledWithoutEnd, table: .memberships, rows: endless.map { identifier(draft, $0) }, count: endless.count)
      }
    }
    draft.columns["standing"] = .text(Codes(standings, limit: pool.count), pool)
  }

  // MARK: - Assignments

  /// The assignments, those that memberships state in short included.
  func addAssignments() throws(Rejection) {
    var assignments = Assignments()
    var attributes: [(name: String, column: Column)] = []
    if let raw = try open(.assignments) {
      let membershipMaps = link(raw, "membership", to: .memberships)
      let resourceMaps = link(raw, "resource", to: .resources)
      let placement = Placement(inFileOrder: raw)
      assignments.memberships = rows(raw, "membership", placement, membershipMaps)
      assignments.resources = rows(raw, "resource", placement, resourceMaps)
      let draft = draft(raw, placement, except: ["membership", "resource"])
      if case .day(let froms)? = draft.columns["from"] { assignments.froms = froms }
      if case .day(let ends)? = draft.columns["to"] { assignments.ends = ends }
      assignments.fillOpen()
      attributes = draft.attributes.compactMap { name in draft.columns[name].map { (name, $0) } }
    }
    let ownCount = assignments.memberships.count
    if let memberships = drafts[.memberships], let codes = linkCodes(.memberships, "resource") {
      let differing = assignments.addShortForms((0..<codes.count).map { UInt32(codes[$0]) })
      if !differing.isEmpty {
        notebook.add(
          .differingAssignment, table: .memberships, rows: differing.map { identifier(memberships, $0) },
          count: differing.count)
      }
    }
    let repeated = assignments.clipRepeated()
    if !repeated.isEmpty {
      notebook.add(
        .repeatedAssignment, table: .assignments, rows: repeated.map { "row \($0 + 1)" }, count: repeated.count)
    }
    fillLocations(assignments)
    for table in [TableName.memberships, .locations] { spellCurrencies(of: table) }
    fillCurrencies(assignments)
    tellOutside(assignments)
    let count = assignments.memberships.count
    guard count > 0 || isLoaded(.assignments) else { return }
    var draft = TableDraft(name: .assignments, rowCount: count, attributes: attributes.map(\.name))
    draft.columns["membership"] = .link(Codes(assignments.memberships, limit: rowCount(.memberships) + 1), .memberships)
    draft.columns["resource"] = .link(Codes(assignments.resources, limit: rowCount(.resources) + 1), .resources)
    draft.columns["from"] = .day(assignments.froms)
    draft.columns["to"] = .day(assignments.ends)
    let origins = [UInt32](repeating: 1, count: ownCount) + [UInt32](repeating: 2, count: count - ownCount)
    draft.columns["origin"] = .text(Codes(origins), StringPool(["", "assignment", "membership"]))
    for (name, column) in attributes {
      guard case .text(let codes, let pool) = column else { continue }
      let longer = (0..<count).map { $0 < ownCount ? UInt32(codes[$0]) : 0 }
      draft.columns[name] = .text(Codes(longer, limit: pool.count), pool)
    }
    drafts[.assignments] = draft
  }

  /// An assignment that shares no day with its membership holds nothing.
  private func tellOutside(_ assignments: Assignments) {
    guard let memberships = drafts[.memberships] else { return }
    let days = { (name: String) -> [Int32]? in
      if case .day(let days)? = memberships.columns[name] { days } else { nil }
    }
    let (starts, ends) = (days("start"), days("end"))
    var outside: [Int] = []
    for index in assignments.memberships.indices {
      let row = Int(assignments.memberships[index]) - 1
      let from = max(assignments.froms[index], starts?[row] ?? .min)
      let end = min(assignments.ends[index], ends?[row] ?? .max)
      // What was cut off is told already.
      if from >= end, assignments.froms[index] < assignments.ends[index] { outside.append(row) }
    }
    guard !outside.isEmpty else { return }
    notebook.add(
      .assignmentOutside, table: .memberships, rows: outside.map { identifier(memberships, $0) }, count: outside.count)
  }

  /// Codes of currencies are the same in small letters.
  private func spellCurrencies(of table: TableName) {
    guard var draft = drafts[table], case .text(let codes, let pool)? = draft.columns["currency"] else { return }
    let spelt = pool.strings.map { $0.uppercased() }
    let known = [""] + Set(spelt).subtracting([""]).sorted()
    let place = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, UInt32($0)) })
    let own = (0..<codes.count).map { place[spelt[codes[$0]]] ?? 0 }
    draft.columns["currency"] = .text(Codes(own, limit: known.count), StringPool(known))
    drafts[table] = draft
  }

  /// A location without a currency of its own has those in which its resources are let: what their list prices are in, if
  /// that is one.
  private func fillCurrencies(_ assignments: Assignments) {
    guard var draft = drafts[.locations], case .text(let codes, let pool)? = drafts[.memberships]?.columns["currency"]
    else { return }
    var currencies = [Set<String>](repeating: [], count: draft.rowCount)
    for index in assignments.memberships.indices {
      let resource = Int(assignments.resources[index]) - 1
      guard resource >= 0, resource < resourceLocations.count, resourceLocations[resource] != 0 else { continue }
      currencies[Int(resourceLocations[resource]) - 1].insert(pool[codes[Int(assignments.memberships[index]) - 1]])
    }
    var stated: (Int) -> String = { _ in "" }
    if case .text(let codes, let pool)? = draft.columns["currency"] { stated = { pool[codes[$0]] } }
    addCurrenciesOfPlaces(codes, pool, to: &currencies)
    let texts = currencies.enumerated().map { row, held in
      stated(row).isEmpty ? Currencies.text(of: held) : stated(row)
    }
    let known = Set(texts).subtracting([""]).sorted()
    let own = texts.map { UInt32((known.firstIndex(of: $0) ?? -1) + 1) }
    draft.columns["currency"] = .text(Codes(own, limit: known.count + 1), StringPool([""] + known))
    drafts[.locations] = draft
  }

  /// Where nothing is let by itself, those of the memberships that belong to the location.
  private func addCurrenciesOfPlaces(_ codes: Codes, _ pool: StringPool, to currencies: inout [Set<String>]) {
    guard case .link(let locations, _)? = drafts[.memberships]?.columns["location"] else { return }
    let isLet = currencies.map { !$0.isEmpty }
    for row in 0..<locations.count where locations[row] > 0 && !isLet[locations[row] - 1] {
      currencies[locations[row] - 1].insert(pool[codes[row]])
    }
  }

  /// A membership without a location has the one of its resources, if that is one.
  private func fillLocations(_ assignments: Assignments) {
    guard var memberships = drafts[.memberships], case .link(let own, _)? = memberships.columns["location"]
    else { return }
    var locations = (0..<own.count).map { UInt32(own[$0]) }
    var isHeld = [Bool](repeating: false, count: own.count)
    var isSplit = isHeld
    for index in assignments.memberships.indices {
      let row = Int(assignments.memberships[index]) - 1
      let resource = Int(assignments.resources[index]) - 1
      guard own[row] == 0, resource >= 0 else { continue }
      // A resource without a location agrees with none.
      let location = resource < resourceLocations.count ? resourceLocations[resource] : 0
      if isHeld[row], locations[row] != location { isSplit[row] = true }
      if !isHeld[row] { locations[row] = location }
      isHeld[row] = true
    }
    let split = isSplit.indices.filter { isSplit[$0] }
    for row in split { locations[row] = 0 }
    memberships.columns["location"] = .link(Codes(locations, limit: rowCount(.locations) + 1), .locations)
    drafts[.memberships] = memberships
    if !split.isEmpty {
      notebook.add(
        .membershipInSeveralLocations, table: .memberships, rows: split.map { identifier(memberships, $0) },
        count: split.count)
    }
  }
}

/// Which membership has which resource when.
private struct Assignments {
  var memberships: [UInt32] = []
  var resources: [UInt32] = []
  var froms: [Int32] = []
  var ends: [Int32] = []

  /// Assignments whose file has no column for a beginning or an end are open there.
  mutating func fillOpen() {
    if froms.isEmpty { froms = [Int32](repeating: .min, count: memberships.count) }
    if ends.isEmpty { ends = [Int32](repeating: .max, count: memberships.count) }
  }

  /// Cuts off what another assignment of the same membership and resource says already.
  ///
  /// - Returns: those that were cut.
  mutating func clipRepeated() -> [Int] {
    var indicesOfPair: [[UInt32]: [Int]] = [:]
    for index in memberships.indices where memberships[index] > 0 && resources[index] > 0 {
      indicesOfPair[[memberships[index], resources[index]], default: []].append(index)
    }
    var clipped: [Int] = []
    for indices in indicesOfPair.values where indices.count > 1 {
      var known: Int32?
      for index in indices.sorted(by: { (froms[$0], $0) < (froms[$1], $1) }) {
        if let known, froms[index] < min(known, ends[index]) {
          froms[index] = min(known, ends[index])
          clipped.append(index)
        }
        known = max(known ?? .min, ends[index])
      }
    }
    return clipped.sorted()
  }

  /// Adds one assignment for the whole life of each membership that names a resource and has no assignment.
  ///
  /// - Parameter shortForms: by membership, the row + 1 of the resource that it names; 0 for none.
  /// - Returns: memberships whose assignments do not have the resource that they name.
  mutating func addShortForms(_ shortForms: [UInt32]) -> [Int] {
    var hasAssignment = [Bool](repeating: false, count: shortForms.count)
    var hasNamed = [Bool](repeating: false, count: shortForms.count)
    for index in memberships.indices {
      let membership = Int(memberships[index]) - 1
      hasAssignment[membership] = true
      if shortForms[membership] == resources[index] { hasNamed[membership] = true }
    }
    var differing: [Int] = []
    for (membership, resource) in shortForms.enumerated() where resource != 0 {
      if hasAssignment[membership] {
        if !hasNamed[membership] { differing.append(membership) }
        continue
      }
      memberships.append(UInt32(membership + 1))
      resources.append(resource)
      froms.append(.min)
      ends.append(.max)
    }
    return differing
  }
}
