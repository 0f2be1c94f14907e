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
    let low = chunk.range.lowerBound
    // An ordered pass needs its rows in order, so irregular ones are taken where they stand.
    for irregular in pass.bookings.irregular(in: chunk.range) where keep[irregular.position - low] != 0 {
      keep[irregular.position - low] = 2
    }
    let (allStarts, allEnds) = (pass.bookings.starts, pass.bookings.ends)
    let starts = allStarts.span.extracting(chunk.range)
    let ends = allEnds.span.extracting(chunk.range)
    let groups = chunk.groups.span
    let bounds = grid.bounds.span
    let identities = identities.span
    let cellOfSlot = grid.cells.span
    // Taken out of the state and put back, so that each is written without asking who else holds it.
    var (ownSeen, ownBits, ownCounts) = (state.stamps, state.bits, state.counts)
    (state.stamps, state.bits, state.counts) = ([], [], [])
    var stamps = ownSeen.mutableSpan
    var bits = ownBits.mutableSpan
    var counts = ownCounts.mutableSpan
    var without = 0
    for offset in keep.indices where keep[offset] != 0 {
      let code = Int(state.codes[offset])
      if code == 0 {
        without += 1
        continue
      }
      let group = Int(index.index(of: groups[offset]))
      if keep[offset] == 2 {
        for special in pass.bookings.irregular(in: low + offset..<low + offset + 1) {
          for piece in pass.pieces(of: special, everyHour: countsEveryHour, joined: true) {
            see(
              grid.slot(of: piece.start), grid.slot(of: piece.end - 1), group, code, entities, identities, cellOfSlot,
              &stamps, &bits, &counts)
          }
        }
        continue
      }
      let first = grid.slot(of: max(starts[offset], grid.start))
      let end = min(ends[offset], grid.end)
      let last = end <= bounds[first + 1] ? first : grid.slot(of: end - 1)
      see(first, last, group, code, entities, identities, cellOfSlot, &stamps, &bits, &counts)
    }
    state.without += without
    (state.stamps, state.bits, state.counts) = (ownSeen, ownBits, ownCounts)
  }

  @inline(__always)
  private func see(
    _ first: Int, _ last: Int, _ group: Int, _ code: Int, _ entities: Int, _ identities: Span<Int32>,
    _ cellOfSlot: Span<Int32>, _ stamps: inout MutableSpan<UInt32>, _ bits: inout MutableSpan<UInt64>,
    _ counts: inout MutableSpan<Int64>
  ) {
    for slot in first...last {
      let identity = identities[slot]
      if identity < 0 { continue }
      let place = group * identityCount + Int(identity)
      if isOrdered {
        if stamps[place] == UInt32(truncatingIfNeeded: code) { continue }
        stamps[place] = UInt32(truncatingIfNeeded: code)
      } else {
        let bit = place * entities + code
        if bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0 { continue }
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
      }
      counts[group * cells + Int(cellOfSlot[slot])] &+= 1
    }
  }
}
