import Diagnostics
import Files
import Language
import Planning
import Store

/// Reads the `settings.deskql` of a workspace: settings, definitions and what is said of the exports, nothing else.
///
/// Only files beside exports count, whatever links lead to them: where an export is a link into another folder, the
/// settings of privacy there hold, too, and the stricter of two is in force.
struct WorkspaceSettings {
  var settings = Settings()
  var catalogue: Catalogue
  var diagnostics: [Diagnostic] = []
  /// What in a file could not be read: questions about persons are refused until it can be.
  var obstacle: SettingsObstacle?
  /// The files that were looked for, there or not.
  private(set) var files: [String] = []
  private var definitions: [(Definition, SourceText)] = []

  init(catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  /// Those of the folder, or of the one that a file lies in; of other folders what is stricter there.
  mutating func read(_ sources: WorkspaceSources) {
    guard let path = sources.exports.path else {
      // What comes through a pipe is read as if it lay in the current folder.
      read(Folder("."))
      return tighten(byFoldersOf: sources.otherFiles, not: ".")
    }
    read(workspace: path, and: sources.otherFiles)
  }

  /// - Parameters:
  ///   - path: of a folder of exports, or of one of them.
  ///   - others: exports besides.
  mutating func read(workspace path: String, and others: [String] = []) {
    let isFolder = Folder.isFolder(path)
    let folder = isFolder ? Folder(path) : Folder(of: path)
    read(folder)
    let exports = isFolder ? folder.names.filter { !$0.hasPrefix(".") }.map { folder.path(of: $0) } : [path]
    tighten(byFoldersOf: exports + others, not: folder.path)
  }

  private mutating func tighten(byFoldersOf exports: [String], not own: String) {
    let own = RealPath.of(own)
    let others = Set(exports.compactMap { RealPath.of($0).map { Folder(of: $0).path } }).subtracting([own ?? ""])
    for other in others.sorted() {
      var elsewhere = WorkspaceSettings(catalogue: catalogue)
      let isThere = elsewhere.read(Folder(other))
      files += elsewhere.files
      guard isThere else { continue }
      if let obstacle = elsewhere.obstacle, obstacle.mayHidePolicy { fail([obstacle.diagnostic]) }
      settings.tighten(by: elsewhere.settings, of: Folder(other).path(of: Workspace.settingsFile))
    }
  }

  /// - Returns: whether there is a file.
  @discardableResult
  private mutating func read(_ folder: Folder) -> Bool {
    let file = folder.path(of: Workspace.settingsFile)
    files.append(file)
    for name in folder.names where name != Workspace.settingsFile && name.lowercased() == Workspace.settingsFile {
      fail([.misnamedSettings(folder.path(of: name))])
    }
    let text: String
    switch TextFile.read(file) {
    // A link that leads nowhere is there.
    case .missing where folder.names.contains(Workspace.settingsFile):
      fail([.unreadableSettings(file, "it leads nowhere")])
      return true
    case .missing: return false
    case .unreadable(let reason):
      fail([.unreadableSettings(file, reason)])
      return true
    case .text(let content): text = content
    }
    // What stands elsewhere is not what was put beside the exports.
    if !RealPath.isBeneath(file, folder: folder.path) {
      fail([.unreadableSettings(file, "it is a link that leads out of the folder")])
      return true
    }
    let source = SourceText(name: file, text: text)
    let (statements, problems) = Parser.script(source)
    if !problems.isEmpty { fail(problems) }
    for (statement, range) in statements {
      do throws(Rejection) {
        try take(statement, range, of: source, file: file)
      } catch {
        fail(error.diagnostics)
      }
    }
    return true
  }

  private mutating func take(
    _ statement: Statement, _ range: SourceRange, of source: SourceText, file: String
  ) throws(Rejection) {
    switch statement {
    case .set(let name, let values):
      try settings.set(name, values, origin: .workspace(file), source: source)
    case .define(let definition):
      var changed = catalogue
      let before = try changed.define(definition, from: source, origin: .workspace)
      let behind = changed.behind(definition.name.text)
      if before != nil || behind != nil {
        diagnostics.append(.redefined(definition.name, behind: behind, in: source))
      }
      catalogue = changed
      definitions.append((definition, source))
    case .map(let mapping): try map(mapping, source)
    case .query, .explain, .why, .expect, .undefine, .list, .show, .describe, .check, .load, .save, .source, .help,
      .timing, .quit:
      throw Rejection(.notForSettings(range, in: source))
    }
  }

  /// What is wrong with a definition is told when the workspace opens; the definition stays, so that its name never
  /// falls back to another one's figures.
  mutating func checkDefinitions(on snapshot: Snapshot) {
    for (definition, source) in definitions {
      do throws(Rejection) {
        try Binder.check(definition, catalogue: catalogue, snapshot: snapshot, settings: settings, source: source)
      } catch {
        fail(error.diagnostics, mayHidePolicy: false)
      }
    }
    for (definition, source) in definitions {
      guard let behind = catalogue.behind(definition.name.text) else { continue }
      var before = catalogue
      _ = before.undefine(definition.name.text)
      guard let spoilt = Binder.spoilt(by: catalogue, before: before, snapshot: snapshot, settings: settings) else {
        continue
      }
      diagnostics.append(.spoilt(spoilt.names, spoilt.reason, by: definition.name, behind: behind, in: source))
    }
  }

  /// - Parameter mayHidePolicy: what is wrong may be a setting of privacy.
  private mutating func fail(_ problems: [Diagnostic], mayHidePolicy: Bool = true) {
    if let first = problems.first, obstacle == nil || (mayHidePolicy && obstacle?.mayHidePolicy == false) {
      obstacle = SettingsObstacle(first, mayHidePolicy: mayHidePolicy)
    }
    diagnostics += problems
  }
}

extension Settings {
  /// `set name value`, with the words of a value joined again.
  mutating func set(
    _ name: Name, _ values: [Name], origin: Origin, source: SourceText
  ) throws(Rejection) {
    do throws(SettingError) {
      try set(name.text, to: values.map(\.text).joined(separator: " "), origin: origin)
    } catch {
      throw Rejection(Diagnostic.badSetting(error, name: name, value: values.first ?? name).located(in: source))
    }
  }
}
