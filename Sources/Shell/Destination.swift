import DeskQL
import Diagnostics
import Files
import Language
import Rendering
import Store

/// Where `to` sends an answer: a file, and the shape that its ending names.
///
/// A relative path begins at the folder in which the program was started. The corridor knows nothing of it.
struct Destination {
  enum Shape: Hashable {
    case text(Format)
    case workbook
  }

  let file: Name
  let shape: Shape
  private let source: SourceText

  /// Endings of files, without the dot, in the order in which messages list them.
  static let endings: [(ending: String, shape: Shape)] = [
    ("csv", .text(.csv)), ("tsv", .text(.tsv)), ("json", .text(.json)), ("jsonl", .text(.jsonl)),
    ("ndjson", .text(.jsonl)), ("md", .text(.markdown)), ("xlsx", .workbook), ("svg", .text(.svg)),
    ("html", .text(.html)),
  ]

  /// Those of files that other programs open, and that none of the shapes is.
  private static let foreignEndings: Set = [
    "png", "jpg", "jpeg", "gif", "webp", "pdf", "xls", "xlsm", "ods", "doc", "docx", "ppt", "pptx", "parquet", "zip",
  ]

  /// What a statement says of its file; nil where it has none.
  ///
  /// - Throws: two files, an ending that is no format or another one than `as` says, a statement that writes nothing.
  init?(of statement: Statement, in source: SourceText) throws(Rejection) {
    let clauses: [Clause]
    var isReport = false
    switch statement {
    case .query(let query): clauses = query.clauses
    case .list(let listing): clauses = listing.clauses
    case .check(let check): clauses = check.clauses
    case .expect(let query, _, _):
      try Destination.refuse(query, of: "expect", in: source)
      return nil
    case .explain(let query), .why(let query):
      clauses = query.clauses
      isReport = true
    case .define, .undefine, .set, .show, .describe, .load, .save, .source, .help, .timing, .map, .quit:
      return nil
    }
    var file: Name?
    var format: Format?
    for clause in clauses {
      switch clause.kind {
      case .to(let name):
        if file != nil { throw Rejection(.twoFiles(name, in: source)) }
        file = name
      case .as(let name): format = Format(rawValue: name.text.lowercased())
      case .filter, .by, .where, .having, .sort, .top, .between, .with, .vs, .in, .on, .under: break
      }
    }
    guard let file else { return nil }
    self.file = Name(text: HomePath.expanded(file.text), quoted: file.quoted, place: file.place)
    self.source = source
    let ending = Destination.ending(of: file.text)
    let known = Destination.endings.first { $0.ending == ending }?.shape
    if let format {
      let isForeign = Destination.foreignEndings.contains(ending)
      guard known == .text(format) || known == nil && !isForeign else {
        throw Rejection(.formatAndEnding(format, file: file, in: source))
      }
      shape = .text(format)
    } else {
      guard let known else { throw Rejection(.unknownEnding(file, in: source)) }
      shape = known
    }
    if isReport, ![.text(.json), .text(.markdown), .text(.html)].contains(shape) {
      throw Rejection(.reportAsTable(file, in: source))
    }
  }

  private static func refuse(_ query: Query, of word: String, in source: SourceText) throws(Rejection) {
    for clause in query.clauses {
      if case .to = clause.kind { throw Rejection(.fileNotWritten(word, at: clause.place, in: source)) }
    }
  }

  /// `March.CSV` → `csv`
  private static func ending(of path: String) -> String {
    let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// Refuses what would change the workspace: a file of it, and one that would be read as a table or as settings when the
  /// workspace is opened again. Any other file is written anew, as a report is every month.
  ///
  /// - Parameter written: real paths of the files that were written before, which may be written again.
  func checkFile(against workspace: Workspace, written: Set<String>) throws(Rejection) {
    guard let path = workspace.path ?? workspace.added.first else { return }
    let folder = Folder(path)
    let own =
      [path] + workspace.added
      + (workspace.snapshot.files.map(\.export) + [Workspace.settingsFile]).map { folder.path(of: $0) }
    let isWritten = realPath.map(written.contains) ?? false
    if !isWritten, own.contains(where: { WholeFile.isSame($0, file.text) }) {
      throw Rejection(.ownExport(file, in: source))
    }
    guard Folder.isFolder(path), RealPath.isBeneath(file.text, folder: path) else { return }
    // Folders within it are read, too.
    if name.lowercased() == Workspace.settingsFile { throw Rejection(.ownExport(file, in: source)) }
    if let table = Workspace.table(ofFile: name) { throw Rejection(.readAsTable(file, table, in: source)) }
  }

  /// Refuses an answer whose columns are those of a table, where it would be read as that.
  func checkColumns(of answer: Answer, against workspace: Workspace) throws(Rejection) {
    guard let path = workspace.path, Folder.isFolder(path), RealPath.isBeneath(file.text, folder: path) else { return }
    if let table = Workspace.table(ofFile: name, headers: answer.columns.map(\.name)) {
      throw Rejection(.readAsTable(file, table, byColumns: true, in: source))
    }
  }

  /// Where the file is, or will be.
  var realPath: String? { RealPath.of(file.text) }

  private var name: String { file.text.split(separator: "/").last.map(String.init) ?? file.text }

  func write(_ report: Report) throws(Rejection) {
    guard case .text(let format) = shape else {
      preconditionFailure("a report is refused for a workbook when it is asked for")
    }
    try write(Renderer.bytes(of: report, as: format))
  }

  func write(_ answer: Answer) throws(Rejection) {
    if shape == .workbook, answer.rowCount > Workbook.mostRows {
      throw Rejection(.tooManyRows(answer.rowCount, most: Workbook.mostRows, file: file, in: source))
    }
    if case .text(let format) = shape, let refusal = Renderer.refusal(of: answer, as: format) {
      throw Rejection(.notDrawable(refusal.reason, help: refusal.help, at: file.place.range, in: source))
    }
    let bytes =
      switch shape {
      case .text(let format): Renderer.bytes(of: answer, as: format)
      case .workbook: Workbook.bytes(of: answer)
      }
    try write(bytes)
  }

  private func write(_ bytes: [UInt8]) throws(Rejection) {
    do {
      try WholeFile.write(bytes, to: file.text)
    } catch {
      throw Rejection(.unwritableFile(file, error, in: source))
    }
  }

  /// `written to march.md`
  var note: String { "written to \(file.text)" }

  /// `12 rows written to march.csv`
  func note(on answer: Answer) -> String {
    let rows = answer.rowCount == 1 ? "1 row" : "\(answer.rowCount) rows"
    return "\(rows) written to \(file.text)"
  }
}
