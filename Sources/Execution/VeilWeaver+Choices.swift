// What is hidden next.
extension VeilWeaver {
  /// Values that together mend all small blocks, as far as any can, each the best for what is lost with it.
  func remedies(_ blocks: VeilBlocks) -> [Value] {
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
  func partners(_ pool: Int, _ dimension: Int, _ blocks: VeilBlocks) -> [Value] {
    blocks.contents[dimension].filter { $0.pool == nil }.map { $0.values[0] }.filter { poolIfHidden($0) == pool }
  }

  /// What is lost with a value: the first of a pool takes another with it.
  func cost(of value: Value, _ blocks: VeilBlocks) -> Int {
    let own = max(1, blocks.loss(value))
    let pool = poolIfHidden(value)
    if blocks.contents[value.dimension].contains(where: { $0.pool == pool }) { return own }
    return own + (partners(pool, value.dimension, blocks).filter { $0 != value }.map { blocks.loss($0) }.min() ?? 0)
  }

  /// The shown value that loses least.
  func least(_ blocks: VeilBlocks) -> Value? {
    let shown = blocks.contents.joined().filter { $0.pool == nil }.map { $0.values[0] }
    return shown.min { (blocks.loss($0), $0) < (blocks.loss($1), $1) }
  }

  /// A second value for each pool of one, whose figures could be had by subtraction: the one that loses least.
  func partnersOfLonely(_ blocks: VeilBlocks) -> [Value] {
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
