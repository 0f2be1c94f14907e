import Dispatch
import Glibc
import Synchronization

/// Work on all cores. Bodies run at the same time and must touch different memory.
enum Parallel {
  /// Cores to use.
  static let width = max(1, min(64, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// Runs `body` for `0 ..< count`, and returns when all are done.
  static func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 { return body(0) }
    if count > 1 { DispatchQueue.concurrentPerform(iterations: count, execute: body) }
  }

  /// What `body` makes of `0 ..< count`, in that order.
  static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let values = Mutex([Value?](repeating: nil, count: count))
    perform(count) { index in
      let value = body(index)
      values.withLock { $0[index] = value }
    }
    return values.withLock { $0.compactMap(\.self) }
  }
}
