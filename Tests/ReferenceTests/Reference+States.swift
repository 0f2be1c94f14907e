/// What `list` says of states: on how many days of a frame each row is in one, found day by day.
extension Reference {
  enum State: String, CaseIterable {
    case vacant, occupied, unused
    case starting, ending
    case counts

    var table: String {
      switch self {
      case .vacant, .occupied, .unused: "resources"
      case .starting, .ending: "memberships"
      case .counts: "bookings"
      }
    }

    /// The column that the answer has besides the table's own: `days` only where there are several.
    func column(over days: Range<Int>) -> String? {
      switch self {
      case .vacant, .occupied, .unused: days.count > 1 ? "days" : nil
      case .starting, .ending: nil
      case .counts: "hours"
      }
    }
  }

  /// By id: days of the state, hours of a booking in the frame, 1 where there is nothing to tell.
  func rows(in state: State, _ days: Range<Int>, types: [String]) -> [String: Fraction] {
    var scope = Question(metric: .memberships, frame: "", days: days)
    if !types.isEmpty { scope.filters = [.init(key: .type, values: types, spellings: types)] }
    var result: [String: Fraction] = [:]
    switch state {
    case .vacant:
      for resource in world.resources
      where counts(resource, scope) && Self.typeKey(resource.type) != "hotdesk" {
        result[resource.id] = count(days) { isAvailable(resource, $0) && !isLet(resource, $0) }
      }
    case .occupied:
      for resource in world.resources where counts(resource, scope) {
        result[resource.id] = count(days) { isLet(resource, $0) }
      }
    case .unused:
      for resource in world.resources where types.isEmpty || types.contains(Self.typeKey(resource.type)) {
        if stays.contains(where: { $0.booking.resource == resource.id && $0.touches(days) }) { continue }
        result[resource.id] = count(days) { isAvailable(resource, $0) }
      }
    case .starting:
      for membership in world.memberships
      where days.contains(membership.start) && isActive(membership, membership.start) {
        result[membership.id] = Fraction(1)
      }
    case .ending:
      for membership in world.memberships {
        guard let end = membership.end, days.contains(end), isActive(membership, end) else { continue }
        result[membership.id] = Fraction(1)
      }
    case .counts:
      for stay in stays where stay.touches(days) {
        let minutes = stay.slots.filter { days.contains($0.day) }.reduce(0) { $0 + $1.minutes }
        result[stay.booking.id] = Fraction(Int128(minutes * (stay.booking.quantity ?? 1)), over: 60)
      }
    }
    return result.filter { $0.value != .zero }
  }

  private func count(_ days: Range<Int>, _ holds: (Int) -> Bool) -> Fraction { Fraction(days.filter(holds).count) }

  /// It, or something inside of it, is held.
  private func isLet(_ resource: World.Resource, _ day: Int) -> Bool {
    isHeld(resource, day) || world.resources.contains { $0.parent == resource.id && isLet($0, day) }
  }
}

extension Stay {
  fileprivate func touches(_ days: Range<Int>) -> Bool { slots.contains { days.contains($0.day) } }
}
