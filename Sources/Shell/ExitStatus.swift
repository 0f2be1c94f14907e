import Diagnostics

/// How the process ends. A later failure never makes an earlier one look better.
public enum ExitStatus: Int32, Sendable {
  case success = 0
  /// A statement could not be run, or the data not be loaded.
  case failure = 1
  /// The command line makes no sense.
  case usage = 2
  /// A stated figure was another one; nothing else went wrong.
  case unmetExpectation = 3
  /// Ctrl-C ended the loading: what its signal would give.
  case interrupted = 130
  /// Nobody reads the results any more: what the signal of a closed pipe would give.
  case closedPipe = 141

  /// The status after one more rejection.
  public func after(_ rejection: Rejection) -> ExitStatus {
    if self == .interrupted || rejection.isCancellation { return .interrupted }
    let isExpectation = rejection.diagnostics.allSatisfy { $0.code == ExitStatus.expectationCode }
    return self == .failure || !isExpectation ? .failure : .unmetExpectation
  }

  /// The code of the diagnostic that a failed `expect` gives.
  static let expectationCode = "expectation-failed"
}

extension Rejection {
  /// Somebody ended what was going on.
  var isCancellation: Bool { diagnostics.contains { $0.code == Diagnostic.cancelled.code } }
}
