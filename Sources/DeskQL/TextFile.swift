import Files
import Glibc

/// A small text file, read whole.
enum TextFile {
  enum Content {
    case text(String)
    case missing
    case unreadable(String)
  }

  /// Files larger than this are no settings.
  private static let largest = 1 << 20

  static func read(_ path: String) -> Content {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason) }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      return .unreadable("it is no regular file")
    }
    guard let bytes = readAll(file, atMost: largest + 1) else { return .unreadable(reason) }
    if bytes.count > largest { return .unreadable("it is larger than 1 MB") }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .unreadable("it is not UTF-8 text") }
    return .text(text)
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
