// Unsafe: memory straight from the system. Promises: `base` points at `count` elements, zero at first and backed by
// memory only once touched, until the buffer is released. Whoever writes at the same time must write different slots.
import Glibc

/// Room for one value per slot of a table that is being read.
final class SlotBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int
  private let byteCount: Int

  /// - Parameter isDense: most of it will be touched, so large pages pay.
  init(count: Int, isDense: Bool = true) {
    self.count = count
    byteCount = max(1, count) * MemoryLayout<Element>.stride
    guard
      let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
      memory != MAP_FAILED
    else { fatalError("out of memory: \(byteCount) bytes for a column") }
    if isDense { HugePages.advise(memory, byteCount: byteCount) }
    base = memory.bindMemory(to: Element.self, capacity: max(1, count))
  }

  deinit { munmap(base, byteCount) }

  subscript(slot: Int) -> Element {
    get {
      precondition(slot >= 0 && slot < count, "no such slot")
      return base[slot]
    }
    set {
      precondition(slot >= 0 && slot < count, "no such slot")
      base[slot] = newValue
    }
  }
}

/// Codes by slot, in one byte or two each, and in more only where a code needs more.
struct SlotCodes: @unchecked Sendable {
  private let buffers: (SlotBuffer<UInt8>?, SlotBuffer<UInt16>, SlotBuffer<UInt32>)
  /// nil if most codes would not fit anyway.
  private let narrow: UnsafeMutablePointer<UInt8>?
  private let middle: UnsafeMutablePointer<UInt16>
  private let wide: UnsafeMutablePointer<UInt32>

  /// - Parameter expectsFew: most columns of this kind have fewer than 255 different texts.
  init(count: Int, expectsFew: Bool) {
    buffers = (
      expectsFew ? SlotBuffer(count: count) : nil, SlotBuffer(count: count, isDense: !expectsFew),
      SlotBuffer(count: count, isDense: false)
    )
    narrow = buffers.0?.base
    middle = buffers.1.base
    wide = buffers.2.base
  }

  // The largest number of a width says that the code stands in the next one.
  subscript(slot: Int) -> UInt32 {
    @inline(__always)
    get {
      if let narrow, narrow[slot] != .max { return UInt32(narrow[slot]) }
      let code = middle[slot]
      return code != .max ? UInt32(code) : wide[slot]
    }
    @inline(__always)
    nonmutating set {
      if let narrow {
        if newValue < UInt32(UInt8.max) {
          narrow[slot] = UInt8(truncatingIfNeeded: newValue)
          return
        }
        narrow[slot] = .max
      }
      if newValue < UInt32(UInt16.max) {
        middle[slot] = UInt16(truncatingIfNeeded: newValue)
      } else {
        middle[slot] = .max
        wide[slot] = newValue
      }
    }
  }
}

/// Asks for large pages, which makes first touches of big arrays about a quarter cheaper.
enum HugePages {
  private static let size = 2 << 20

  static func advise(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
    guard byteCount >= 2 * size else { return }
    let address = Int(bitPattern: memory)
    let first = (address + size - 1) & ~(size - 1)
    let end = (address + byteCount) & ~(size - 1)
    if first < end { madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, MADV_HUGEPAGE) }
  }
}

extension Array where Element: BitwiseCopyable {
  /// An array whose elements `body` writes, all of them, from several threads if it likes.
  init(count: Int, filledBy body: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress, count > 0 {
        HugePages.advise(base, byteCount: count * MemoryLayout<Element>.stride)
        body(base)
      }
      initialized = count
    }
  }
}
