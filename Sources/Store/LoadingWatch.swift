/// Who looks on while exports are loaded, and may end it. Called from any thread.
public struct LoadingWatch: Sendable {
  /// Asked once for each piece that is read, and between the steps after that.
  public var isCancelled: @Sendable () -> Bool
  public var tell: @Sendable (LoadingStep) -> Void

  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    tell: @escaping @Sendable (LoadingStep) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.tell = tell
  }

  /// Said within long steps in which nothing is read.
  ///
  /// - Returns: whether they are to go on.
  public func goesOn() -> Bool {
    tell(.work)
    return !isCancelled()
  }
}

/// How far loading is.
public enum LoadingStep: Hashable, Sendable {
  case began
  /// One more file is looked at.
  case file
  /// So many bytes more were read.
  case bytes(Int)
  /// What was read is worked on.
  case work
  /// It is done, or failed.
  case ended
}
