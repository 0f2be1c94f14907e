// Unsafe: cells are put into raw memory first. Promises: nothing is written beyond the room made for it, and the cells of
// a finished column are those that were put.

/// A column that is being filled: the last cells lie in a small piece of memory that stays in the processor's cache, and
/// go from there to the column's arrays, many at once.
struct JSONColumn {
  typealias Place = UnsafeMutablePointer<JSONColumn>

  let header: String
  /// It repeats a field of a list's first object: `fees[0].name`.
  let isMirror: Bool
  /// Cells put so far.
  private(set) var rows = 0
  /// The column of the parent's table in which a list's first object is repeated.
  var mirror: Place?
  /// Which cells are numbers.
  private var numbers = NumberRuns()

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var staged: UnsafeMutablePointer<UInt8>
  private var stagedCount = 0
  private var stagedRoom = 256
  private var stagedEnds: UnsafeMutablePointer<UInt32>
  private var stagedEndsCount = 0
  private var stagedEndsRoom = 32

  init(header: String, isMirror: Bool) {
    self.header = header
    self.isMirror = isMirror
    staged = .allocate(capacity: stagedRoom)
    stagedEnds = .allocate(capacity: stagedEndsRoom)
  }

  /// To be called once, after the last use.
  func free() {
    staged.deallocate()
    stagedEnds.deallocate()
  }

  /// Whether the last filled cell is a number.
  var isNumber: Bool { numbers.isNumber }

  /// Tells what the cell is that is put next.
  @inline(__always) mutating func note(_ text: UnsafeBufferPointer<UInt8>, isNumber: Bool) {
    if !text.isEmpty { numbers.note(isNumber: isNumber, row: rows) }
  }

  /// Puts a cell into the row `rows`, if there is room at hand.
  ///
  /// - Parameter text: 15 bytes behind its end can be read.
  @inline(__always) mutating func putQuickly(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = text.count
    guard stagedCount + count + 16 <= stagedRoom, stagedEndsCount < stagedEndsRoom else { return false }
    let from = UnsafeRawPointer(text.baseAddress!)
    let to = UnsafeMutableRawPointer(staged + stagedCount)
    var at = 0
    while at < count {
      to.storeBytes(of: (from + at).loadUnaligned(as: SIMD16<UInt8>.self), toByteOffset: at, as: SIMD16<UInt8>.self)
      at += 16
    }
    stagedCount += count
    stagedEnds[stagedEndsCount] = UInt32(truncatingIfNeeded: bytes.count + stagedCount)
    stagedEndsCount += 1
    rows += 1
    return true
  }

  /// Puts a cell into the row `rows`.
  ///
  /// - Returns: false if the column is full.
  mutating func put(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    flush()
    guard bytes.count + max(stagedRoom, text.count + 16) <= TextColumn.limit else { return false }
    if text.count + 16 > stagedRoom || rows > 8 * stagedEndsRoom { grow(toHold: text.count + 16) }
    if let start = text.baseAddress { staged.update(from: start, count: text.count) }
    stagedCount = text.count
    stagedEnds[0] = UInt32(truncatingIfNeeded: bytes.count + stagedCount)
    stagedEndsCount = 1
    rows += 1
    return true
  }

  /// Adds empty cells up to a number of rows.
  mutating func pad(to count: Int) {
    guard rows < count else { return }
    flush()
    ends.append(contentsOf: repeatElement(UInt32(truncatingIfNeeded: bytes.count), count: count - rows))
    rows = count
  }

  /// Takes away all cells from a row on.
  mutating func cut(to count: Int) {
    guard count < rows else { return }
    flush()
    ends.removeLast(rows - count)
    bytes.removeLast(bytes.count - Int(ends.last ?? 0))
    numbers.cut(to: count)
    rows = count
  }

  /// The cell put last, with 15 bytes behind it that can be read. It must not have been padded, nor cut since.
  var last: UnsafeBufferPointer<UInt8> {
    let start = stagedEndsCount > 1 ? Int(stagedEnds[stagedEndsCount - 2]) - bytes.count : 0
    return UnsafeBufferPointer(start: staged + start, count: stagedCount - start)
  }

  /// What was put; nothing is left.
  mutating func finished() -> TextColumn {
    flush()
    defer {
      bytes = []
      ends = []
      numbers = NumberRuns()
      rows = 0
    }
    return TextColumn(bytes: bytes, ends: ends, numbers: numbers.cells(ends))
  }

  private mutating func flush() {
    guard stagedEndsCount > 0 else { return }
    bytes.append(contentsOf: UnsafeBufferPointer(start: staged, count: stagedCount))
    ends.append(contentsOf: UnsafeBufferPointer(start: stagedEnds, count: stagedEndsCount))
    stagedCount = 0
    stagedEndsCount = 0
  }

  /// A column that gets many cells gets more room, up to 16 KB, or for one cell as large as it is. Nothing is staged.
  private mutating func grow(toHold count: Int) {
    let cells = max(count, min(4 * stagedRoom, 1 << 14))
    if cells > stagedRoom {
      staged.deallocate()
      stagedRoom = cells
      staged = .allocate(capacity: cells)
    }
    let numbers = min(4 * stagedEndsRoom, 1 << 11)
    if numbers > stagedEndsRoom {
      stagedEnds.deallocate()
      stagedEndsRoom = numbers
      stagedEnds = .allocate(capacity: numbers)
    }
  }
}
