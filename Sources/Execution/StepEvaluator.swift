import Planning
import Store
import Synchronization

/// What was computed of a snapshot's rows, kept under the expression that it was computed for.
public final class StepCache: Sendable {
  struct Key: Hashable {
    let table: TableName
    let expression: RowExpression
  }

  private let columns = Mutex<[Key: StepColumn]>([:])
  private let stays = Mutex<[Step: Stays]>([:])
  let orders = Mutex<[String: OrderedBookings]>([:])
  /// Of bookings, as booked or as they happened.
  let extents = Mutex<[Bool: Extent]>([:])
  private let veils = Mutex<[GroupRule: Veils]>([:])
  private let names = Mutex<[TableName: [Int32]]>([:])

  public init() {}

  func column(_ key: Key, make: () throws(EvaluationError) -> StepColumn) throws(EvaluationError) -> StepColumn {
    if let known = columns.withLock({ $0[key] }) { return known }
    let made = try make()
    columns.withLock { $0[key] = made }
    return made
  }

  /// For each row of a table its place in the order in which people read names.
  func nameRanks(of table: Table) -> [Int32] {
    if let known = names.withLock({ $0[table.name] }) { return known }
    let ranks = NaturalOrder.ranks((0..<table.rowCount).map { (table.name(of: $0), table.id(of: $0)) }).map {
      Int32($0)
    }
    names.withLock { $0[table.name] = ranks }
    return ranks
  }

  /// What hides small groups by a rule.
  func veils(_ rule: GroupRule, make: () throws(EvaluationError) -> Veils) throws(EvaluationError) -> Veils {
    if let known = veils.withLock({ $0[rule] }) { return known }
    let made = try make()
    veils.withLock { $0[rule] = made }
    return made
  }

  func stays(_ key: Step, make: () throws(EvaluationError) -> Stays) throws(EvaluationError) -> Stays {
    if let known = stays.withLock({ $0[key] }) { return known }
    let made = try make()
    stays.withLock { $0[key] = made }
    return made
  }
}

/// Evaluates row expressions on the small tables (all but bookings), whole columns at a time.
struct StepEvaluator {
  let snapshot: Snapshot
  let cache: StepCache
  let isCancelled: @Sendable () -> Bool

  /// - Throws: `EvaluationError` where a number does not fit 64 bits, or a quotient has more than six decimals.
  func column(_ expression: RowExpression, of table: TableName) throws(EvaluationError) -> StepColumn {
    try evaluate(expression, table, [:])
  }

  private func evaluate(
    _ expression: RowExpression, _ table: TableName, _ known: [String: StepColumn]
  ) throws(EvaluationError) -> StepColumn {
    guard known.isEmpty else { return try compute(expression, table, known) }
    return try cache.column(StepCache.Key(table: table, expression: expression)) {
      () throws(EvaluationError) in try compute(expression, table, known)
    }
  }

  private func compute(
    _ expression: RowExpression, _ table: TableName, _ known: [String: StepColumn]
  ) throws(EvaluationError) -> StepColumn {
    let rows = snapshot.table(table)
    let count = rows.rowCount
    switch expression {
    case .number(let millionths): return StepColumn(constant: [Int64](repeating: millionths, count: count))
    case .truth(let value): return StepColumn(constant: [Int64](repeating: value ? 1 : 0, count: count))
    case .column(let name):
      let missing = Schema.valueOfMissing(name, of: table)
      guard let numbers = rows.numbers(name) else {
        return StepColumn(constant: [Int64](repeating: missing, count: count))
      }
      return StepColumn(constant: missing == 0 ? numbers.millionths : (0..<count).map { numbers[$0] ?? missing })
    case .flag, .matches, .lists, .within, .missing:
      let leaf = LeafCondition(expression, of: rows, in: snapshot)
      return StepColumn(constant: (0..<count).map { leaf.holds(row: $0) ? 1 : 0 })
    case .minutes: throw .notForRows
    case .through(let link, let inner):
      guard case .link(let codes, let target)? = rows.columns[link] else {
        return StepColumn(constant: [Int64](repeating: 0, count: count))
      }
      return try evaluate(inner, target, known).gathered(by: codes)
    case .touches(let from, let to, let isActual):
      let touching = BookingSource(snapshot: snapshot, cache: cache, usesActualTimes: isActual).touching(from, to)
      return StepColumn(constant: (0..<count).map { touching[$0] ? 1 : 0 })
    case .touchesDay(let isActual):
      let source = BookingSource(snapshot: snapshot, cache: cache, usesActualTimes: isActual)
      return source.days(of: (0..<count).map { $0 }, in: snapshot)
    case .inForce(let table): return InForce.column(of: table, in: snapshot)
    case .and(let parts):
      return try fold(parts, table, known) { $0 & $1 }
    case .or(let parts):
      return try fold(parts, table, known) { $0 | $1 }
    case .not(let inner):
      return try evaluate(inner, table, known).mapped { (v) throws(EvaluationError) in 1 - v }
    case .compare(let comparison, let left, let right):
      let first = try evaluate(left, table, known)
      return try first.combined(with: try evaluate(right, table, known)) { (a, b) throws(EvaluationError) in
        comparison.holds(a, b) ? 1 : 0
      }
    case .conditional(let test, let yes, let no):
      let condition = try evaluate(test, table, known)
      let first = try condition.combined(with: try evaluate(yes, table, known)) { (c, v) throws(EvaluationError) in
        c == 0 ? 0 : v
      }
      let second = try condition.combined(with: try evaluate(no, table, known)) { (c, v) throws(EvaluationError) in
        c == 0 ? v : 0
      }
      return try first.combined(with: second) { (a, b) throws(EvaluationError) in a + b }
    case .arithmetic(let operation, let left, let right):
      let first = try evaluate(left, table, known)
      return try first.combined(with: try evaluate(right, table, known)) { (a, b) throws(EvaluationError) in
        try operation.apply(a, b)
      }
    case .fold(let fold, let many, let measure, let condition):
      if many.table == .bookings, !expression.dependsOnDay {
        return try foldBookings(fold, by: many.link, into: count, measure: measure, where: condition)
      }
      if many.table == .bookings, !measure.dependsOnDay,
        let folded = try foldBookingDays(fold, by: many.link, into: count, measure: measure, where: condition)
      {
        return folded
      }
      return try RowFolder(snapshot: snapshot).fold(
        fold, many, into: count, measure: try evaluate(measure, many.table, known),
        condition: try evaluate(condition, many.table, known))
    case .split(let link, let amount, let weight):
      guard case .link(_, let target)? = rows.columns[link] else {
        return StepColumn(constant: [Int64](repeating: 0, count: count))
      }
      return try RowFolder(snapshot: snapshot).split(
        ToMany(table: table, link: link), of: snapshot.table(target).rowCount, into: count,
        amount: try evaluate(amount, target, known), weight: try evaluate(weight, table, known))
    case .recur(let name):
      guard let column = known[name] else { return StepColumn(constant: [Int64](repeating: 0, count: count)) }
      return column
    case .recursive(let name, let body):
      // Links of a table to itself have no cycles (the loader cuts them), so this ends after as many rounds as they
      // are deep, with the least solution.
      var column = StepColumn(constant: [Int64](repeating: 0, count: count))
      for _ in 0...count {
        if isCancelled() { throw .cancelled }
        var more = known
        more[name] = column
        let next = try compute(body, table, more)
        if next.starts == column.starts, next.values == column.values { return next }
        column = next
      }
      throw .neverSettles(name)
    }
  }

  private func fold(
    _ parts: [RowExpression], _ table: TableName, _ known: [String: StepColumn], _ body: (Int64, Int64) -> Int64
  ) throws(EvaluationError) -> StepColumn {
    var result = try evaluate(parts[0], table, known)
    for part in parts.dropFirst() {
      result = try result.combined(with: try evaluate(part, table, known)) { (a, b) throws(EvaluationError) in
        body(a, b)
      }
    }
    return result
  }
}
