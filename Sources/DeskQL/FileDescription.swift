import Calculus
import Importers
import Store

/// What `describe FILE` tells: as what a file was read, and what became of which header. No cell of it is told.
struct FileDescription {
  /// Of one file: one for each of its tables.
  private let reports: [FileReport]

  /// - Parameter name: of the file as `check files` has it.
  init?(_ name: String, in files: [FileReport]) {
    let reports = files.filter { $0.file.lowercased() == name.lowercased() }.inOrder
    guard !reports.isEmpty else { return nil }
    self.reports = reports
  }

  /// What `describe` can be asked for.
  static func names(of files: [FileReport]) -> [String] {
    files.inOrder.map(\.file).reduce(into: []) { names, name in if names.last != name { names.append(name) } }
  }

  var text: String {
    let columns = reports.flatMap(\.columns)
    var lines = [reports[0].file]
    lines += TextColumns.section("layout", layout)
    lines += TextColumns.section("read as", readAs)
    lines += TextColumns.section("tables", reports.map { [$0.table?.rawValue ?? "none", counts($0)] })
    lines += TextColumns.section("why", reasons)
    lines += TextColumns.section("columns", rows(columns.filter { $0.isThere && !$0.isAttribute }))
    lines += TextColumns.section("attributes", rows(columns.filter { $0.isThere && $0.isAttribute }))
    lines += TextColumns.section("not in this file", rows(columns.filter { !$0.isThere }))
    lines += TextColumns.section("not read", reports.flatMap(\.unread).map { [$0] })
    let notes = reports.flatMap(\.notes)
    lines += TextColumns.section("notes", notes.filter { !$0.isQuestion }.map { [$0.text] })
    lines += TextColumns.section("questions", notes.filter(\.isQuestion).map { [$0.text] })
    return lines.joined(separator: "\n")
  }

  private func rows(_ columns: [FileReport.Column]) -> [[String]] {
    columns.map { ["\($0.table.rawValue).\($0.name)", "← " + $0.written] }
  }

  private var layout: [[String]] {
    guard let name = reports.lazy.compactMap(\.layout).first else { return [] }
    if name == FileReport.canonical { return [[name, "the columns of deskql by their names"]] }
    guard let known = WorkspaceLoader.layouts.first(where: { $0.name == name }) else { return [[name]] }
    return [[name, "\(known.vendor): \(known.about)"]]
  }

  private var readAs: [[String]] {
    [
      ("source", reports.lazy.compactMap(\.source).first), ("encoding", reports.lazy.compactMap(\.encoding).first),
      ("dates", reports.lazy.compactMap(\.dateOrder).first), ("times", reports.lazy.compactMap(\.clock).first),
    ].compactMap { title, text in text.map { [title, $0] } }
  }

  /// `8 rows, 1 rejected; 2 more do not count by the layout; 2024-03-04 to 2024-03-31`
  private func counts(_ report: FileReport) -> String {
    guard report.state == .read else {
      let rows = report.leftOut == 1 ? "1 row" : "\(report.leftOut) rows"
      return report.state.rawValue + (report.leftOut > 0 ? ", \(rows)" : "")
    }
    guard report.table != nil else { return "what its rows mention is counted with the first file that does" }
    var parts = ["\(report.rows) \(report.rows == 1 ? "row" : "rows")"]
    if report.rejected > 0 { parts[0] += ", \(report.rejected) rejected" }
    if report.repeated > 0 { parts[0] += ", \(report.repeated) repeated" }
    if report.leftOut > 0 { parts.append("\(report.leftOut) more do not count by the layout") }
    if let days = report.days { parts.append("\(Day(number: days.lowerBound)) to \(Day(number: days.upperBound))") }
    return parts.joined(separator: "; ")
  }

  /// Why nothing, or not all, was read; what is asked is told among the questions.
  private var reasons: [[String]] {
    reports.flatMap(\.problems).filter { $0.code != FileReport.Problem.openQuestion }.map {
      [$0.message + ($0.help.map { "; " + $0 } ?? "")]
    }
  }
}
