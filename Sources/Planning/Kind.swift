import Store

/// What a figure is, so that only figures that go together are put together (DESIGN §4, “Types”).
public struct Kind: Hashable, Sendable {
  public enum Shape: String, Hashable, Sendable {
    /// A number that does not change: a setting, a literal.
    case scalar
    /// `days`, `weeks`: a count of the calendar.
    case calendar
    /// It has a value on every day; a mode weighs the days.
    case level
    /// It happens; figures of parts add up.
    case flow
    /// A flow whose parts do not add up: a person in two cells is one person.
    case distinct = "distinct count"
    /// A quotient: it has no parts.
    case ratio
    /// A moment.
    case moment
  }

  public let shape: Shape
  public let unit: Unit

  public init(_ shape: Shape, _ unit: Unit) {
    self.shape = shape
    self.unit = unit
  }
}

extension Unit {
  /// The unit of a quotient; `.other` where it has no name.
  static func quotient(_ above: Unit, _ below: Unit) -> Unit {
    switch (above, below) {
    case (_, .none): above
    case (_, _) where above == below: .ratio
    case (.memberships, .membershipsPerDesk): .desks
    case (.personDays, .days): .people
    default: .other
    }
  }

  /// The unit of a product.
  static func product(_ left: Unit, _ right: Unit) -> Unit {
    switch (left, right) {
    case (_, .none), (_, .ratio), (.money, .months): left
    case (.none, _), (.ratio, _), (.months, .money): right
    default: .other
    }
  }

  /// What a row of the table is counted in.
  static func count(of table: TableName) -> Unit {
    switch table {
    case .bookings: .bookings
    case .memberships: .memberships
    case .resources: .resources
    case .users: .people
    case .locations, .types, .availability, .plans, .assignments, .history, .holidays: .other
    }
  }

  /// The unit of a numeric column.
  static func column(_ name: String, of table: TableName) -> Unit {
    switch (table, name) {
    case (.resources, "size"): .desks
    case (.resources, "area"): .squareMetres
    case (_, "price"): .money
    default: .none
    }
  }
}

extension Unit {
  /// For messages.
  var title: String {
    switch self {
    case .none: "plain numbers"
    case .other: "a quotient without a name"
    case .ratio: "a ratio"
    default: rawValue
    }
  }
}
