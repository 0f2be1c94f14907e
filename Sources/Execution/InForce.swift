import Store

/// The days on which rows are in force: the primitives `open` and `running`.
enum InForce {
  static func column(of table: TableName, in snapshot: Snapshot) -> StepColumn {
    switch table {
    case .resources: open(snapshot)
    case .memberships: running(snapshot.table(.memberships), from: "start", to: "end")
    case .assignments: running(snapshot.table(.assignments), from: "from", to: "to")
    case .availability: running(snapshot.table(.availability), from: "from", to: "to")
    case .locations, .types, .plans, .users, .history, .bookings, .holidays:
      StepColumn(constant: [Int64](repeating: 1, count: snapshot.table(table).rowCount))
    }
  }

  private static func running(_ table: Table, from: String, to: String) -> StepColumn {
    let starts = table.days(from) ?? [Int32](repeating: Int32.min, count: table.rowCount)
    let ends = table.days(to) ?? [Int32](repeating: Int32.max, count: table.rowCount)
    var builder = StepBuilder(rows: table.rowCount)
    for row in 0..<table.rowCount {
      append(starts[row]..<max(starts[row], ends[row]), to: &builder)
      builder.endRow()
    }
    return builder.column()
  }

  private static func append(_ span: Range<Int32>, to builder: inout StepBuilder) {
    if span.lowerBound > Int32.min || span.isEmpty { builder.append(start: Int32.min, value: 0) }
    if span.isEmpty { return }
    builder.append(start: span.lowerBound, value: 1)
    if span.upperBound < Int32.max { builder.append(start: span.upperBound, value: 0) }
  }

  /// The own interval, where filled, and the `open` rows together, less `blocked` ones; with neither, always (DESIGN §2).
  private static func open(_ snapshot: Snapshot) -> StepColumn {
    let table = snapshot.table(.resources)
    let starts = table.days("available_from") ?? [Int32](repeating: Int32.min, count: table.rowCount)
    let ends = table.days("available_to") ?? [Int32](repeating: Int32.max, count: table.rowCount)
    let rows = availability(snapshot, resources: table.rowCount)
    var builder = StepBuilder(rows: table.rowCount)
    for row in 0..<table.rowCount {
      let own = starts[row] == Int32.min && ends[row] == Int32.max ? nil : starts[row]..<max(starts[row], ends[row])
      guard let extra = rows[row] else {
        append(own ?? Int32.min..<Int32.max, to: &builder)
        builder.endRow()
        continue
      }
      let opened = [own].compactMap { $0 } + extra.open
      for (day, isOpen) in steps(opened.isEmpty ? [Int32.min..<Int32.max] : opened, less: extra.blocked) {
        builder.append(start: day, value: isOpen ? 1 : 0)
      }
      builder.endRow()
    }
    return builder.column()
  }

  private static func availability(
    _ snapshot: Snapshot, resources: Int
  ) -> [Int: (open: [Range<Int32>], blocked: [Range<Int32>])] {
    let table = snapshot.table(.availability)
    guard let codes = table.codes("resource") else { return [:] }
    let starts = table.days("from") ?? [Int32](repeating: Int32.min, count: table.rowCount)
    let ends = table.days("to") ?? [Int32](repeating: Int32.max, count: table.rowCount)
    var result: [Int: (open: [Range<Int32>], blocked: [Range<Int32>])] = [:]
    for row in 0..<table.rowCount where codes[row] > 0 {
      let span = starts[row]..<max(starts[row], ends[row])
      if table.text("state", of: row).lowercased() == "blocked" {
        result[codes[row] - 1, default: ([], [])].blocked.append(span)
      } else {
        result[codes[row] - 1, default: ([], [])].open.append(span)
      }
    }
    return result
  }

  /// Where something is opened and nothing blocks it, as steps from the beginning of days.
  private static func steps(_ opened: [Range<Int32>], less blocked: [Range<Int32>]) -> [(Int32, Bool)] {
    var events: [(day: Int32, open: Int, blocked: Int)] = []
    for span in opened where !span.isEmpty {
      events.append((span.lowerBound, 1, 0))
      if span.upperBound < Int32.max { events.append((span.upperBound, -1, 0)) }
    }
    for span in blocked where !span.isEmpty {
      events.append((span.lowerBound, 0, 1))
      if span.upperBound < Int32.max { events.append((span.upperBound, 0, -1)) }
    }
    events.sort { $0.day < $1.day }
    var result: [(Int32, Bool)] = []
    var open = 0
    var closed = 0
    var index = 0
    if events.first?.day != Int32.min { result.append((Int32.min, false)) }
    while index < events.count {
      let day = events[index].day
      while index < events.count, events[index].day == day {
        open += events[index].open
        closed += events[index].blocked
        index += 1
      }
      result.append((day, open > 0 && closed == 0))
    }
    return result
  }
}
