import Calculus
import Store

extension WorkspaceBuilder {
  /// Takes the persons of bookings that ended long ago out of the store, for good (DESIGN §6).
  ///
  /// Such a booking loses its user and what gives that person away, be it a word in an attribute. Users of whom no booking
  /// is left lose their rows, those of their history, and their names wherever columns name persons. Which columns those
  /// are is judged before anything is taken out, and remembered.
  ///
  /// - Complexity: one pass over the bookings, and one over each column that names persons.
  func forgetPersons(_ rule: Anonymization) {
    addNamedRows(.users)
    guard let bookings = drafts[.bookings], case .minute(let ends)? = bookings.columns["end"] else { return }
    let users: Codes? = if case .link(let codes, _)? = bookings.columns["user"] { codes } else { nil }
    let userCount = rowCount(.users)
    // By code; 0 is no user.
    var isKept = [Bool](repeating: false, count: userCount + 1)
    var isMet = isKept
    if index(.users).isOpen {
      // They are known by bookings alone, be it by one that could not be read, or by their history.
      isMet = [Bool](repeating: true, count: userCount + 1)
      for change in changes { isMet[Int(change.user) + 1] = false }
    }
    var past = Bitmap(repeating: false, count: bookings.rowCount)
    for row in ends.indices {
      let isPast = rule.isPast(end: ends[row])
      if isPast { past[row] = true }
      guard let user = users?[row] else { continue }
      isMet[user] = true
      if !isPast { isKept[user] = true }
    }

    var newCodes = [UInt32](repeating: 0, count: userCount + 1)
    var kept: [Int] = []
    for user in 0..<userCount where isKept[user + 1] || !isMet[user + 1] {
      kept.append(user)
      newCodes[user + 1] = UInt32(kept.count)
    }
    let forgotten = ForgottenPersons(of: drafts, users: newCodes)
    self.forgotten = forgotten
    if let users {
      let codes = (0..<users.count).map { past[$0] ? 0 : newCodes[users[$0]] }
      drafts[.bookings]?.columns["user"] = .link(Codes(codes, limit: kept.count + 1), .users)
    }
    for table in drafts.keys { forget(forgotten, in: table, past: past) }
    if kept.count < userCount { keep(users: kept, newCodes) }
  }

  /// Empties the cells of a table that name persons who are forgotten.
  private func forget(_ forgotten: ForgottenPersons, in table: TableName, past: Bitmap) {
    guard let draft = drafts[table] else { return }
    for (name, column) in draft.columns {
      guard case .text(let codes, let pool) = column else { continue }
      guard let reach = forgotten.reaches[table]?[name] else { continue }
      let isLost = forgotten.lost.contains(name)
      let losesTexts = table == .bookings && draft.attributes.contains(name)
      drafts[table]?.columns[name] = .texts(
        codes, pool, emptyIn: losesTexts ? past : nil, where: { isLost || forgotten.isLost($0) },
        as: { forgotten.cleaned($0, reach) })
    }
  }

  /// Takes the rows of all other users out, and those of their histories.
  private func keep(users rows: [Int], _ newCodes: [UInt32]) {
    drafts[.users]?.keep(rows)
    sharedCenters[.users] = sharedCenters[.users].map { codes in rows.map { codes[$0] } }
    guard let draft = drafts[.history], case .link(let users, _)? = draft.columns["user"] else { return }
    let changes = (0..<users.count).filter { newCodes[users[$0]] != 0 }
    drafts[.history]?.keep(changes)
    drafts[.history]?.columns["user"] = .link(
      Codes(changes.map { newCodes[users[$0]] }, limit: rows.count + 1), .users)
    sharedCenters[.history] = sharedCenters[.history].map { codes in changes.map { codes[$0] } }
    self.changes = []
  }
}

extension TableDraft {
  /// Leaves out all other rows.
  mutating func keep(_ rows: [Int]) {
    rowCount = rows.count
    columns = columns.mapValues { $0.keeping(rows) }
  }
}
