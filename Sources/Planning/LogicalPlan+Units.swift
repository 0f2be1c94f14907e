import Store

extension LogicalPlan {
  /// The same without the keys of the calendar, in whose cells a change has no causes.
  public var withoutCalendarKeys: LogicalPlan {
    var plan = self
    plan.keys = keys.filter { if case .calendar = $0 { false } else { true } }
    return plan
  }

  /// The same with bookings counted in place of each figure of them.
  public var countingBookings: LogicalPlan {
    var plan = self
    plan.atoms = atoms.map { atom in
      atom.node.step == nil
        ? Atom(node: .flow(atom.node.scan, .count), keys: atom.keys, filters: atom.filters, unit: .bookings) : atom
    }
    return plan
  }

  /// Some of the figures of bookings, told apart by a column besides the keys.
  public func divided(by column: String, atoms chosen: [Int]) -> LogicalPlan {
    var plan = self
    plan.keys.append(.attribute(name: column, entity: Schema.entity(of: [column], from: .bookings)))
    plan.atoms = chosen.map { index in
      var atom = atoms[index]
      atom.keys.append(.path(links: [], column: column))
      return atom
    }
    plan.universe = nil
    // They fold figures by their numbers, which are others here; and what they give has no parts.
    plan.folds = []
    return plan
  }
}
