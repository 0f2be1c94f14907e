import Diagnostics
import Files
import Store
import Synchronization
import Testing

@testable import Shell

/// The line that tells how far loading is.
@Suite("progress")
struct ProgressTests {
  /// A clock that goes when it is told to, and what was shown by it.
  private final class Screen: ByteSink, Sendable {
    private let shown = Mutex("")
    private let start = ContinuousClock.now
    private let milliseconds = Atomic<Int>(0)

    var text: String { shown.withLock { $0 } }
    var now: ContinuousClock.Instant { start + .milliseconds(milliseconds.load(ordering: .relaxed)) }

    func wait(_ count: Int) { milliseconds.wrappingAdd(count, ordering: .relaxed) }

    func write(_ bytes: [UInt8]) throws(WriteError) {
      shown.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    }
  }

  @Test(
    "what is shown",
    arguments: [
      // each step with the milliseconds before it                                shown, `|` for a line begun anew
      ([(0, .began), (10, .file), (400, .bytes(80_000_000)), (10, .ended)], ""),  // it was fast
      ([(0, .began), (10, .file), (490, .bytes(80_000_000)), (10, .ended)], "|loading: 1 file, 80 MB, 160 MB/s|"),
      (
        [(0, .began), (0, .file), (0, .file), (600, .bytes(6_000_000)), (50, .bytes(1)), (50, .work), (0, .ended)],
        "|loading: 2 files, 6 MB, 10 MB/s|loading: 2 files, 6 MB, 8 MB/s|"
      ),
      (
        [(0, .began), (600, .file), (0, .ended), (0, .began), (10, .file), (0, .ended)],
        "|loading: 1 file, 0 MB, 0 MB/s|"
      ),
      // Told late by a thread that read ahead.
      ([(0, .began), (10, .file), (10, .ended), (900, .bytes(1)), (900, .work)], ""),
    ] as [([(Int, LoadingStep)], String)])
  func lines(steps: [(Int, LoadingStep)], text: String) {
    let screen = Screen()
    let progress = Progress(sink: screen, now: { screen.now })
    for (pause, step) in steps {
      screen.wait(pause)
      progress.take(step)
    }
    let shown = screen.text.split(separator: "\u{1B}[K", omittingEmptySubsequences: false).joined()
    #expect(String(shown.map { $0 == "\r" ? "|" : $0 }) == text)
  }
}
