/// Extends a veil until every block of a table has enough people in it.
///
/// It hides what mends most blocks that are too small for what is lost with it: a value that such a block has, or another
/// for the pool in which it is.
struct VeilWeaver {
  private let size: Int
  private let table: LatticeTable
  private let codes: GroupCodes
  private let times: [LatticeTime]
  private(set) var veil: Veil
  /// The dimensions that the table has: cost centre, kind, time, location.
  private let dimensions: [Dimension]
  /// By dimension: the codes of values that have people; of time the numbers of the stretches.
  private let values: [[Int]]
  /// Of each population: `cell << 32 | person`, cells being numbered by the values' places.
  private let members: [[UInt64]]
  private let bookings: [(cell: Int, count: Int)]

  private enum Dimension: Int, CaseIterable {
    case costCenter, kind, time, location
  }

  /// A value by its place in its dimension.
  private struct Value: Hashable, Comparable {
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
      for key in stretch.bookings.keys {
        for (dimension, code) in codesOf(Int(key), time).enumerated() { present[dimension].insert(code) }
      }
    }
    let values = present.map { $0.sorted() }
    self.values = values
    let places = values.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    func cell(_ key: Int, _ time: Int) -> Int {
      zip(codesOf(key, time), places).enumerated().reduce(0) { cell, pair in
        guard let place = pair.element.1[pair.element.0] else { preconditionFailure("who starts also touches") }
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
      let blocks = Blocks(self)
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
  private func pool(_ value: Value) -> Int? {
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
  private func pool(ofGroup group: Int, _ depth: LatticeTable.Depth) -> Int {
    -1 - codes.parent(ofGroup: group, depth) * 4 - depth.rawValue
  }

  private func poolIfHidden(_ value: Value) -> Int {
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

  /// What cannot be told apart where pools are taken together: in each dimension a shown value or a pool.
  private struct Blocks {
    /// By dimension and value: the number of its slot.
    let slots: [[Int]]
    let slotCounts: [Int]
    /// By dimension and slot: the values in it, and the pool that it is, or nil of a shown value.
    let contents: [[(values: [Value], pool: Int?)]]
    /// By block: the fewest people of any population, up to the size.
    let people: [Int]
    /// Blocks that are too small.
    let small: [Int]
    /// By dimension and slot: how many bookings it has.
    let losses: [[Int]]

    init(_ weaver: VeilWeaver) {
      var slots: [[Int]] = []
      var contents: [[(values: [Value], pool: Int?)]] = []
      for dimension in weaver.dimensions.indices {
        var slotOfPool: [Int: Int] = [:]
        var own: [Int] = []
        var content: [(values: [Value], pool: Int?)] = []
        for place in weaver.values[dimension].indices {
          let value = Value(dimension: dimension, place: place)
          let pool = weaver.pool(value)
          if let pool, let slot = slotOfPool[pool] {
            own.append(slot)
            content[slot].values.append(value)
          } else {
            if let pool { slotOfPool[pool] = content.count }
            own.append(content.count)
            content.append(([value], pool))
          }
        }
        slots.append(own)
        contents.append(content)
      }
      self.slots = slots
      self.contents = contents
      slotCounts = contents.map(\.count)
      let counts = slotCounts
      func coordinates(_ cell: Int) -> [Int] {
        var rest = cell
        var result = [Int](repeating: 0, count: slots.count)
        for dimension in slots.indices.reversed() {
          let (next, place) = rest.quotientAndRemainder(dividingBy: slots[dimension].count)
          result[dimension] = slots[dimension][place]
          rest = next
        }
        return result
      }
      func block(_ coordinates: [Int]) -> Int {
        zip(coordinates, counts).reduce(0) { $0 * $1.1 + $1.0 }
      }
      let total = counts.reduce(1, *)
      var fewest = [Int](repeating: weaver.size, count: total)
      for population in weaver.members {
        var members = population.map {
          UInt64(block(coordinates(Int($0 >> 32)))) << 32 | $0 & 0xFFFF_FFFF
        }
        members.sort()
        var people = [Int](repeating: 0, count: total)
        var previous: UInt64?
        for member in members where member != previous {
          previous = member
          people[Int(member >> 32)] += 1
        }
        for index in fewest.indices { fewest[index] = min(fewest[index], people[index]) }
      }
      people = fewest
      small = fewest.indices.filter { fewest[$0] < weaver.size }
      var losses = counts.map { [Int](repeating: 0, count: $0) }
      for (cell, count) in weaver.bookings {
        for (dimension, slot) in coordinates(cell).enumerated() { losses[dimension][slot] += count }
      }
      self.losses = losses
    }

    /// The slot of each dimension.
    func coordinates(_ block: Int) -> [Int] {
      var rest = block
      var result = [Int](repeating: 0, count: slotCounts.count)
      for dimension in slotCounts.indices.reversed() {
        (rest, result[dimension]) = rest.quotientAndRemainder(dividingBy: slotCounts[dimension])
      }
      return result
    }

    /// The block beside one, in another slot of a dimension.
    func block(_ coordinates: [Int], _ dimension: Int, _ slot: Int) -> Int {
      var block = 0
      for (index, own) in coordinates.enumerated() {
        block = block * slotCounts[index] + (index == dimension ? slot : own)
      }
      return block
    }

    func loss(_ value: Value) -> Int { losses[value.dimension][slots[value.dimension][value.place]] }
  }

  // MARK: choices

  /// Values that together mend all small blocks, as far as any can, each the best for what is lost with it.
  private func remedies(_ blocks: Blocks) -> [Value] {
    var blocksOf: [Value: [Int]] = [:]
    var valuesOf: [[Value]] = []
    for (number, block) in blocks.small.enumerated() {
      let coordinates = blocks.coordinates(block)
      var values: [Value] = []
      for (dimension, slot) in coordinates.enumerated() {
        let content = blocks.contents[dimension][slot]
        guard let pool = content.pool else {
          values.append(content.values[0])
          continue
        }
        for other in partners(pool, dimension, blocks)
        where blocks.people[blocks.block(coordinates, dimension, blocks.slots[dimension][other.place])] > 0 {
          values.append(other)
        }
      }
      for value in values { blocksOf[value, default: []].append(number) }
      valuesOf.append(values)
    }
    var votes = blocksOf.mapValues(\.count)
    let costs = Dictionary(uniqueKeysWithValues: votes.keys.map { ($0, cost(of: $0, blocks)) })
    var isMended = [Bool](repeating: false, count: valuesOf.count)
    var chosen: [Value] = []
    while true {
      let best = votes.filter { $0.value > 0 }.max { left, right in
        let (first, second) = (left.value * costs[right.key, default: 1], right.value * costs[left.key, default: 1])
        return (first, left.value, right.key) < (second, right.value, left.key)
      }
      guard let best else { return chosen }
      chosen.append(best.key)
      for number in blocksOf[best.key, default: []] where !isMended[number] {
        isMended[number] = true
        for value in valuesOf[number] { votes[value, default: 0] -= 1 }
      }
    }
  }

  /// Shown values that would be hidden in this pool.
  private func partners(_ pool: Int, _ dimension: Int, _ blocks: Blocks) -> [Value] {
    blocks.contents[dimension].filter { $0.pool == nil }.map { $0.values[0] }.filter { poolIfHidden($0) == pool }
  }

  /// What is lost with a value: the first of a pool takes another with it.
  private func cost(of value: Value, _ blocks: Blocks) -> Int {
    let own = max(1, blocks.loss(value))
    let pool = poolIfHidden(value)
    if blocks.contents[value.dimension].contains(where: { $0.pool == pool }) { return own }
    return own + (partners(pool, value.dimension, blocks).filter { $0 != value }.map { blocks.loss($0) }.min() ?? 0)
  }

  /// The shown value that loses least.
  private func least(_ blocks: Blocks) -> Value? {
    let shown = blocks.contents.joined().filter { $0.pool == nil }.map { $0.values[0] }
    return shown.min { (blocks.loss($0), $0) < (blocks.loss($1), $1) }
  }

  /// A second value for each pool of one, whose figures could be had by subtraction: the one that loses least.
  private func partnersOfLonely(_ blocks: Blocks) -> [Value] {
    var chosen: [Value] = []
    for (dimension, contents) in blocks.contents.enumerated() {
      for content in contents where content.values.count == 1 {
        guard let pool = content.pool else { continue }
        let others = partners(pool, dimension, blocks)
        if let least = others.min(by: { (blocks.loss($0), $0) < (blocks.loss($1), $1) }) { chosen.append(least) }
      }
    }
    return chosen
  }
}
