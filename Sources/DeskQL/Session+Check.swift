import Diagnostics
import Execution
import Language
import Planning
import Store

extension Session {
  /// What is odd in the data: what loading found, what could not be read, and what is looked for now.
  func run(_ check: CheckQuery, source: SourceText) throws(Rejection) -> Answer {
    let (findings, permitted) = try findings(of: check, source: source)
    switch permitted.check.subject {
    case .finding(let kind): return FindingRows(findings, permitted).answer(kind)
    case .everything, .table:
      let reads = MetricReads(
        catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today)
      return FindingsOverview(findings, permitted, reads).answer
    }
  }

  /// What is odd in the data that a metric reads, as `check` has it.
  ///
  /// - Parameter place: where it is asked for.
  func findings(touching metric: String, _ place: Place, source: SourceText) throws(Rejection) -> Answer {
    var other = self
    other.isAudited = false
    let (findings, permitted) = try other.findings(of: CheckQuery(place: place), source: source)
    let reads = MetricReads(
      of: [metric], catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today)
    return FindingsOverview(
      findings.filter { !reads.metrics(reading: $0.doubtfulColumns).isEmpty }, permitted, reads
    ).answer
  }

  private func findings(
    of check: CheckQuery, source: SourceText
  ) throws(Rejection) -> (findings: [Finding], permitted: PermittedCheck) {
    // By the workspace's own definitions: what a session makes of `bookings.counts` must not choose the rows.
    let bound = try Binder.bind(
      check, catalogue: workspace.catalogue, snapshot: workspace.snapshot, settings: workspace.settings,
      today: options.today, source: source)
    let permitted = try judged(check.place, in: source) { () throws(Rejection) in try workspace.policy.permit(bound) }
    let found: [Finding]
    do {
      found = try Evaluator.findings(
        of: permitted, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    } catch {
      throw Rejection(error.diagnostics.map { $0.placed(at: check.place.range, in: source) })
    }
    return ((loaded.filter { bound.subject.takes($0) } + found).sorted(by: Finding.isBefore), permitted)
  }

  /// What loading found, and for each file the rows that it could not read.
  private var loaded: [Finding] {
    let snapshot = workspace.snapshot
    let rejected = snapshot.files.compactMap { report -> Finding? in
      let rows = snapshot.rejected.filter { $0.file == report.file }
      guard let table = report.table, !rows.isEmpty else { return nil }
      return Finding(
        kind: .rejected,
        message: "\(rows.count) \(rows.count == 1 ? "row" : "rows") of \(report.file) could not be read",
        table: table, rows: rows.map { "\($0.file):\($0.line)" }, count: rows.count,
        details: rows.map { ($0.column.isEmpty ? "" : "\($0.column): ") + $0.reason })
    }
    return snapshot.findings + rejected
  }
}

extension BoundCheck.Subject {
  fileprivate func takes(_ finding: Finding) -> Bool {
    switch self {
    case .everything: true
    case .table(let table): finding.table == table
    case .finding(let kind): finding.kind == kind
    }
  }
}

extension Finding {
  /// The order in which people read them: by table, then as the list of kinds has them.
  fileprivate static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    (left.tablePlace, left.kindPlace) < (right.tablePlace, right.kindPlace)
  }

  private var tablePlace: Int { TableName.allCases.firstIndex(of: table) ?? 0 }
  private var kindPlace: Int { FindingKind.all.firstIndex(of: kind) ?? 0 }
}

// MARK: - All findings

/// A row for each finding.
private struct FindingsOverview {
  private let findings: [Finding]
  private let permitted: PermittedCheck
  private let reads: MetricReads

  /// Rows that people see of a finding, and the width in which they see the metrics.
  private static let rowsShown = 3
  private static let width = 40

  init(_ findings: [Finding], _ permitted: PermittedCheck, _ reads: MetricReads) {
    self.findings = findings
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
    let shown = finding.rows.prefix(Self.rowsShown).enumerated().map { index, row in
      finding.details.isEmpty ? row : "\(row) (\(finding.details[index]))"
    }
    let left = finding.count - shown.count
    return shown.joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
  }

  private var reading: [ReadingItem] {
    let found =
      findings.isEmpty ? "nothing was found" : findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    return [ReadingItem(.metric, permitted.check.title), ReadingItem(.note, found)]
      + permitted.leftOut(findings)
      + (findings.isEmpty ? [] : [ReadingItem(.note, "check \(findings[0].code) opens one, row by row")])
  }
}

// MARK: - One finding

/// A row for each row of one finding.
private struct FindingRows {
  private let findings: [Finding]
  private let permitted: PermittedCheck

  init(_ findings: [Finding], _ permitted: PermittedCheck) {
    self.findings = findings
    self.permitted = permitted
  }

  func answer(_ kind: FindingKind) -> Answer {
    var cells: [(table: String, row: String?, what: String)] = []
    for finding in findings {
      if finding.rows.isEmpty || permitted.hiding(finding) != nil {
        // Nothing but the sentence is there to tell.
        cells.append((finding.table.rawValue, nil, finding.message))
        continue
      }
      for (index, row) in finding.rows.enumerated() {
        cells.append(
          (finding.table.rawValue, row, finding.details.isEmpty ? finding.message : finding.details[index]))
      }
    }
    let unnamed = findings.reduce(0) { $0 + ($1.rows.isEmpty ? 0 : $1.count - $1.rows.count) }
    let reading =
      [ReadingItem(.metric, permitted.check.title)]
      + (findings.isEmpty ? [ReadingItem(.note, "nothing was found")] : [])
      + (unnamed > 0 ? [ReadingItem(.note, "\(unnamed) more rows are counted, and not named")] : [])
      + permitted.leftOut(findings)
      + (findings.isEmpty ? [] : [ReadingItem(.note, kind.remedy)])
    return Answer(
      columns: [
        .texts("finding", isKey: true, cells.map { _ in kind.code }),
        .texts("table", isKey: true, cells.map(\.table)),
        .texts("row", cells.map(\.row)),
        .texts("what", cells.map(\.what)),
      ],
      rowCount: cells.count, reading: reading)
  }
}

// MARK: - What both say

extension BoundCheck {
  fileprivate var title: String {
    switch subject {
    case .everything: "check"
    case .table(let table): "check \(table.rawValue)"
    case .finding(let kind): "check \(kind.code)"
    }
  }
}

extension PermittedCheck {
  /// Which rows are counted and not named, and why.
  fileprivate func leftOut(_ findings: [Finding]) -> [ReadingItem] {
    var reasons: [String] = []
    for finding in findings where !finding.rows.isEmpty {
      guard let reason = hiding(finding)?.message, !reasons.contains(reason) else { continue }
      reasons.append(reason)
    }
    return reasons.map { ReadingItem(.leftOut, "rows that are counted and not named: \($0)") }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension AnswerColumn {
  /// A column of texts, one a row; nil is nothing.
  ///
  /// - Parameter briefly: what people read in place of each text.
  fileprivate static func texts(
    _ name: String, isKey: Bool = false, isProse: Bool = false, _ texts: [String?], briefly: [String]? = nil
  ) -> AnswerColumn {
    AnswerColumn(
      name: name, isKey: isKey, isProse: isProse,
      briefLabels: briefly.map { zip(texts, $0).map { $0 == nil ? nil : $1 } },
      values: .labels(codes: texts.indices.map { UInt32($0) }, labels: texts))
  }
}
