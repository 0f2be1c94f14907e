import Calculus
import Planning
import Store

/// By which attributes a cell of people is cut: its figures are of one cost centre, or of all, and so on.
struct LatticeTable: Hashable, Sendable {
  /// How finely kinds of bookings are cut. What has no resource has no location either, as days at home: so whether there
  /// is one comes before all else.
  enum Depth: Int, Sendable {
    case all, presence, category, type
  }

  var byCostCenter = false
  /// Bookings of resources alone; those of none are in the table that is not cut by location.
  var byLocation = false
  var depth = Depth.all

  /// The tables that are coarser by one step; what they hide, this one hides, too.
  var coarser: [LatticeTable] {
    var tables: [LatticeTable] = []
    func add(_ change: (inout LatticeTable) -> Void) {
      var table = self
      change(&table)
      tables.append(table)
    }
    if byCostCenter { add { $0.byCostCenter = false } }
    if byLocation { add { $0.byLocation = false } }
    if let coarser = Depth(rawValue: depth.rawValue - 1), !byLocation || coarser != .all { add { $0.depth = coarser } }
    return tables
  }
}

/// The codes by which bookings are told apart where small groups are hidden; 0 is none.
struct GroupCodes: Sendable {
  let costCenterCount: Int
  /// Of locations; the last code is of bookings without a resource, and 0 of those whose resource has no location.
  let locationCount: Int
  /// By type code.
  let categoryOfType: [Int]
  /// The first booking of each code, by which a condition on the code can be asked; nil where no booking has it.
  private(set) var firstOfCostCenter: [Int?]
  private(set) var firstOfLocation: [Int?]
  private(set) var firstOfType: [Int?]
  /// By kind: whether any booking has it.
  private(set) var hasKind: [Bool]

  init(costCenterCount: Int, locationCount: Int, categoryOfType: [Int]) {
    self.costCenterCount = costCenterCount
    self.locationCount = locationCount
    self.categoryOfType = categoryOfType
    firstOfCostCenter = [Int?](repeating: nil, count: costCenterCount)
    firstOfLocation = [Int?](repeating: nil, count: locationCount)
    firstOfType = [Int?](repeating: nil, count: categoryOfType.count)
    hasKind = [Bool](repeating: false, count: categoryOfType.count * 2)
  }

  /// The location code of bookings without a resource.
  var withoutResource: Int { locationCount - 1 }

  /// What a missing location stands for: bookings of a resource that has none, and those of no resource.
  var withoutLocation: [Int] { [0, withoutResource] }

  /// Notes a booking: its row is its codes' first, unless they had one.
  mutating func note(row: Int, costCenter: Int, location: Int, type: Int) {
    if firstOfCostCenter[costCenter] == nil { firstOfCostCenter[costCenter] = row }
    if firstOfLocation[location] == nil { firstOfLocation[location] = row }
    if firstOfType[type] == nil { firstOfType[type] = row }
    hasKind[kind(type: type, location: location)] = true
  }

  // MARK: kinds

  var typeCount: Int { categoryOfType.count }

  /// A type with or without a resource, which is its last bit.
  func kind(type: Int, location: Int) -> Int { type * 2 + (location == withoutResource ? 1 : 0) }

  /// What a kind is taken for where kinds are cut so finely.
  func group(ofKind kind: Int, _ depth: LatticeTable.Depth) -> Int {
    switch depth {
    case .all: 0
    case .presence: kind % 2
    case .category: categoryOfType[kind / 2] * 2 + kind % 2
    case .type: kind
    }
  }

  /// What a group of kinds is a part of, one step coarser.
  func parent(ofGroup group: Int, _ depth: LatticeTable.Depth) -> Int {
    switch depth {
    case .all, .presence: 0
    case .category: group % 2
    case .type: self.group(ofKind: group, .category)
    }
  }

  // MARK: keys

  /// How many cells there could be; nil if that is no number.
  var capacity: Int? {
    let (inner, overflow) = locationCount.multipliedReportingOverflow(by: hasKind.count)
    let (all, outerOverflow) = inner.multipliedReportingOverflow(by: costCenterCount)
    return overflow || outerOverflow ? nil : all
  }

  func key(costCenter: Int, location: Int, kind: Int) -> Int {
    (costCenter * locationCount + location) * hasKind.count + kind
  }

  /// The codes of a key; what a table is not cut by is 0.
  func codes(_ key: Int) -> (costCenter: Int, location: Int, kind: Int) {
    let (rest, kind) = key.quotientAndRemainder(dividingBy: hasKind.count)
    return (rest / locationCount, rest % locationCount, kind)
  }

  /// The key of the table's cell that a finest cell lies in; nil where it is in none of them.
  func key(_ table: LatticeTable, of key: Int) -> Int? {
    let (costCenter, location, kind) = codes(key)
    if table.byLocation, location == withoutResource { return nil }
    return self.key(
      costCenter: table.byCostCenter ? costCenter : 0, location: table.byLocation ? location : 0,
      kind: group(ofKind: kind, table.depth))
  }
}

/// The identified people in the cells of bookings: who booked something of one cost centre, location and type in a
/// stretch of time.
///
/// Several populations are kept side by side, as people can be looked for in several ways: those with bookings that
/// count, where they touch a cell and where they start; and of the whole house, what else became of bookings being told of
/// it, also those with any booking. Of each cell at most as many people are kept as are asked for: more need not be told
/// apart.
struct PeopleLattice: Sendable {
  /// A cell's key and a person of it: `key << 32 | user`, ascending.
  typealias Members = [UInt64]

  /// A table's cells in a stretch of time.
  struct Stretch: Sendable {
    /// Of each population; of a cell at most `size` people.
    var populations: [Members]
    /// How many bookings of people each cell's key has: what is lost where it is hidden.
    var bookings: [UInt32: Int]
  }

  let codes: GroupCodes
  /// People from which on a cell is large enough.
  let size: Int

  private let populations: [[LatticeTime: Members]]
  /// Of the finest cells: how many bookings of people each key has.
  private let bookings: [LatticeTime: [UInt32: Int]]
  private var known: [Place: Stretch] = [:]
  /// The stretches of time in which anybody is, at every level.
  private let occupied: Set<LatticeTime>

  private struct Place: Hashable {
    let table: LatticeTable
    let time: LatticeTime
  }

  /// - Parameter populations: each with the members of the finest cells, in any order, as often as they booked: of
  ///   the bookings that count, by touch, in which all are that count, and by start; then of others, for the whole alone.
  init(codes: GroupCodes, size: Int, populations: [[LatticeTime: Members]]) {
    self.codes = codes
    self.size = size
    bookings = (populations.first ?? [:]).mapValues { members in
      members.reduce(into: [:]) { $0[UInt32($1 >> 32), default: 0] += 1 }
    }
    self.populations = populations.map { $0.mapValues { Self.distinct($0, atMost: size) } }
    var occupied: Set<LatticeTime> = []
    for population in populations {
      for (part, members) in population where !members.isEmpty {
        var time: LatticeTime? = part
        while let place = time, occupied.insert(place).inserted { time = place.parent }
      }
    }
    self.occupied = occupied
  }

  func isOccupied(_ time: LatticeTime) -> Bool { occupied.contains(time) }

  /// The people of a table's cells in a stretch of time.
  mutating func stretch(_ table: LatticeTable, _ time: LatticeTime) -> Stretch {
    let place = Place(table: table, time: time)
    if let known = known[place] { return known }
    var made = Stretch(populations: [], bookings: [:])
    if time.level == .part {
      for (finest, count) in bookings[time] ?? [:] {
        if let key = codes.key(table, of: Int(finest)) { made.bookings[UInt32(key), default: 0] += count }
      }
      for population in populations(of: table) {
        let members = (population[time] ?? []).compactMap { member in
          codes.key(table, of: Int(member >> 32)).map { UInt64($0) << 32 | member & 0xFFFF_FFFF }
        }
        made.populations.append(Self.distinct(members, atMost: size))
      }
    } else {
      var parts: [Stretch] = []
      for child in time.children where occupied.contains(child) { parts.append(stretch(table, child)) }
      made.populations = populations(of: table).indices.map { number in
        Self.distinct(parts.flatMap { $0.populations[number] }, atMost: size)
      }
      for part in parts { made.bookings.merge(part.bookings, uniquingKeysWith: +) }
    }
    known[place] = made
    return made
  }

  private func populations(of table: LatticeTable) -> ArraySlice<[LatticeTime: Members]> {
    table == LatticeTable() ? populations[...] : populations.prefix(2)
  }

  /// Ascending, each once, and of each key no more than are needed.
  private static func distinct(_ members: Members, atMost size: Int) -> Members {
    var sorted = members
    sorted.sort()
    var result: Members = []
    var (key, count) = (UInt64.max, 0)
    var previous: UInt64?
    for member in sorted where member != previous {
      previous = member
      if member >> 32 != key { (key, count) = (member >> 32, 0) }
      count += 1
      if count <= size { result.append(member) }
    }
    return result
  }
}
