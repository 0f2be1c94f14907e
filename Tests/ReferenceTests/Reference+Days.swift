/// What holds on a day: DESIGN §2, *Resources* and *Memberships*, word by word.
extension Reference {
  /// The own interval, where filled, and the `open` rows together, less `blocked` ones; with neither, always.
  func isOpen(_ resource: World.Resource, _ day: Int) -> Bool {
    func holds(_ from: Int?, _ to: Int?) -> Bool { (from ?? .min) <= day && day <= (to ?? .max) }
    let rows = world.availability.filter { $0.resource == resource.id }
    if rows.contains(where: { !$0.isOpen && holds($0.from, $0.to) }) { return false }
    let hasOwn = resource.availableFrom != nil || resource.availableTo != nil
    let opening = rows.filter(\.isOpen)
    if !hasOwn && opening.isEmpty { return true }
    return hasOwn && holds(resource.availableFrom, resource.availableTo)
      || opening.contains { holds($0.from, $0.to) }
  }

  /// Children share their parent's closure.
  func isAvailable(_ resource: World.Resource, _ day: Int) -> Bool {
    isOpen(resource, day) && (parent(of: resource).map { isAvailable($0, day) } ?? true)
  }

  func countsAsDesk(_ resource: World.Resource) -> Bool { type(of: resource).countsAs == "desk" }

  func deskChildren(of resource: World.Resource) -> [World.Resource] {
    world.resources.filter { $0.parent == resource.id && countsAsDesk($0) }
  }

  func desks(_ resource: World.Resource, _ day: Int) -> Int {
    if countsAsDesk(resource) { return resource.size ?? 1 }
    return max(resource.size ?? 0, deskChildren(of: resource).filter { isAvailable($0, day) }.count)
  }

  /// The statuses with which a membership counts; a cancelled one only has its end left.
  func isActive(_ membership: World.Membership, _ day: Int) -> Bool {
    guard membership.start <= day, day <= membership.end ?? .max else { return false }
    switch membership.status.lowercased() {
    case "", "approved", "active", "confirmed", "signed": return true
    case "cancelled", "canceled", "terminated": return membership.end != nil
    default: return false
    }
  }

  /// Without a price, the plan's.
  func price(of membership: World.Membership) -> Fraction {
    let text = priceText(of: membership)
    return text.isEmpty ? .zero : Fraction(decimal: text)
  }

  func priceText(of membership: World.Membership) -> String {
    let plan = world.plans.first { $0.id == membership.plan }
    return membership.price.isEmpty ? plan?.price ?? "" : membership.price
  }

  func isHotdesk(_ membership: World.Membership) -> Bool {
    let plan = world.plans.first { $0.id == membership.plan }
    let type = membership.planType.isEmpty ? plan?.type ?? "" : membership.planType
    return Self.typeKey(type) == "hotdesk"
  }

  /// Own location, else the one on which its resources agree.
  func location(of membership: World.Membership) -> String {
    if !membership.location.isEmpty { return membership.location }
    let assigned = world.assignments.filter { $0.membership == membership.id }.map(\.resource)
    let held = assigned.isEmpty ? [membership.resource] : assigned
    let locations = Set(held.compactMap { resources[$0] }.map { location(of: $0) })
    return locations.count == 1 ? locations.first! : ""
  }

  /// An active membership that is no hotdesk one is on this very resource.
  func isHeldItself(_ resource: World.Resource, _ day: Int) -> Bool {
    world.memberships.contains { membership in
      guard isActive(membership, day), !isHotdesk(membership) else { return false }
      let assignments = world.assignments.filter { $0.membership == membership.id }
      if assignments.isEmpty { return membership.resource == resource.id }
      return assignments.contains {
        $0.resource == resource.id && ($0.from ?? .min) <= day && day <= ($0.to ?? .max)
      }
    }
  }

  /// Children share their parent's occupation.
  func isHeld(_ resource: World.Resource, _ day: Int) -> Bool {
    isHeldItself(resource, day) || (parent(of: resource).map { isHeld($0, day) } ?? false)
  }

  func desksTaken(_ resource: World.Resource, _ day: Int) -> Int {
    if isHeld(resource, day) { return desks(resource, day) }
    return countsAsDesk(resource) ? 0 : deskChildren(of: resource).filter { isHeld($0, day) }.count
  }

  // MARK: - Scope

  /// Primary types, or just those of the filter `type`. An Office Desk is primary only without a parent.
  func isScoped(_ resource: World.Resource, _ question: Question) -> Bool {
    if let filter = question.filters.first(where: { $0.key == .type }) {
      return filter.values.contains(Self.typeKey(resource.type))
    }
    if Self.typeKey(resource.type) == "officedesk" && !resource.parent.isEmpty { return false }
    return type(of: resource).isPrimary
  }

  /// A child counts through its parent when that is in scope.
  func counts(_ resource: World.Resource, _ question: Question) -> Bool {
    guard isScoped(resource, question) else { return false }
    var ancestor = parent(of: resource)
    while let current = ancestor {
      if isScoped(current, question) { return false }
      ancestor = parent(of: current)
    }
    return true
  }

  func attribute(_ key: Question.Key, of resource: World.Resource) -> String {
    switch key {
    case .location: location(of: resource)
    case .type: Self.typeKey(resource.type)
    case .resource: resource.id
    case .floor: floor(of: resource)
    case .category: type(of: resource).category
    case .day, .week, .month, .quarter, .year, .weekday, .hour, .costcenter, .user, .company, .plan, .kind, .group: ""
    }
  }

  func attribute(_ key: Question.Key, of membership: World.Membership) -> String {
    switch key {
    case .location: location(of: membership)
    case .type: "hotdesk"
    case .category: types["hotdesk"]!.category
    case .company: membership.company
    case .plan: membership.plan
    case .day, .week, .month, .quarter, .year, .weekday, .hour, .resource, .floor, .costcenter, .user, .kind, .group: ""
    }
  }
}
