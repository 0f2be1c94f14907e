import Codecs
import Diagnostics
import Formats
import Store

/// The files of a workspace, each with the table that it fills.
///
/// Files of the canonical form are read where they lie, on all cores. Any other file is translated first: unpacked, taken
/// apart into text, understood by a layout, and written in the canonical form in memory.
struct WorkspaceFiles {
  struct Match {
    let file: SourceFile
    let layout: Layout
    /// What is told of how it was read.
    let account: FileAccount
  }

  /// A file that could not be read.
  struct Failure {
    let file: String
    /// The table that it would fill, where its name tells.
    let table: TableName?
    let diagnostics: [Diagnostic]
  }

  var matches: [TableName: [Match]] = [:]
  /// The folders within the workspace that exports were found in.
  var sources: Set<String> = []
  private(set) var failures: [Failure] = []
  let rules: ReadingRules
  /// Files that wait till all of their system are there.
  var known: [KnownRecords] = []
  /// What the workspace says of columns, as far as files have them.
  var used: Set<ColumnCorrection> = []
  let watch: LoadingWatch
  /// Files that were translated before, and those that were now.
  let before: KnownFiles
  var translated: KnownFiles
  /// Names of the files that were asked for one by one.
  private let asked: Set<String>

  /// Extensions of text tables.
  static let textExtensions: Set<String> = ["csv", "tsv", "tab", "txt"]
  /// Of what is taken apart first.
  static let otherExtensions: Set<String> = [
    "xlsx", "xlsm", "json", "jsonl", "ndjson", "scim", "xml", "gz", "zst", "zip",
  ]
  /// Of tables that are not read, so that a `bookings.ods` is not passed over without a word.
  static let unreadExtensions: Set<String> = ["xls", "xlsb", "ods", "parquet", "numbers", "rar", "7z", "bz2", "xz"]

  /// - Throws: if the path cannot be read, or no table can.
  init(
    _ exports: ExportSources, rules: ReadingRules = ReadingRules(), before: KnownFiles = KnownFiles(),
    watch: LoadingWatch = LoadingWatch(), _ notebook: inout Notebook
  ) throws(Rejection) {
    self.rules = rules
    self.watch = watch
    self.before = before
    translated = before.emptied
    asked = Set(exports.added.map(ExportSources.name))
    if let piped = exports.piped { add(piped, &notebook) }
    if let path = exports.path {
      switch FileBytes.kind(of: path) {
      case .missing(let error): throw Rejection(.unreadable(path: path, error: error))
      case .other: throw Rejection(.unreadable(path: path, error: .noFile))
      case .file:
        let name = ExportSources.name(of: path)
        if !asked.contains(name) { add(Export(path: path, name: name, source: nil), isAlone: true, &notebook) }
      case .folder: try addFolder(path, &notebook)
      }
    }
    for path in exports.added {
      add(Export(path: path, name: ExportSources.name(of: path), source: nil), isAlone: true, &notebook)
    }
    let files = known
    known = []
    translate(files, &notebook)
    try checkAsked()
    tellUnusedMaps(&notebook)
    try checkTables()
    if matches.isEmpty {
      throw Rejection(
        [.noTable(path: exports.path ?? "", names: [TableName.resources, .memberships, .bookings].map(\.rawValue))]
          + notebook.reports.flatMap(\.problems).map(Diagnostic.init))
    }
  }

  /// - Throws: why no file gives a table, where they failed; that a file does may show only while it is read.
  func checkTables() throws(Rejection) {
    guard matches.isEmpty, !failures.isEmpty else { return }
    throw Rejection(failures.flatMap(\.diagnostics))
  }

  private mutating func addFolder(_ path: String, _ notebook: inout Notebook) throws(Rejection) {
    let entries: [FolderEntry]
    do throws(SystemError) {
      entries = try FolderEntry.all(in: path)
    } catch {
      throw Rejection(.unreadable(path: path, error: error))
    }
    for entry in entries where entry.source != nil || !asked.contains(entry.name) {
      let export = Export(path: entry.path, name: entry.name, source: entry.source)
      let table = WorkspaceFiles.table(stem: WorkspaceFiles.split(entry.fileName).stem)
      switch entry.kind {
      case .file where entry.source != nil && entry.fileName == ExportSources.settingsFile:
        let diagnostic = Diagnostic.settingsWithin(entry.name)
        leaveOut(export.report(), because: diagnostic, &notebook)
        notebook.add(.unreadFile, diagnostic.message, table: .bookings, count: 1)
      case .file: add(export, isAlone: false, &notebook)
      case .folderAsFile: fail(export.report(nil, table), [.folderAsFile(entry.name)], &notebook)
      case .unreadable(let error): fail(export.report(), [.unreadable(path: entry.path, error: error)], &notebook)
      }
    }
  }

  /// Whether a name is that of a file that is read.
  static func isExport(_ name: String) -> Bool {
    let ending = split(name).ending
    return textExtensions.contains(ending) || otherExtensions.contains(ending)
  }

  /// A file of the workspace.
  struct Export {
    let path: String
    /// As messages call it, with its folder within the workspace.
    let name: String
    /// That folder.
    let source: String?
    /// Where it is no file at all.
    var bytes: [UInt8]?

    /// Without the folder.
    var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// What is known of it before it is read, or of a part of it.
    func report(_ part: String? = nil, _ table: TableName? = nil) -> FileReport {
      var report = FileReport(file: part ?? name, export: name, table: table)
      report.source = source
      return report
    }
  }

  /// - Throws: why a file that was asked for by its name gave nothing, if one did.
  func checkAsked() throws(Rejection) {
    let lost = failures.filter { failure in
      asked.contains { failure.file == $0 || failure.file.hasPrefix($0 + ": ") }
    }
    if !lost.isEmpty { throw Rejection(lost.flatMap(\.diagnostics)) }
  }

  private mutating func add(_ export: Export, isAlone: Bool, _ notebook: inout Notebook) {
    if watch.isCancelled() { return }
    watch.tell(.file)
    let (stem, ending) = WorkspaceFiles.split(export.fileName)
    let named = WorkspaceFiles.table(stem: stem)
    guard WorkspaceFiles.isExport(export.fileName) || isAlone else {
      if WorkspaceFiles.unreadExtensions.contains(ending) {
        let diagnostic = Diagnostic.unknownKind(export.name, ending)
        leaveOut(export.report(), because: diagnostic, &notebook)
        notebook.add(.unreadFile, diagnostic.message, table: named ?? .bookings, count: 1)
      }
      return
    }
    if ending == "txt", named == nil, !isAlone { return }  // notes beside the data
    if let (match, isNamed) = plainMatch(export) {
      let table = match.layout.table
      matches[table, default: []].append(match)
      for finding in match.layout.findings { notebook.add(finding) }
      if !isNamed {
        notebook.add(
          .fileByHeaders, "\(export.name) is taken for \(table.rawValue) by its headers", table: table, count: 1)
      }
      return
    }
    known += takeIn(export, isAlone: isAlone, &notebook)
  }

  // MARK: - Outcomes

  /// A `map` that no file follows was mistyped, or is left over.
  private func tellUnusedMaps(_ notebook: inout Notebook) {
    for correction in rules.corrections where !used.contains(correction) {
      let name = "\(correction.table.rawValue).\(correction.mapping.name)"
      let headers = correction.mapping.sources.filter { !$0.hasPrefix("^") }.map { "“\($0)”" }
      let reason =
        headers.isEmpty
        ? "no file fills \(correction.table.rawValue)"
        : "no file of \(correction.table.rawValue) has a column \(headers.joined(separator: " or "))"
      notebook.add(
        .unusedMap, "map \(name) = \(correction.mapping.written) changes nothing: \(reason)", table: correction.table,
        count: 1)
    }
  }

  mutating func fail(_ report: FileReport, _ diagnostics: [Diagnostic], _ notebook: inout Notebook) {
    var report = report
    failures.append(Failure(file: report.file, table: report.table, diagnostics: diagnostics))
    report.table = report.table ?? WorkspaceFiles.hintedTable(ExportSources.name(of: report.export))
    report.state = .failed
    report.problems = diagnostics.map {
      .init(code: $0.code, message: $0.message, help: $0.help ?? "export it again, or take it out of the folder")
    }
    notebook.add(report)
    for problem in report.problems {
      notebook.add(.unreadFile, problem.message, table: report.table ?? .bookings, count: 1)
    }
  }

  /// A file that is no export, as far as anybody here knows.
  func leaveOut(_ report: FileReport, because diagnostic: Diagnostic?, _ notebook: inout Notebook) {
    var report = report
    report.state = .leftOut
    if let diagnostic {
      report.problems = [.init(diagnostic)]
    } else {
      report.notes = [.init("it has no rows", count: 1)]
    }
    notebook.add(report)
  }

  /// Takes a file out again that could not be read in place.
  ///
  /// - Returns: where it lies.
  mutating func remove(_ file: SourceFile, of table: TableName) -> Export? {
    guard let index = matches[table]?.firstIndex(where: { $0.file.bytes.path == file.bytes.path }) else { return nil }
    matches[table]?.remove(at: index)
    if matches[table]?.isEmpty == true { matches[table] = nil }
    return Export(path: file.bytes.path, name: file.name, source: nil)
  }

  // MARK: - The fast lane

  /// A text table of the canonical form that needs no translation, and whether its name says which; nil for any other
  /// file.
  ///
  /// The header alone decides, by the rule for files that are taken apart: how a file is packed or encoded, and where in it
  /// an odd byte stands, makes no other table of it.
  private func plainMatch(_ export: Export) -> (match: Match, isNamed: Bool)? {
    let (stem, ending) = WorkspaceFiles.split(export.fileName)
    guard export.source == nil, WorkspaceFiles.textExtensions.contains(ending),
      let file = try? SourceFile(path: export.path, name: export.name, watch: readingWatch)
    else { return nil }
    var records = RecordSet(table: TextTable(headers: file.headers))
    // What is odd about the headers is told with the layout.
    _ = records.nameHeaders(file: file.name)
    let matcher = LayoutMatcher(corrections: rules.corrections)
    guard case .canonical(let table, let isNamed) = matcher.choice(records, kind: .csv, stem: stem),
      !rules.corrections.contains(where: { $0.table == table && ($0.applies(to: file.headers) || $0.isGeneral) }),
      let layout = try? Layout(table: table, headers: file.headers, file: file.name), file.isPlain(layout, rules)
    else { return nil }
    var account = FileAccount(layout: FileReport.canonical, export: export.name, path: export.path)
    account.columns = layout.sources(file.headers)
    return (Match(file: file, layout: layout, account: account), isNamed)
  }
}
