import Calculus
import Planning
import Store

/// A row for each file of the workspace and each table in it: what it was taken for, and what came of it.
struct FilesOverview {
  private let reports: [FileReport]
  private let permitted: PermittedCheck

  init(_ reports: [FileReport], _ permitted: PermittedCheck) {
    self.reports = reports.inOrder
    self.permitted = permitted
  }

  var answer: Answer {
    Answer(
      columns: [
        .texts("file", isKey: true, reports.map(\.file)),
        texts("layout", reports.map(\.layout)),
        .texts("table", reports.map { $0.table?.rawValue }),
        figures("rows", reports.map(\.rows)),
        figures("rejected", reports.map(\.rejected)),
        figures("repeated", reports.map(\.repeated)),
        figures("left_out", reports.map(\.leftOut)),
        texts("source", reports.map(\.source)),
        texts("encoding", reports.map(\.encoding)),
        texts("date_order", reports.map(\.dateOrder)),
        texts("clock", reports.map(\.clock)),
        days("first_day", reports.map { $0.days?.lowerBound }),
        days("last_day", reports.map { $0.days?.upperBound }),
        .texts("state", reports.map(\.state.rawValue)),
        texts("why", isProse: true, reports.map(\.reason)),
      ],
      rowCount: reports.count, reading: reading)
  }

  // What says nothing of any file is no column for people.

  private func texts(_ name: String, isProse: Bool = false, _ texts: [String?]) -> AnswerColumn {
    let isEmpty = texts.allSatisfy { $0 == nil }
    return AnswerColumn(
      name: name, isIdentifier: isEmpty, isProse: isProse && !isEmpty,
      values: .labels(codes: texts.indices.map { UInt32($0) }, labels: texts))
  }

  private func days(_ name: String, _ days: [Int32?]) -> AnswerColumn {
    AnswerColumn(
      name: name, isIdentifier: days.allSatisfy { $0 == nil },
      values: .figures(days.map { day in day.map { .day(Day(number: $0)) } ?? .undefined }))
  }

  private func figures(_ name: String, _ counts: [Int]) -> AnswerColumn {
    AnswerColumn(
      name: name, isIdentifier: name != "rows" && counts.allSatisfy { $0 == 0 },
      values: .figures(counts.map { .value(.init($0)) }))
  }

  private var reading: [ReadingItem] {
    let count = Set(reports.map(\.file)).count
    return [
      ReadingItem(.metric, permitted.check.title),
      ReadingItem(.note, count == 0 ? "no file is loaded" : count == 1 ? "1 file" : "\(count) files"),
    ] + (count == 0 ? [] : [ReadingItem(.note, "describe FILE tells what was read from which header")])
  }
}

extension [FileReport] {
  /// By file, and in each as the list of tables has them.
  var inOrder: [FileReport] { sorted { ($0.file, $0.tablePlace) < ($1.file, $1.tablePlace) } }
}

extension FileReport {
  fileprivate var tablePlace: Int {
    table.flatMap { TableName.allCases.firstIndex(of: $0) } ?? TableName.allCases.count
  }

  /// Why it failed or was left out; nil where it was read.
  var reason: String? {
    let problems = problems.map { $0.message + ($0.help.map { "; " + $0 } ?? "") }
    switch state {
    case .read: return nil
    case .failed, .leftOut:
      let reasons = problems.isEmpty ? notes.map(\.text) : problems
      return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }
  }
}
