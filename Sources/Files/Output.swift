// Promises the rest: bytes arrive whole and in order, or a `WriteError` says why not.
import Glibc

/// Why output could not be delivered.
public enum WriteError: Error, Hashable {
  /// The reader at the other end has gone: there is nobody to tell anything.
  case closedPipe
  /// What the system says: a full disk, for one.
  case failed(String)
}

/// A place for bytes: standard output, standard error, or memory in a test.
public protocol ByteSink {
  func write(_ bytes: [UInt8]) throws(WriteError)
}

extension ByteSink {
  public func write(_ text: String) throws(WriteError) {
    try write(Array(text.utf8))
  }
}

extension FileError {
  /// What a file that cannot be written has to say.
  init(_ error: WriteError) {
    switch error {
    case .closedPipe: self = .last
    case .failed(let reason): self.init(reason)
    }
  }
}

/// A file descriptor that is already open. Nothing is buffered, so nothing is lost or mixed up.
public struct DescriptorSink: ByteSink, Sendable {
  public let descriptor: CInt

  public init(_ descriptor: CInt) {
    self.descriptor = descriptor
  }

  /// Writes all bytes, however often a signal or a full pipe comes between.
  public func write(_ bytes: [UInt8]) throws(WriteError) {
    let failure = bytes.withUnsafeBytes { buffer -> CInt in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 {
          rest = rest.dropFirst(written)
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    switch failure {
    case 0: return
    case EPIPE: throw .closedPipe
    default: throw .failed(String(cString: strerror(failure)))
    }
  }
}
