// Unsafe: moves values from slots to rows through pointers, on all cores. Promises: every row is written exactly once, as a
// placement gives each slot that counts a row of its own.
import Store

/// Which row of the finished table each slot becomes.
final class Placement: Sendable {
  /// By slot; `none` for rows that do not count.
  let rows: SlotBuffer<UInt32>
  let rowCount: Int

  static let none = UInt32.max

  init(rows: SlotBuffer<UInt32>, rowCount: Int) {
    self.rows = rows
    self.rowCount = rowCount
  }

  /// In the order of the files.
  convenience init(inFileOrder raw: RawTable) {
    let rows = SlotBuffer<UInt32>(count: raw.slotCount)
    var count: UInt32 = 0
    for segment in raw.segments {
      for slot in segment.slots {
        if raw.dropped.contains(slot) {
          rows.base[slot] = Placement.none
        } else {
          rows.base[slot] = count
          count += 1
        }
      }
    }
    self.init(rows: rows, rowCount: Int(count))
  }
}

extension RawTable {
  /// Writes `value(slot, worker)` to the row of each slot.
  @inline(__always)
  func place<Value: BitwiseCopyable>(
    _ placement: Placement, _ value: @Sendable (_ slot: Int, _ worker: Int) -> Value
  ) -> [Value] {
    let rows = placement.rows
    return Array(count: placement.rowCount) { target in
      nonisolated(unsafe) let target = target
      Parallel.perform(segments.count) { index in
        let segment = segments[index]
        let base = rows.base
        for slot in segment.slots {
          let row = base[slot]
          if row != Placement.none { target[Int(row)] = value(slot, segment.worker) }
        }
      }
    }
  }

  /// The same for codes below `limit`, in the narrowest form.
  @inline(__always)
  func placeCodes(
    _ placement: Placement, limit: Int, _ value: @Sendable (_ slot: Int, _ worker: Int) -> UInt32
  ) -> Codes {
    if limit <= 1 << 8 { return Codes(.narrow(place(placement) { UInt8(truncatingIfNeeded: value($0, $1)) })) }
    if limit <= 1 << 16 { return Codes(.middle(place(placement) { UInt16(truncatingIfNeeded: value($0, $1)) })) }
    return Codes(.wide(place(placement, value)))
  }

  /// A coded column, each worker's codes translated by its map.
  func placeCodes(_ column: Int, _ placement: Placement, limit: Int, maps: CodeMaps) -> Codes {
    guard case .codes(let buffer) = storage[column] else { return .missing(count: placement.rowCount) }
    return placeCodes(placement, limit: limit) { slot, worker in maps[worker, buffer[slot]] }
  }
}

/// What each worker's codes of a column mean.
final class CodeMaps: @unchecked Sendable {
  private let bases: [UnsafeMutableBufferPointer<UInt32>]

  init(_ maps: [[UInt32]]) {
    bases = maps.map { map in
      let buffer = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(1, map.count))
      _ = buffer.initialize(fromContentsOf: map)
      if map.isEmpty { buffer.initialize(repeating: 0) }
      return buffer
    }
  }

  deinit {
    for base in bases { base.deallocate() }
  }

  @inline(__always)
  subscript(worker: Int, code: UInt32) -> UInt32 {
    bases[worker][Int(code)]
  }
}
