import Calculus
import Diagnostics
import Importers
import Language
import Planning
import Store

/// A folder of exports, loaded: tables, settings, definitions and the privacy policy. Only it can make a policy.
public struct Workspace: Sendable {
  public let path: String?
  public let snapshot: Snapshot
  public let settings: Settings
  public let catalogue: Catalogue
  public let policy: PrivacyPolicy
  /// What loading had to tell.
  public let notices: [Diagnostic]

  /// - Parameter clock: the system's day; `anonymize_after` counts from it or from today, whichever is later.
  static func open(path: String?, catalogue: Catalogue, today: Day, clock: Day) throws(Rejection) -> Workspace {
    guard let path else {
      let settings = Settings()
      return Workspace(
        path: nil, snapshot: .empty, settings: settings, catalogue: catalogue,
        policy: PrivacyPolicy(settings: settings), notices: [])
    }
    var setup = WorkspaceSettings(catalogue: catalogue)
    try setup.read(folder: path)
    for definition in Settings.definitions where !definition.isKept {
      guard case .workspace(let file) = setup.settings.origin(definition.name),
        setup.settings.value(definition.name) != definition.defaultValue
      else { continue }
      throw Rejection(.promiseNotKept(definition.name, file: file))
    }
    let snapshot = try WorkspaceLoader.load(
      path: path, settings: setup.settings, today: today, cutoff: max(today, clock))
    setup.checkDefinitions(on: snapshot)
    return Workspace(
      path: path, snapshot: snapshot, settings: setup.settings, catalogue: setup.catalogue,
      policy: PrivacyPolicy(settings: setup.settings, obstacle: setup.obstacle),
      notices: setup.diagnostics + snapshot.notices)
  }

  /// The table that a file in a workspace's folder is taken for by its name, or by the headers of its columns.
  public static func table(ofFile name: String, headers: [String] = []) -> TableName? {
    WorkspaceLoader.table(ofFile: name, headers: headers)
  }

  /// Rejected rows and findings as failures (`--strict`).
  func checkStrictly() throws(Rejection) {
    guard !snapshot.rejected.isEmpty || !snapshot.findings.isEmpty else { return }
    throw Rejection(
      snapshot.rejected.prefix(20).map { .rejectedRow($0) } + snapshot.findings.prefix(20).map { .finding($0) })
  }
}

/// Reads `settings.deskql` of a workspace: settings and definitions, nothing else.
struct WorkspaceSettings {
  var settings = Settings()
  var catalogue: Catalogue
  var diagnostics: [Diagnostic] = []
  /// The first thing in the file that could not be read: questions about persons are refused until it can be.
  var obstacle: Diagnostic?
  private var definitions: [(Definition, SourceText)] = []

  init(catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  mutating func read(folder path: String) throws(Rejection) {
    let file = path.hasSuffix("/") ? path + "settings.deskql" : path + "/settings.deskql"
    let text: String
    switch TextFile.read(file) {
    case .missing: return
    case .unreadable(let reason):
      fail([.unreadableSettings(file, reason)])
      return
    case .text(let content): text = content
    }
    let source = SourceText(name: file, text: text)
    let (statements, problems) = Parser.script(source)
    if !problems.isEmpty { fail(problems) }
    for (statement, range) in statements {
      do throws(Rejection) {
        switch statement {
        case .set(let name, let values):
          try settings.set(name, values, origin: .workspace(file), source: source)
        case .define(let definition):
          var changed = catalogue
          let before = try changed.define(definition, from: source, origin: .workspace)
          if before != nil {
            diagnostics.append(
              .redefined(definition.name, behind: changed.behind(definition.name.text), in: source))
          }
          catalogue = changed
          definitions.append((definition, source))
        default: throw Rejection(.notForSettings(range, in: source))
        }
      } catch {
        fail(error.diagnostics)
      }
    }
  }

  /// What is wrong with a definition is told when the workspace opens; the definition stays, so that its name never
  /// falls back to another one's figures.
  mutating func checkDefinitions(on snapshot: Snapshot) {
    for (definition, source) in definitions {
      do throws(Rejection) {
        try Binder.check(definition, catalogue: catalogue, snapshot: snapshot, settings: settings, source: source)
      } catch {
        fail(error.diagnostics)
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

  private mutating func fail(_ problems: [Diagnostic]) {
    obstacle = obstacle ?? problems.first
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

extension Snapshot {
  static let empty = Snapshot(
    tables: [:], loaded: [], bookingOrder: .empty,
    calendar: BookingCalendar(
      places: [.init(zone: .utc, openHours: 540..<1020, holidays: [])], irregularRows: [], shapes: []),
    findings: [], rejected: [], files: [])

  /// What was rejected or contradicts itself, in a few lines.
  var notices: [Diagnostic] {
    var result: [Diagnostic] = []
    let reports = files.filter { $0.rejected > 0 }
    for report in reports {
      let first = rejected.first { $0.file == report.file }
      result.append(.rejectedRows(report, first: first))
    }
    for report in files where report.table == nil { result.append(.unknownFile(report)) }
    if !findings.isEmpty { result.append(.findings(findings)) }
    return result
  }
}
