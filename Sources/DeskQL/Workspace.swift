import Calculus
import Diagnostics
import Importers
import Language
import Planning
import Store

/// A folder of exports, loaded: tables, settings, definitions and the privacy policy. Only it can make a policy.
public struct Workspace: Sendable {
  /// The file beside the exports that has their settings.
  public static let settingsFile = ExportSources.settingsFile

  let sources: WorkspaceSources
  /// What there was to be read, as it was just before.
  let state: WorkspaceState
  /// Files that were translated, for the next time.
  let known: KnownFiles
  public let snapshot: Snapshot
  public let settings: Settings
  public let catalogue: Catalogue
  public let policy: PrivacyPolicy
  /// Where each query is noted; nil where none is.
  let auditFile: String?
  /// What loading had to tell.
  public let notices: [Diagnostic]

  /// The folder of exports, or the one file; nil where there is none.
  public var path: String? { sources.exports.path }
  /// The files that were loaded besides.
  public var added: [String] { sources.exports.added }

  /// `anonymize_after` counts from the system's day or from today, whichever is later.
  ///
  /// - Parameter known: files that were translated before.
  static func open(
    _ sources: WorkspaceSources, catalogue: Catalogue, options: SessionOptions, known: KnownFiles = KnownFiles()
  ) throws(Rejection) -> Workspace {
    if sources.exports.isEmpty {
      let settings = Settings()
      return Workspace(
        sources: sources, state: WorkspaceState(), known: known, snapshot: .empty, settings: settings,
        catalogue: catalogue, policy: PrivacyPolicy(settings: settings), auditFile: nil, notices: [])
    }
    options.progress(.began)
    defer { options.progress(.ended) }
    var setup = WorkspaceSettings(catalogue: catalogue)
    setup.read(sources)
    // Before anything is read: what is written meanwhile has changed the next time.
    let state = WorkspaceState(sources, settingsFiles: setup.files)
    let (snapshot, known) = try WorkspaceLoader.load(
      sources.exports, settings: setup.settings, today: options.today, cutoff: max(options.today, options.clock),
      known: known, watch: LoadingWatch(isCancelled: options.isCancelled, tell: options.progress))
    setup.checkDefinitions(on: snapshot)
    return Workspace(
      sources: sources, state: state, known: known, snapshot: snapshot, settings: setup.settings,
      catalogue: setup.catalogue,
      policy: PrivacyPolicy(
        settings: setup.settings, obstacle: setup.obstacle,
        counted: setup.settings.minGroup > 1
          ? Binder.countedBookings(setup.catalogue, snapshot, setup.settings, today: options.today) : .always),
      auditFile: setup.settings.auditFile, notices: setup.diagnostics + snapshot.notices)
  }

  /// The table that a file in a workspace's folder is taken for by its name, or by the headers of its columns.
  public static func table(ofFile name: String, headers: [String] = []) -> TableName? {
    WorkspaceLoader.table(ofFile: name, headers: headers)
  }

  /// Rejected rows and findings as failures (`--strict`).
  func checkStrictly() throws(Rejection) {
    guard !snapshot.rejected.isEmpty || !snapshot.findings.isEmpty else { return }
    throw Rejection(
      snapshot.rejected.prefix(20).map { .rejectedRow($0) }
        + policy.told(snapshot.findings).prefix(20).map { .finding($0) })
  }
}

extension Snapshot {
  static let empty = Snapshot(
    tables: [:], loaded: [], bookingOrder: .empty,
    calendar: BookingCalendar(
      places: [.init(zone: .utc, openHours: 540..<1020, holidays: [])], irregularRows: [], shapes: []),
    findings: [], rejected: [], files: [])

  /// What was understood, what could not be read, and what contradicts itself, in a few lines.
  var notices: [Diagnostic] {
    var result: [Diagnostic] = []
    if let understood = Diagnostic.understood(files) { result.append(understood) }
    for report in files { result += report.problems.map { .unread($0) } }
    let firstRejected = Dictionary(rejected.lazy.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    for report in files where report.rejected > 0 {
      result.append(.rejectedRows(report, first: firstRejected[report.file]))
    }
    let found = findingsOfLoading.count
    if found > 0 { result.append(.findings(found)) }
    return result
  }
}
