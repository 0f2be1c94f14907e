import Calculus

/// Weighted sums of stays over the cells of a frame.
///
/// A stay that covers whole cells adds its value to a difference array over them, and its weighted value to the two
/// cells at its ends: O(1) a stay, however many cells it spans.
enum LevelKernel {
  /// - Parameters:
  ///   - group: the group of each stay; `UInt32.max` leaves it out.
  ///   - weights: one prefix sum for each class of cells (a weekday; otherwise one).
  ///   - bounds: day numbers at which the runs of cells begin, and the frame's end.
  ///   - cell: the cell of class and run.
  /// - Returns: Σ value × weight in millionths × 1/377 580, `groups × cells`.
  static func sums(
    _ stays: Stays, group: [UInt32], groups: Int, weights: [Weights], bounds: [Int32], cells: Int,
    cell: (_ class: Int, _ run: Int) -> Int
  ) -> [Int128] {
    let runs = bounds.count - 1
    var result = [Int128](repeating: 0, count: groups * cells)
    let first = bounds[0]
    let end = bounds[runs]
    // The run of each day of the frame.
    var runOfDay = [Int32](repeating: 0, count: Int(end - first))
    for run in 0..<runs { for day in bounds[run]..<bounds[run + 1] { runOfDay[Int(day - first)] = Int32(run) } }
    for (index, weights) in weights.enumerated() {
      var edges = [Int128](repeating: 0, count: groups * runs)
      var whole = [Int128](repeating: 0, count: groups * (runs + 1))
      let prefix = weights.prefix
      for stay in stays.rows.indices where group[stay] != UInt32.max {
        let from = max(stays.starts[stay], first)
        let to = min(stays.ends[stay], end)
        if from >= to { continue }
        let value = stays.values[stay]
        let low = Int(runOfDay[Int(from - first)])
        let high = Int(runOfDay[Int(to - 1 - first)])
        let base = Int(group[stay])
        if low == high {
          edges[base * runs + low] += Int128(value) * Int128(prefix[Int(to - first)] - prefix[Int(from - first)])
        } else {
          edges[base * runs + low] +=
            Int128(value) * Int128(prefix[Int(bounds[low + 1] - first)] - prefix[Int(from - first)])
          edges[base * runs + high] +=
            Int128(value) * Int128(prefix[Int(to - first)] - prefix[Int(bounds[high] - first)])
          whole[base * (runs + 1) + low + 1] += Int128(value)
          whole[base * (runs + 1) + high] -= Int128(value)
        }
      }
      for group in 0..<groups {
        var level: Int128 = 0
        for run in 0..<runs {
          level += whole[group * (runs + 1) + run]
          let weight = prefix[Int(bounds[run + 1] - first)] - prefix[Int(bounds[run] - first)]
          result[group * cells + cell(index, run)] +=
            edges[group * runs + run] + level * Int128(weight)
        }
      }
    }
    return result
  }
}
