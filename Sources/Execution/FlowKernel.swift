import Planning
import Store

/// Counts and minutes of bookings in cells.
///
/// Where the slots of all groups fit the caches, a booking is two additions in a difference array, however many slots it
/// spans; else it is added to every cell that it touches.
struct FlowKernel: Sendable {
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  /// The counting of open-ended bookings goes by every hour.
  let countsEveryHour: Bool
  /// Minutes are asked for, too.
  let needsMinutes: Bool

  struct Totals: Sendable {
    /// Difference arrays over slots, one slot longer than there are; empty in the direct way.
    var countEdges: [Int32]
    var wholeEdges: [Int32]
    /// Minutes of partly covered slots.
    var partMinutes: [Int64]
    /// By cell.
    var counts: [Int64]
    var minutes: [Int64]
    /// Minutes × quantity in millionths, of bookings of another quantity than 1.
    var weighted: [Int128]
  }

  /// - Returns: counts, and minutes × 1 000 000, `groups × cells`; and what was left out for each condition.
  func run() -> (counts: [Int64], minutes: [Int128], leftOut: [Int]) {
    let slots = pass.grid.slotCount
    let usesEdges = pass.grid.isPlain && index.count * (slots + 1) <= 1 << 22
    let edges = usesEdges ? index.count * (slots + 1) : 0
    let size = index.count * cells
    let (totals, leftOut) = pass.run(
      make: {
        Totals(
          countEdges: [Int32](repeating: 0, count: edges), wholeEdges: [Int32](repeating: 0, count: edges),
          partMinutes: [Int64](repeating: 0, count: edges), counts: [Int64](repeating: 0, count: size),
          minutes: [Int64](repeating: 0, count: size), weighted: [Int128](repeating: 0, count: size))
      },
      body: { totals, chunk in
        var keep = chunk.keep
        for irregular in pass.bookings.irregular(in: chunk.range) {
          let offset = irregular.position - chunk.range.lowerBound
          if keep[offset] != 0 { add(irregular, group: chunk.groups[offset], to: &totals) }
          keep[offset] = 0
        }
        if pass.quantity != nil {
          for offset in 0..<chunk.range.count where keep[offset] != 0 {
            let position = chunk.range.lowerBound + offset
            if pass.quantity(at: position) == Numbers.scale { continue }
            keep[offset] = 0
            addDirectly(
              pass.bookings.starts[position], pass.bookings.ends[position], group: chunk.groups[offset],
              quantity: pass.quantity(at: position), to: &totals)
          }
        }
        if usesEdges { addEdges(chunk, keep, &totals) } else { addDirectly(chunk, keep, &totals) }
      },
      merge: { totals, other in
        for i in totals.countEdges.indices {
          totals.countEdges[i] &+= other.countEdges[i]
          totals.wholeEdges[i] &+= other.wholeEdges[i]
          totals.partMinutes[i] &+= other.partMinutes[i]
        }
        for i in totals.counts.indices {
          totals.counts[i] &+= other.counts[i]
          totals.minutes[i] &+= other.minutes[i]
          totals.weighted[i] += other.weighted[i]
        }
      })
    var counts = totals.counts
    var minutes = zip(totals.minutes, totals.weighted).map { Int128($0) * Int128(Numbers.scale) + $1 }
    if usesEdges { fold(totals, into: &counts, &minutes) }
    return (counts, minutes, leftOut)
  }

  /// Slots to cells.
  private func fold(_ totals: Totals, into counts: inout [Int64], _ minutes: inout [Int128]) {
    let grid = pass.grid
    let slots = grid.slotCount
    for group in 0..<index.count {
      var count: Int64 = 0
      var whole: Int64 = 0
      for slot in 0..<slots {
        let edge = group * (slots + 1) + slot
        count += Int64(totals.countEdges[edge])
        whole += Int64(totals.wholeEdges[edge])
        let target = group * cells + Int(grid.cells[slot])
        counts[target] += count
        let length = Int64(grid.bounds[slot + 1] - grid.bounds[slot])
        minutes[target] += Int128(totals.partMinutes[edge] + whole * length) * Int128(Numbers.scale)
      }
    }
  }

  private func addEdges(_ chunk: borrowing FlowPass.Chunk, _ keep: [UInt8], _ totals: inout Totals) {
    let grid = pass.grid
    let width = grid.slotCount + 1
    let (allStarts, allEnds) = (pass.bookings.starts, pass.bookings.ends)
    let starts = allStarts.span.extracting(chunk.range)
    let ends = allEnds.span.extracting(chunk.range)
    let groups = chunk.groups.span
    let keep = keep.span
    let bounds = grid.bounds.span
    // Taken out of the state and put back, so that each is written without asking who else holds it.
    var (ownCounts, ownWholes, ownParts) = (totals.countEdges, totals.wholeEdges, totals.partMinutes)
    (totals.countEdges, totals.wholeEdges, totals.partMinutes) = ([], [], [])
    var countEdges = ownCounts.mutableSpan
    var wholeEdges = ownWholes.mutableSpan
    var partMinutes = ownParts.mutableSpan
    let isAlone = index.count == 1
    guard needsMinutes else {
      for offset in keep.indices where keep[offset] != 0 {
        let base = isAlone ? 0 : Int(index.index(of: groups[offset])) &* width
        let first = grid.slot(of: max(starts[offset], grid.start))
        let last = grid.slot(of: min(ends[offset], grid.end) &- 1)
        countEdges[base &+ first] &+= 1
        countEdges[base &+ last &+ 1] &-= 1
      }
      (totals.countEdges, totals.wholeEdges, totals.partMinutes) = (ownCounts, ownWholes, ownParts)
      return
    }
    for offset in keep.indices where keep[offset] != 0 {
      let start = max(starts[offset], grid.start)
      let end = min(ends[offset], grid.end)
      let base = isAlone ? 0 : Int(index.index(of: groups[offset])) &* width
      let first = grid.slot(of: start)
      countEdges[base &+ first] &+= 1
      if end <= bounds[first &+ 1] {
        countEdges[base &+ first &+ 1] &-= 1
        partMinutes[base &+ first] &+= Int64(end &- start)
      } else {
        let last = grid.slot(of: end &- 1)
        countEdges[base &+ last &+ 1] &-= 1
        partMinutes[base &+ first] &+= Int64(bounds[first &+ 1] &- start)
        partMinutes[base &+ last] &+= Int64(end &- bounds[last])
        wholeEdges[base &+ first &+ 1] &+= 1
        wholeEdges[base &+ last] &-= 1
      }
    }
    (totals.countEdges, totals.wholeEdges, totals.partMinutes) = (ownCounts, ownWholes, ownParts)
  }

  private func addDirectly(_ chunk: borrowing FlowPass.Chunk, _ keep: [UInt8], _ totals: inout Totals) {
    let low = chunk.range.lowerBound
    for offset in 0..<keep.count where keep[offset] != 0 {
      addDirectly(
        pass.bookings.starts[low + offset], pass.bookings.ends[low + offset], group: chunk.groups[offset],
        quantity: Numbers.scale, to: &totals)
    }
  }

  private func addDirectly(
    _ start: Int32, _ end: Int32, group: UInt32, quantity: Int64, to totals: inout Totals
  ) {
    let grid = pass.grid
    let low = max(start, grid.start)
    let high = min(end, grid.end)
    if low >= high { return }
    let base = Int(index.index(of: group)) * cells
    var unit: Int32 = -1
    for slot in grid.slot(of: low)...grid.slot(of: high - 1) where grid.cells[slot] >= 0 {
      let target = base + Int(grid.cells[slot])
      if grid.units[slot] != unit {
        unit = grid.units[slot]
        totals.counts[target] &+= 1
      }
      addMinutes(min(high, grid.bounds[slot + 1]) - max(low, grid.bounds[slot]), quantity, target, &totals)
    }
  }

  private func addMinutes(_ minutes: Int32, _ quantity: Int64, _ target: Int, _ totals: inout Totals) {
    if quantity == Numbers.scale {
      totals.minutes[target] &+= Int64(minutes)
    } else {
      totals.weighted[target] += Int128(minutes) * Int128(quantity)
    }
  }

  /// A booking of several pieces: each unit that any of them touches counts once, every minute counts.
  private func add(_ booking: OrderedBookings.Irregular, group: UInt32, to totals: inout Totals) {
    let grid = pass.grid
    let base = Int(index.index(of: group)) * cells
    var unit: Int32 = -1
    for piece in pass.pieces(of: booking, everyHour: countsEveryHour, joined: true) {
      for slot in grid.slot(of: piece.start)...grid.slot(of: piece.end - 1) where grid.cells[slot] >= 0 {
        if grid.units[slot] == unit { continue }
        unit = grid.units[slot]
        totals.counts[base + Int(grid.cells[slot])] &+= 1
      }
    }
    let quantity = pass.quantity(at: booking.position)
    for piece in pass.pieces(of: booking, everyHour: false, joined: false) {
      for slot in grid.slot(of: piece.start)...grid.slot(of: piece.end - 1) where grid.cells[slot] >= 0 {
        let minutes = min(piece.end, grid.bounds[slot + 1]) - max(piece.start, grid.bounds[slot])
        addMinutes(minutes, quantity, base + Int(grid.cells[slot]), &totals)
      }
    }
  }
}
