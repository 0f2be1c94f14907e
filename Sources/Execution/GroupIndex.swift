/// Numbers groups densely: as they are where few are possible, else those that occur.
struct GroupIndex: Sendable {
  private enum Map: Sendable {
    case identity
    case table([UInt32])
    case dictionary([UInt32: UInt32])
  }

  private let map: Map
  /// The group of each dense index.
  let groups: [UInt32]

  static let none = UInt32.max

  /// Every group that is possible.
  init(all capacity: Int) {
    map = .identity
    groups = (0..<UInt32(capacity)).map { $0 }
  }

  /// Those that occur, ascending.
  init(occurring groups: [UInt32], capacity: Int) {
    self.groups = groups
    if capacity <= 1 << 24 {
      var table = [UInt32](repeating: Self.none, count: capacity)
      for (index, group) in groups.enumerated() { table[Int(group)] = UInt32(index) }
      map = .table(table)
    } else {
      map = .dictionary(Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, UInt32($0)) }))
    }
  }

  var count: Int { groups.count }

  @inline(__always)
  func index(of group: UInt32) -> UInt32 {
    switch map {
    case .identity: group
    case .table(let table): table[Int(group)]
    case .dictionary(let dictionary): dictionary[group] ?? Self.none
    }
  }
}
