/// What cannot be told apart where pools are taken together: in each dimension a shown value or a pool.
struct VeilBlocks {
  /// By dimension and value: the number of its slot.
  let slots: [[Int]]
  let slotCounts: [Int]
  /// By dimension and slot: the values in it, and the pool that it is, or nil of a shown value.
  let contents: [[(values: [VeilWeaver.Value], pool: Int?)]]
  /// By block: the fewest people of any population, up to the size.
  let people: [Int]
  /// Blocks that are too small.
  let small: [Int]
  /// By dimension and slot: how many bookings it has.
  let losses: [[Int]]

  init(_ weaver: VeilWeaver) {
    var slots: [[Int]] = []
    var contents: [[(values: [VeilWeaver.Value], pool: Int?)]] = []
    for dimension in weaver.dimensions.indices {
      var slotOfPool: [Int: Int] = [:]
      var own: [Int] = []
      var content: [(values: [VeilWeaver.Value], pool: Int?)] = []
      for place in weaver.values[dimension].indices {
        let value = VeilWeaver.Value(dimension: dimension, place: place)
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

  func loss(_ value: VeilWeaver.Value) -> Int { losses[value.dimension][slots[value.dimension][value.place]] }
}
