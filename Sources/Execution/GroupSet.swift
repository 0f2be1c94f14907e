import Store

/// Groups that are there: a bit each where few are possible, else a set.
struct GroupSet: Sendable {
  private var bits: Bitmap?
  private var set: Set<UInt32> = []

  init(capacity: Int) {
    if capacity <= 1 << 26 { bits = Bitmap(repeating: false, count: capacity) }
  }

  @inline(__always)
  mutating func insert(_ group: UInt32) {
    if bits != nil { bits?[Int(group)] = true } else { set.insert(group) }
  }

  mutating func formUnion(_ groups: some Sequence<UInt32>) { for group in groups { insert(group) } }

  @inline(__always)
  func contains(_ group: UInt32) -> Bool { bits.map { $0[Int(group)] } ?? set.contains(group) }

  /// The groups, ascending.
  var sorted: [UInt32] {
    guard let bits else { return set.sorted() }
    var groups: [UInt32] = []
    for (place, word) in bits.words.enumerated() {
      var rest = word
      while rest != 0 {
        groups.append(UInt32(place * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return groups
  }
}
