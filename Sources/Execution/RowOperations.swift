import Planning
import Store

/// What rows are asked.
typealias RowExpression = Planning.RowExpression

extension RowExpression.Comparison {
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension RowExpression.Operation {
  /// Exact arithmetic on millionths.
  func apply(_ left: Int64, _ right: Int64) throws(EvaluationError) -> Int64 {
    switch self {
    case .add: return try checked(left.addingReportingOverflow(right))
    case .subtract: return try checked(left.subtractingReportingOverflow(right))
    case .maximum: return max(left, right)
    case .minimum: return min(left, right)
    case .multiply: return try quotient(Int128(left) * Int128(right), Int128(Numbers.scale))
    case .divide:
      if right == 0 { throw .divisionByZero }
      return try quotient(Int128(left) * Int128(Numbers.scale), Int128(right))
    }
  }

  private func checked(_ result: (partialValue: Int64, overflow: Bool)) throws(EvaluationError) -> Int64 {
    if result.overflow { throw .overflow }
    return result.partialValue
  }

  private func quotient(_ above: Int128, _ below: Int128) throws(EvaluationError) -> Int64 {
    let (result, rest) = above.quotientAndRemainder(dividingBy: below)
    if rest != 0 { throw .inexact }
    guard let exact = Int64(exactly: result) else { throw .overflow }
    return exact
  }
}

/// A condition on one column of a table, as a look-up by code where the column has codes.
struct LeafCondition: Sendable {
  private enum Test: Sendable {
    case byCode(Codes, [Bool])
    /// From the one to before the other; 64 bits, so that an open end can lie before no bound.
    case days([Int32], Int64, Int64)
    case flags(Bitmap)
    case identifiers(Identifiers, Set<String>)
    case missing(Numbers)
    case missingCode(Codes)
    case always
    case never
  }

  private let test: Test

  init(_ expression: RowExpression, of table: Table, in snapshot: Snapshot) {
    switch expression {
    case .flag(let name):
      if case .flag(let flags)? = table.columns[name] { test = .flags(flags) } else { test = .never }
    case .matches(let column, let names):
      let isName = table.name.isEntity && ["id", "name"].contains(column)
      test =
        isName
        ? LeafCondition.rows(of: table, named: names, in: snapshot)
        : LeafCondition.matches(table.columns[column], Set(names), of: table, in: snapshot)
    case .lists(let column, let names):
      if case .text(let codes, let pool)? = table.columns[column] {
        let wanted = Set(names)
        test = .byCode(codes, pool.strings.map { LeafCondition.list($0, holds: wanted) })
      } else {
        test = .never
      }
    case .within(let column, let from, let to):
      let values = LeafCondition.asWritten(table.columns[column], named: column, of: table, in: snapshot)
      test = LeafCondition.within(values, Schema.field(column, of: table.name), from, to)
    case .missing(let column): test = LeafCondition.missing(table.columns[column])
    default: preconditionFailure("not a condition on one column")
    }
  }

  /// The condition as codes of a column and which of them meet it.
  var lookup: (Codes, [Bool])? {
    if case .byCode(let codes, let accepted) = test { (codes, accepted) } else { nil }
  }

  func holds(row: Int) -> Bool {
    switch test {
    case .byCode(let codes, let accepted): accepted[codes[row]]
    case .days(let days, let from, let to): Int64(days[row]) >= from && Int64(days[row]) < to
    case .flags(let flags): flags[row]
    case .identifiers(let ids, let wanted): wanted.contains(ids[row].lowercased())
    case .missing(let numbers): numbers[row] == nil
    case .missingCode(let codes): codes[row] == 0
    case .always: true
    case .never: false
    }
  }

  private static func list(_ text: String, holds wanted: Set<String>) -> Bool {
    text.listed.contains { wanted.contains($0.lowercased()) }
  }

  private static func matches(_ column: Column?, _ names: Set<String>, of table: Table, in snapshot: Snapshot) -> Test {
    switch column {
    case .text(let codes, let pool): return .byCode(codes, pool.strings.map { names.contains($0.lowercased()) })
    case .link(let codes, let target):
      let entities = snapshot.table(target)
      var accepted = [Bool](repeating: false, count: entities.rowCount + 1)
      for name in names { for row in snapshot.rows(named: name, in: target) { accepted[row + 1] = true } }
      return .byCode(codes, accepted)
    case .identifiers(let ids): return .identifiers(ids, names)
    case .number, .day, .minute, .flag, nil: return .never
    }
  }

  /// Rows of an entity by what people call them.
  private static func rows(of table: Table, named names: [String], in snapshot: Snapshot) -> Test {
    var rows = Bitmap(repeating: false, count: table.rowCount)
    for name in names { for row in snapshot.rows(named: name, in: table.name) { rows[row] = true } }
    return .flags(rows)
  }

  /// The ends of bookings as people write them: what lasts all day ends on its last day.
  private static func asWritten(
    _ column: Column?, named name: String, of table: Table, in snapshot: Snapshot
  ) -> Column? {
    guard table.name == .bookings, name == "end", case .minute(var minutes)? = column else { return column }
    for row in snapshot.calendar.allDayRows { minutes[row] -= 1440 }
    return .minute(minutes)
  }

  /// An open end is later than any day, an open beginning earlier; a moment that is merely missing is neither.
  private static func within(_ column: Column?, _ field: Field?, _ from: Int32?, _ to: Int32?) -> Test {
    let isEnd = field?.type == .lastDay || field?.name == "end"
    let isBeginning = field?.type == .firstDay
    let low = isBeginning ? Int64(Int32.min) : Int64(Int32.min) + 1
    let high = isEnd ? Int64(Int32.max) + 1 : Int64(Int32.max)
    switch column {
    case .day(let days): return .days(days, from.map { Int64($0) } ?? low, to.map { Int64($0) } ?? high)
    case .minute(let minutes):
      return .days(minutes, from.map { Int64($0) * 1440 } ?? low, to.map { Int64($0) * 1440 } ?? high)
    case .identifiers, .text, .link, .number, .flag, nil: return .never
    }
  }

  private static func missing(_ column: Column?) -> Test {
    switch column {
    case .text(let codes, _), .link(let codes, _): .missingCode(codes)
    case .number(let numbers): .missing(numbers)
    case .day(let days): .flags(Bitmap(days.map { $0 == Int32.min || $0 == Int32.max }))
    case .minute(let minutes): .flags(Bitmap(minutes.map { $0 == Int32.min || $0 == Int32.max }))
    case .identifiers, .flag: .never
    case nil: .always
    }
  }
}
