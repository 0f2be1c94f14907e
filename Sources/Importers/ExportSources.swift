import Codecs

/// What a workspace is read from.
public struct ExportSources: Sendable {
  /// The file in a folder of exports that has their settings.
  public static let settingsFile = "settings.deskql"

  /// A folder of exports, or one file.
  public var path: String?
  /// An export that came some other way.
  public var piped: PipedExport?
  /// Files besides it. One of the name of a file in the folder stands in its place, and so does a later one.
  public private(set) var added: [String] = []

  public init(path: String? = nil, piped: PipedExport? = nil) {
    self.path = path
    self.piped = piped
  }

  /// Whether there is nothing to be read.
  public var isEmpty: Bool { path == nil && piped == nil && added.isEmpty }

  public mutating func add(_ file: String) {
    added.removeAll { ExportSources.name(of: $0) == ExportSources.name(of: file) }
    added.append(file)
  }

  /// Lets go of added files that are there no more.
  public mutating func forgetMissing() {
    added.removeAll { FileStamp(path: $0) == nil }
  }

  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// The bytes of an export that no file of the workspace holds.
public struct PipedExport: Sendable {
  /// As messages call it: `<stdin>`.
  public let name: String
  let bytes: [UInt8]

  public init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }
}

extension ExportSources {
  /// The files that are there to be read, by what messages call them; they alone decide what a workspace holds.
  public func files() -> [ExportFile] {
    var files: [ExportFile] = []
    if let path {
      if case .folder = FileBytes.kind(of: path) {
        files += ExportSources.files(in: path)
      } else {
        files.append(ExportFile(path: path, name: ExportSources.name(of: path)))
      }
    }
    let names = Set(added.map(ExportSources.name))
    return files.filter { !names.contains($0.name) }
      + added.map { ExportFile(path: $0, name: ExportSources.name(of: $0)) }
  }

  private static func files(in folder: String) -> [ExportFile] {
    let entries = (try? FolderEntry.all(in: folder)) ?? []
    return entries.compactMap { entry in
      guard case .file = entry.kind else { return nil }
      let (stem, ending) = WorkspaceFiles.split(entry.fileName)
      if ending == "txt", WorkspaceFiles.table(stem: stem) == nil { return nil }  // notes beside the data
      guard WorkspaceFiles.isExport(entry.fileName) || WorkspaceFiles.unreadExtensions.contains(ending) else {
        return nil
      }
      return ExportFile(path: entry.path, name: entry.name)
    }
  }
}

/// A file that a workspace is read from, as it was at some moment.
public struct ExportFile: Hashable, Sendable {
  public let path: String
  /// As messages call it.
  public let name: String
  /// Nil where it cannot be reached.
  public let stamp: FileStamp?

  public init(path: String, name: String) {
    self.path = path
    self.name = name
    stamp = FileStamp(path: path)
  }

  /// Whether it is one file with that at another path.
  public func isSame(as other: ExportFile) -> Bool {
    guard let stamp, let theirs = other.stamp else { return false }
    return stamp.isSameFile(as: theirs)
  }
}
