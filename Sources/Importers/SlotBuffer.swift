// Unsafe: memory straight from the system. Promises: `base` points at `count` elements, zero at first and backed by
// memory only once touched, until the buffer is released. Whoever writes at the same time must write different slots.
import Glibc

/// Room for one value per slot of a table that is being read.
final class SlotBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int
  private let byteCount: Int

  init(count: Int) {
    self.count = count
    byteCount = max(1, count) * MemoryLayout<Element>.stride
    guard
      let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
      memory != MAP_FAILED
    else { fatalError("out of memory: \(byteCount) bytes for a column") }
    HugePages.advise(memory, byteCount: byteCount)
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

/// Codes by slot: two bytes each, and four more where a code needs them.
struct SlotCodes: @unchecked Sendable {
  private let narrowBuffer: SlotBuffer<UInt16>
  private let wideBuffer: SlotBuffer<UInt32>
  private let narrow: UnsafeMutablePointer<UInt16>
  private let wide: UnsafeMutablePointer<UInt32>

  private static let escape = UInt16.max

  init(count: Int) {
    narrowBuffer = SlotBuffer(count: count)
    wideBuffer = SlotBuffer(count: count)
    narrow = narrowBuffer.base
    wide = wideBuffer.base
  }

  subscript(slot: Int) -> UInt32 {
    @inline(__always)
    get {
      let code = narrow[slot]
      return code != SlotCodes.escape ? UInt32(code) : wide[slot]
    }
    @inline(__always)
    nonmutating set {
      if newValue < UInt32(SlotCodes.escape) {
        narrow[slot] = UInt16(truncatingIfNeeded: newValue)
      } else {
        narrow[slot] = SlotCodes.escape
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
