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
    /// The counted codes of the present chunk.
    var codes: [UInt32] = []
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
      body: { state, chunk in add(chunk, entities, to: &state) },
      merge: { state, other in
        for i in state.counts.indices { state.counts[i] &+= other.counts[i] }
        state.without += other.without
      })
    return (state.counts, state.without, leftOut)
  }

  private func add(_ chunk: borrowing FlowPass.Chunk, _ entities: Int, to state: inout State) {
    guard let codes = pass.bookings.codes(column) else { return }
    codes.copy(chunk.range, into: &state.codes)
    var keep = chunk.keep
    let grid = pass.grid
    for irregular in pass.bookings.irregular(in: chunk.range) {
      let offset = irregular.position - chunk.range.lowerBound
      // An ordered pass needs its rows in order, so irregular ones are taken where they stand.
      if keep[offset] != 0 { keep[offset] = 2 }
    }
    let (allStarts, allEnds) = (pass.bookings.starts, pass.bookings.ends)
    let starts = allStarts.span.extracting(chunk.range)
    let ends = allEnds.span.extracting(chunk.range)
    let groups = chunk.groups.span
    let bounds = grid.bounds.span
    var without = 0
    for offset in keep.indices where keep[offset] != 0 {
      let code = Int(state.codes[offset])
      if code == 0 {
        without += 1
        continue
      }
      let group = Int(index.index(of: groups[offset]))
      if keep[offset] == 2 {
        guard
          let special = pass.bookings.irregular(
            in: offset + chunk.range.lowerBound..<offset + chunk.range.lowerBound + 1
          ).first
        else { continue }
        for piece in pass.pieces(of: special, everyHour: countsEveryHour, joined: true) {
          see(grid.slot(of: piece.start)...grid.slot(of: piece.end - 1), group, code, entities, &state)
        }
        continue
      }
      let first = grid.slot(of: max(starts[offset], grid.start))
      let end = min(ends[offset], grid.end)
      let last = end <= bounds[first + 1] ? first : grid.slot(of: end - 1)
      see(first...last, group, code, entities, &state)
    }
    state.without += without
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
