import Calculus
import Diagnostics
import Planning
import Store

extension DataCheck {
  static let ofPeople: [Inspection] = [
    Inspection(.placeholderUser, in: [.users]) { (check) throws(EvaluationError) in check.placeholders() },
    Inspection(.sharedEmail, in: [.users]) { (check) throws(EvaluationError) in check.sharedEmails() },
    Inspection(.crowdedUser, in: [.users]) { (check) throws(EvaluationError) in try check.crowdedUsers() },
    Inspection(.historyBeginsLate, in: [.history]) { (check) throws(EvaluationError) in
      check.lateHistories()
    },
    Inspection(.historyOutOfOrder, in: [.history]) { (check) throws(EvaluationError) in
      check.historiesOutOfOrder()
    },
    Inspection(.costCenterSpeltTwice, in: [.bookings]) { (check) throws(EvaluationError) in
      check.centersSpeltTwice()
    },
  ]

  private func user(_ row: Int) -> String { name(row, of: .users) }

  // MARK: Users

  /// Users whose id, or name, is that of nobody.
  fileprivate func placeholders() -> [Finding] {
    let table = table(.users)
    var found = rows()
    for row in 0..<table.rowCount {
      let (id, name) = (table.id(of: row), table.text("name", of: row))
      if PlaceholderName.isDoubtful(id) {
        found.add(user(row), "the id is “\(id)”")
      } else if !name.isEmpty, PlaceholderName.isDoubtful(name) {
        found.add(user(row), "the name is “\(name)”")
      }
    }
    return found.finding(.placeholderUser, .users)
  }

  /// Users whose e-mail an earlier one has, ignoring case.
  fileprivate func sharedEmails() -> [Finding] {
    let table = table(.users)
    var firsts: [String: Int] = [:]
    var found = rows()
    for row in 0..<table.rowCount {
      let email = table.text("email", of: row).lowercased()
      if email.isEmpty { continue }
      if let first = firsts[email] {
        found.add(user(row), "\(email), as \(user(first)) has")
      } else {
        firsts[email] = row
      }
    }
    return found.finding(.sharedEmail, .users)
  }

  /// Users with more than 20 bookings at one moment; those without an end are standing places and do not count here.
  fileprivate func crowdedUsers() throws(EvaluationError) -> [Finding] {
    let bookings = table(.bookings)
    let order = snapshot.bookingOrder
    guard let starts = bookings.minutes("start"), let ends = bookings.minutes("end") else { return [] }
    let isAllDay = allDayRows()
    var found = rows()
    for user in 1..<max(1, order.userOffsets.count - 1) {
      let rows = order.userRows[Int(order.userOffsets[user])..<Int(order.userOffsets[user + 1])]
      guard rows.count > 20 else { continue }
      if steps.isCancelled() { throw .cancelled }
      var stretches: [Stretch] = []
      for row in rows.lazy.map(Int.init) where ends[row] != .max && counts[row] != 0 {
        stretches.append(stretch(ofBooking: row, starts, ends, isAllDay: isAllDay[row]))
      }
      let (begun, ended) = (stretches.map(\.start).sorted(), stretches.map(\.end).sorted())
      var (most, at, gone) = (0, Int32(0), 0)
      for (index, start) in begun.enumerated() {
        while ended[gone] <= start { gone += 1 }
        if index + 1 - gone > most { (most, at) = (index + 1 - gone, start) }
      }
      if most > 20 { found.add(self.user(user - 1), "\(most) bookings at \(momentText(at))") }
    }
    return found.finding(.crowdedUser, .users)
  }

  // MARK: Cost centres

  /// Users with an entry in the history and bookings before the first one, which are those of the default cost centre.
  fileprivate func lateHistories() -> [Finding] {
    let (history, bookings) = (table(.history), table(.bookings))
    guard let users = history.codes("user"), let froms = history.minutes("from"),
      let starts = bookings.minutes("start"), let bookers = bookings.codes("user")
    else { return [] }
    var firsts: [Int: Int32] = [:]
    for row in froms.indices { firsts[users[row]] = min(firsts[users[row]] ?? .max, froms[row]) }
    var early: [Int: Int] = [:]
    let fallback = check.defaultCostCenter.lowercased()
    for row in starts.indices {
      guard let first = firsts[bookers[row]], starts[row] < first,
        bookings.text("cost_center", of: row).lowercased() == fallback
      else { continue }
      early[bookers[row], default: 0] += 1
    }
    var found = rows()
    for (code, count) in early.sorted(by: { $0.key < $1.key }) where code > 0 {
      found.add(
        user(code - 1),
        "\(count) \(count == 1 ? "booking" : "bookings") before \(momentText(firsts[code] ?? 0))")
    }
    return found.finding(.historyBeginsLate, .history)
  }

  /// Entries behind a later one of the same user, in a history that goes neither forwards nor backwards.
  fileprivate func historiesOutOfOrder() -> [Finding] {
    let history = table(.history)
    guard let users = history.codes("user"), let froms = history.minutes("from") else { return [] }
    var rowsOfUser: [Int: [Int]] = [:]
    for row in froms.indices { rowsOfUser[users[row], default: []].append(row) }
    var odd: [(row: Int, latest: Int32)] = []
    for rows in rowsOfUser.values {
      let pairs = zip(rows, rows.dropFirst())
      if pairs.allSatisfy({ froms[$0] <= froms[$1] }) || pairs.allSatisfy({ froms[$0] >= froms[$1] }) { continue }
      var latest = Int32.min
      for row in rows {
        if froms[row] < latest { odd.append((row, latest)) }
        latest = max(latest, froms[row])
      }
    }
    var found = rows()
    for (row, latest) in odd.sorted(by: { $0.row < $1.row }) {
      found.add(
        name(row, of: .history),
        "\(user(users[row] - 1)) from \(momentText(froms[row])), behind one from \(momentText(latest))")
    }
    return found.finding(.historyOutOfOrder, .history)
  }

  /// Cost centres that differ in blanks and signs alone, or by one slip in a word of five letters or more.
  fileprivate func centersSpeltTwice() -> [Finding] {
    var found = rows()
    var firsts: [String: String] = [:]
    var known: [(name: String, words: [String])] = []
    for name in costCenters() {
      let words = name.replacing("&", with: " and ").plainWords
      let key = words.joined()
      if key.isEmpty { continue }
      if let first = firsts[key] {
        found.add(withoutPerson(name), "the same letters as “\(withoutPerson(first))”")
      } else if let near = known.first(where: { differByOneSlip($0.words, words) }) {
        found.add(withoutPerson(name), "one letter from “\(withoutPerson(near.name))”")
      }
      if firsts[key] == nil { firsts[key] = name }
      known.append((name, words))
    }
    return found.finding(.costCenterSpeltTwice, .bookings)
  }

  /// The cost centres of bookings, users and the history, in the order in which they first came.
  private func costCenters() -> ArraySlice<String> {
    guard case .text(_, let pool)? = table(.bookings).columns["cost_center"] else { return [] }
    return pool.strings.dropFirst()
  }

  /// Names with digits are numbers that differ by design, and short words are codes.
  private func differByOneSlip(_ left: [String], _ right: [String]) -> Bool {
    guard left.count == right.count else { return false }
    let differing = zip(left, right).filter { $0 != $1 }
    guard differing.count == 1, let (one, other) = differing.first else { return false }
    func isWord(_ word: String) -> Bool { word.count >= 5 && word.allSatisfy(\.isLetter) }
    return isWord(one) && isWord(other) && NearestName.differByOneSlip(one, other)
  }

  /// A cost centre may be called like somebody: what a check tells, anybody may read.
  private func withoutPerson(_ name: String) -> String {
    snapshot.runsNamingPersons(in: name.plainWords).isEmpty ? name : "…"
  }
}
