import Calculus
import Diagnostics
import Store

extension WorkspaceBuilder {
  /// Bookings, by far the largest table: their cells go from slots to rows without a detour.
  func addBookings() throws(Rejection) {
    guard let raw = try open(.bookings), let startColumn = raw.index(of: "start"),
      case .minutes(let starts) = raw.storage[startColumn]
    else { return }
    coverPlaces()
    let links = BookingLinks(
      users: link(raw, "user", to: .users), resources: link(raw, "resource", to: .resources),
      types: typeLink(raw, "type"), centers: costCenterMaps(raw))
    let ends = endMinutes(raw)
    var shapes = BookingShapes(raw, startColumn: startColumn, endColumn: raw.index(of: "end"))
    shapes.tellMixed(raw, &notebook)
    try checkCancellation()
    localize(raw, starts, ends, BookingPlaces(raw, links.resources, resourceLocations), &shapes)
    try checkCancellation()
    let order = try place(raw, links, starts, ends, &shapes)
    try checkCancellation()
    // After the cost centre was stamped, before anything is ordered by person.
    if let anonymization { forgetPersons(anonymization) }
    orderBookings(order, shapes)
    tellCheckouts()
  }

  private struct BookingLinks {
    let users: CodeMaps?
    let resources: CodeMaps?
    let types: CodeMaps?
    let centers: CodeMaps?
  }

  /// Moves the bookings into their rows, each column's slots given back as soon as they are read.
  ///
  /// - Returns: their order by time, the ways by person still empty.
  private func place(
    _ raw: RawTable, _ links: BookingLinks, _ starts: SlotBuffer<Int32>, _ ends: SlotBuffer<Int32>,
    _ shapes: inout BookingShapes
  ) throws(Rejection) -> BookingOrder {
    let sequence = BookingSequence(raw, starts: starts, ends: ends)
    try checkCancellation()
    let placement = sequence.placement
    shapes.place(placement)
    var draft = TableDraft(name: .bookings, rowCount: placement.rowCount)
    draft.attributes = raw.columns.filter(\.isAttribute).map(\.name)
    draft.columns["cost_center"] = .text(centers(raw, placement, links, starts), StringPool.empty)
    try checkCancellation()
    draft.columns["type"] = .link(bookingTypes(raw, placement, links), .types)
    draft.columns["user"] = linkColumn(raw, "user", placement, .users, links.users)
    draft.columns["resource"] = linkColumn(raw, "resource", placement, .resources, links.resources)
    for name in ["cost_center", "type", "user", "resource"] { raw.index(of: name).map(raw.release) }
    addWords(raw, placement, &draft)
    draft.columns["end"] = .minute(raw.place(placement, PlainValue(ends)))
    for (index, column) in raw.columns.enumerated() {
      try checkCancellation()
      if draft.columns[column.name] == nil { draft.columns[column.name] = self.column(raw, index, placement) }
      raw.release(index)
    }
    drafts[.bookings] = draft
    return BookingOrder(
      regularCount: sequence.regularCount, longestRegular: sequence.longestRegular, userOffsets: [], userRows: [])
  }

  /// Finds the ways to the bookings: by person, and those that are irregular.
  private func orderBookings(_ order: BookingOrder, _ shapes: BookingShapes) {
    guard let draft = drafts[.bookings], case .minute(let starts)? = draft.columns["start"],
      case .minute(let ends)? = draft.columns["end"]
    else { preconditionFailure("bookings have start and end") }
    let users: Codes =
      if case .link(let codes, _)? = draft.columns["user"] { codes } else { .missing(count: draft.rowCount) }
    bookingOrder = BookingOrder(
      regularCount: order.regularCount, longestRegular: order.longestRegular, users: users, userCount: rowCount(.users),
      starts: starts)
    let resources: Codes? = if case .link(let codes, _)? = draft.columns["resource"] { codes } else { nil }
    irregular = shapes.finished(
      starts: starts, ends: ends, order: bookingOrder, zones: zones,
      place: { [resourceLocations] row in
        guard let resource = resources?[row], resource != 0, resource <= resourceLocations.count else { return 0 }
        return Int(resourceLocations[resource - 1])
      })
    let lost = irregular.filter { if case .overChange(let start, let end) = $0.shape { end <= start } else { false } }
    if !lost.isEmpty {
      notebook.add(
        .hourThatNeverComes, table: .bookings,
        rows: lost.prefix(Notebook.rowsNamed).map { identifier(draft, Int($0.row)) },
        count: lost.count)
    }
  }

  /// A check-out that is not after the check-in says nothing of when somebody left.
  private func tellCheckouts() {
    guard let draft = drafts[.bookings], case .minute(let ins)? = draft.columns["checked_in_at"],
      case .minute(let outs)? = draft.columns["checked_out_at"]
    else { return }
    var rows: [String] = []
    var count = 0
    for row in ins.indices where outs[row] <= ins[row] && outs[row] != .min && ins[row] != .max {
      count += 1
      if rows.count < Notebook.rowsNamed { rows.append(identifier(draft, row)) }
    }
    guard count > 0 else { return }
    notebook.add(
      .checkOutBeforeCheckIn, table: .bookings, rows: rows, count: count)
  }

  /// The ends; all open if the file has none.
  private func endMinutes(_ raw: RawTable) -> SlotBuffer<Int32> {
    if let column = raw.index(of: "end"), case .minutes(let ends) = raw.storage[column] { return ends }
    let ends = SlotBuffer<Int32>(count: raw.slotCount)
    ends.base.update(repeating: .max, count: raw.slotCount)
    return ends
  }

  /// Turns instants into local time, and remembers those over a change of the offset.
  private func localize(
    _ raw: RawTable, _ starts: SlotBuffer<Int32>, _ ends: SlotBuffer<Int32>, _ places: BookingPlaces,
    _ shapes: inout BookingShapes
  ) {
    shapes.collectInstants(raw, starts: starts, ends: ends, zones: zones, place: places.place)
    for (index, column) in raw.columns.enumerated() where column.type == .minute {
      if case .minutes(let minutes) = raw.storage[index] { toLocalTime(raw, index, minutes, place: places.place) }
    }
    shapes.straighten(ends: ends, starts: starts)
  }

  /// Turns minutes UTC of instants into the local time of their place.
  func toLocalTime(
    _ raw: RawTable, _ column: Int, _ minutes: SlotBuffer<Int32>, place: (_ slot: Int, _ worker: Int) -> Int
  ) {
    for segment in raw.segments {
      for note in segment.notes where note.kind == .instant && Int(note.column) == column {
        let slot = Int(note.slot)
        let zone = zones[place(slot, segment.worker)]
        minutes[slot] = Int32(clamping: zone.localMinute(ofUTC: Int64(minutes[slot])))
      }
    }
  }

  // MARK: - Columns

  /// The cost centres: the export's own, else the one that the person had (DESIGN §6).
  private func centers(
    _ raw: RawTable, _ placement: Placement, _ links: BookingLinks, _ starts: SlotBuffer<Int32>
  ) -> Codes {
    let history = costCenterHistory()
    let slots = CenterCode(
      own: mapped(raw, "cost_center", links.centers), users: mapped(raw, "user", links.users),
      starts: PlainValue(starts), history: history)
    return raw.placeCodes(placement, limit: costCenters.count, slots)
  }

  /// The types: the export's own, else the resource's.
  private func bookingTypes(_ raw: RawTable, _ placement: Placement, _ links: BookingLinks) -> Codes {
    let slots = TypeCode(
      own: mapped(raw, "type", links.types), resources: mapped(raw, "resource", links.resources), types: resourceTypes)
    return raw.placeCodes(placement, limit: types.entries.count + 1, slots)
  }

  private func mapped(_ raw: RawTable, _ name: String, _ maps: CodeMaps?) -> MappedCode? {
    guard let maps, let column = raw.index(of: name), case .codes(let codes) = raw.storage[column] else { return nil }
    return MappedCode(codes, maps)
  }

  /// Status, check-in and kind: words of the export, in the few forms that metrics know.
  private func addWords(_ raw: RawTable, _ placement: Placement, _ draft: inout TableDraft) {
    let standings = StringPool([""] + BookingStanding.allCases.map(\.rawValue))
    if let column = raw.index(of: "status") {
      let words = raw.texts(of: column).strings
      tellUnknown(.unknownStatus, raw, column, "pending") { BookingStanding(word: $0) == nil }
      draft.columns["standing"] = text(
        raw, column, placement, words.map { (BookingStanding(word: $0) ?? .pending).rawValue })
    } else {
      draft.columns["standing"] = .text(
        Codes(.narrow([UInt8](repeating: UInt8(BookingStanding.valid.code), count: draft.rowCount))), standings)
    }
    if let column = raw.index(of: "checkin") {
      tellUnknown(.unknownCheckin, raw, column, "missing") { !$0.isEmpty && Checkin(word: $0) == nil }
      let words = raw.texts(of: column).strings
      draft.columns["checkin"] = text(raw, column, placement, words.map { Checkin(word: $0)?.rawValue ?? "" })
      raw.release(column)
    }
    if let column = raw.index(of: "kind") {
      let words = raw.texts(of: column).strings
      draft.columns["kind"] = text(raw, column, placement, words.map { LinkIndex.folded($0) })
      raw.release(column)
    }
  }

  private func tellUnknown(
    _ kind: FindingKind, _ raw: RawTable, _ column: Int, _ taken: String, _ isUnknown: (String) -> Bool
  ) {
    let texts = raw.texts(of: column)
    let unknown = texts.strings.map(isUnknown)
    guard unknown.contains(true), case .codes(let codes) = raw.storage[column] else { return }
    var words: Set<String> = []
    var rows: [String] = []
    var count = 0
    raw.forEachRow { slot, worker in
      let text = Int(texts.codes[worker][Int(codes[slot])])
      guard unknown[text] else { return }
      words.insert(texts.strings[text])
      count += 1
      if rows.count < Notebook.rowsNamed { rows.append(raw.identifier(slot: slot)) }
    }
    tellUnknownWords(kind, raw.columns[column].name, words, .bookings, rows, taken, count: count)
  }
}

/// The location code of each booking: its resource's.
struct BookingPlaces {
  private let maps: CodeMaps?
  private let codes: SlotCodes?
  private let locations: [UInt32]

  init(_ raw: RawTable, _ maps: CodeMaps?, _ locations: [UInt32]) {
    self.maps = maps
    self.locations = locations
    if let column = raw.index(of: "resource"), case .codes(let buffer) = raw.storage[column] {
      codes = buffer
    } else {
      codes = nil
    }
  }

  func place(slot: Int, worker: Int) -> Int {
    guard let maps, let codes else { return 0 }
    let resource = Int(maps[worker, codes[slot]])
    return resource == 0 || resource > locations.count ? 0 : Int(locations[resource - 1])
  }
}

/// A booking's cost centre: the export's own, else the one that its person had (DESIGN §6).
private struct CenterCode: SlotValue {
  var own: MappedCode?
  var users: MappedCode?
  let starts: PlainValue<Int32>
  let history: CostCenterHistory

  mutating func begin(worker: Int) {
    own?.begin(worker: worker)
    users?.begin(worker: worker)
  }

  @inline(__always)
  func value(_ slot: Int) -> UInt32 {
    if let own {
      let code = own.value(slot)
      if code != 0 { return code }
    }
    return history.code(user: users?.value(slot) ?? 0, start: starts.value(slot))
  }
}

/// A booking's type: the export's own, else the resource's.
private struct TypeCode: SlotValue {
  var own: MappedCode?
  var resources: MappedCode?
  /// By resource row.
  let types: [UInt32]

  mutating func begin(worker: Int) {
    own?.begin(worker: worker)
    resources?.begin(worker: worker)
  }

  @inline(__always)
  func value(_ slot: Int) -> UInt32 {
    if let own {
      let code = own.value(slot)
      if code != 0 { return code }
    }
    let resource = Int(resources?.value(slot) ?? 0)
    return resource == 0 || resource > types.count ? 0 : types[resource - 1]
  }
}
