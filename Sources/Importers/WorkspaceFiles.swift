import Codecs
import Diagnostics
import Store

/// The files of a workspace, each with the table that it fills.
struct WorkspaceFiles {
  struct Match {
    let file: SourceFile
    let layout: Layout
  }

  private(set) var matches: [TableName: [Match]] = [:]

  /// Extensions of text tables.
  private static let extensions: Set<String> = ["csv", "tsv", "tab", "txt"]
  /// Extensions of tables that are not read (yet), so that a `bookings.xlsx` is not passed over without a word.
  private static let otherExtensions: Set<String> = [
    "xlsx", "xls", "ods", "json", "jsonl", "ndjson", "gz", "zst", "zip", "parquet",
  ]

  /// - Throws: if the path cannot be read, holds no table, or a table's file lacks a column that it needs.
  init(path: String, _ notebook: inout Notebook) throws(Rejection) {
    var diagnostics: [Diagnostic] = []
    switch FileBytes.kind(of: path) {
    case .missing(let error): throw Rejection(.unreadable(path: path, error: error))
    case .other: throw Rejection(.unreadable(path: path, error: SystemError(number: 22)))
    case .file:
      let name = path.split(separator: "/").last.map(String.init) ?? path
      do throws(Rejection) {
        try add(path: path, name: name, isAlone: true, &notebook)
      } catch {
        diagnostics += error.diagnostics
      }
    case .folder:
      let names: [String]
      do throws(SystemError) {
        names = try FileBytes.names(inFolder: path)
      } catch {
        throw Rejection(.unreadable(path: path, error: error))
      }
      for name in names where !name.hasPrefix(".") {
        do throws(Rejection) {
          try add(path: path + "/" + name, name: name, isAlone: false, &notebook)
        } catch {
          diagnostics += error.diagnostics
        }
      }
    }
    guard diagnostics.isEmpty else { throw Rejection(diagnostics) }
    if matches.isEmpty {
      throw Rejection(
        diagnostics + [.noTable(path: path, names: [TableName.resources, .memberships, .bookings].map(\.rawValue))])
    }
  }

  private mutating func add(path: String, name: String, isAlone: Bool, _ notebook: inout Notebook) throws(Rejection) {
    let (stem, ending) = WorkspaceFiles.split(name)
    let named = WorkspaceFiles.table(stem: stem)
    guard WorkspaceFiles.extensions.contains(ending) || isAlone else {
      if let named, WorkspaceFiles.otherExtensions.contains(ending) {
        notebook.skip(name)
        notebook.add(
          .unreadFile, "\(name) is not read: files of the kind .\(ending) are not known here", table: named, count: 1)
      }
      return
    }
    if ending == "txt", named == nil, !isAlone { return }  // notes beside the data
    guard case .file = FileBytes.kind(of: path) else { return }
    let file: SourceFile
    do throws(Rejection) {
      file = try SourceFile(path: path, name: name)
    } catch {
      if named == nil, !isAlone { return skip(name, error, nearest: nil, &notebook) }
      throw error
    }
    if let named {
      return try keep(file, as: named, &notebook)
    }
    guard let table = WorkspaceFiles.table(headers: file.headers) else {
      let (nearest, missing) = WorkspaceFiles.nearest(headers: file.headers)
      let rejection = Rejection(.unmatchedFile(name, nearest: nearest, missing: missing))
      if isAlone { throw rejection }
      return skip(name, rejection, nearest: nearest, &notebook)
    }
    try keep(file, as: table, &notebook)
    notebook.add(
      .fileByHeaders, "\(name) is taken for \(table.rawValue) by its headers", table: table, count: 1)
  }

  private mutating func keep(_ file: SourceFile, as table: TableName, _ notebook: inout Notebook) throws(Rejection) {
    let layout = try Layout(table: table, headers: file.headers, file: file.name)
    for finding in layout.findings { notebook.add(finding) }
    matches[table, default: []].append(Match(file: file, layout: layout))
  }

  private func skip(_ name: String, _ rejection: Rejection, nearest: TableName?, _ notebook: inout Notebook) {
    notebook.skip(name)
    for diagnostic in rejection.diagnostics {
      notebook.add(.unmatchedFile, diagnostic.message, table: nearest ?? .bookings, count: 1)
    }
  }

  // MARK: - Which table

  /// The table that a file beside others is taken for: by its name, or by its headers where it is read at all.
  static func table(ofFile name: String, headers: [String]) -> TableName? {
    let (stem, ending) = split(name)
    guard extensions.contains(ending) || otherExtensions.contains(ending) else { return nil }
    if let named = table(stem: stem) { return named }
    return extensions.contains(ending) && ending != "txt" ? table(headers: headers) : nil
  }

  /// `Bookings.CSV` → `Bookings`, `csv`.
  private static func split(_ name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
    return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
  }

  /// The table that a file's name without its extension means, ignoring case, blanks, `_` and `-`. Inner extensions count
  /// for nothing: `bookings.csv.gz`.
  static func table(stem: String) -> TableName? {
    let folded = Layout.folded(String(stem.prefix { $0 != "." }))
    return TableName.allCases.first { Layout.folded($0.rawValue) == folded }
  }

  /// The one table whose required columns are all there and which knows more of the headers than any other does; of
  /// three headers at least two, or all.
  static func table(headers: [String]) -> TableName? {
    let fitting = TableName.allCases.filter { Layout.missing(of: $0, headers: headers).isEmpty }
      .map { (table: $0, known: Layout.matches(of: $0, headers: headers).count) }
      .sorted { $0.known > $1.known }
    guard let best = fitting.first, best.known >= 2, best.known * 3 >= headers.count else { return nil }
    if fitting.count > 1, fitting[1].known == best.known { return nil }
    return best.table
  }

  /// The table that lacks fewest of its required columns, knowing most headers among those.
  private static func nearest(headers: [String]) -> (table: TableName?, missing: [Field]) {
    let candidates = TableName.allCases.map { table in
      (
        table: table, missing: Layout.missing(of: table, headers: headers),
        known: Layout.matches(of: table, headers: headers).count
      )
    }
    let best = candidates.filter { $0.known > 0 }.min {
      ($0.missing.count, -$0.known) < ($1.missing.count, -$1.known)
    }
    return (best?.table, best?.missing ?? [])
  }
}
