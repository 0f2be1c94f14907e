/// How many minutes really pass between two moments on the clocks of one zone (DESIGN §2).
public struct PassedMinutes: Sendable {
  private let zone: Zone
  /// For each day from 1970 on, how many days before it lie near a change of the offset.
  private let before: [UInt16]

  /// Up to here days are looked up; beyond it each difference is worked out.
  private static let lastYear = 2099

  public init(_ zone: Zone) {
    self.zone = zone
    let end = Day(civil: Self.lastYear + 1, 1, 1)
    var isNear = [Bool](repeating: false, count: Int(end.number))
    var instant: Int64 = -2 * 86_400
    while let next = zone.nextTransition(after: instant), next < Int64(end.number) * 86_400 {
      // The clocks are up to a day from UTC, before and after.
      let day = Int(next / 86_400)
      for near in day - 2...day + 2 where isNear.indices.contains(near) { isNear[near] = true }
      instant = next
    }
    var before: [UInt16] = [0]
    before.reserveCapacity(isNear.count + 1)
    for near in isNear { before.append(before[before.count - 1] + (near ? 1 : 0)) }
    self.before = before
  }

  /// Whether no change of the offset lies near or between two moments: then what passes is what the clocks say.
  public func isPlain(_ first: Int32, _ second: Int32) -> Bool {
    let low = Int(min(first, second)) / 1440
    let high = Int(max(first, second)) / 1440
    return low > 0 && high < before.count - 1 && before[low] == before[high + 1]
  }

  /// Negative where the second moment is the earlier one.
  ///
  /// - Complexity: two looks into an array, unless a change of the offset lies near or between the moments.
  public func from(_ first: Int32, to second: Int32) -> Int64 {
    if isPlain(first, second) { return Int64(second) - Int64(first) }
    return zone.utcMinute(ofLocal: Int64(second)) - zone.utcMinute(ofLocal: Int64(first))
  }
}
