// Unsafe: starts a thread. Promises: the source is used by that thread alone, and what both sides share is touched under
// one lock; the thread ends with the source, or when the stream is no longer wanted.
import Glibc

/// Makes the next pieces of a stream on a thread of its own while the last one is being used.
public final class ReadAheadStream: ByteStream {
  private let queue: PieceQueue
  private var isFinished = false

  /// - Parameter source: must be used by nobody else from now on.
  public init(_ source: any ByteStream) {
    queue = PieceQueue(source)
    var thread = pthread_t()
    let work = Unmanaged.passRetained(queue)
    guard pthread_create(&thread, nil, ReadAheadStream.work, work.toOpaque()) == 0 else {
      // Without a thread each piece is made when it is asked for.
      work.release()
      queue.isThreaded = false
      return
    }
    pthread_detach(thread)
  }

  deinit { queue.cancel() }

  public func next() throws(FormatError) -> [UInt8]? {
    guard !isFinished else { return nil }
    switch queue.isThreaded ? queue.take() : queue.make() {
    case .success(let piece):
      isFinished = piece == nil
      return piece
    case .failure(let error):
      isFinished = true
      throw error
    }
  }

  private static let work: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { pointer in
    Unmanaged<PieceQueue>.fromOpaque(pointer!).takeRetainedValue().fill()
    return nil
  }
}

/// A few pieces between the thread that makes them and the one that uses them; the last is an end or an error.
private final class PieceQueue: @unchecked Sendable {
  private let source: any ByteStream
  /// Settled before anybody else sees the queue.
  var isThreaded = true

  /// At one place each as long as they live; `changed` tells either side that the other has done something.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var pieces: [Result<[UInt8]?, FormatError>] = []
  private var isCancelled = false

  /// Pieces that wait, at most.
  private static let depth = 4

  init(_ source: any ByteStream) {
    self.source = source
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// The next piece of the source.
  func make() -> Result<[UInt8]?, FormatError> {
    do throws(FormatError) {
      return .success(try source.next())
    } catch {
      return .failure(error)
    }
  }

  /// Makes pieces to the last, or until nobody wants them.
  func fill() {
    var isOver = false
    while !isOver {
      let piece = make()
      switch piece {
      case .success(let bytes): isOver = bytes == nil
      case .failure: isOver = true
      }
      pthread_mutex_lock(lock)
      while pieces.count == PieceQueue.depth, !isCancelled { pthread_cond_wait(changed, lock) }
      pieces.append(piece)
      isOver = isOver || isCancelled
      pthread_cond_signal(changed)
      pthread_mutex_unlock(lock)
    }
  }

  /// Waits for the next piece; must not be called once the last is taken.
  func take() -> Result<[UInt8]?, FormatError> {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while pieces.isEmpty { pthread_cond_wait(changed, lock) }
    pthread_cond_signal(changed)
    return pieces.removeFirst()
  }

  func cancel() {
    pthread_mutex_lock(lock)
    isCancelled = true
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
  }
}
