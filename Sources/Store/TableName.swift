/// The canonical tables of a workspace (DESIGN §2). The raw value is the name of the file that fills it.
public enum TableName: String, CaseIterable, Sendable {
  case locations
  case types = "resource_types"
  case resources
  case availability
  case plans
  case memberships
  case assignments
  case users
  case history = "cost_center_history"
  case bookings
  case holidays

  /// Entities have a name of their own, so a key or filter can mean one of their rows.
  public var isEntity: Bool {
    switch self {
    case .locations, .types, .resources, .plans, .users: true
    case .availability, .memberships, .assignments, .history, .bookings, .holidays: false
    }
  }

  /// One row of it, in a message: `3 bookings`, `1 booking`.
  public var singular: String {
    switch self {
    case .locations: "location"
    case .types: "type"
    case .resources: "resource"
    case .availability: "availability row"
    case .plans: "plan"
    case .memberships: "membership"
    case .assignments: "assignment"
    case .users: "user"
    case .history: "cost centre change"
    case .bookings: "booking"
    case .holidays: "holiday"
    }
  }
}
