import Calculus
import Planning
import Store

/// Rows that begin or end between two frames: what can have changed a level.
struct RowEvent: Sendable {
  var kind: Cause.Kind
  var rows: [RowReference]
}

/// Finds the events of a snapshot, and gives the snapshot as it would be without some of them.
struct RowEvents {
  private let snapshot: Snapshot
  /// The day as which rows are frozen that are undone.
  let base: Day
  private let frames: (before: DaySpan, after: DaySpan)
  private let first: Int32
  private let end: Int32
  private(set) var events: [RowEvent] = []

  /// - Parameter frames: `before` is the one that is compared with; its first day is the base.
  init(_ snapshot: Snapshot, frames: (before: DaySpan, after: DaySpan)) {
    self.snapshot = snapshot
    self.frames = frames
    base = frames.before.first
    first = min(frames.before.first, frames.after.first).number
    end = max(frames.before.end, frames.after.end).number
    findMemberships()
    findOpenings()
  }

  /// Whether something begins there, or has ended the day before.
  private func isEdge(_ day: Int32) -> Bool { first <= day && day <= end }

  /// What happened to a row of which a day lies in the frames: where it both began and ended, by the frame that has more of
  /// it.
  private func kind(
    _ span: (from: Int32, to: Int32), began: Cause.Kind, ended: Cause.Kind, both: Cause.Kind
  ) -> Cause.Kind {
    guard isEdge(span.from), isEdge(span.to) else { return isEdge(span.from) ? began : ended }
    func days(in frame: DaySpan) -> Int {
      max(0, Int(min(span.to, frame.end.number)) - Int(max(span.from, frame.first.number)))
    }
    // As shares of the frames, which can be of unlike length.
    let (own, other) = (
      days(in: frames.after) * frames.before.dayCount, days(in: frames.before) * frames.after.dayCount
    )
    return own == other ? both : own > other ? began : ended
  }

  // MARK: finding

  private mutating func findMemberships() {
    let memberships = snapshot.table(.memberships)
    let assignments = snapshot.table(.assignments)
    var own: [Int: [Int]] = [:]
    if let holders = assignments.codes("membership") {
      for row in 0..<assignments.rowCount where holders[row] > 0 { own[holders[row] - 1, default: []].append(row) }
    }
    var eventOf: [Int: Int] = [:]
    for row in 0..<memberships.rowCount {
      let (start, stop) = span(of: RowReference(.memberships, row))
      let moves = (own[row] ?? []).filter { assignment in
        let (from, to) = span(of: RowReference(.assignments, assignment))
        return isEdge(from) && from > start || isEdge(to) && to < stop
      }
      guard isEdge(start) || isEdge(stop) || !moves.isEmpty else { continue }
      let hasEdge = isEdge(start) || isEdge(stop)
      let kind: Cause.Kind =
        hasEdge && !moves.isEmpty
        ? .several
        : hasEdge ? kind((start, stop), began: .started, ended: .ended, both: .cameAndWent) : .moved
      eventOf[row] = events.count
      events.append(
        RowEvent(
          kind: kind,
          rows: [RowReference(.memberships, row)] + (own[row] ?? []).map { RowReference(.assignments, $0) }))
    }
    joinSuccessors(eventOf, own)
  }

  /// A membership that ends where another of the same company for the same thing begins is one change: a new price, or
  /// none.
  private mutating func joinSuccessors(_ eventOf: [Int: Int], _ assignments: [Int: [Int]]) {
    let table = snapshot.table(.memberships)
    let resources = snapshot.table(.assignments).codes("resource")
    func holder(_ row: Int) -> String {
      let company = table.text("company", of: row)
      return company.isEmpty ? table.text("member", of: row) : company
    }
    func held(_ row: Int) -> Set<Int> { Set((assignments[row] ?? []).map { resources?[$0] ?? 0 }) }
    var byStart: [Int32: [Int]] = [:]
    for row in eventOf.keys.sorted() { byStart[span(of: RowReference(.memberships, row)).0, default: []].append(row) }
    var joined: Set<Int> = []
    for row in eventOf.keys.sorted() {
      let stop = span(of: RowReference(.memberships, row)).1
      guard isEdge(stop), !holder(row).isEmpty, let event = eventOf[row], !joined.contains(event) else { continue }
      let next = (byStart[stop] ?? []).first { other in
        other != row && holder(other) == holder(row) && held(other) == held(row)
          && (table.codes("plan")?[other] ?? 0) == (table.codes("plan")?[row] ?? 0)
          && eventOf[other].map { !joined.contains($0) && events[$0].rows.count > 0 } ?? false
      }
      guard let next, let other = eventOf[next], other != event else { continue }
      events[event].kind =
        table.numbers("price")?[row] == table.numbers("price")?[next] ? .renewed : .repriced
      events[event].rows += events[other].rows
      joined.insert(event)
      joined.insert(other)
      events[other].rows = []
    }
    events.removeAll { $0.rows.isEmpty }
  }

  private mutating func findOpenings() {
    let resources = snapshot.table(.resources)
    for row in 0..<resources.rowCount {
      let (from, to) = span(of: RowReference(.resources, row))
      if isEdge(from) || isEdge(to) {
        events.append(
          RowEvent(
            kind: kind((from, to), began: .opened, ended: .closed, both: .opened),
            rows: [RowReference(.resources, row)]))
      }
    }
    let availability = snapshot.table(.availability)
    for row in 0..<availability.rowCount {
      let (from, to) = span(of: RowReference(.availability, row))
      guard isEdge(from) || isEdge(to) else { continue }
      let isBlock = availability.text("state", of: row).lowercased() == "blocked"
      events.append(
        RowEvent(
          kind: isBlock
            ? kind((from, to), began: .blocked, ended: .unblocked, both: .blocked)
            : kind((from, to), began: .opened, ended: .closed, both: .opened),
          rows: [RowReference(.availability, row)]))
    }
  }

  /// The days of a row, `[from, to)`.
  func span(of reference: RowReference) -> (Int32, Int32) {
    let table = snapshot.table(reference.table)
    guard let edges = Schema.edges(of: reference.table) else { return (Int32.min, Int32.max) }
    return (
      table.days(edges.start)?[reference.row] ?? Int32.min, table.days(edges.end)?[reference.row] ?? Int32.max
    )
  }

  // MARK: undoing

  /// The snapshot as it would be had nothing happened to the rows of some events: each is for good what it was on the base
  /// day.
  func undoing(_ undone: [RowEvent]) -> Snapshot {
    var changed: [TableName: (starts: [Int32], ends: [Int32])] = [:]
    for reference in undone.flatMap(\.rows) {
      let table = snapshot.table(reference.table)
      guard let edges = Schema.edges(of: reference.table) else { continue }
      if changed[reference.table] == nil {
        changed[reference.table] = (
          table.days(edges.start) ?? [Int32](repeating: Int32.min, count: table.rowCount),
          table.days(edges.end) ?? [Int32](repeating: Int32.max, count: table.rowCount)
        )
      }
      let (from, to) = span(of: reference)
      let wasThere = from <= base.number && base.number < to
      // Unbounded on both sides means that a resource says nothing of itself, which is something else.
      changed[reference.table]?.starts[reference.row] = wasThere ? Int32.min : base.number
      changed[reference.table]?.ends[reference.row] = wasThere ? Int32.max - 1 : base.number
    }
    return snapshot.replacing(
      changed.map { name, days in
        let table = snapshot.table(name)
        var columns = table.columns
        if let edges = Schema.edges(of: name) {
          columns[edges.start] = .day(days.starts)
          columns[edges.end] = .day(days.ends)
        }
        return Table(name, rowCount: table.rowCount, columns: columns, attributes: table.attributes)
      })
  }
}
