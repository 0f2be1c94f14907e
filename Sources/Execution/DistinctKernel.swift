import Planning
import Store

/// Distinct users (or resources) in cells, or distinct users and days.
///
/// Over bookings ordered by the counted column, a stamp for every group and slot tells whether the present user was
/// there already: no table of pairs. Over few bookings in any order, one bit for every group, slot and user does.
struct DistinctKernel: Sendable {
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  /// The counted column of bookings.
  let column: String
  let isOrdered: Bool
  /// Slots of the grid with the same identity are one in counting.
  let identities: [Int32]
  let identityCount: Int
  let countsEveryHour: Bool

  struct State: Sendable {
    var stamps: [UInt32]
    var bits: [UInt64]
    var counts: [Int64]
    /// Rows that have nothing in the counted column.
    var without = 0
  }

  /// - Returns: distinct counts, `groups × cells`; rows without the counted thing; what conditions left out.
  func run(entities: Int) -> (counts: [Int64], without: Int, leftOut: [Int]) {
    let space = index.count * identityCount
    let bits = isOrdered ? 0 : (space * entities + 63) / 64
    let (state, leftOut) = pass.run(
      splits: isOrdered ? pass.bookings.runs : [],
      make: {
        State(
          stamps: [UInt32](repeating: 0, count: isOrdered ? space : 0), bits: [UInt64](repeating: 0, count: bits),
          counts: [Int64](repeating: 0, count: index.count * cells))
      },
      body: { state, chunk in
        guard let codes = pass.bookings.codes(column) else { return }
        let irregular = pass.bookings.irregular(in: chunk.range)
        var next = irregular.startIndex
        let low = chunk.range.lowerBound
        let grid = pass.grid
        for offset in 0..<chunk.range.count {
          var special: OrderedBookings.Irregular?
          if next < irregular.endIndex, irregular[next].position == low + offset {
            special = irregular[next]
            next += 1
          }
          if chunk.keep[offset] == 0 { continue }
          let code = codes[low + offset]
          if code == 0 {
            state.without += 1
            continue
          }
          let group = Int(index.index(of: chunk.groups[offset]))
          if let special {
            for piece in pass.pieces(of: special, everyHour: countsEveryHour, joined: true) {
              see(grid.slot(of: piece.start)...grid.slot(of: piece.end - 1), group, code, entities, &state)
            }
          } else {
            let start = max(pass.bookings.starts[low + offset], grid.start)
            let end = min(pass.bookings.ends[low + offset], grid.end)
            see(grid.slot(of: start)...grid.slot(of: end - 1), group, code, entities, &state)
          }
        }
      },
      merge: { state, other in
        for i in state.counts.indices { state.counts[i] &+= other.counts[i] }
        state.without += other.without
      })
    return (state.counts, state.without, leftOut)
  }

  @inline(__always)
  private func see(_ slots: ClosedRange<Int>, _ group: Int, _ code: Int, _ entities: Int, _ state: inout State) {
    for slot in slots {
      let identity = identities[slot]
      if identity < 0 { continue }
      let place = group * identityCount + Int(identity)
      if isOrdered {
        if state.stamps[place] == UInt32(truncatingIfNeeded: code) { continue }
        state.stamps[place] = UInt32(truncatingIfNeeded: code)
      } else {
        let bit = place * entities + code
        if state.bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0 { continue }
        state.bits[bit >> 6] |= 1 << UInt64(bit & 63)
      }
      state.counts[group * cells + Int(pass.grid.cells[slot])] &+= 1
    }
  }
}
