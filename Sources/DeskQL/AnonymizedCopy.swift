import Calculus
import Diagnostics
import Files
import Importers
import Planning
import Store

/// `deskql anonymize IN OUT`: the exports of a folder once more, without the persons of bookings that ended long ago.
public struct AnonymizedCopy {
  /// What is asked for.
  public struct Request: Sendable {
    public var source: String
    public var target: String
    /// Days after which bookings lose their person, where that is to be stricter than the folder's settings.
    public var after: Int?
    public var today: Day
    public var clock: Day

    public init(source: String, target: String, after: Int? = nil, today: Day, clock: Day) {
      self.source = source
      self.target = target
      self.after = after
      self.today = today
      self.clock = clock
    }
  }

  /// Writes the copy, whole or not at all.
  ///
  /// - Returns: what was done to each file, a row for each; it names nobody.
  /// - Throws: why nothing was written. What only another command line can mend has a code of `requestCodes`.
  public static func write(_ request: Request) throws(Rejection) -> Answer {
    guard Folder.isFolder(request.source) else { throw Rejection(.notAnExportFolder(request.source)) }
    let isSame = RealPath.of(request.source) == RealPath.of(request.target)
    if isSame || RealPath.isBeneath(request.target, folder: request.source) {
      throw Rejection(.copyWithinItself(request.target, of: request.source, isSame: isSame))
    }
    var setup = WorkspaceSettings(catalogue: try Catalogue.prelude())
    setup.read(workspace: request.source)
    if setup.obstacle != nil { throw Rejection(setup.diagnostics) }
    let settings = try settings(setup.settings, request)
    let draft: DraftFolder
    do {
      draft = try DraftFolder(for: request.target, like: request.source)
    } catch {
      throw Rejection(.unwritableCopy(request.target, error))
    }
    let cleaner = try ExportCleaner(
      path: request.source, settings: settings, today: request.today, cutoff: max(request.today, request.clock))
    var report = AnonymizationReport(cleaner)
    for file in cleaner.files { report.add(file, try write(file, of: cleaner, into: draft, request)) }
    for name in Folder(request.source).names where !cleaner.files.contains(where: { $0.name == name }) {
      let path = Folder(request.source).path(of: name)
      if name == Workspace.settingsFile, !Folder.isFolder(path) {
        try copy(name, from: path, into: draft, request)
        report.addCopied(name)
      } else if cleaner.translated.contains(name) {
        report.addTranslated(name)
      } else {
        report.addLeftOut(name, isFolder: Folder.isFolder(path))
      }
    }
    do {
      try draft.finish()
    } catch {
      throw Rejection(.unwritableCopy(request.target, error))
    }
    return report.answer
  }

  /// Codes of what is wrong with a request itself.
  public static let requestCodes: Set<String> = [
    "copy-within-itself", "laxer-than-settings", "no-days", "not-an-export-folder",
  ]

  /// The folder's settings, perhaps stricter.
  private static func settings(_ own: Settings, _ request: Request) throws(Rejection) -> Settings {
    var settings = own
    let file =
      if case .workspace(let file) = own.origin("anonymize_after") {
        file
      } else {
        Folder(request.source).path(of: Workspace.settingsFile)
      }
    guard let after = request.after else {
      guard own.anonymizeAfter > 0 else { throw Rejection(.noDays(file)) }
      return own
    }
    if own.anonymizeAfter > 0, after > own.anonymizeAfter {
      throw Rejection(.laxerThanSettings(after, file: file, days: own.anonymizeAfter))
    }
    try? settings.set("anonymize_after", to: String(after), origin: .workspace(file))
    guard settings.anonymizeAfter > 0 else { throw Rejection(.noDays(file)) }
    return settings
  }

  private static func write(
    _ file: ExportCleaner.File, of cleaner: ExportCleaner, into draft: DraftFolder, _ request: Request
  ) throws(Rejection) -> CleaningReport {
    do throws(CleaningError<FileError>) {
      let target = try begin(file.name, like: file.path, in: draft)
      let report = try cleaner.clean(file) { bytes throws(FileError) in try target.write(bytes) }
      try finish(target)
      return report
    } catch {
      switch error {
      case .unreadable(let rejection): throw rejection
      case .unwritable(let error): throw Rejection(.unwritableCopy(request.target, error))
      }
    }
  }

  private static func begin(
    _ name: String, like path: String, in draft: DraftFolder
  ) throws(CleaningError<FileError>) -> DraftFile {
    do { return try draft.begin(name, like: path) } catch { throw .unwritable(error) }
  }

  private static func finish(_ file: DraftFile) throws(CleaningError<FileError>) {
    do { try file.finish() } catch { throw .unwritable(error) }
  }

  private static func copy(
    _ name: String, from path: String, into draft: DraftFolder, _ request: Request
  ) throws(Rejection) {
    let bytes: [UInt8]
    do {
      bytes = try readBytes(ofFile: path)
    } catch {
      throw Rejection(.unreadableSettings(path, error.message))
    }
    do {
      let target = try draft.begin(name, like: path)
      try target.write(bytes)
      try target.finish()
    } catch {
      throw Rejection(.unwritableCopy(request.target, error))
    }
  }
}
