import Dispatch
import Planning
import Store
import Synchronization

/// First and last day of a table's data, half-open.
struct Extent: Sendable {
  let from: Int32
  let to: Int32
}

/// The bookings, all or some, in one order, as contiguous columns: kernels read these and nothing else.
final class OrderedBookings: Sendable {
  let starts: [Int32]
  let ends: [Int32]
  /// Rows of the table, in this order; `nil` when it is the table's own.
  let rows: [UInt32]?
  /// Positions that are not one plain stretch of minutes, ascending, with their shapes and places.
  let irregular: [Irregular]
  /// Where the runs of the ordering column's codes begin, and the end; empty for the order of time.
  let runs: [UInt32]
  /// Where a row stands once for every name of a list: the code of the name that each position stands for.
  let listed: Codes?
  private let snapshot: Snapshot
  private let gathered = Mutex<[String: Codes]>([:])

  struct Irregular: Sendable {
    let position: Int
    let shape: BookingCalendar.Shape
    let place: Int
  }

  init(
    snapshot: Snapshot, starts: [Int32], ends: [Int32], rows: [UInt32]?, irregular: [Irregular], runs: [UInt32],
    listed: Codes? = nil
  ) {
    self.snapshot = snapshot
    self.starts = starts
    self.ends = ends
    self.rows = rows
    self.irregular = irregular
    self.runs = runs
    self.listed = listed
  }

  var count: Int { starts.count }

  /// The codes of a column in this order; gathered once.
  func codes(_ column: String) -> Codes? {
    guard let own = snapshot.table(.bookings).codes(column) else { return nil }
    guard let rows else { return own }
    if let known = gathered.withLock({ $0[column] }) { return known }
    let made = own.gathered(rows)
    gathered.withLock { $0[column] = made }
    return made
  }

  func row(at position: Int) -> Int { rows.map { Int($0[position]) } ?? position }

  /// The positions of irregular bookings within a range.
  func irregular(in range: Range<Int>) -> ArraySlice<Irregular> {
    var low = 0
    var high = irregular.count
    while low < high {
      let middle = (low + high) / 2
      if irregular[middle].position < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < irregular.count, irregular[end].position < range.upperBound { end += 1 }
    return irregular[low..<end]
  }
}

extension Codes {
  /// The codes of these rows, in their order.
  func gathered(_ rows: [UInt32]) -> Codes {
    switch storage {
    case .narrow(let codes): Codes(.narrow(gather(codes, rows)))
    case .middle(let codes): Codes(.middle(gather(codes, rows)))
    case .wide(let codes): Codes(.wide(gather(codes, rows)))
    }
  }

  /// The positions by their codes, those of one code in their order, and where the run of each code begins.
  fileprivate func sorted() -> (order: [UInt32], runs: [UInt32]) {
    switch storage {
    case .narrow(let codes): Self.sorted(codes)
    case .middle(let codes): Self.sorted(codes)
    case .wide(let codes): Self.sorted(codes)
    }
  }

  private static func sorted<Code: FixedWidthInteger>(_ codes: [Code]) -> (order: [UInt32], runs: [UInt32]) {
    let limit = codes.max().map { Int($0) + 1 } ?? 0
    var runs = [UInt32](repeating: 0, count: limit + 1)
    for code in codes { runs[Int(code) + 1] += 1 }
    for code in 0..<limit { runs[code + 1] += runs[code] }
    var next = runs
    var order = [UInt32](repeating: 0, count: codes.count)
    for (position, code) in codes.enumerated() {
      order[Int(next[Int(code)])] = UInt32(position)
      next[Int(code)] += 1
    }
    return (order, runs)
  }
}

/// The values of these rows, in their order; on both cores where they are many.
private func gather<Value: Sendable>(_ values: [Value], _ rows: [UInt32]) -> [Value] {
  guard rows.count > 1 << 18 else { return rows.map { values[Int($0)] } }
  let middle = rows.count / 2
  let halves = Mutex<[Int: [Value]]>([:])
  DispatchQueue.concurrentPerform(iterations: 2) { half in
    let part = (half == 0 ? rows[..<middle] : rows[middle...]).map { values[Int($0)] }
    halves.withLock { $0[half] = part }
  }
  return halves.withLock { ($0[0] ?? []) + ($0[1] ?? []) }
}

/// Finds bookings in the order that a query wants.
struct BookingSource {
  let snapshot: Snapshot
  let cache: StepCache
  /// From check-in to check-out where the data has them, instead of as booked.
  var usesActualTimes = false

  /// In the order of time: the table itself.
  func byTime() -> OrderedBookings {
    usesActualTimes ? cached("") { actual(booked) } : booked
  }

  private var booked: OrderedBookings {
    BookingSource(snapshot: snapshot, cache: cache).cached("") {
      let table = snapshot.table(.bookings)
      return OrderedBookings(
        snapshot: snapshot, starts: table.minutes("start") ?? [], ends: table.minutes("end") ?? [], rows: nil,
        irregular: zip(snapshot.calendar.irregularRows, snapshot.calendar.shapes).map {
          .init(position: Int($0), shape: $1, place: snapshot.place(ofBooking: Int($0)))
        }, runs: [])
    }
  }

  /// First and last day of the bookings that end, as booked and, where that is asked for, as they happened; without such, an
  /// open-ended one reaches for good.
  var extent: Extent {
    if let known = cache.extents.withLock({ $0[usesActualTimes] }) { return known }
    var from = Int32.max
    var to = Int32.min
    var hasEnd = false
    for bookings in usesActualTimes ? [booked, byTime()] : [booked] {
      for row in 0..<bookings.count {
        from = min(from, bookings.starts[row])
        let end = bookings.ends[row]
        if end != Int32.max { hasEnd = true }
        to = max(to, end == Int32.max ? bookings.starts[row] + 1 : end)
      }
    }
    let extent =
      from > to
      ? Extent(from: Int32.max, to: Int32.max)
      : Extent(from: floorDiv(from, 1440), to: hasEnd ? floorDiv(to - 1, 1440) + 1 : Int32.max)
    cache.extents.withLock { $0[usesActualTimes] = extent }
    return extent
  }

  /// All bookings, those with one code of the column (`user`, `resource`) side by side, by start.
  func by(_ column: String) -> OrderedBookings {
    cached(column) {
      if column == "user" {
        return subset(snapshot.bookingOrder.userRows, runs: snapshot.bookingOrder.userOffsets)
      }
      guard let codes = snapshot.table(.bookings).codes(column) else { return subset([], runs: [0]) }
      let (rows, runs) = codes.sorted()
      return subset(rows, runs: runs)
    }
  }

  /// The bookings at some positions, those with one code of the column side by side.
  func sorted(_ bookings: OrderedBookings, _ positions: [UInt32], by column: String) -> OrderedBookings {
    let rows = bookings.rows.map { gather($0, positions) } ?? positions
    guard let codes = snapshot.table(.bookings).codes(column)?.gathered(rows) else { return subset([], runs: [0]) }
    let (order, runs) = codes.sorted()
    return subset(
      gather(rows, order), runs: runs, listed: bookings.listed?.gathered(positions).gathered(order))
  }

  /// The bookings of some users, without looking at the others.
  func ofUsers(_ codes: [Int]) -> OrderedBookings {
    let order = snapshot.bookingOrder
    var rows: [UInt32] = []
    var runs: [UInt32] = [0]
    for code in codes where code + 1 < order.userOffsets.count {
      rows += order.userRows[Int(order.userOffsets[code])..<Int(order.userOffsets[code + 1])]
      runs.append(UInt32(rows.count))
    }
    return subset(rows, runs: runs)
  }

  /// - Parameter listed: where a row stands once for every name of a list, the code of that name.
  func subset(_ rows: [UInt32], runs: [UInt32], listed: Codes? = nil) -> OrderedBookings {
    let base = byTime()
    var irregular: [OrderedBookings.Irregular] = []
    if !base.irregular.isEmpty {
      var isIrregular = Bitmap(repeating: false, count: rows.count < 1 << 12 ? 0 : base.count)
      if isIrregular.count > 0 { for known in base.irregular { isIrregular[known.position] = true } }
      for (position, row) in rows.enumerated() where isIrregular.count == 0 || isIrregular[Int(row)] {
        for known in base.irregular(in: Int(row)..<Int(row) + 1) {
          irregular.append(.init(position: position, shape: known.shape, place: known.place))
        }
      }
    }
    return OrderedBookings(
      snapshot: snapshot, starts: gather(base.starts, rows), ends: gather(base.ends, rows), rows: rows,
      irregular: irregular, runs: runs, listed: listed)
  }

  fileprivate func cached(_ name: String, _ make: () -> OrderedBookings) -> OrderedBookings {
    let key = (usesActualTimes ? "actual " : "") + name
    if let known = cache.orders.withLock({ $0[key] }) { return known }
    let made = make()
    cache.orders.withLock { $0[key] = made }
    return made
  }
}
