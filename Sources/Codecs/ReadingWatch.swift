import Glibc
import Synchronization

/// Who looks on while files are read, and may end it. Called from any thread.
public struct ReadingWatch: Sendable {
  let isCancelled: @Sendable () -> Bool
  let didRead: @Sendable (_ bytes: Int) -> Void

  /// - Parameters:
  ///   - isCancelled: asked before each piece is read; once it says yes, reading fails.
  ///   - didRead: told, after each piece, how many of its bytes were read for the first time.
  public init(isCancelled: @escaping @Sendable () -> Bool, didRead: @escaping @Sendable (_ bytes: Int) -> Void) {
    self.isCancelled = isCancelled
    self.didRead = didRead
  }
}

extension SystemError {
  /// Somebody ended the reading.
  public static let cancelled = SystemError(number: ECANCELED)
}

/// One file under a watch: each of its pieces is told once, however often and in whatever order they are read.
final class WatchedPieces: Sendable {
  private let watch: ReadingWatch
  private let count: Int
  /// By piece, whether it was told.
  private let told: Mutex<[Bool]>

  private static let size = 1 << 18

  init(_ watch: ReadingWatch, count: Int) {
    self.watch = watch
    self.count = count
    told = Mutex([Bool](repeating: false, count: (count + Self.size - 1) / Self.size))
  }

  func check() throws(SystemError) {
    if watch.isCancelled() { throw .cancelled }
  }

  func didRead(_ range: Range<Int>) {
    let fresh = told.withLock { told in
      var fresh = 0
      let pieces = range.lowerBound / Self.size..<(range.upperBound + Self.size - 1) / Self.size
      for piece in pieces.clamped(to: told.indices) where !told[piece] {
        told[piece] = true
        fresh += min(Self.size, count - piece * Self.size)
      }
      return fresh
    }
    watch.didRead(fresh)
  }
}
