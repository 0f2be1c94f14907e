// Promises the rest: after `install`, a window that changes its size, what stops or ends the process, and a shell that is
// continued are noted, and no signal is lost between a look at the flags and the wait for a key.
import Glibc
import Synchronization

/// What the terminal tells by signals, apart from Ctrl-C.
enum TerminalSignals {
  private static let hasNewSize = Atomic<Bool>(false)
  private static let wasStopped = Atomic<Bool>(false)
  /// What wants the process to stop or to end; 0 is nothing.
  private static let departure = Atomic<CInt>(0)
  /// The ends of a pipe into which each signal writes: whoever waits for a key waits for it, too. -1 before `install`.
  private static let readEnd = Atomic<CInt>(-1)
  private static let writeEnd = Atomic<CInt>(-1)

  /// Touches all that a handler touches before a signal can.
  static func install() {
    hasNewSize.store(false, ordering: .relaxed)
    wasStopped.store(false, ordering: .relaxed)
    makePipe()
    noteDepartures()
    handle(SIGWINCH) { _ in
      TerminalSignals.hasNewSize.store(true, ordering: .relaxed)
      TerminalSignals.wake()
    }
    handle(SIGCONT) { _ in
      TerminalSignals.wasStopped.store(true, ordering: .relaxed)
      TerminalSignals.hasNewSize.store(true, ordering: .relaxed)  // what is on the screen is another's
      TerminalSignals.wake()
    }
  }

  /// While a key is waited for, what stops or ends the process is noted, so that the terminal can be left as it was found;
  /// at other times it does so at once. What is ignored stays so.
  private static func noteDepartures() {
    departure.store(0, ordering: .relaxed)
    for signal in departures {
      handle(signal) { signal in
        TerminalSignals.departure.store(signal, ordering: .relaxed)
        TerminalSignals.wake()
      }
    }
  }

  /// Ctrl-Z, Ctrl-\\, and what other programs send; without those that whoever started the process wants ignored.
  private static let departures = [SIGTSTP, SIGQUIT, SIGTERM, SIGHUP].filter { signal in
    var before = sigaction()
    sigaction(signal, nil, &before)
    return unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// No key is waited for any more.
  static func release() {
    for signal in departures { Glibc.signal(signal, SIG_DFL) }
    if let signal = takeDeparture() { raise(signal) }
  }

  /// Does what a signal means. Returns where that was a stop, and the process is continued.
  static func follow(_ signal: CInt) {
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
    noteDepartures()
    // Where nothing could stop it, nothing says that it goes on.
    wasStopped.store(true, ordering: .relaxed)
    hasNewSize.store(true, ordering: .relaxed)
  }

  /// Touches what `wake` touches, before a signal can.
  static func touch() { _ = descriptor }

  private static func makePipe() {
    guard readEnd.load(ordering: .relaxed) < 0 else { return }
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
  }

  private static func handle(_ signal: CInt, _ handler: @escaping @convention(c) (CInt) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }

  /// In a signal handler: whoever waits is woken. Leaves `errno` as it was.
  static func wake() {
    let end = writeEnd.load(ordering: .relaxed)
    guard end >= 0 else { return }
    let before = errno
    var byte: UInt8 = 0
    _ = write(end, &byte, 1)
    errno = before
  }

  /// What is to be polled beside the keys.
  static var descriptor: CInt { readEnd.load(ordering: .relaxed) }

  /// Makes `descriptor` quiet again.
  static func drain() {
    var bytes: (UInt64, UInt64) = (0, 0)
    while read(descriptor, &bytes, 16) > 0 {}
  }

  static func takeResize() -> Bool { hasNewSize.exchange(false, ordering: .relaxed) }

  static func takeDeparture() -> CInt? {
    let signal = departure.exchange(0, ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  static func takeContinuation() -> Bool { wasStopped.exchange(false, ordering: .relaxed) }
}
