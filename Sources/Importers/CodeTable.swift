// Unsafe: a hash table over raw bytes. Promises: keys are copied, so they outlive the block they came from; `code(of:)` may
// read up to 16 bytes after a cell, which blocks allow.
import Glibc

/// The distinct texts of a column as one worker meets them, numbered from 1; 0 is the missing text.
///
/// Whole numbers of up to six digits, as ids often are, are looked up in a plain array; other texts of up to 16 bytes are
/// compared as two words, longer ones by hash and bytes.
final class CodeTable {
  fileprivate struct Entry {
    /// The text itself, or hash and place in the arena of a longer one.
    var low: UInt64
    var high: UInt64
    var length: UInt32
    /// 0: the entry is free.
    var code: UInt32
  }

  /// What lookups read, in one value, so that loops can hold it.
  struct View {
    fileprivate var integers: UnsafeMutablePointer<UInt32>
    fileprivate var entries: UnsafeMutablePointer<Entry>
    fileprivate var mask: Int
    fileprivate var arena: UnsafeMutablePointer<UInt8>
  }

  /// Changes with each new text.
  private(set) var view: View
  private let integers: SlotBuffer<UInt32>
  private(set) var count = 0

  private var arenaCapacity: Int
  private var arenaCount = 0
  /// Ends of the texts in the arena; text `code` is `ends[code - 1] ..< ends[code]`.
  private var ends: [Int] = [0]
  /// The slot in which each text was first met, by code.
  private(set) var firstSlots: [UInt32] = [0]
  private var hashedCount = 0
  /// Some text has letters beyond ASCII, so two texts of different bytes may read the same.
  private(set) var hasOtherThanASCII = false

  private static let integerDigits = 6
  private static let largeMask = 1 << 16

  init() {
    integers = SlotBuffer(count: 1_000_000, isDense: false)
    arenaCapacity = 1024
    view = View(
      integers: integers.base, entries: .allocate(capacity: 64), mask: 63, arena: .allocate(capacity: arenaCapacity))
    view.entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, code: 0), count: 64)
    view.arena.initialize(repeating: 0, count: arenaCapacity)
  }

  deinit {
    view.entries.deallocate()
    view.arena.deallocate()
  }

  /// The code of a text, a new one if it was never met. The empty text is 0.
  ///
  /// - Parameter view: this table's, as it was after the last new text; brought up to date.
  @inline(__always)
  func code(of cell: Cell, slot: UInt32, _ view: inout View) -> UInt32 {
    if cell.count == 0 { return 0 }
    if cell.count <= CodeTable.integerDigits, let integer = IntegerText.parse(cell) {
      let code = view.integers[Int(integer)]
      return code != 0 ? code : insert(cell, integer: Int(integer), slot: slot, &view)
    }
    if cell.count > 16 { return longCode(of: cell, slot: slot, &view) }
    let raw = UnsafeRawPointer(cell.start)
    var low = raw.loadUnaligned(as: UInt64.self)
    var high: UInt64 = 0
    if cell.count <= 8 {
      low = low &<< (64 &- UInt64(cell.count) &* 8)
    } else {
      high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      high = high &<< (128 &- UInt64(cell.count) &* 8)
    }
    let length = UInt32(truncatingIfNeeded: cell.count)
    var index = Int(truncatingIfNeeded: CodeTable.hash(low, high ^ UInt64(length))) & view.mask
    while true {
      let entry = view.entries + index
      if entry.pointee.low == low, entry.pointee.high == high, entry.pointee.length == length {
        return entry.pointee.code
      }
      if entry.pointee.code == 0 { return insert(cell, low, high, at: index, slot: slot, &view) }
      index = (index &+ 1) & view.mask
    }
  }

  /// The bytes of a text; good until the next text is met.
  func cell(_ code: Int) -> Cell {
    Cell(start: view.arena + ends[code - 1], count: ends[code] - ends[code - 1])
  }

  func text(_ code: Int) -> String { code == 0 ? "" : cell(code).text }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    let mixed = product.high ^ product.low
    return mixed ^ (mixed >> 29)
  }

  /// More than 16 bytes: eight at a time, the last eight again.
  @inline(__always)
  private static func hash(_ cell: Cell) -> UInt64 {
    let raw = UnsafeRawPointer(cell.start)
    var hash = UInt64(truncatingIfNeeded: cell.count)
    var offset = 0
    while offset &+ 8 < cell.count {
      hash = CodeTable.hash(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), hash)
      offset &+= 8
    }
    return CodeTable.hash(hash ^ raw.loadUnaligned(fromByteOffset: cell.count &- 8, as: UInt64.self), hash)
  }

  @inline(__always)
  private func longCode(of cell: Cell, slot: UInt32, _ view: inout View) -> UInt32 {
    let hash = CodeTable.hash(cell)
    let length = UInt32(clamping: cell.count)
    var index = Int(truncatingIfNeeded: hash) & view.mask
    while true {
      let entry = view.entries + index
      if entry.pointee.low == hash, entry.pointee.length == length,
        memcmp(view.arena + Int(entry.pointee.high), cell.start, cell.count) == 0
      {
        return entry.pointee.code
      }
      if entry.pointee.code == 0 {
        return insert(cell, hash, UInt64(arenaCount), at: index, slot: slot, &view)
      }
      index = (index &+ 1) & view.mask
    }
  }

  @inline(never)
  private func insert(_ cell: Cell, integer: Int, slot: UInt32, _ view: inout View) -> UInt32 {
    let code = append(cell, slot: slot)
    self.view.integers[integer] = code
    view = self.view
    return code
  }

  @inline(never)
  private func insert(
    _ cell: Cell, _ low: UInt64, _ high: UInt64, at index: Int, slot: UInt32, _ view: inout View
  ) -> UInt32 {
    let code = append(cell, slot: slot)
    self.view.entries[index] = Entry(low: low, high: high, length: UInt32(clamping: cell.count), code: code)
    hashedCount += 1
    // Large tables are kept fuller: of millions of ids the free entries would be more than the file.
    let isFull =
      self.view.mask < CodeTable.largeMask ? hashedCount * 2 > self.view.mask : hashedCount * 3 > self.view.mask * 2
    if isFull { grow() }
    view = self.view
    return code
  }

  private func append(_ cell: Cell, slot: UInt32) -> UInt32 {
    // Room behind the texts, so that they can be read as cells of blocks can.
    if arenaCount + cell.count + 32 > arenaCapacity {
      arenaCapacity = (arenaCount + cell.count + 32) * 2
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
      larger.initialize(repeating: 0, count: arenaCapacity)
      larger.update(from: view.arena, count: arenaCount)
      view.arena.deallocate()
      view.arena = larger
    }
    (view.arena + arenaCount).update(from: cell.start, count: cell.count)
    for index in 0..<cell.count where cell[index] >= 0x80 { hasOtherThanASCII = true }
    arenaCount += cell.count
    ends.append(arenaCount)
    firstSlots.append(slot)
    count += 1
    return UInt32(truncatingIfNeeded: count)
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: view.entries, count: view.mask + 1)
    let mask = view.mask < CodeTable.largeMask ? view.mask * 4 + 3 : view.mask * 2 + 1
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: mask + 1)
    entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, code: 0), count: mask + 1)
    for entry in old where entry.code != 0 {
      let hash = entry.length > 16 ? entry.low : CodeTable.hash(entry.low, entry.high ^ UInt64(entry.length))
      var index = Int(truncatingIfNeeded: hash) & mask
      while entries[index].code != 0 { index = (index + 1) & mask }
      entries[index] = entry
    }
    old.deallocate()
    view.entries = entries
    view.mask = mask
  }
}
