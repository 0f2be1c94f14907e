// Unsafe: calls `mkdtemp`, `opendir`, `symlink`, `rmdir`. Promises: nothing in the folder linked to is changed, and
// `remove` takes away only what was made here.
import Glibc

/// A temporary folder that links to the files of another and has settings of its own, as one may not write into the
/// folder that is measured.
struct ScratchWorkspace {
  let path: String
  private let files: [String]

  /// Single persons may be asked for, which the tasks do.
  private static let settings = "set user_statistics on\n"
  private static let settingsFile = "settings.deskql"

  /// Settings that the folder has are not taken over.
  init(linkingTo folder: String) throws(Failure) {
    guard let resolved = realpath(folder, nil) else { throw .system(folder) }
    let origin = String(cString: resolved)
    free(resolved)
    let names = try Self.names(inFolder: origin).filter { $0 != Self.settingsFile }

    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/deskql-benchmarks-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw .system(parent) }
    path = String(cString: made)
    files = names + [Self.settingsFile]
    do throws(Failure) {
      for name in names where symlink("\(origin)/\(name)", "\(path)/\(name)") != 0 { throw .system(name) }
      try TextFile.write(Self.settings, to: "\(path)/\(Self.settingsFile)")
    } catch {
      remove()
      throw error
    }
  }

  func remove() {
    for name in files { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  private static func names(inFolder path: String) throws(Failure) -> [String] {
    guard let folder = opendir(path) else { throw .system(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
