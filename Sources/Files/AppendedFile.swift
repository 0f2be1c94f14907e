// Promises the rest: a line is in the file as a whole, behind all that were there, and only its owner can read it.
import Glibc

/// Files that lines are added to, and that nobody but their owner reads.
public enum AppendedFile {
  /// Adds a line by a single write, so that several processes can add to one file. A file that is there keeps its lines and
  /// is closed to others (mode 0600).
  ///
  /// - Throws: what the system says; the file has no part of the line then.
  public static func append(_ line: String, to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { throw .last } }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .last }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw FileError("it is no regular file") }
    if facts.st_mode & 0o777 != 0o600, fchmod(descriptor, 0o600) != 0 { throw .last }
    do {
      try DescriptorSink(descriptor).write(line + "\n")
    } catch {
      let reason = FileError(error)
      ftruncate(descriptor, facts.st_size)
      throw reason
    }
  }
}
