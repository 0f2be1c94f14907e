import Calculus
import Diagnostics
import Store

extension WorkspaceBuilder {
  /// All that was loaded, with the names that tables share.
  func snapshot() throws(Rejection) -> Snapshot {
    finishTypes()
    for table in [TableName.locations, .resources, .plans, .users] { addNamedRows(table) }
    let pool = costCenters.finished()
    if case .text(let codes, _)? = drafts[.bookings]?.columns["cost_center"] {
      drafts[.bookings]?.columns["cost_center"] = .text(codes, pool)
    }
    for (table, codes) in sharedCenters {
      drafts[table]?.columns["cost_center"] = .text(Codes(codes, limit: pool.count), pool)
    }
    var tables: [TableName: Table] = [:]
    for (name, draft) in drafts {
      tables[name] = Table(name, rowCount: draft.rowCount, columns: draft.columns, attributes: draft.attributes)
    }
    // Many rows are rejected for one reason.
    var reasons: [String: String] = [:]
    let rejected = try notebook.rejectedRows().map { row in
      let reason = reasons[row.reason] ?? withoutPersons(row.reason)
      reasons[row.reason] = reason
      return RejectedRow(file: row.file, line: row.line, column: row.column, reason: reason, table: row.table)
    }
    return Snapshot(
      tables: tables, loaded: Set(TableName.allCases.filter(isLoaded)), bookingOrder: bookingOrder,
      calendar: calendar(),
      findings: notebook.findings.map(withoutPersons), rejected: rejected, files: notebook.reports,
      personal: forgotten?.personal ?? [:],
      forgottenNames: forgotten?.forgottenNames ?? .none)
  }

  // MARK: What is told

  private func withoutPersons(_ finding: Finding) -> Finding {
    // Types are called what some cell says, too.
    let rows = finding.table == .types ? finding.rows.map { index(.users).knows($0) ? "…" : $0 } : finding.rows
    return Finding(
      kind: finding.kind, message: withoutPersons(finding.message), table: finding.table, rows: rows,
      count: finding.count, columns: finding.columns, details: finding.details)
  }

  /// A message that quotes no user: where cells of a row are shifted, any column may hold one.
  private func withoutPersons(_ message: String) -> String {
    guard message.contains("“") else { return message }
    let users = index(.users)
    return message.split(separator: "“", omittingEmptySubsequences: false).enumerated().map { number, part in
      guard number > 0, let end = part.firstIndex(of: "”") else { return String(part) }
      return users.knows(String(part[..<end])) ? "…" + part[end...] : String(part)
    }.joined(separator: "“")
  }

  /// What other tables name, where there is no file of it: rows with an id and nothing else.
  func addNamedRows(_ table: TableName) {
    guard drafts[table] == nil else { return }
    let index = index(table)
    if index.isOpen { tellUncalled(in: index) }
    let names = index.isOpen ? index.collected : []
    guard !names.isEmpty else { return }
    var draft = TableDraft(name: table, rowCount: names.count)
    draft.columns["id"] = .identifiers(.texts(names))
    if table == .resources {
      draft.columns["type"] = .link(.missing(count: names.count), .types)
      draft.columns["location"] = .link(.missing(count: names.count), .locations)
    }
    drafts[table] = draft
    notebook.add(
      .tableMissing,
      "there is no file of \(table.rawValue): \(names.count) \(names.count == 1 ? "is" : "are") known only by what other "
        + "tables call \(names.count == 1 ? "it" : "them")",
      table: table, rows: table == .users ? [] : names, count: names.count)
  }

  private func calendar() -> BookingCalendar {
    coverPlaces()
    let everywhere = Set(holidays.filter { $0.location == 0 }.map(\.day))
    var own = [Set<Int32>](repeating: everywhere, count: zones.count)
    for holiday in holidays where holiday.location != 0 { own[holiday.location].insert(holiday.day) }
    let places = zones.indices.map {
      BookingCalendar.Place(zone: zones[$0], openHours: openHours[$0], holidays: own[$0])
    }
    return BookingCalendar(
      places: places, irregularRows: irregular.map(\.row), shapes: irregular.map(\.shape))
  }
}
