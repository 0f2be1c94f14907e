import Planning
import Store

// What answers say of a check, be they of all findings or of one.
extension BoundCheck {
  var title: String {
    switch subject {
    case .everything: "check"
    case .table(let table): "check \(table.rawValue)"
    case .finding(let kind): "check \(kind.code)"
    case .files: "check \(BoundCheck.Subject.filesWord)"
    }
  }
}

extension PermittedCheck {
  /// Which rows are counted and not named, and why.
  func leftOut(_ findings: [Finding]) -> [ReadingItem] {
    var reasons: [String] = []
    for finding in findings where !finding.rows.isEmpty {
      guard let reason = hiding(finding)?.message, !reasons.contains(reason) else { continue }
      reasons.append(reason)
    }
    return reasons.map { ReadingItem(.leftOut, "rows that are counted and not named: \($0)") }
  }
}
