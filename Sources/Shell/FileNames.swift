import Files

/// The files that a path could mean which is only begun.
enum FileNames {
  /// Names with the folder as it was typed, in order; a folder ends in `/`. Hidden ones only where a dot asks for them.
  static func beginning(_ prefix: String) -> [String] {
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let name = prefix.dropFirst(folder.count)
    return Folder(folder.isEmpty ? "." : HomePath.expanded(folder)).names
      .filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }
      .map { folder + $0 + (Folder.isFolder(HomePath.expanded(folder + $0)) ? "/" : "") }
  }
}
