// Unsafe: starts a thread. Promises: the source is used by that thread alone, and what both sides share lies behind a
// lock; the thread ends with the source, or when the stream is no longer wanted.
import Dispatch
import Glibc
import Synchronization

/// Makes the next pieces of a stream on a thread of its own while the last one is being used.
public final class ReadAheadStream: ByteStream {
  private let shared: Shared
  private var isFinished = false

  /// Pieces that wait to be used, at most.
  private static let depth = 4

  /// - Parameter source: must be used by nobody else from now on.
  public init(_ source: any ByteStream) {
    shared = Shared(source)
    for _ in 0..<ReadAheadStream.depth { shared.free.signal() }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(shared)
    let status = pthread_create(&thread, nil, ReadAheadStream.work, work.toOpaque())
    guard status == 0 else {
      // Without a thread all of it is made when it is asked for.
      work.release()
      shared.isThreaded = false
      return
    }
    pthread_detach(thread)
  }

  deinit {
    shared.isCancelled.store(true, ordering: .relaxed)
    shared.free.signal()
  }

  public func next() throws(FormatError) -> [UInt8]? {
    guard !isFinished else { return nil }
    guard shared.isThreaded else { return try shared.source.next() }
    shared.filled.wait()
    let result = shared.pieces.withLock { $0.removeFirst() }
    shared.free.signal()
    switch result {
    case .success(let piece):
      isFinished = piece == nil
      return piece
    case .failure(let error):
      isFinished = true
      throw error
    }
  }

  private static let work: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    pointer in
    Unmanaged<Shared>.fromOpaque(pointer!).takeRetainedValue().fill()
    return nil
  }

  private final class Shared: @unchecked Sendable {
    let source: any ByteStream
    /// Set before anybody else sees it.
    var isThreaded = true
    let pieces = Mutex<[Result<[UInt8]?, FormatError>]>([])
    let isCancelled = Atomic(false)
    /// Both begin at 0, as a semaphore must not end below where it began.
    let filled = DispatchSemaphore(value: 0)
    let free = DispatchSemaphore(value: 0)

    init(_ source: any ByteStream) { self.source = source }

    func fill() {
      var isOver = false
      while !isOver {
        free.wait()
        if isCancelled.load(ordering: .relaxed) { return }
        let result: Result<[UInt8]?, FormatError>
        do throws(FormatError) {
          let piece = try source.next()
          isOver = piece == nil
          result = .success(piece)
        } catch {
          isOver = true
          result = .failure(error)
        }
        pieces.withLock { $0.append(result) }
        filled.signal()
      }
    }
  }
}
