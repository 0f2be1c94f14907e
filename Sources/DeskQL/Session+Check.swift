import Diagnostics
import Execution
import Language
import Planning
import Store

extension Session {
  /// What `check` can open besides tables.
  public static var checkedNames: [String] { [BoundCheck.Subject.filesWord] + FindingKind.all.map(\.code) }

  /// What is odd in the data: what loading found, what could not be read, and what is looked for now; or what became of
  /// each file.
  func run(_ check: CheckQuery, source: SourceText) throws(Rejection) -> Answer {
    let (findings, permitted) = try findings(of: check, source: source)
    switch permitted.check.subject {
    case .finding(let kind): return FindingRows(findings, permitted).answer(kind)
    case .files: return FilesOverview(workspace.snapshot.files, permitted).answer
    case .everything, .table:
      let reads = MetricReads(
        catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today)
      let loading = workspace.snapshot.findingsOfLoading.count { permitted.check.subject.takes($0) }
      return FindingsOverview(findings, ofLoading: loading, permitted, reads).answer
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
      findings.filter { !reads.metrics(reading: $0.doubtfulColumns).isEmpty }, ofLoading: 0, permitted, reads
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
    let found = try placed(at: check.place, in: source) { () throws(Rejection) in
      try Evaluator.findings(
        of: permitted, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    }
    let loaded = workspace.snapshot.findingsOfLoading.filter { bound.subject.takes($0) }
    return ((loaded + found).sorted(by: Finding.isBefore), permitted)
  }
}

extension Snapshot {
  /// What loading found, and for each file the rows that it could not read: each is a row of `check`.
  var findingsOfLoading: [Finding] {
    let rejectedByFile = Dictionary(grouping: rejected, by: \.file)
    let unread = files.compactMap { report -> Finding? in
      let rows = (rejectedByFile[report.file] ?? []).filter { ($0.table ?? report.table) == report.table }
      guard let table = report.table, !rows.isEmpty else { return nil }
      let count = max(report.rejected, rows.count)
      return Finding(
        kind: .rejected,
        message: "\(count) \(count == 1 ? "row" : "rows") of \(report.file) could not be read",
        table: table, rows: rows.map { "\($0.file):\($0.line)" }, count: count,
        details: rows.map { ($0.column.isEmpty ? "" : "\($0.column): ") + $0.reason })
    }
    return findings + unread
  }
}

extension BoundCheck.Subject {
  fileprivate func takes(_ finding: Finding) -> Bool {
    switch self {
    case .everything: true
    case .table(let table): finding.table == table
    case .finding(let kind): finding.kind == kind
    case .files: false
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
