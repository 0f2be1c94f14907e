// Promises the rest: a folder is there with all its files, or as it was before.
import Glibc

/// A folder that is written whole or not at all: a draft beside it, which gets its name once all is on the disk.
public final class DraftFolder {
  private let path: String
  private let draft: String
  private let mode: mode_t
  private var isFinished = false

  /// - Parameters:
  ///   - path: where nothing is yet, or an empty folder.
  ///   - model: a folder whose permissions it gets in the end; till then nobody else looks into it.
  /// - Throws: what the system says, or that there is something already.
  public init(for path: String, like model: String) throws(FileError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    path = RealPath.of(path) ?? path
    var facts = stat()
    if lstat(path, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFDIR else { throw FileError("it is there and no folder") }
      guard Folder(path).names.isEmpty else { throw FileError("it is there and not empty") }
    }
    self.path = path
    mode = stat(model, &facts) == 0 ? facts.st_mode & 0o777 : 0o700
    let parent = Folder(of: path)
    for number in 0..<1000 {
      let name = parent.path(of: ".deskql-\(getpid())-\(number)")
      if mkdir(name, 0o700) == 0 {
        draft = name
        return
      }
      if errno != EEXIST { throw .last }
    }
    throw .last
  }

  /// What was not finished is gone.
  deinit {
    if !isFinished { Folder(draft).remove() }
  }

  /// Begins a file in it, with the permissions of another one.
  public func begin(_ name: String, like model: String) throws(FileError) -> DraftFile {
    try DraftFile(draft + "/" + name, like: model)
  }

  /// Gives the folder its name.
  public func finish() throws(FileError) {
    guard chmod(draft, mode) == 0 else { throw .last }
    DraftFolder.sync(draft)
    guard rename(draft, path) == 0 else { throw .last }
    isFinished = true
    DraftFolder.sync(Folder(of: path).path)
  }

  /// A folder that cannot say that it is on the disk is no reason to fail.
  private static func sync(_ path: String) {
    let entry = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard entry >= 0 else { return }
    fsync(entry)
    close(entry)
  }
}

/// A file of a draft, while it is written.
public final class DraftFile {
  private let descriptor: CInt
  private let mode: mode_t

  fileprivate init(_ path: String, like model: String) throws(FileError) {
    var facts = stat()
    mode = stat(model, &facts) == 0 ? facts.st_mode & 0o777 : 0o600
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
  }

  deinit { close(descriptor) }

  public func write(_ bytes: [UInt8]) throws(FileError) {
    do {
      try DescriptorSink(descriptor).write(bytes)
    } catch {
      throw FileError(error)
    }
  }

  /// Puts all of it on the disk.
  public func finish() throws(FileError) {
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw .last }
  }
}
