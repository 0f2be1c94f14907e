import Glibc

/// The files that a path could mean which is only begun.
enum FileNames {
  /// Names with the folder as it was typed, in order; a folder ends in `/`. Hidden ones only where a dot asks for them.
  static func beginning(_ prefix: String) -> [String] {
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let name = prefix.dropFirst(folder.count)
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard file != ".", file != "..", file.hasPrefix(name), name.hasPrefix(".") || !file.hasPrefix(".") else {
        continue
      }
      var facts = stat()
      let isFolder = stat(folder + file, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
      names.append(folder + file + (isFolder ? "/" : ""))
    }
    return names.sorted()
  }
}
