import Codecs
import Diagnostics
import Store

/// What loading has to tell: findings, rejected rows, and what became of each file.
struct Notebook {
  private(set) var findings: [Finding] = []
  private var told: Set<Finding> = []
  private var counts: [FileCount] = []
  /// Where the files of a table begin in `counts`; they stand there in the table's order.
  private var firstCounts: [TableName: Int] = [:]
  /// Of files, or tables in them, of which no row is read.
  private var unread: [FileReport] = []

  /// Rows of a finding that are named.
  static let rowsNamed = 100

  private struct FileCount {
    let file: SourceFile
    /// Rows that could not be cut into cells, where that was found before.
    let ragged: [(line: Int, reason: String)]
    var rejects: [Reject]
    var report: FileReport
  }

  /// What a file was found to have; once, also where it is looked at twice.
  mutating func add(_ finding: Finding) {
    if told.insert(finding).inserted { findings.append(finding) }
  }

  /// - Parameter columns: those that it makes doubtful, where its kind does not say which.
  mutating func add(
    _ kind: FindingKind, _ message: String, table: TableName, rows: [String] = [], count: Int, columns: [String] = []
  ) {
    addAnyway(
      Finding(
        kind: kind, message: message, table: table, rows: Array(rows.prefix(Notebook.rowsNamed)), count: count,
        columns: columns))
  }

  /// A finding whose sentence is that of its kind.
  mutating func add(_ kind: FindingKind, table: TableName, rows: [String], count: Int) {
    addAnyway(Finding(kind, table, rows: Array(rows.prefix(Notebook.rowsNamed)), count: count))
  }

  private mutating func addAnyway(_ finding: Finding) {
    told.insert(finding)
    findings.append(finding)
  }

  /// What became of a file, or of a table in it, of which no row is read.
  mutating func add(_ report: FileReport) { unread.append(report) }

  /// Takes the counts and rejects of a table that was just read.
  ///
  /// - Parameter accounts: how each of its files was understood.
  mutating func add(_ raw: RawTable, _ accounts: [FileAccount]) {
    firstCounts[raw.name] = counts.count
    for (source, segments) in raw.segmentsBySource.enumerated() {
      let file = raw.sources[source]
      let rejected = segments.reduce(0) { $0 + $1.rejectedCount }
      let account = accounts[source]
      var report = FileReport(file: file.name, table: raw.name, account)
      report.rows = segments.reduce(rejected) { $0 + $1.rows } + account.rejects.count
      report.rejected = rejected + account.rejects.count
      report.days = raw.days(of: segments)
      let rejects = segments.flatMap(\.rejects)
      counts.append(FileCount(file: file, ragged: account.rejects, rejects: rejects, report: report))
      let untold = rejected - rejects.count
      if untold > 0 {
        add(
          .rejectsNotListed, "\(untold) more rejected rows of \(file.name) are counted but not listed",
          table: raw.name,
          count: untold)
      }
    }
  }

  /// A row that was read, but names something that is not there.
  mutating func reject(_ slot: Int, of raw: RawTable, column: String, reason: String) {
    let source = raw.segment(ofSlot: slot).source
    let index = index(raw, source)
    counts[index].rejects.append(
      Reject(position: raw.positions?[slot] ?? 0, column: column, reason: reason))
    counts[index].report.rejected += 1
  }

  mutating func countRepeat(_ slot: Int, of raw: RawTable) {
    counts[index(raw, raw.segment(ofSlot: slot).source)].report.repeated += 1
  }

  /// Where the file of a table that was added stands in `counts`.
  private func index(_ raw: RawTable, _ source: Int) -> Int {
    guard let first = firstCounts[raw.name] else { preconditionFailure("a table is added before its rows are told") }
    return first + source
  }

  var reports: [FileReport] { counts.map(\.report) + unread }

  /// The rejected rows with their lines, by file and line.
  func rejectedRows() throws(Rejection) -> [RejectedRow] {
    var rows: [RejectedRow] = []
    for count in counts {
      let own = count.rejects.sorted { $0.position < $1.position }
      let lines = try Lines.numbers(of: own.map(\.position), in: count.file)
      var found = zip(own, lines).map {
        RejectedRow(
          file: count.file.name, line: $1, column: $0.column, reason: $0.reason, table: count.report.table)
      }
      found += count.ragged.map {
        RejectedRow(
          file: count.file.name, line: $0.line, column: "", reason: $0.reason, table: count.report.table)
      }
      if !count.ragged.isEmpty { found.sort { $0.line < $1.line } }
      rows += found
    }
    return rows
  }
}
