import Files
import Glibc
import Store
import Synchronization

/// A line that tells how far loading is: shown once it takes its time, written anew in its place, and gone at the end.
public final class Progress: Sendable {
  private struct State {
    var start: ContinuousClock.Instant
    var shown: ContinuousClock.Instant?
    var files = 0
    var bytes = 0
    /// Threads that read ahead may still tell of it when it is over.
    var isLoading = false
  }

  private let sink: any ByteSink & Sendable
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state: Mutex<State>

  /// How long loading takes before anything is said, and then between two lines.
  private static let patience = Duration.milliseconds(500)
  private static let pause = Duration.milliseconds(100)

  init(
    sink: any ByteSink & Sendable, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
  ) {
    self.sink = sink
    self.now = now
    state = Mutex(State(start: now()))
  }

  /// On standard error, if that is a terminal whose lines can be written anew.
  public static var onTerminal: Progress? {
    Terminal.canRewrite(STDERR_FILENO) ? Progress(sink: DescriptorSink(STDERR_FILENO)) : nil
  }

  /// Called from any thread.
  public func take(_ step: LoadingStep) {
    let now = now()
    state.withLock { state in
      switch step {
      case .began: state = State(start: now, isLoading: true)
      case .work: show(&state, now)
      case .file:
        state.files += 1
        show(&state, now)
      case .bytes(let count):
        state.bytes += count
        show(&state, now)
      case .ended:
        // Whoever cannot see it any more need not see it go.
        if state.shown != nil { try? sink.write("\r\u{1B}[K") }
        state.shown = nil
        state.isLoading = false
      }
    }
  }

  private func show(_ state: inout State, _ now: ContinuousClock.Instant) {
    let taken = now - state.start
    guard state.isLoading, taken >= Progress.patience, state.shown.map({ now - $0 >= Progress.pause }) ?? true else {
      return
    }
    state.shown = now
    try? sink.write("\r" + Progress.text(files: state.files, bytes: state.bytes, taken) + "\u{1B}[K")
  }

  /// `loading: 3 files, 412 MB, 305 MB/s`
  static func text(files: Int, bytes: Int, _ duration: Duration) -> String {
    let milliseconds = max(1, Int(duration / .milliseconds(1)))
    let megabytes = bytes / 1_000_000
    return "loading: \(files) \(files == 1 ? "file" : "files"), \(megabytes) MB, \(bytes / milliseconds / 1000) MB/s"
  }
}
