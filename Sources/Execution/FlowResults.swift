import Planning
import Store

/// What flows of one evaluation share: the same pass is made once, what was left out is told once.
struct FlowResults {
  struct Key: Hashable {
    let scan: Scan
    let filters: [AtomFilter]
  }

  /// The rows that a scan keeps, those with one code of a column side by side.
  struct OrderKey: Hashable {
    let key: Key
    let column: String
  }

  var totals: [Key: (counts: [Int64], minutes: [Int128])] = [:]
  var ordered: [OrderKey: (bookings: OrderedBookings, leftOut: [Int])] = [:]
  /// The rows that a scan keeps, each once for every name of the key that is a list.
  var listed: [Key: OrderedBookings] = [:]
  private var leftOutByScan: [(key: Key, leftOut: [(reason: String, count: Int)])] = []
  var withoutPerson = 0

  mutating func note(_ leftOut: [Int], of pass: FlowPass, _ key: Key) {
    guard !leftOutByScan.contains(where: { $0.key == key }) else { return }
    leftOutByScan.append((key, zip(pass.conditions, leftOut).map { ($0.label, $1) }))
  }

  /// What conditions took away from every figure, as the first scan that lost most has it. What one figure leaves out and
  /// another counts is what makes them two.
  var leftOut: [(reason: String, count: Int)] {
    let common = leftOutByScan.reduce(nil as Set<String>?) { common, scan in
      let reasons = Set(scan.leftOut.map(\.reason))
      return common.map { $0.intersection(reasons) } ?? reasons
    }
    let shared = leftOutByScan.map { $0.leftOut.filter { common?.contains($0.reason) ?? false } }
    var result: [(reason: String, count: Int)] = []
    var most = -1
    for leftOut in shared {
      let count = leftOut.reduce(0) { $0 + $1.count }
      if count > most { (result, most) = (leftOut, count) }
    }
    return result
  }
}
