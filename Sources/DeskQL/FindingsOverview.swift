import Execution
import Planning
import Store

/// A row for each finding.
struct FindingsOverview {
  private let findings: [Finding]
  /// How many of them were told when the data was loaded.
  private let ofLoading: Int
  private let permitted: PermittedCheck
  private let reads: MetricReads

  /// Rows that people see of a finding, and the width in which they see the metrics.
  private static let rowsShown = 3
  private static let width = 40

  /// - Parameter ofLoading: how many of them were told when the data was loaded; 0 says nothing of it.
  init(_ findings: [Finding], ofLoading: Int, _ permitted: PermittedCheck, _ reads: MetricReads) {
    self.findings = findings
    self.ofLoading = ofLoading
    self.permitted = permitted
    self.reads = reads
  }

  var answer: Answer {
    let touched = findings.map { reads.metrics(reading: $0.doubtfulColumns) }
    let isHidden = findings.map { permitted.hiding($0) != nil }
    let places = zip(findings, isHidden).map { $1 ? nil : $0.rows.joined(separator: "; ").nonEmpty }
    return Answer(
      columns: [
        .texts("finding", isKey: true, findings.map(\.code)),
        .texts("table", isKey: true, findings.map(\.table.rawValue)),
        AnswerColumn(name: "rows", values: .figures(findings.map { .value(.init($0.count)) })),
        .texts(
          "touches", touched.map { $0.joined(separator: "; ").nonEmpty },
          briefly: touched.map { MetricReads.brief($0, width: Self.width) }),
        .texts("what", isProse: true, findings.map(\.message)),
        .texts("where", isProse: true, places, briefly: findings.map(shownRows)),
        .texts("do", isProse: true, findings.map(\.kind.remedy)),
      ],
      rowCount: findings.count, reading: reading)
  }

  /// The first rows with what is the matter with each, and how many more there are.
  private func shownRows(_ finding: Finding) -> String {
    finding.rows.indices.lazy.map { index in
      finding.details.isEmpty ? finding.rows[index] : "\(finding.rows[index]) (\(finding.details[index]))"
    }.listed(first: Self.rowsShown, of: finding.count)
  }

  private var reading: [ReadingItem] {
    let found =
      findings.isEmpty ? "nothing was found" : findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    let loading = ofLoading > 0 && ofLoading < findings.count ? ", \(ofLoading) of loading" : ""
    return [ReadingItem(.metric, permitted.check.title), ReadingItem(.note, found + loading)]
      + permitted.leftOut(findings)
      + (findings.isEmpty ? [] : [ReadingItem(.note, "check \(findings[0].code) opens one, row by row")])
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
