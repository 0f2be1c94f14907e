// Promises the rest: a file is there with all its bytes, or as it was before.
import Glibc

/// Files that are written whole or not at all.
public enum WholeFile {
  /// Writes a draft beside the file, and gives it the file's name once all of it is on the disk.
  ///
  /// A file that is there is replaced and keeps its permissions; behind a symbolic link it is the one that is meant.
  ///
  /// - Throws: what the system says. Then the file is as it was, and no draft is left.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let path = target(of: path)
    var facts = stat()
    let isThere = stat(path, &facts) == 0
    if isThere {
      guard facts.st_mode & S_IFMT == S_IFREG else { throw FileError("it is there and no regular file") }
      guard access(path, W_OK) == 0 else { throw .last }
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let (descriptor, draft) = try openDraft(in: folder)
    do throws(FileError) {
      defer { close(descriptor) }
      if isThere, fchmod(descriptor, facts.st_mode & 0o7777) != 0 { throw .last }
      do {
        try DescriptorSink(descriptor).write(bytes)
      } catch {
        throw FileError(error)
      }
      guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .last }
    } catch {
      unlink(draft)
      throw error
    }
    // The new name lasts once the folder is on the disk; a folder that cannot say so is no reason to fail.
    let entry = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard entry >= 0 else { return }
    fsync(entry)
    close(entry)
  }

  /// Where a symbolic link leads; the path itself where there is nothing yet.
  private static func target(of path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// An empty file with a name of its own.
  private static func openDraft(in folder: String) throws(FileError) -> (CInt, name: String) {
    for number in 0..<1000 {
      let name = "\(folder).deskql-\(getpid())-\(number)"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      if errno != EEXIST { throw .last }
    }
    throw .last
  }
}

extension WholeFile {
  /// Whether two paths lead to one file that is there.
  public static func isSame(_ path: String, _ other: String) -> Bool {
    var facts = stat()
    var otherFacts = stat()
    guard stat(path, &facts) == 0, stat(other, &otherFacts) == 0 else { return false }
    return facts.st_dev == otherFacts.st_dev && facts.st_ino == otherFacts.st_ino
  }
}
