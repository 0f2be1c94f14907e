// Unsafe: calls `open`, `pread`, `close`. Promises: reads stay within the buffer given, and within the file as it is at
// that moment. Nothing is mapped, so a file that shrinks while it is read ends early instead of faulting.
import Glibc

/// A regular file, or bytes in memory that stand for one, read at any position by several threads at once.
public final class FileBytes: Sendable {
  /// Where it was opened; of bytes in memory, what they were made of.
  public let path: String
  /// Bytes when it was opened.
  public let count: Int
  private let backing: Backing
  /// When it was last written, by the system's clock.
  private let written: FileTime
  private let watched: WatchedPieces?

  private enum Backing: Sendable {
    case descriptor(Int32)
    case memory([UInt8])
  }

  /// - Parameter watch: on what is read of it.
  /// - Throws: why it cannot be read, in the system's words.
  public init(path: String, watch: ReadingWatch? = nil) throws(SystemError) {
    // A pipe that nobody writes to must not be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError.last }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw status.st_mode & S_IFMT == S_IFDIR ? SystemError(number: EISDIR) : .noFile
    }
    self.path = path
    count = Int(status.st_size)
    written = FileTime(status.st_mtim)
    backing = .descriptor(descriptor)
    watched = watch.map { [count] in WatchedPieces($0, count: count) }
  }

  /// - Parameter path: of the file that the bytes were made of.
  public init(_ bytes: [UInt8], path: String) {
    self.path = path
    count = bytes.count
    written = FileTime(timespec())
    backing = .memory(bytes)
    watched = nil
  }

  deinit {
    if case .descriptor(let descriptor) = backing { close(descriptor) }
  }

  /// Whether it was written to since it was opened, so that what was read may be of two files.
  public var hasChanged: Bool {
    guard case .descriptor(let descriptor) = backing else { return false }
    var status = stat()
    return fstat(descriptor, &status) != 0 || Int(status.st_size) != count || FileTime(status.st_mtim) != written
  }

  /// Fills the buffer with the bytes from `offset` on; fewer only where the file ends.
  public func read(into buffer: UnsafeMutableBufferPointer<UInt8>, from offset: Int) throws(SystemError) -> Int {
    let descriptor: Int32
    switch backing {
    case .descriptor(let number): descriptor = number
    case .memory(let bytes):
      guard offset < bytes.count else { return 0 }
      let count = min(buffer.count, bytes.count - offset)
      return bytes.withUnsafeBufferPointer { source in
        _ = buffer.update(fromContentsOf: source[offset..<offset + count])
        return count
      }
    }
    try watched?.check()
    var filled = 0
    while filled < buffer.count {
      let got = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset + filled))
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw SystemError.last
      }
      filled += got
    }
    if filled > 0 { watched?.didRead(offset..<offset + filled) }
    return filled
  }

  /// The bytes of a stretch, fewer where the file ends.
  public func bytes(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(SystemError) {
        let target = UnsafeMutableBufferPointer(rebasing: buffer[0..<range.count])
        count = range.isEmpty ? 0 : try read(into: target, from: range.lowerBound)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// What kind of thing a path names.
  public enum Kind {
    case file, folder, other
    case missing(SystemError)
  }

  public static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing(.last) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The names in a folder, in byte order, without `.` and `..`.
  public static func names(inFolder path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError.last }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
