import Planning
import Store

/// Sums a number of each booking in the cell where it starts.
struct StartKernel: Sendable {
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  let number: RowNumber

  /// - Returns: millionths, `groups × cells`; and what was left out for each condition.
  func run() -> (sums: [Int128], leftOut: [Int]) {
    let size = index.count * cells
    return pass.run(
      make: { [Int128](repeating: 0, count: size) },
      body: { sums, chunk in
        let grid = pass.grid
        let shapes = pass.bookings.irregular(in: chunk.range)
        var next = shapes.startIndex
        for offset in 0..<chunk.range.count where chunk.keep[offset] != 0 {
          let position = chunk.range.lowerBound + offset
          while next < shapes.endIndex, shapes[next].position < position { next += 1 }
          let shape = next < shapes.endIndex && shapes[next].position == position ? shapes[next] : nil
          let start = pass.begin(position, shape)
          // What runs on into the frame started elsewhere.
          guard start >= grid.start, start < grid.end else { continue }
          let cell = grid.cells[grid.slot(of: start)]
          if cell < 0 { continue }
          let group = Int(index.index(of: chunk.groups[offset]))
          sums[group * cells + Int(cell)] += Int128(number.value(row: pass.bookings.row(at: position)))
        }
      },
      merge: { sums, other in for place in sums.indices { sums[place] += other[place] } })
  }
}
