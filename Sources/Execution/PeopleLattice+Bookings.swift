import Calculus
import Planning
import Store

extension PeopleLattice {
  /// The people behind all bookings that have one.
  ///
  /// - Parameters:
  ///   - source: the bookings as booked.
  ///   - counted: those that figures are made of.
  /// - Throws: `tooManyCells` where keys do not fit 32 bits; `cancelled`.
  /// - Complexity: one pass over the bookings, then O(n log n) in those of each stretch of time that is asked for.
  init(
    _ source: BookingSource, counted: RowMask, size: Int, isCancelled: () -> Bool
  ) throws(EvaluationError) {
    let table = source.snapshot.table(.bookings)
    let attributes = BookingAttributes(source.snapshot)
    var codes = attributes.codes
    guard let capacity = codes.capacity, capacity < Int(UInt32.max) else { throw .tooManyCells(codes.capacity ?? .max) }
    var populations = Populations()
    let bookings = source.byTime()
    let users = table.codes("user")
    var irregular = bookings.irregular[...]
    for position in 0..<bookings.count {
      if position & 0xFFFF == 0, isCancelled() { throw .cancelled }
      var shape: OrderedBookings.Irregular?
      if let next = irregular.first, next.position == position { shape = irregular.removeFirst() }
      let row = bookings.row(at: position)
      let (costCenter, location, type) = attributes.of(row)
      codes.note(row: row, costCenter: costCenter, location: location, type: type)
      guard let users, users[row] != 0 else { continue }
      let kind = codes.kind(type: type, location: location)
      let key = codes.key(costCenter: costCenter, location: location, kind: kind)
      populations.begin(UInt64(key) << 32 | UInt64(users[row]), counts: counted.holds(row: row, of: table))
      let (start, end) = (bookings.starts[position], bookings.ends[position])
      populations.start(start)
      if let shape {
        source.forEachPiece(of: shape, start, source.lastMinute) { populations.touch($0, $1) }
      } else {
        populations.touch(start, min(end, source.lastMinute))
      }
    }
    self.init(codes: codes, size: size, populations: populations.all)
  }
}

/// Collects the people of each stretch of time: by touch and by start, of bookings that count and of all.
private struct Populations {
  private var touching: [LatticeTime: PeopleLattice.Members] = [:]
  private var countedTouching: [LatticeTime: PeopleLattice.Members] = [:]
  private var starting: [LatticeTime: PeopleLattice.Members] = [:]
  private var countedStarting: [LatticeTime: PeopleLattice.Members] = [:]
  private var member: UInt64 = 0
  private var counts = false
  private var last: LatticeTime?
  /// The part that the day before lay in: neighbours mostly share it.
  private var part = LatticeTime.part(containing: Day(number: 0))
  private var days = LatticeTime.part(containing: Day(number: 0)).span

  var all: [[LatticeTime: PeopleLattice.Members]] { [countedTouching, countedStarting, touching, starting] }

  mutating func begin(_ member: UInt64, counts: Bool) {
    (self.member, self.counts, last) = (member, counts, nil)
  }

  private mutating func find(_ day: Int32) {
    let day = Day(number: day)
    if day >= days.first, day < days.end { return }
    part = .part(containing: day)
    days = part.span
  }

  /// What starts touches: also where its first day is none of its hours.
  mutating func start(_ minute: Int32) {
    find(floorDiv(minute, 1440))
    starting[part, default: []].append(member)
    if counts { countedStarting[part, default: []].append(member) }
    touchPart()
  }

  mutating func touch(_ from: Int32, _ to: Int32) {
    let lastDay = floorDiv(max(from, to - 1), 1440)
    var day = floorDiv(from, 1440)
    repeat {
      find(day)
      touchPart()
      day = days.end.number
    } while day <= lastDay
  }

  private mutating func touchPart() {
    if part == last { return }
    last = part
    touching[part, default: []].append(member)
    if counts { countedTouching[part, default: []].append(member) }
  }
}

/// The cost centre, location and type of each booking, as codes.
private struct BookingAttributes {
  let codes: GroupCodes
  private let costCenters: Codes?
  private let resources: Codes?
  private let types: Codes?
  private let locations: Codes?

  init(_ snapshot: Snapshot) {
    let bookings = snapshot.table(.bookings)
    var costCenterCount = 1
    if case .text(_, let pool)? = bookings.columns["cost_center"] { costCenterCount = max(1, pool.count) }
    costCenters = bookings.codes("cost_center")
    resources = bookings.codes("resource")
    types = bookings.codes("type")
    locations = snapshot.table(.resources).codes("location")
    let all = snapshot.table(.types)
    var categories = ["": 0]
    let categoryOfType = (0..<all.rowCount).map { row in
      let name = all.text("category", of: row).lowercased()
      let code = categories[name] ?? categories.count
      categories[name] = code
      return code
    }
    codes = GroupCodes(
      costCenterCount: costCenterCount, locationCount: snapshot.table(.locations).rowCount + 2,
      categoryOfType: [0] + categoryOfType)
  }

  @inline(__always)
  func of(_ row: Int) -> (costCenter: Int, location: Int, type: Int) {
    let resource = resources?[row] ?? 0
    let location = resource == 0 ? codes.withoutResource : locations?[resource - 1] ?? 0
    return (costCenters?[row] ?? 0, location, types?[row] ?? 0)
  }
}
