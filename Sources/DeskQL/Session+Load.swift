import Diagnostics
import Execution
import Importers
import Language
import Planning
import Store

extension Session {
  /// Reads the workspace again, with files besides. Definitions and settings of the session stay; where it fails, so does
  /// all else.
  ///
  /// - Parameter names: of files to add, or to read in the place of those of their names.
  /// - Returns: what changed, in a line, and what loading had to tell.
  mutating func load(
    _ names: [Name], source: SourceText
  ) throws(Rejection) -> (text: String, warnings: [Diagnostic]) {
    var sources = workspace.sources
    try sources.add(names, in: source)
    guard !sources.exports.isEmpty else { throw Rejection(.noWorkspaceToLoad(in: source)) }
    let state = workspace.state.again(sources)
    if state == workspace.state {
      let count = state.files.count
      return (
        count == 0 ? "nothing has changed" : "nothing has changed in \(count) \(count == 1 ? "file" : "files")", []
      )
    }
    let loaded = try loaded(sources, names, source: source)
    if options.strict { try loaded.checkStrictly() }
    var catalogue = loaded.catalogue
    catalogue.keepSession(of: self.catalogue, since: workspace.catalogue)
    var settings = loaded.settings
    settings.keepSession(of: self.settings)
    let text = loaded.state.changes(since: workspace.state).printable
    (workspace, self.catalogue, self.settings, cache) = (loaded, catalogue, settings, StepCache())
    return (text, loaded.notices)
  }

  private func loaded(
    _ sources: WorkspaceSources, _ names: [Name], source: SourceText
  ) throws(Rejection) -> Workspace {
    func open() throws(Rejection) -> Workspace {
      let loaded = try Workspace.open(
        sources, catalogue: try Catalogue.prelude(), options: options, known: workspace.known)
      // Rows from elsewhere would fill groups up till they are shown.
      if let file = loaded.added.last, loaded.settings.minGroup > 1 {
        throw Rejection(.fileAmongGroups(file, loaded.settings.origin("min_group")))
      }
      return loaded
    }
    guard let first = names.first else { return try open() }
    return try placed(at: first.place, in: source, open)
  }
}
