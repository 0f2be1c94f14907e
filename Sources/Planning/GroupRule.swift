import Store

/// How many people there must be in a cell for its figures to be shown: the setting `min_group` (DESIGN §6).
public struct GroupRule: Hashable, Sendable {
  /// Cells with 1 to `size` − 1 identified people are hidden.
  public let size: Int
  /// Which bookings figures are made of, by the workspace's own definitions: what a session defines anew has no say in
  /// who is counted.
  public let counted: RowExpression

  public init(size: Int, counted: RowExpression) {
    self.size = size
    self.counted = counted
  }
}

/// What bookings can be told apart by where small groups are hidden.
public enum GroupAttribute: Hashable, Sendable, CaseIterable {
  case costCenter, location, type, category
}

extension GroupAttribute {
  /// The attribute that a key of `by` leads to from bookings; nil for any other.
  public init?(_ reach: KeyReach) {
    switch reach {
    case .path(let links, let column):
      switch (links, column) {
      case ([], "cost_center"): self = .costCenter
      case (["resource"], "location"): self = .location
      case ([], "type"): self = .type
      case (["type"], "category"): self = .category
      default: return nil
      }
    case .list, .letting, .unreachable: return nil
    }
  }
}

/// What a condition on a booking goes by, where small groups are hidden.
public enum GroupCondition: Hashable, Sendable {
  /// Nothing at all.
  case anything
  /// What came of the booking, be it of whom it may: whether it was cancelled or missed, whether it says when it was made.
  case state
  /// One of the attributes that cells are made of; `type` also where it goes by the type's category, and `location` where
  /// it goes by whether there is a resource at all.
  case attribute(GroupAttribute)
  /// Anything else, by which single people could be picked.
  case other
}

extension RowExpression {
  /// What this condition on bookings goes by. One that goes by several of these at once is `other`.
  public var groupCondition: GroupCondition {
    switch self {
    case .truth, .number: .anything
    case .matches("standing", _), .matches("checkin", _), .missing("checkin"), .missing("created"):
      .state
    case .matches("cost_center", _), .missing("cost_center"): .attribute(.costCenter)
    case .matches("type", _), .missing("type"): .attribute(.type)
    case .through("type", let inner): inner.isOfOneRow ? .attribute(.type) : .other
    case .through("resource", .matches("location", _)), .through("resource", .missing("location")),
      .missing("resource"):
      .attribute(.location)
    case .through("resource", .through("location", let inner)): inner.isOfOneRow ? .attribute(.location) : .other
    case .not(let inner): inner.groupCondition
    case .and(let parts), .or(let parts):
      parts.map(\.groupCondition).reduce(.anything) { whole, part in
        if whole == .anything || whole == part { return part }
        return part == .anything ? whole : .other
      }
    case .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay, .through, .split, .fold,
      .inForce,
      .compare, .conditional, .arithmetic, .recursive, .recur:
      .other
    }
  }

  /// Whether it reads columns of its own row alone, none of them a link.
  private var isOfOneRow: Bool {
    switch self {
    case .truth, .number, .column, .flag, .matches, .missing: true
    case .not(let inner): inner.isOfOneRow
    case .and(let parts), .or(let parts): parts.allSatisfy(\.isOfOneRow)
    case .compare(_, let left, let right): left.isOfOneRow && right.isOfOneRow
    case .lists, .within, .minutes, .touches, .touchesDay, .through, .split, .fold, .inForce, .conditional, .arithmetic,
      .recursive,
      .recur:
      false
    }
  }

  /// Whether it is one number of each booking, with fixed ones added to it or multiplied by it: sums of it say what all of
  /// them come to, and not how single ones are spread.
  var isPlainMeasure: Bool {
    switch self {
    case .number, .column, .minutes: true
    case .arithmetic(let operation, .number, let inner), .arithmetic(let operation, let inner, .number):
      [.add, .subtract, .multiply].contains(operation) && inner.isPlainMeasure
    case .truth, .flag, .matches, .lists, .within, .missing, .touches, .touchesDay, .through, .split, .fold, .inForce,
      .and, .or,
      .not,
      .compare, .conditional, .arithmetic, .recursive, .recur:
      false
    }
  }
}
