import Store

/// Names of cost centres: one for all spellings, the first one's (DESIGN §6).
struct CostCenters {
  private var pool = PoolBuilder()
  private var codes: [String: UInt32] = [:]

  static let unknown = "(unknown)"

  /// The code of a name, ignoring case and outer blanks; 0 for none.
  mutating func code(of name: String) -> UInt32 {
    let folded = LinkIndex.folded(name)
    if folded.isEmpty { return 0 }
    if let code = codes[folded] { return code }
    let trimmed = String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    let code = pool.code(of: trimmed)
    codes[folded] = code
    return code
  }

  var count: Int { pool.count }

  func finished() -> StringPool { pool.pool() }
}

/// Who had which cost centre when.
final class CostCenterHistory: Sendable {
  /// The changes of user row `u` (from 0) are `offsets[u] ..< offsets[u + 1]`, by time, the later row last.
  private let offsets: [UInt32]
  private let froms: [Int32]
  private let codes: [UInt32]
  /// The cost centre of each user's profile; 0 where it has none.
  private let profiles: [UInt32]
  private let fallback: UInt32
  private let unknown: UInt32
  /// Bookings that start later show what is in force then.
  private let endOfToday: Int32

  /// - Parameter changes: in the order of the files.
  init(
    userCount: Int, changes: [(user: UInt32, from: Int32, code: UInt32)], profiles: [UInt32], fallback: UInt32,
    unknown: UInt32, endOfToday: Int32
  ) {
    let ordered = changes.enumerated().sorted {
      ($0.element.user, $0.element.from, $0.offset) < ($1.element.user, $1.element.from, $1.offset)
    }
    var offsets = [UInt32](repeating: 0, count: userCount + 1)
    for change in changes { offsets[Int(change.user) + 1] += 1 }
    for user in 0..<userCount { offsets[user + 1] += offsets[user] }
    self.offsets = offsets
    froms = ordered.map(\.element.from)
    codes = ordered.map(\.element.code)
    self.profiles = profiles
    self.fallback = fallback
    self.unknown = unknown
    self.endOfToday = endOfToday
  }

  /// The cost centre of a booking that carries none.
  ///
  /// - Parameters:
  ///   - user: row + 1; 0 without a person.
  ///   - start: its local minute. One after today is not yet started, and shows the present cost centre.
  /// - SeeAlso: DESIGN §6.
  func code(user: UInt32, start: Int32) -> UInt32 {
    guard user != 0 else { return unknown }
    let row = Int(user) - 1
    var low = Int(offsets[row])
    var high = Int(offsets[row + 1])
    if low == high { return profiles[row] == 0 ? fallback : profiles[row] }
    let first = low
    let moment = min(start, endOfToday - 1)
    while low < high {
      let middle = (low + high) / 2
      if froms[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low == first ? fallback : codes[low - 1]
  }
}
