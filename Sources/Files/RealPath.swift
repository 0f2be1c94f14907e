// Promises the rest: two paths are one place if and only if they are equal here.
import Glibc

/// Where paths lead, behind symbolic links, `.` and `..`.
public enum RealPath {
  /// Of a file or folder that is there, or of a file that could be made in a folder that is there; else nil.
  public static func of(_ path: String) -> String? {
    if let real = resolved(path) { return real }
    guard let slash = path.lastIndex(of: "/") else { return resolved(".").map { $0 + "/" + path } }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return resolved(folder).map { ($0 == "/" ? "" : $0) + path[slash...] }
  }

  /// Whether a file lies in a folder, or in one within it.
  public static func isBeneath(_ path: String, folder: String) -> Bool {
    guard let path = of(path), let folder = of(folder) else { return false }
    return path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
