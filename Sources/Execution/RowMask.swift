import Calculus
import Planning
import Store
import Synchronization

/// A condition on bookings, as look-ups by code: one byte a row, 1 where it holds.
indirect enum RowMask: Sendable {
  /// The codes of a column, and which of them are accepted.
  case lookup(column: String, accepted: [UInt8])
  /// Asked row by row.
  case rows(@Sendable (Int) -> Bool)
  case and([RowMask])
  case or([RowMask])
  case not(RowMask)
  case constant(Bool)

  /// - Throws: what evaluating the linked tables throws.
  init(_ expression: RowExpression, evaluator: StepEvaluator, flag: FailureNote) throws(EvaluationError) {
    let table = evaluator.snapshot.table(.bookings)
    switch expression {
    case .truth(let value): self = .constant(value)
    case .and(let parts): self = .and(try RowMask.all(parts, evaluator, flag))
    case .or(let parts): self = .or(try RowMask.all(parts, evaluator, flag))
    case .not(let inner): self = try RowMask(inner, evaluator: evaluator, flag: flag).inverted
    case .through(let link, let inner):
      guard case .link(_, let target)? = table.columns[link] else {
        self = .constant(false)
        return
      }
      let values = try evaluator.column(inner, of: target).values
      self = RowMask.lookup(column: link, accepted: [0] + values.map { $0 == 0 ? 0 : 1 }).simplified
    case .missing(let column):
      switch table.columns[column] {
      case .link(_, let target): self = RowMask.missing(column, codes: evaluator.snapshot.table(target).rowCount + 1)
      case .text(_, let pool): self = RowMask.missing(column, codes: pool.strings.count)
      case .identifiers, .number, .day, .minute, .flag, nil:
        let leaf = LeafCondition(expression, of: table, in: evaluator.snapshot)
        self = .rows { leaf.holds(row: $0) }
      }
    case .flag, .matches, .lists, .within:
      let leaf = LeafCondition(expression, of: table, in: evaluator.snapshot)
      if case .matches(let column, _) = expression, let (_, accepted) = leaf.lookup {
        self = RowMask.lookup(column: column, accepted: accepted.map { $0 ? 1 : 0 }).simplified
      } else {
        self = .rows { leaf.holds(row: $0) }
      }
    case .compare(let comparison, let left, let right):
      let first = try RowNumber(left, evaluator: evaluator, flag: flag)
      let second = try RowNumber(right, evaluator: evaluator, flag: flag)
      self = .rows { comparison.holds(first.value(row: $0), second.value(row: $0)) }
    case .touches(let from, let to, let isActual):
      let source = BookingSource(snapshot: evaluator.snapshot, cache: evaluator.cache, usesActualTimes: isActual)
      let touching = source.touching(from, to)
      self = .rows { touching[$0] }
    case .inForce: self = .constant(true)
    case .number, .column, .minutes, .touchesDay, .split, .fold, .conditional, .arithmetic, .recursive, .recur:
      throw .notForBookings
    }
  }

  /// Code 0 says nothing.
  private static func missing(_ column: String, codes: Int) -> RowMask {
    .lookup(column: column, accepted: [1] + [UInt8](repeating: 0, count: max(0, codes - 1)))
  }

  /// A look-up that accepts no code, or every one, asks nothing.
  private var simplified: RowMask {
    guard case .lookup(_, let accepted) = self else { return self }
    return accepted.contains(1) ? accepted.contains(0) ? self : .constant(true) : .constant(false)
  }

  private var inverted: RowMask {
    switch self {
    case .constant(let value): .constant(!value)
    case .lookup(let column, let accepted): .lookup(column: column, accepted: accepted.map { 1 - $0 })
    case .not(let inner): inner
    case .rows, .and, .or: .not(self)
    }
  }

  /// It keeps every row.
  var keepsAll: Bool { if case .constant(true) = self { true } else { false } }

  private static func all(
    _ parts: [RowExpression], _ evaluator: StepEvaluator, _ flag: FailureNote
  ) throws(EvaluationError) -> [RowMask] {
    var result: [RowMask] = []
    for part in parts { result.append(try RowMask(part, evaluator: evaluator, flag: flag)) }
    return result
  }

  /// Whether it holds for one row of the table.
  func holds(row: Int, of table: Table) -> Bool {
    switch self {
    case .constant(let value): value
    case .lookup(let column, let accepted): accepted[table.codes(column)?[row] ?? 0] != 0
    case .rows(let holds): holds(row)
    case .and(let parts): parts.allSatisfy { $0.holds(row: row, of: table) }
    case .or(let parts): parts.contains { $0.holds(row: row, of: table) }
    case .not(let inner): !inner.holds(row: row, of: table)
    }
  }

  /// Clears the bytes of a chunk where the condition does not hold.
  func apply(_ bookings: OrderedBookings, _ range: Range<Int>, to keep: inout [UInt8]) {
    switch self {
    case .constant(true): return
    case .constant(false): for index in 0..<range.count { keep[index] = 0 }
    case .and(let parts): for part in parts { part.apply(bookings, range, to: &keep) }
    case .lookup(let column, let accepted):
      guard let codes = bookings.codes(column) else {
        if accepted[0] == 0 { for index in 0..<range.count { keep[index] = 0 } }
        return
      }
      codes.lookup(range, accepted, into: &keep)
    case .rows(let holds):
      for index in 0..<range.count where keep[index] != 0 {
        if !holds(bookings.row(at: range.lowerBound + index)) { keep[index] = 0 }
      }
    case .not(let inner):
      var other = [UInt8](repeating: 1, count: range.count)
      inner.apply(bookings, range, to: &other)
      for index in 0..<range.count { keep[index] &= 1 - other[index] }
    case .or(let parts):
      var any = [UInt8](repeating: 0, count: range.count)
      for part in parts {
        var other = [UInt8](repeating: 1, count: range.count)
        part.apply(bookings, range, to: &other)
        for index in 0..<range.count { any[index] |= other[index] }
      }
      for index in 0..<range.count { keep[index] &= any[index] }
    }
  }
}

/// Why a number of a row could not be computed, by whichever worker met it first; asked when the pass is over.
final class FailureNote: Sendable {
  private let state = Mutex<EvaluationError?>(nil)

  func raise(_ error: EvaluationError) { state.withLock { $0 = $0 ?? error } }
  var error: EvaluationError? { state.withLock { $0 } }
}

/// A number of a booking, asked row by row.
indirect enum RowNumber: Sendable {
  case constant(Int64)
  case column(Numbers, missing: Int64)
  case through(Codes, [Int64])
  /// What passes from the first to the second, by the clocks of each row's place.
  case minutes([Int32], [Int32], [PassedMinutes], Snapshot, FailureNote)
  case operation(RowExpression.Operation, RowNumber, RowNumber, FailureNote)
  case conditional(RowMask, RowNumber, RowNumber, Table)

  init(_ expression: RowExpression, evaluator: StepEvaluator, flag: FailureNote) throws(EvaluationError) {
    let table = evaluator.snapshot.table(.bookings)
    switch expression {
    case .number(let millionths): self = .constant(millionths)
    case .column(let name):
      let missing = Schema.valueOfMissing(name, of: .bookings)
      self = table.numbers(name).map { .column($0, missing: missing) } ?? .constant(missing)
    case .through(let link, let inner):
      guard case .link(let codes, let target)? = table.columns[link] else {
        self = .constant(0)
        return
      }
      self = .through(codes, [0] + (try evaluator.column(inner, of: target).values))
    case .minutes(let from, let to):
      var zones: [String: PassedMinutes] = [:]
      let places = evaluator.snapshot.calendar.places.map { place in
        let known = zones[place.zone.name] ?? PassedMinutes(place.zone)
        zones[place.zone.name] = known
        return known
      }
      self = .minutes(
        evaluator.snapshot.moments(from), evaluator.snapshot.moments(to), places, evaluator.snapshot, flag)
    case .arithmetic(let operation, let left, let right):
      self = .operation(
        operation, try RowNumber(left, evaluator: evaluator, flag: flag),
        try RowNumber(right, evaluator: evaluator, flag: flag), flag)
    case .conditional(let test, let yes, let no):
      self = .conditional(
        try RowMask(test, evaluator: evaluator, flag: flag), try RowNumber(yes, evaluator: evaluator, flag: flag),
        try RowNumber(no, evaluator: evaluator, flag: flag), table)
    case .truth, .flag, .matches, .lists, .within, .missing, .touches, .touchesDay, .inForce, .and, .or, .not,
      .compare:
      self = .conditional(
        try RowMask(expression, evaluator: evaluator, flag: flag), .constant(Numbers.scale), .constant(0), table)
    case .split, .fold, .recursive, .recur: throw .notForBookings
    }
  }

  func value(row: Int) -> Int64 {
    switch self {
    case .constant(let value): return value
    case .column(let numbers, let missing): return numbers[row] ?? missing
    case .through(let codes, let values): return values[codes[row]]
    case .minutes(let from, let to, let places, let snapshot, let flag):
      let moments = (from[row], to[row])
      if [moments.0, moments.1].contains(where: { $0 == Int32.min || $0 == Int32.max }) {
        flag.raise(.missingMoment)
        return 0
      }
      let passed = places[snapshot.place(ofBooking: row)].from(moments.0, to: moments.1)
      return passed * Numbers.scale
    case .operation(let operation, let left, let right, let flag):
      do throws(EvaluationError) {
        return try operation.apply(left.value(row: row), right.value(row: row))
      } catch {
        flag.raise(error)
        return 0
      }
    case .conditional(let test, let yes, let no, let table):
      return test.holds(row: row, of: table) ? yes.value(row: row) : no.value(row: row)
    }
  }
}

extension Codes {
  /// Clears the bytes of a chunk whose code is not accepted.
  func lookup(_ range: Range<Int>, _ accepted: [UInt8], into keep: inout [UInt8]) {
    switch storage {
    case .narrow(let codes): mask(codes.span.extracting(range), accepted.span, into: &keep)
    case .middle(let codes): mask(codes.span.extracting(range), accepted.span, into: &keep)
    case .wide(let codes): mask(codes.span.extracting(range), accepted.span, into: &keep)
    }
  }

  @inline(__always)
  private func mask<Code: FixedWidthInteger>(_ codes: Span<Code>, _ accepted: Span<UInt8>, into keep: inout [UInt8]) {
    var keep = keep.mutableSpan
    for index in codes.indices { keep[index] &= accepted[Int(codes[index])] }
  }

  /// Adds the meaning of each code to the groups of a chunk.
  func addGroups(_ range: Range<Int>, _ meaning: [UInt32], into groups: inout [UInt32]) {
    switch storage {
    case .narrow(let codes): add(codes.span.extracting(range), meaning.span, into: &groups)
    case .middle(let codes): add(codes.span.extracting(range), meaning.span, into: &groups)
    case .wide(let codes): add(codes.span.extracting(range), meaning.span, into: &groups)
    }
  }

  @inline(__always)
  private func add<Code: FixedWidthInteger>(_ codes: Span<Code>, _ meaning: Span<UInt32>, into groups: inout [UInt32]) {
    var groups = groups.mutableSpan
    for index in codes.indices { groups[index] &+= meaning[Int(codes[index])] }
  }

  /// The codes of a chunk themselves.
  func copy(_ range: Range<Int>, into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    switch storage {
    case .narrow(let codes): for code in codes[range] { result.append(UInt32(code)) }
    case .middle(let codes): for code in codes[range] { result.append(UInt32(code)) }
    case .wide(let codes): result.append(contentsOf: codes[range])
    }
  }
}

extension Snapshot {
  /// The moments of a column of bookings; where it is missing no row has one. Its dates alone stand for hours.
  fileprivate func moments(_ column: String) -> [Int32] {
    let bookings = table(.bookings)
    guard var moments = bookings.minutes(column) else {
      return [Int32](repeating: Int32.min, count: bookings.rowCount)
    }
    guard ["start", "end"].contains(column) else { return moments }
    for (row, shape) in zip(calendar.irregularRows.map { Int($0) }, calendar.shapes) where shape == .allDay {
      let bounds = calendar.boundsOfAllDay(start: moments[row], end: moments[row], place: place(ofBooking: row))
      moments[row] = column == "start" ? bounds.start : bounds.end
    }
    return moments
  }
}
