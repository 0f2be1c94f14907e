// Unsafe: calls `stat`. Promises: two stamps of a path are equal only while nobody has written to the file there.
import Glibc

/// What tells without reading it whether a file is still the one that it was.
public struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  /// When its bytes were changed last, and anything about it.
  private let written: FileTime
  private let changed: FileTime

  /// - Returns: nil where there is no file, or none that can be reached.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    (written, changed) = (FileTime(status.st_mtim), FileTime(status.st_ctim))
  }

  /// Of bytes in memory, which never change.
  public init(byteCount: Int) {
    (device, inode) = (0, 0)
    (written, changed) = (FileTime(timespec()), FileTime(timespec()))
    size = Int64(byteCount)
  }

  /// Whether two paths lead to one file.
  public func isSameFile(as other: FileStamp) -> Bool {
    device == other.device && inode == other.inode
  }
}

/// A time of a file, of whatever century.
struct FileTime: Hashable, Sendable {
  private let seconds: Int
  private let nanoseconds: Int

  init(_ time: timespec) {
    (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
  }
}
