import Diagnostics
import Glibc

/// Why nothing was measured.
struct Failure: Error {
  let reason: String
  var isUsage = false

  static func usage(_ reason: String) -> Failure {
    Failure(reason: reason + "\n" + Options.help, isUsage: true)
  }

  /// What the operating system said last about a file.
  static func system(_ path: String) -> Failure {
    Failure(reason: "\(path): \(String(cString: strerror(errno)))")
  }
}

extension Failure {
  init(_ rejection: Rejection) {
    self.init(reason: rejection.diagnostics.map(\.message).joined(separator: "; "))
  }
}
