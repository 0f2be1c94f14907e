// Unsafe: calls `ioctl`, `posix_spawn`, `poll`. Promises: the descriptors and the process are gone with `close`.
import Files
import Glibc

/// A program that believes to sit at a terminal.
final class PseudoTerminal {
  private let master: CInt
  private let process: pid_t
  private var isClosed = false

  /// - Parameter environment: all that the program sees of it.
  init(_ program: String, _ arguments: [String], environment: [String: String], columns: Int, rows: Int) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // What `unlockpt` and `ptsname` ask of Linux, which Swift does not see: TIOCSPTLCK, TIOCGPTN.
    var isLocked: CInt = 0
    var number: CInt = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw FileError("no pseudo-terminal")
    }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Who leads a session and opens a terminal has it for its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads that run tests hold signals back, which is not to be inherited.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, 0x80 | Int16(POSIX_SPAWN_SETSIGMASK))  // 0x80 is POSIX_SPAWN_SETSID

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    defer { for pointer in words + variables { free(pointer) } }
    words.append(nil)
    variables.append(nil)
    var child = pid_t()
    let problem = posix_spawn(&child, program, &actions, &attributes, words, variables)
    guard problem == 0 else { throw FileError("cannot start \(program)") }
    process = child
  }

  deinit { close() }

  /// Ends the program if it has not ended by itself.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    kill(process, SIGKILL)
    var status: CInt = 0
    waitpid(process, &status, 0)
    Glibc.close(master)
  }

  func write(_ all: [UInt8]) {
    var bytes = all[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// What comes within a time; empty if that is nothing, nil if nothing will come any more.
  func read(milliseconds: CInt) -> [UInt8]? {
    var wanted = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  /// The status with which the program ended by itself; nil while it runs.
  func exitStatus() -> CInt? {
    guard !isClosed else { return nil }
    var status: CInt = 0
    guard waitpid(process, &status, WNOHANG) == process else { return nil }
    isClosed = true
    Glibc.close(master)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }
}
