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

/// What a row of the finished table gets from its slot. Structs, so that loops over slots hold no calls.
protocol SlotValue: Sendable {
  associatedtype Value: BitwiseCopyable
  /// Called before the slots of each segment.
  mutating func begin(worker: Int)
  func value(_ slot: Int) -> Value
}

/// The value as it stands in its slot.
struct PlainValue<Value: BitwiseCopyable>: SlotValue, @unchecked Sendable {
  private let buffer: SlotBuffer<Value>
  private let base: UnsafeMutablePointer<Value>

  init(_ buffer: SlotBuffer<Value>) {
    self.buffer = buffer
    base = buffer.base
  }

  mutating func begin(worker: Int) {}

  @inline(__always)
  func value(_ slot: Int) -> Value { base[slot] }
}

/// A code, translated from the worker's own to the table's.
struct MappedCode: SlotValue {
  private let codes: SlotCodes
  private let maps: CodeMaps
  private var map: CodeMaps.Map

  init(_ codes: SlotCodes, _ maps: CodeMaps) {
    self.codes = codes
    self.maps = maps
    map = maps.map(of: 0)
  }

  mutating func begin(worker: Int) { map = maps.map(of: worker) }

  @inline(__always)
  func value(_ slot: Int) -> UInt32 { map[codes[slot]] }
}

/// A code in fewer bits.
private struct Narrowed<Wide: SlotValue, Value: FixedWidthInteger & BitwiseCopyable>: SlotValue
where Wide.Value == UInt32 {
  var wide: Wide

  mutating func begin(worker: Int) { wide.begin(worker: worker) }

  @inline(__always)
  func value(_ slot: Int) -> Value { Value(truncatingIfNeeded: wide.value(slot)) }
}

extension RawTable {
  /// Writes the value of each slot to its row.
  func place<Slots: SlotValue>(_ placement: Placement, _ slots: Slots) -> [Slots.Value] {
    Array(count: placement.rowCount) { target in
      nonisolated(unsafe) let target = target
      nonisolated(unsafe) let rows = placement.rows.base
      Parallel.perform(segments.count) { index in
        let segment = segments[index]
        var slots = slots
        slots.begin(worker: segment.worker)
        for slot in segment.slots {
          let row = rows[slot]
          if row != Placement.none { target[Int(row)] = slots.value(slot) }
        }
      }
    }
  }

  /// The same for codes below `limit`, in the narrowest form.
  func placeCodes<Slots: SlotValue>(
    _ placement: Placement, limit: Int, _ slots: Slots
  ) -> Codes where Slots.Value == UInt32 {
    if limit <= 1 << 8 { return Codes(.narrow(place(placement, Narrowed<Slots, UInt8>(wide: slots)))) }
    if limit <= 1 << 16 { return Codes(.middle(place(placement, Narrowed<Slots, UInt16>(wide: slots)))) }
    return Codes(.wide(place(placement, slots)))
  }

  /// A coded column, each worker's codes translated by its map.
  func placeCodes(_ column: Int, _ placement: Placement, limit: Int, maps: CodeMaps) -> Codes {
    guard case .codes(let codes) = storage[column] else { return .missing(count: placement.rowCount) }
    return placeCodes(placement, limit: limit, MappedCode(codes, maps))
  }
}

/// What each worker's codes of a column mean.
final class CodeMaps: @unchecked Sendable {
  /// By code.
  struct Map: @unchecked Sendable {
    fileprivate let base: UnsafeMutableBufferPointer<UInt32>

    @inline(__always)
    subscript(code: UInt32) -> UInt32 { base[Int(code)] }
  }

  private let maps: [Map]

  init(_ maps: [[UInt32]]) {
    self.maps = maps.map { map in
      let buffer = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(1, map.count))
      buffer.initialize(repeating: 0)
      for (code, meaning) in map.enumerated() { buffer[code] = meaning }
      return Map(base: buffer)
    }
  }

  deinit {
    for map in maps { map.base.deallocate() }
  }

  func map(of worker: Int) -> Map { maps[worker] }

  subscript(worker: Int, code: UInt32) -> UInt32 { maps[worker][code] }
}
