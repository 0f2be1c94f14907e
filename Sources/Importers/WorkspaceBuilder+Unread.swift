import Formats
import Store

// What columns that nothing reads seem to say of the rows that they stand in. The rows count whatever that is, so it is
// told.
extension WorkspaceBuilder {
  func tellUnread(_ raw: RawTable) {
    for (index, column) in raw.columns.enumerated() where column.isAttribute {
      let header = Layout.folded(column.name)
      if let marks = UnreadColumn.marks[raw.name], let word = marks[header] {
        tellMarked(raw, index, marking: word)
      } else if raw.name == .bookings, UnreadColumn.isOfTime(header) {
        tellTimes(raw, index)
      }
    }
    if raw.name == .bookings { tellOpenEnds(raw) }
  }

  /// `cancelled` is `yes`, and no status says so.
  private func tellMarked(_ raw: RawTable, _ column: Int, marking: UnreadColumn.Mark) {
    let isMarked = raw.judged(column, marking.holds)
    let stands = raw.index(of: "status").map { status in
      raw.judged(status) {
        raw.name == .bookings ? BookingStanding(word: $0) == .valid : MembershipStanding(word: $0) == .approved
      }
    }
    let isMissed = raw.index(of: "checkin").map { raw.judged($0) { Checkin(word: $0) == .missed } }
    let slots = raw.slots { slot, worker in
      isMarked(slot, worker) && stands?(slot, worker) ?? true && !(isMissed?(slot, worker) ?? false)
    }
    guard !slots.isEmpty else { return }
    notebook.add(
      .unreadMark,
      "nothing reads “\(raw.columns[column].name)”: \(slots.count) "
        + "\(slots.count == 1 ? "row that it marks counts" : "rows that it marks count") like any other",
      table: raw.name, rows: raw.identifiers(slots), count: slots.count, columns: [raw.name.rawValue])
  }

  /// The start is a day, and its time stands in a column of its own.
  private func tellTimes(_ raw: RawTable, _ column: Int) {
    let isTime = raw.judged(column) {
      MinuteText.parse("2000-01-01T" + ($0.count == 4 ? "0" : "") + $0.prefix(5)) != nil
    }
    var days = SlotSet()
    for segment in raw.segments {
      for note in segment.notes where note.kind == .day { days.insert(Int(note.slot), of: raw.slotCount) }
    }
    let slots = raw.slots { slot, worker in days.contains(slot) && isTime(slot, worker) }
    guard !slots.isEmpty else { return }
    notebook.add(
      .unreadTimes,
      "nothing reads the times in “\(raw.columns[column].name)”: \(slots.count) "
        + "\(slots.count == 1 ? "booking is a whole day" : "bookings are whole days")",
      table: .bookings, rows: raw.identifiers(slots), count: slots.count, columns: ["bookings.start", "bookings.end"])
  }

  /// Somebody's for good is what has no end; what is said to be something else may have lost it.
  private func tellOpenEnds(_ raw: RawTable) {
    guard let kind = raw.index(of: "kind"), let end = raw.index(of: "end"), case .minutes(let ends) = raw.storage[end]
    else { return }
    let isOther = raw.judged(kind) { !$0.isEmpty && Layout.folded($0) != "permanent" }
    let slots = raw.segments.flatMap { segment in
      segment.slots.filter { ends[$0] == .max && !raw.dropped.contains($0) && isOther($0, segment.worker) }
    }
    guard !slots.isEmpty else { return }
    notebook.add(.openWithoutReason, table: .bookings, rows: raw.identifiers(slots), count: slots.count)
  }
}

/// Headers that say something of a row, or of a moment.
private enum UnreadColumn {
  enum Mark {
    /// It marks where it is filled, with whatever but no.
    case filled
    /// It marks where it says no.
    case no

    func holds(of text: String) -> Bool {
      let flag = FlagText.parse(text)
      switch self {
      case .filled: return flag ?? (!text.isEmpty && !PlaceholderName.isNobody(text))
      case .no: return flag == false
      }
    }
  }

  private static let gone = [
    "deleted", "isdeleted", "deletedat", "archived", "isarchived", "archivedat", "gelöscht", "gelöschtam", "archiviert",
  ]
  private static let calledOff = [
    "cancelled", "canceled", "iscancelled", "iscanceled", "cancelledat", "canceledat", "cancelledon", "canceledon",
    "cancellationdate", "storniert", "storniertam", "abgesagt", "abgesagtam",
  ]
  private static let missed = ["noshow", "isnoshow", "missed", "nichterschienen"]
  private static let inForce = ["active", "isactive", "enabled", "isenabled", "aktiv"]

  /// By folded header.
  static let marks: [TableName: [String: Mark]] = [
    .bookings: words(gone + calledOff + missed),
    .memberships: words(gone + calledOff, no: inForce),
    .resources: words(gone + ["inactive", "disabled", "retired", "inaktiv"], no: inForce),
  ]

  private static func words(_ filled: [String], no: [String] = []) -> [String: Mark] {
    var marks: [String: Mark] = [:]
    for word in filled { marks[word] = .filled }
    for word in no { marks[word] = .no }
    return marks
  }

  /// `Startzeit`, `End time`, `Uhrzeit`
  static func isOfTime(_ header: String) -> Bool {
    ["time", "zeit", "heure"].contains { header.contains($0) }
  }
}

extension RawTable {
  /// What a test says of a row by the text in a column, each text judged once.
  fileprivate func judged(_ column: Int, _ test: (String) -> Bool) -> (_ slot: Int, _ worker: Int) -> Bool {
    guard case .codes(let codes) = storage[column] else { return { _, _ in false } }
    let judged = dictionaries.map { tables in
      (0...tables[column].count).map { test($0 == 0 ? "" : tables[column].text($0)) }
    }
    return { slot, worker in judged[worker][Int(codes[slot])] }
  }

  /// The slots of rows that count and meet a condition.
  fileprivate func slots(where isMet: (_ slot: Int, _ worker: Int) -> Bool) -> [Int] {
    var slots: [Int] = []
    forEachRow { slot, worker in if isMet(slot, worker) { slots.append(slot) } }
    return slots
  }
}
