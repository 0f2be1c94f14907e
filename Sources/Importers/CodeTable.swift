// Unsafe: a hash table over raw bytes. Promises: keys are copied, so they outlive the block they came from; `code(of:)` may
// read up to 16 bytes after a cell, which blocks allow.

/// The distinct texts of a column as one worker meets them, numbered from 1; 0 is the missing text.
///
/// Texts of up to 16 bytes are compared as two words, longer ones by hash and bytes.
final class CodeTable {
  private struct Entry {
    /// The text itself, or hash and place of a longer one.
    var low: UInt64
    var high: UInt64
    var length: UInt32
    /// 0: the entry is free.
    var code: UInt32
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int
  private(set) var count = 0

  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity: Int
  private var arenaCount = 0
  /// Ends of the texts in the arena; text `code` is `ends[code - 1] ..< ends[code]`.
  private var ends: [Int] = [0]
  /// The slot in which each text was first met, by code.
  private(set) var firstSlots: [UInt32] = [0]

  init() {
    mask = 63
    entries = .allocate(capacity: mask + 1)
    entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, code: 0), count: mask + 1)
    arenaCapacity = 1024
    arena = .allocate(capacity: arenaCapacity)
    arena.initialize(repeating: 0, count: arenaCapacity)
  }

  deinit {
    entries.deallocate()
    arena.deallocate()
  }

  /// The code of a text, a new one if it was never met. The empty text is 0.
  @inline(__always)
  func code(of cell: Cell, slot: UInt32) -> UInt32 {
    if cell.count == 0 { return 0 }
    if cell.count > 16 { return longCode(of: cell, slot: slot) }
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
    var index = Int(truncatingIfNeeded: CodeTable.hash(low, high ^ UInt64(length))) & mask
    while true {
      let entry = entries[index]
      if entry.low == low, entry.high == high, entry.length == length { return entry.code }
      if entry.code == 0 { return insert(cell, low, high, at: index, slot: slot) }
      index = (index &+ 1) & mask
    }
  }

  /// The bytes of a text; good until the next text is met.
  func cell(_ code: Int) -> Cell {
    Cell(start: arena + ends[code - 1], count: ends[code] - ends[code - 1])
  }

  func text(_ code: Int) -> String { code == 0 ? "" : cell(code).text }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    let mixed = product.high ^ product.low
    return mixed ^ (mixed >> 29)
  }

  @inline(never)
  private func longCode(of cell: Cell, slot: UInt32) -> UInt32 {
    let raw = UnsafeRawPointer(cell.start)
    var hash: UInt64 = 0
    var offset = 0
    while offset + 8 <= cell.count {
      hash = CodeTable.hash(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), UInt64(offset))
      offset += 8
    }
    while offset < cell.count {
      hash = CodeTable.hash(hash ^ UInt64(cell[offset]), UInt64(offset))
      offset += 1
    }
    let length = UInt32(clamping: cell.count)
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = entries[index]
      if entry.code == 0 { return insert(cell, hash, 0, at: index, slot: slot) }
      if entry.low == hash, entry.length == length, isText(Int(entry.code), cell) { return entry.code }
      index = (index + 1) & mask
    }
  }

  private func isText(_ code: Int, _ cell: Cell) -> Bool {
    let known = self.cell(code)
    guard known.count == cell.count else { return false }
    for index in 0..<cell.count where known[index] != cell[index] { return false }
    return true
  }

  @inline(never)
  private func insert(_ cell: Cell, _ low: UInt64, _ high: UInt64, at index: Int, slot: UInt32) -> UInt32 {
    // Room behind the texts, so that they can be read as cells of blocks can.
    if arenaCount + cell.count + 32 > arenaCapacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: (arenaCount + cell.count + 32) * 2)
      arenaCapacity = (arenaCount + cell.count + 32) * 2
      larger.initialize(repeating: 0, count: arenaCapacity)
      larger.update(from: arena, count: arenaCount)
      arena.deallocate()
      arena = larger
    }
    (arena + arenaCount).update(from: cell.start, count: cell.count)
    arenaCount += cell.count
    ends.append(arenaCount)
    firstSlots.append(slot)
    count += 1
    entries[index] = Entry(
      low: low, high: high, length: UInt32(clamping: cell.count), code: UInt32(truncatingIfNeeded: count))
    if count * 2 > mask { grow() }
    return UInt32(truncatingIfNeeded: count)
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: entries, count: mask + 1)
    mask = mask * 4 + 3
    entries = .allocate(capacity: mask + 1)
    entries.initialize(repeating: Entry(low: 0, high: 0, length: 0, code: 0), count: mask + 1)
    for entry in old where entry.code != 0 {
      let hash = entry.length > 16 ? entry.low : CodeTable.hash(entry.low, entry.high ^ UInt64(entry.length))
      var index = Int(truncatingIfNeeded: hash) & mask
      while entries[index].code != 0 { index = (index + 1) & mask }
      entries[index] = entry
    }
    old.deallocate()
  }
}
