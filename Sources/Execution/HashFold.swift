import Calculus
import Planning
import Store

/// The general nested aggregation: a figure for every group, cell and inner key, kept in a hash table, then folded. It is
/// slower than the other kernels and does what none of them can.
struct HashFold {
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  let measure: FlowMeasure
  /// Codes of the inner keys, each with what its codes mean; a row without a value of one of them is left out.
  let inner: [(codes: Codes?, meaning: [UInt32])]
  /// For every slot the unit of the inner time; empty without one.
  let times: [Int32]
  let number: RowNumber?
  /// Counting goes by date as well: `weekday` or `hour` is among the keys.
  let countsDates: Bool
  let countsEveryHour: Bool

  struct Key: Hashable {
    let target: Int
    let time: Int32
    let inner: [UInt32]
  }

  /// - Returns: by inner cell its count, or minutes × millionths; rows without an inner key.
  func run() throws(EvaluationError) -> (figures: [Key: Int128], without: Int, leftOut: [Int]) {
    var figures: [Key: Int128] = [:]
    var without = 0
    var chunk = FlowPass.Chunk(leftOut: [Int](repeating: 0, count: pass.conditions.count))
    let shapes = Dictionary(uniqueKeysWithValues: pass.bookings.irregular.map { ($0.position, $0) })
    for range in pass.chunks {
      if pass.isCancelled() { throw .cancelled }
      pass.fill(&chunk, range)
      for offset in 0..<range.count where chunk.keep[offset] != 0 {
        let position = range.lowerBound + offset
        let row = pass.bookings.row(at: position)
        let keys = inner.map { $0.meaning[$0.codes.map { $0[row] } ?? row + 1] }
        if keys.contains(0) {
          without += 1
          continue
        }
        let group = Int(index.index(of: chunk.groups[offset]))
        add(position, shapes[position], group, keys, to: &figures)
      }
    }
    return (figures, without, chunk.leftOut)
  }

  /// The units of the inner time that each cell has.
  ///
  /// - Parameter extent: the days that the data reaches: of the others nobody knows how much there was.
  func units(cells: Int, within extent: Extent) -> [Set<Int32>] {
    var units = [Set<Int32>](repeating: [], count: cells)
    for slot in 0..<pass.grid.slotCount where pass.grid.cells[slot] >= 0 {
      let day = floorDiv(pass.grid.bounds[slot], 1440)
      guard extent.from <= day, day < extent.to else { continue }
      units[Int(pass.grid.cells[slot])].insert(times[slot])
    }
    return units
  }

  private func add(
    _ position: Int, _ shape: OrderedBookings.Irregular?, _ group: Int, _ keys: [UInt32],
    to figures: inout [Key: Int128]
  ) {
    let grid = pass.grid
    let plain = [
      (start: max(pass.bookings.starts[position], grid.start), end: min(pass.bookings.ends[position], grid.end))
    ]
    func key(_ slot: Int) -> Key {
      Key(target: group * cells + Int(grid.cells[slot]), time: times.isEmpty ? 0 : times[slot], inner: keys)
    }
    switch measure {
    case .count:
      var seen: Set<[Int32]> = []
      for piece in shape.map({ pass.pieces(of: $0, everyHour: countsEveryHour, joined: true) }) ?? plain {
        for slot in grid.slot(of: piece.start)...grid.slot(of: piece.end - 1) where grid.cells[slot] >= 0 {
          let time = times.isEmpty ? 0 : times[slot]
          let date = countsDates || times.isEmpty ? grid.units[slot] : 0
          if seen.insert([grid.cells[slot], time, date]).inserted { figures[key(slot), default: 0] += 1 }
        }
      }
    case .minutes:
      for piece in shape.map({ pass.pieces(of: $0, everyHour: false, joined: false) }) ?? plain {
        for slot in grid.slot(of: piece.start)...grid.slot(of: piece.end - 1) where grid.cells[slot] >= 0 {
          let minutes = min(piece.end, grid.bounds[slot + 1]) - max(piece.start, grid.bounds[slot])
          figures[key(slot), default: 0] += Int128(minutes) * Int128(pass.quantity(at: position))
        }
      }
    case .busy, .within: break
    case .column:
      let start = pass.begin(position, shape)
      guard let number, start >= grid.start, start < grid.end else { return }
      let slot = grid.slot(of: start)
      if grid.cells[slot] >= 0 {
        figures[key(slot), default: 0] += Int128(number.value(row: pass.bookings.row(at: position)))
      }
    }
  }
}
