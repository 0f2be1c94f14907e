import Planning
import Store

/// A row for each row of one finding.
struct FindingRows {
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
      // A list of rejected rows says what it leaves out where it may be read alone, in a file.
      let rest = finding.count - finding.rows.count
      if kind == .rejected, rest > 0 {
        cells.append(
          (finding.table.rawValue, nil, "\(rest) more \(rest == 1 ? "row is" : "rows are") counted, and not named"))
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
