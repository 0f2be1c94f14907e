/// Extends a veil until every block of a table has enough people in it.
///
/// It hides what mends most blocks that are too small for what is lost with it: a value that such a block has, or another
/// for the pool in which it is.
struct VeilWeaver {
  let size: Int
  let table: LatticeTable
  let codes: GroupCodes
  let times: [LatticeTime]
  private(set) var veil: Veil
  /// The dimensions that the table has: cost centre, kind, time, location.
  let dimensions: [Dimension]
  /// By dimension: the codes of values that have people; of time the numbers of the stretches.
  let values: [[Int]]
  /// Of each population: `cell << 32 | person`, cells being numbered by the values' places.
  let members: [[UInt64]]
  let bookings: [(cell: Int, count: Int)]

  enum Dimension: Int, CaseIterable {
    case costCenter, kind, time, location
  }

  /// A value by its place in its dimension.
  struct Value: Hashable, Comparable {
    let dimension: Int
    let place: Int

    static func < (left: Value, right: Value) -> Bool { (left.dimension, left.place) < (right.dimension, right.place) }
  }

  /// More blocks than this are hidden all together: in so many most have nobody.
  private static let mostBlocks = 1 << 18

  /// - Parameters:
  ///   - stretches: the table's cells in each of the times, which lie side by side.
  ///   - isPooling: whether stretches of time can be pooled: years are nobody's parts.
  init(
    codes: GroupCodes, size: Int, table: LatticeTable, times: [LatticeTime], stretches: [PeopleLattice.Stretch],
    isPooling: Bool, veil: Veil
  ) {
    self.size = size
    self.table = table
    self.times = times
    self.veil = veil
    self.codes = codes
    dimensions = Dimension.allCases.filter { dimension in
      switch dimension {
      case .costCenter: table.byCostCenter
      case .kind: table.depth != .all
      case .time: isPooling
      case .location: table.byLocation
      }
    }
    let isWithTime = isPooling
    func codesOf(_ key: Int, _ time: Int) -> [Int] {
      let (costCenter, location, kind) = codes.codes(key)
      return (table.byCostCenter ? [costCenter] : []) + (table.depth != .all ? [kind] : []) + (isWithTime ? [time] : [])
        + (table.byLocation ? [location] : [])
    }
    var present = dimensions.map { _ in Set<Int>() }
    for (time, stretch) in stretches.enumerated() {
      for key in Set(stretch.populations.joined().map { $0 >> 32 }) {
        for (dimension, code) in codesOf(Int(key), time).enumerated() { present[dimension].insert(code) }
      }
    }
    let values = present.map { $0.sorted() }
    self.values = values
    let places = values.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    func cell(_ key: Int, _ time: Int) -> Int {
      zip(codesOf(key, time), places).enumerated().reduce(0) { cell, pair in
        guard let place = pair.element.1[pair.element.0] else {
          preconditionFailure("the value of a member is present")
        }
        return cell * values[pair.offset].count + place
      }
    }
    var members = [[UInt64]](repeating: [], count: stretches.first?.populations.count ?? 0)
    var bookings: [(cell: Int, count: Int)] = []
    let (product, isTooLarge) = values.reduce((1, false)) { whole, values in
      let (product, overflow) = whole.0.multipliedReportingOverflow(by: values.count)
      return (product, whole.1 || overflow)
    }
    if isTooLarge || product > Self.mostBlocks {
      self.veil.isClosed = true
    } else {
      for (time, stretch) in stretches.enumerated() {
        var cells: [UInt64: Int] = [:]
        for (key, count) in stretch.bookings {
          let cell = cell(Int(key), time)
          cells[UInt64(key)] = cell
          bookings.append((cell, count))
        }
        for (number, population) in stretch.populations.enumerated() {
          for member in population {
            members[number].append(
              UInt64(cells[member >> 32] ?? cell(Int(member >> 32), time)) << 32 | member & 0xFFFF_FFFF)
          }
        }
      }
    }
    self.members = members
    self.bookings = bookings
  }

  mutating func weave() {
    while !veil.isClosed, !values.contains(where: \.isEmpty) {
      let blocks = VeilBlocks(self)
      let chosen = blocks.small.isEmpty ? partnersOfLonely(blocks) : remedies(blocks)
      if !chosen.isEmpty {
        for value in chosen { hide(value) }
      } else if blocks.small.isEmpty {
        return
      } else if let least = least(blocks) {
        // No single value mends anything: larger pools may.
        hide(least)
      } else {
        // Nothing is left to be pooled: all people together are too few.
        veil.isClosed = true
      }
    }
  }

  // MARK: pools

  /// The pool that a value is in; nil if it is shown. Kinds are pooled within the group that they are a part of.
  func pool(_ value: Value) -> Int? {
    let code = values[value.dimension][value.place]
    switch dimensions[value.dimension] {
    case .costCenter: return veil.costCenters.contains(code) ? -1 : nil
    case .location: return veil.locations.contains(code) ? -1 : nil
    case .time: return veil.times.contains(times[code]) ? -1 : nil
    case .kind:
      // The coarsest group that is hidden.
      var (group, depth) = (code, table.depth)
      var pool: Int?
      while depth != .all {
        if veil.kinds[depth]?.contains(group) == true { pool = self.pool(ofGroup: group, depth) }
        group = codes.parent(ofGroup: group, depth)
        depth = LatticeTable.Depth(rawValue: depth.rawValue - 1) ?? .all
      }
      return pool
    }
  }

  /// Pools of all depths have numbers of their own, below zero.
  func pool(ofGroup group: Int, _ depth: LatticeTable.Depth) -> Int {
    -1 - codes.parent(ofGroup: group, depth) * 4 - depth.rawValue
  }

  func poolIfHidden(_ value: Value) -> Int {
    let isKind = dimensions[value.dimension] == .kind
    return isKind ? pool(ofGroup: values[value.dimension][value.place], table.depth) : -1
  }

  private mutating func hide(_ value: Value) {
    let code = values[value.dimension][value.place]
    switch dimensions[value.dimension] {
    case .costCenter: veil.costCenters.insert(code)
    case .location: veil.locations.insert(code)
    case .time: veil.times.insert(times[code])
    case .kind: veil.kinds[table.depth, default: []].insert(code)
    }
  }
}
