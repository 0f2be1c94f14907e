// Promises the rest: after `install`, Ctrl-C interrupts a read instead of ending the process.
import Glibc
import Synchronization

/// Ctrl-C while the shell runs: cancels the line; pressed twice while a query runs, it leaves.
enum Interrupts {
  /// How often Ctrl-C came since the line or the statement began.
  private static let count = Atomic<Int>(0)
  private static let isReading = Atomic<Bool>(false)

  /// Touches the counters before a signal can: they are made when they are first used.
  ///
  /// Without `SA_RESTART`: a read that is under way must come back to let go of the line.
  static func install() {
    endReading()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupts.note() }
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(SIGINT, &action, nil)
  }

  /// A line is read from here on: any number of Ctrl-C only cancels lines.
  static func beginReading() {
    count.store(0, ordering: .relaxed)
    isReading.store(true, ordering: .relaxed)
  }

  /// A statement may run from here on.
  static func endReading() {
    isReading.store(false, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
  }

  /// Whether Ctrl-C came since the line began.
  static var pending: Bool { count.load(ordering: .relaxed) > 0 }

  /// In the signal handler: nothing but atomics, and a call that POSIX allows there.
  private static func note() {
    if count.wrappingAdd(1, ordering: .relaxed).newValue == 2, !isReading.load(ordering: .relaxed) { _exit(130) }
  }
}
