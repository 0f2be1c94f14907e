// Promises the rest: after `install`, Ctrl-C interrupts a read or cancels a query instead of ending the process.
import Glibc
import Synchronization

/// Ctrl-C while the shell runs: it drops the line, or cancels the query that runs.
public enum Interrupts {
  private static let isNoted = Atomic<Bool>(false)

  /// Touches the flag before a signal can: it is made when it is first used.
  ///
  /// Without `SA_RESTART`: a read that is under way must come back to let go of the line.
  static func install() {
    forget()
    TerminalSignals.touch()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupts.note() }
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(SIGINT, &action, nil)
  }

  /// Runs what looks at `pending` itself; after it Ctrl-C does what it did before.
  public static func noted<Result, Failure>(during body: () throws(Failure) -> Result) throws(Failure) -> Result {
    var before = sigaction()
    sigaction(SIGINT, nil, &before)
    install()
    defer { sigaction(SIGINT, &before, nil) }
    return try body()
  }

  /// A line, or what was entered, begins.
  static func forget() { isNoted.store(false, ordering: .relaxed) }

  /// Whether Ctrl-C came since then.
  public static var pending: Bool { isNoted.load(ordering: .relaxed) }

  /// In the signal handler: nothing but an atomic and a byte for whoever waits.
  private static func note() {
    isNoted.store(true, ordering: .relaxed)
    TerminalSignals.wake()
  }
}
