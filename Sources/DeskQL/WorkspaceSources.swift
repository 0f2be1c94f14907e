import Diagnostics
import Files
import Importers
import Language

/// Where the data of a session comes from.
struct WorkspaceSources: Sendable {
  private(set) var exports: ExportSources
  /// What an export that is no file came through.
  private let through: String?

  init(_ exports: ExportSources, through: String? = nil) {
    self.exports = exports
    self.through = through
  }

  /// Files whose folders may have settings of their own.
  var otherFiles: [String] { exports.added + (through.map { [$0] } ?? []) }

  /// Adds files by their paths from the current folder, and lets go of those added before that are gone. One that is of
  /// the workspace already changes nothing; where there is no workspace, the first is it, and may be a folder.
  mutating func add(_ files: [Name], in source: SourceText) throws(Rejection) {
    exports.forgetMissing()
    for file in files {
      let isFolder = Folder.isFolder(file.text)
      if exports.isEmpty {
        exports.path = file.text
        continue
      }
      if isFolder { throw Rejection(.folderLoaded(file, in: source)) }
      let added = ExportFile(path: file.text, name: file.text)
      guard added.stamp != nil else { throw Rejection(.nothingToLoad(file, in: source)) }
      if exports.files().contains(where: { $0.isSame(as: added) }) { continue }
      exports.add(file.text)
    }
  }
}

/// What there was to be read at some moment.
struct WorkspaceState: Hashable, Sendable {
  /// By what messages call them.
  private(set) var files: [String: ExportFile] = [:]
  private var settings: [ExportFile] = []

  init() {}

  init(_ sources: WorkspaceSources, settingsFiles: [String]) {
    for file in sources.exports.files() { files[file.name] = file }
    settings = settingsFiles.map { ExportFile(path: $0, name: $0) }
  }

  /// The same, now.
  func again(_ sources: WorkspaceSources) -> WorkspaceState {
    WorkspaceState(sources, settingsFiles: settings.map(\.path))
  }

  private func hasSettings(of other: WorkspaceState) -> Bool {
    settings.filter { $0.stamp != nil } == other.settings.filter { $0.stamp != nil }
  }

  /// `added june.csv; replaced users.csv; 4 files unchanged`
  func changes(since before: WorkspaceState) -> String {
    func names(_ isTaken: (ExportFile) -> Bool) -> [String] {
      files.values.filter(isTaken).map(\.name).sorted()
    }
    func part(_ word: String, _ names: [String]) -> [String] {
      names.isEmpty ? [] : [word + " " + names.joined(separator: ", ")]
    }
    let replaced = names { before.files[$0.name].map(\.path) ?? $0.path != $0.path }
    let changed = names { file in before.files[file.name].map { $0.path == file.path && $0 != file } ?? false }
    let unchanged = names { before.files[$0.name] == $0 }.count
    let gone = before.files.keys.filter { files[$0] == nil }.sorted()
    let parts =
      part("added", names { before.files[$0.name] == nil }) + part("replaced", replaced)
      + part("read again", changed) + part("gone", gone)
      + part("read again", hasSettings(of: before) ? [] : ["the settings"])
      + (unchanged == 0 ? [] : ["\(unchanged) \(unchanged == 1 ? "file" : "files") unchanged"])
    return parts.joined(separator: "; ")
  }
}
