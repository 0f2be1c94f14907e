// Unsafe: calls `stat`. Promises: two stamps of a path are equal only while nobody has written to the file there.
import Glibc

/// What tells without reading it whether a file is still the one that it was.
public struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  /// Nanoseconds since 1970 of the last change of its bytes, and of anything about it.
  private let written: Int64
  private let changed: Int64

  /// - Returns: nil where there is no file, or none that can be reached.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    written = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Of bytes in memory, which never change.
  public init(byteCount: Int) {
    (device, inode, written, changed) = (0, 0, 0, 0)
    size = Int64(byteCount)
  }

  /// Whether two paths lead to one file.
  public func isSameFile(as other: FileStamp) -> Bool {
    device == other.device && inode == other.inode
  }
}
