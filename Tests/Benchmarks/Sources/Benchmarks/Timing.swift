import Glibc

/// A span of time on the monotonic clock.
struct Nanoseconds: Comparable {
  let count: Int

  static var now: Nanoseconds {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Nanoseconds(count: time.tv_sec * 1_000_000_000 + time.tv_nsec)
  }

  static func - (later: Nanoseconds, earlier: Nanoseconds) -> Nanoseconds {
    Nanoseconds(count: later.count - earlier.count)
  }

  static func < (one: Nanoseconds, other: Nanoseconds) -> Bool { one.count < other.count }

  /// `12.345`
  var milliseconds: String {
    let micros = (count + 500) / 1000
    let decimals = String(micros % 1000)
    return "\(micros / 1000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
  }
}

/// The middle and the ends of several measured times.
struct Timing {
  let median: Nanoseconds
  let least: Nanoseconds
  let most: Nanoseconds
  let runs: Int

  /// - Parameter times: one at least.
  init(_ times: [Nanoseconds]) {
    precondition(!times.isEmpty, "a timing needs a time")
    let sorted = times.sorted()
    let upper = sorted[sorted.count / 2]
    let lower = sorted[(sorted.count - 1) / 2]
    median = Nanoseconds(count: (lower.count + upper.count) / 2)
    least = sorted[0]
    most = sorted[sorted.count - 1]
    runs = sorted.count
  }
}
