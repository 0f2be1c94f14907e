/// A fold of a figure's values in finer cells than those of the answer: `mean each day of max each instant of bookings`,
/// `max each day of (occupied / available)`, `count each membership of (…) having value > 0`.
///
/// Or the figure itself, of the month before: `previous(revenue)`.
public struct FigureFold: Hashable, Sendable {
  public let fold: Fold
  /// It is not folded, but what it was a month earlier.
  public let isPrevious: Bool
  /// Cuts cells of the calendar.
  public let calendarKeys: [CalendarKey]
  /// Cuts groups; never a calendar key.
  public let keys: [FoldKey]
  /// The figure, over the plan's atoms and folds.
  public let value: CellExpression
  /// Finer cells that count.
  public let having: [NumberTest]
  /// The plan's atoms that the figure is made of.
  public let atoms: [Int]

  public init(
    fold: Fold, isPrevious: Bool, calendarKeys: [CalendarKey], keys: [FoldKey], value: CellExpression,
    having: [NumberTest],
    atoms: [Int]
  ) {
    self.fold = fold
    self.isPrevious = isPrevious
    self.calendarKeys = calendarKeys
    self.keys = keys
    self.value = value
    self.having = having
    self.atoms = atoms
  }
}

/// An attribute that a fold runs over, and how each of the plan's atoms reaches it; those that are not in the fold do not.
public struct FoldKey: Hashable, Sendable {
  public let key: PlanKey
  public let reach: [KeyReach]

  public init(key: PlanKey, reach: [KeyReach]) {
    self.key = key
    self.reach = reach
  }
}

extension LogicalPlan {
  /// The plan in whose cells the figure of a fold is computed.
  ///
  /// - Parameter keyed: with the plan's own keys, or those of the fold alone.
  public func finer(_ fold: FigureFold, keyed: Bool) -> LogicalPlan {
    var plan = self
    plan.keys = (keyed ? plan.keys : []) + fold.keys.map(\.key)
    for atom in plan.atoms.indices {
      plan.atoms[atom].keys = (keyed ? plan.atoms[atom].keys : []) + fold.keys.map { $0.reach[atom] }
    }
    // Its groups are folded: nobody sees which there are, and the policy has refused what tells of people.
    if !fold.keys.isEmpty { plan.universe = nil }
    plan.groups = nil
    return plan
  }
}
