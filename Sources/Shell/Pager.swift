// Unsafe: calls `posix_spawnp`, `pipe`, `waitpid`. Promises: when `show` returns, the pager has ended.
import Files
import Glibc

/// A program that shows long texts screen by screen.
struct Pager {
  /// For the shell of the system.
  private let command: String

  /// `$PAGER`, else `less`; nil where there is neither, or the terminal can show nothing but lines.
  ///
  /// - Parameter isTable: whether the text is rows and columns.
  static func standard(isTable: Bool) -> Pager? {
    guard Terminal.canRewrite(STDOUT_FILENO) else { return nil }
    if let own = getenv("PAGER") {
      let command = String(cString: own)
      return command.allSatisfy(\.isWhitespace) ? nil : Pager(command: command)
    }
    // Ends by itself where one screen is enough, shows colours, leaves the text where it is. Lines of a table go on at
    // the side, as a broken row is no row.
    guard isThere("less") else { return nil }
    let keys = "q ends, space goes on, / searches" + (isTable ? ", arrows go aside" : "")
    return Pager(command: "less -FRX\(isTable ? "S" : "") -Ps'\(keys)'")
  }

  private static func isThere(_ program: String) -> Bool {
    (Terminal.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains {
      access("\($0)/\(program)", X_OK) == 0
    }
  }

  /// - Returns: whether it could be started.
  func show(_ bytes: [UInt8]) -> Bool {
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    // This process ignores SIGPIPE; what it starts should not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    var words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let problem = posix_spawnp(&process, "sh", &actions, &attributes, &words, environ)
    close(ends[0])
    // Somebody who has read enough ends it, and then nothing more can be written.
    if problem == 0 { try? DescriptorSink(ends[1]).write(bytes) }
    close(ends[1])
    guard problem == 0 else { return false }
    var status: CInt = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status >> 8 & 0xFF != 127
  }
}
