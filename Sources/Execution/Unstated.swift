import Planning
import Store

extension Scan {
  /// A column that what was asked depends on, and that no booking states: nobody missed a check-in where there are none.
  func unstated(in snapshot: Snapshot) -> String? {
    let bookings = snapshot.table(.bookings)
    guard table == .bookings else {
      return conditions.lazy.compactMap { $0.condition.unstatedOfDays(in: bookings) }.first
    }
    for condition in conditions where !condition.isImplied {
      if let column = condition.condition.unstated(in: bookings) { return column }
    }
    return nil
  }
}

extension RowExpression {
  /// The column without which no booking can be running that a condition on days asks for.
  fileprivate func unstatedOfDays(in bookings: Table) -> String? {
    switch self {
    case .fold(_, let many, _, let condition):
      return many.table == .bookings && condition.dependsOnDay ? condition.unstated(in: bookings) : nil
    case .and(let parts), .or(let parts): return parts.lazy.compactMap { $0.unstatedOfDays(in: bookings) }.first
    case .not(let inner): return inner.unstatedOfDays(in: bookings)
    case .number, .truth, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay,
      .through, .split, .inForce, .compare, .conditional, .arithmetic, .recursive, .recur:
      return nil
    }
  }

  /// The column without which it cannot hold.
  fileprivate func unstated(in table: Table) -> String? {
    switch self {
    case .matches(let column, _): return table.states(column) ? nil : column
    case .and(let parts): return parts.lazy.compactMap { $0.unstated(in: table) }.first
    case .or(let parts):
      let columns = parts.map { $0.unstated(in: table) }
      return columns.contains(nil) ? nil : columns.first ?? nil
    case .not(.missing(let column)): return table.states(column) ? nil : column
    case .number, .truth, .column, .flag, .lists, .within, .missing, .minutes, .touches, .touchesDay, .through, .split,
      .fold, .inForce, .not, .compare, .conditional, .arithmetic, .recursive, .recur:
      return nil
    }
  }
}

extension Table {
  /// Whether some row has a value there. How a status was understood is stated where the status is.
  fileprivate func states(_ column: String) -> Bool {
    let column = column == "standing" ? "status" : column
    if columns[column] == nil { return false }
    guard let codes = codes(column) else { return true }
    return (0..<codes.count).contains { codes[$0] != 0 }
  }
}
