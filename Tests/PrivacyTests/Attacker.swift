/// Somebody who has many sums of unknowns and solves for others: linear algebra over a prime field, so that it is exact and
/// never overflows. What is in the span of whole-numbered equations over the rationals is in their span here, too.
struct Attacker {
  private static let prime = 2_147_483_647

  private let unknowns: Int
  /// Reduced rows with a leading 1, by the place of that.
  private var rows: [Int: [Int]] = [:]
  private var known: Set<[Int]> = []
  /// Unknowns that are nothing for sure: parts of something shown as nothing.
  private var nothing: Set<Int> = []

  init(unknowns: Int) {
    self.unknowns = unknowns
  }

  /// Learns that these unknowns are nothing, each of them.
  mutating func learn(nothing unknowns: [Int]) {
    for unknown in unknowns where nothing.insert(unknown).inserted { learn(sumOf: [unknown]) }
  }

  /// Learns the sum of some unknowns.
  mutating func learn(sumOf unknowns: [Int]) {
    guard known.insert(unknowns.sorted()).inserted else { return }
    var row = reduced(unknowns)
    guard let lead = row.firstIndex(where: { $0 != 0 }) else { return }
    let inverse = Self.power(row[lead], Self.prime - 2)
    for place in lead..<row.count { row[place] = row[place] * inverse % Self.prime }
    rows[lead] = row
  }

  /// Whether the sum of some unknowns follows from what was learned.
  func knows(sumOf unknowns: [Int]) -> Bool { reduced(unknowns).allSatisfy { $0 == 0 } }

  private func reduced(_ unknowns: [Int]) -> [Int] {
    var row = [Int](repeating: 0, count: self.unknowns)
    for unknown in unknowns { row[unknown] += 1 }
    for place in row.indices where row[place] != 0 {
      guard let known = rows[place] else { continue }
      let factor = row[place]
      for other in place..<row.count {
        row[other] = (row[other] + (Self.prime - factor) * known[other]) % Self.prime
      }
    }
    return row
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, base, exponent) = (1, base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
