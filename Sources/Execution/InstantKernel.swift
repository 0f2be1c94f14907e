import Planning
import Store

/// The most (or fewest) bookings at one instant of each cell, and the first minute at which that was so.
///
/// The frame is taken in blocks of days; in a block every group has a difference array over the minutes. Bookings that run
/// on are carried into the next block.
struct InstantKernel {
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  let wantsMaximum: Bool

  private static let mostGroupDays = 4_000_000

  /// - Returns: the extreme and its first minute, `groups × cells`; −1 and `Int32.min` where a cell has no minute.
  ///
  /// - Complexity: a look at every minute of the frame for every group; too many of them are refused.
  func run() throws(EvaluationError) -> (extremes: [Int64], moments: [Int32], leftOut: [Int]) {
    let grid = pass.grid
    let days = Int(grid.end - grid.start) / 1440
    guard index.count * days <= Self.mostGroupDays else { throw .tooManyCells(index.count * days) }
    var stays: [(start: Int32, end: Int32, group: UInt32)] = []
    let (collected, leftOut) = pass.run(
      make: { [(start: Int32, end: Int32, group: UInt32)]() },
      body: { stays, chunk in
        var keep = chunk.keep
        for irregular in pass.bookings.irregular(in: chunk.range) {
          let offset = irregular.position - chunk.range.lowerBound
          if keep[offset] != 0 {
            let group = index.index(of: chunk.groups[offset])
            for piece in pass.pieces(of: irregular, everyHour: false, joined: true) {
              stays.append((piece.start, piece.end, group))
            }
          }
          keep[offset] = 0
        }
        for offset in 0..<keep.count where keep[offset] != 0 {
          let position = chunk.range.lowerBound + offset
          stays.append(
            (
              max(pass.bookings.starts[position], grid.start), min(pass.bookings.ends[position], grid.end),
              index.index(of: chunk.groups[offset])
            ))
        }
      },
      merge: { $0 += $1 })
    stays = collected
    stays.sort { $0.start < $1.start }
    var (extremes, moments) = sweep(stays)
    // A most of nothing is at no time.
    for target in extremes.indices where wantsMaximum && extremes[target] == 0 { moments[target] = Int32.min }
    return (extremes, moments, leftOut)
  }

  private func sweep(_ stays: [(start: Int32, end: Int32, group: UInt32)]) -> ([Int64], [Int32]) {
    let grid = pass.grid
    let groups = index.count
    var extremes = [Int64](repeating: -1, count: groups * cells)
    var moments = [Int32](repeating: Int32.min, count: groups * cells)
    let days = max(1, min(64, (1 << 21) / max(1, groups * 1440)))
    let width = Int32(days * 1440)
    var edges = [Int32](repeating: 0, count: groups * Int(width))
    var levels = [Int64](repeating: 0, count: groups)
    var running: [(end: Int32, group: UInt32)] = []
    var next = 0
    var low = grid.start
    while low < grid.end, !pass.isCancelled() {
      let high = min(low + width, grid.end)
      let length = Int(high - low)
      for position in edges.indices { edges[position] = 0 }
      var stillRunning: [(end: Int32, group: UInt32)] = []
      for stay in running {
        if stay.end < high {
          edges[Int(stay.group) * Int(width) + Int(stay.end - low)] &-= 1
        } else {
          stillRunning.append(stay)
        }
      }
      running = stillRunning
      while next < stays.count, stays[next].start < high {
        let stay = stays[next]
        next += 1
        let base = Int(stay.group) * Int(width)
        edges[base + Int(stay.start - low)] &+= 1
        if stay.end < high { edges[base + Int(stay.end - low)] &-= 1 } else { running.append((stay.end, stay.group)) }
      }
      for group in 0..<groups {
        var level = levels[group]
        var minute = 0
        while minute < length {
          // Within a slot only a change of the level can be an extreme.
          let slot = grid.slot(of: low + Int32(minute))
          let slotEnd = min(length, Int(grid.bounds[slot + 1] - low))
          let cell = grid.cells[slot]
          var isFirst = true
          while minute < slotEnd {
            let change = edges[group * Int(width) + minute]
            if change != 0 || isFirst {
              level += Int64(change)
              isFirst = false
              if cell >= 0 { note(level, at: low + Int32(minute), group * cells + Int(cell), &extremes, &moments) }
            }
            minute += 1
          }
        }
        levels[group] = level
      }
      low = high
    }
    return (extremes, moments)
  }

  private func note(
    _ level: Int64, at minute: Int32, _ target: Int, _ extremes: inout [Int64], _ moments: inout [Int32]
  ) {
    let isBetter = moments[target] == Int32.min || (wantsMaximum ? level > extremes[target] : level < extremes[target])
    if isBetter {
      extremes[target] = level
      moments[target] = minute
    }
  }
}
