import Calculus
import Importers
import Store

/// What `deskql anonymize` did, a row for each file of the folder.
struct AnonymizationReport {
  private let anonymization: Anonymization
  private let forgottenCount: Int
  private var rows: [Row] = []

  private struct Row {
    let file: String
    let done: String
    var emptied = ""
    /// Nil for what is no table.
    var report: CleaningReport?
  }

  init(_ cleaner: ExportCleaner) {
    anonymization = cleaner.anonymization
    forgottenCount = cleaner.forgottenCount
  }

  mutating func add(_ file: ExportCleaner.File, _ report: CleaningReport) {
    let change = report.hasAddedColumn ? "cleaned, cost_center added" : "cleaned"
    let emptied = report.emptied.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    rows.append(
      Row(
        file: file.name, done: report.isUnchanged ? "copied unchanged" : change, emptied: emptied, report: report))
  }

  mutating func addCopied(_ name: String) { rows.append(Row(file: name, done: "copied unchanged")) }

  mutating func addLeftOut(_ name: String, isFolder: Bool) {
    rows.append(Row(file: name, done: isFolder ? "left out: a folder" : "left out: no table that is read"))
  }

  mutating func addTranslated(_ name: String) {
    rows.append(Row(file: name, done: "left out: written as the tables that were read from it"))
  }

  /// The rows by file, and under them what was gone by.
  var answer: Answer {
    let rows = rows.sorted { $0.file < $1.file }
    func labels(_ name: String, isKey: Bool = false, _ text: (Row) -> String) -> AnswerColumn {
      AnswerColumn(
        name: name, isKey: isKey,
        values: .labels(
          codes: rows.indices.map { UInt32($0) }, labels: rows.map { text($0).isEmpty ? nil : text($0) }))
    }
    func counts(_ name: String, _ count: (CleaningReport) -> Int) -> AnswerColumn {
      AnswerColumn(
        name: name,
        values: .figures(rows.map { $0.report.map { .value(Rational(count($0))) } ?? .undefined }))
    }
    return Answer(
      columns: [
        labels("file", isKey: true, \.file), labels("done", \.done), counts("rows", \.rows),
        counts("persons", \.persons), counts("stamped", \.costCenters),
        counts("left_out", \.leftOut), counts("unreadable", \.unreadable), labels("emptied", \.emptied),
      ], rowCount: rows.count, reading: reading)
  }

  private var reading: [ReadingItem] {
    let persons = forgottenCount == 1 ? "1 person" : "\(forgottenCount) persons"
    return [
      ReadingItem(
        .note,
        "bookings that ended before \(anonymization.firstKeptDay) lost their person: \(anonymization.days) days before "
          + "\(anonymization.cutoff)"),
      ReadingItem(.note, "\(persons) without a booking from then on left users and cost_center_history"),
      ReadingItem(.note, "rows that keep their person keep an empty cost centre, which goes on to follow the history"),
    ]
  }
}
