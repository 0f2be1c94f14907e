import Codecs

/// What stands in a workspace's folder and in the folders within it. A folder of the workspace is a source; what is deeper
/// belongs to the same one. Hidden names are passed over.
struct FolderEntry {
  enum Kind {
    case file
    /// It is called like an export: `bookings.csv/`.
    case folderAsFile
    case unreadable(SystemError)
  }

  let path: String
  /// With the folders that it is in: `robin/2024/march.csv`.
  let name: String
  /// The first of these folders.
  let source: String?
  let kind: Kind

  var fileName: String { ExportSources.name(of: name) }

  /// Folders within each other, at most.
  private static let deepest = 8

  /// All entries, those of a folder in the order of their bytes.
  ///
  /// - Throws: if the folder itself cannot be read.
  static func all(in folder: String) throws(SystemError) -> [FolderEntry] {
    try entries(in: folder, name: nil, source: nil, above: [])
  }

  /// - Parameter above: the folders that it is in. A link to one of them leads in a circle, and several would lead to ever
  ///   more names of the same files.
  private static func entries(
    in folder: String, name: String?, source: String?, above: [FileStamp]
  ) throws(SystemError) -> [FolderEntry] {
    guard above.count < deepest else { throw .tooDeep }
    var within = above
    if let own = FileStamp(path: folder) {
      if above.contains(where: own.isSameFile) { throw .tooDeep }
      within.append(own)
    }
    var entries: [FolderEntry] = []
    for inner in try FileBytes.names(inFolder: folder) where !WorkspaceFiles.isHidden(inner) {
      let path = folder + "/" + inner
      let full = name.map { $0 + "/" + inner } ?? inner
      guard case .folder = FileBytes.kind(of: path) else {
        entries.append(FolderEntry(path: path, name: full, source: source, kind: .file))
        continue
      }
      if WorkspaceFiles.isExport(inner) {
        entries.append(FolderEntry(path: path, name: full, source: source, kind: .folderAsFile))
        continue
      }
      do throws(SystemError) {
        entries += try self.entries(in: path, name: full, source: source ?? inner, above: within)
      } catch {
        entries.append(FolderEntry(path: path, name: full, source: source, kind: .unreadable(error)))
      }
    }
    return entries
  }
}
