/// How bookings are reached without a scan: by time, as the table itself is in that order, and by user.
///
/// Rows `0 ..< regularCount` are ordered by start minute and last `longestRegular` minutes at most; the few others
/// (open-ended or very long) follow, ordered by start too, so that one permanent desk does not widen every search.
public struct BookingOrder: Sendable {
  public let regularCount: Int
  /// Minutes of the longest regular booking.
  public let longestRegular: Int32
  /// Rows of user code `u` (0: without a person) are `userRows[userOffsets[u] ..< userOffsets[u + 1]]`, by start.
  public let userOffsets: [UInt32]
  public let userRows: [UInt32]

  /// A booking of more minutes than this is not regular.
  public static let regularLimit: Int32 = 31 * 1440

  public init(regularCount: Int, longestRegular: Int32, userOffsets: [UInt32], userRows: [UInt32]) {
    self.regularCount = regularCount
    self.longestRegular = longestRegular
    self.userOffsets = userOffsets
    self.userRows = userRows
  }

  public static let empty = BookingOrder(regularCount: 0, longestRegular: 0, userOffsets: [0, 0], userRows: [])

  /// The rows that may overlap `[from, to)`: all that do are among them. O(log n).
  public func rows(overlapping from: Int32, _ to: Int32, starts: [Int32]) -> (regular: Range<Int>, others: Range<Int>) {
    let earliest = Int64(from) - Int64(longestRegular)
    let low = firstRow(in: 0..<regularCount, starts: starts) { Int64($0) > earliest }
    let high = firstRow(in: low..<regularCount, starts: starts) { $0 >= to }
    let last = firstRow(in: regularCount..<starts.count, starts: starts) { $0 >= to }
    return (low..<high, regularCount..<last)
  }

  private func firstRow(in rows: Range<Int>, starts: [Int32], where holds: (Int32) -> Bool) -> Int {
    var low = rows.lowerBound
    var high = rows.upperBound
    while low < high {
      let middle = (low + high) / 2
      if holds(starts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
