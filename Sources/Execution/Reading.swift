import Calculus
import Planning
import Store

/// How a query was read, told with its answer (DESIGN §3, “The reading”).
struct Reading {
  let plan: LogicalPlan
  let snapshot: Snapshot
  let cache: StepCache

  /// - Parameters:
  ///   - evaluation: tells what was left out.
  ///   - overlaps: what several rows count.
  ///   - comparison: the other frame's part.
  func items(
    _ evaluation: Evaluation?, overlaps: [Overlap] = [], comparison: JoinedComparison? = nil
  ) throws(EvaluationError) -> [ReadingItem] {
    var items = plan.reading
    items.append(ReadingItem(.frame, frame))
    if plan.span != plan.askedSpan {
      items.append(ReadingItem(.widened, "widened to whole weeks from \(plan.askedSpan.text)"))
    } else if plan.widensCells {
      items.append(ReadingItem(.widened, "each cell is widened to whole weeks"))
    }
    if let comparison { items += self.items(of: comparison) }
    items += self.items(of: overlaps)
    if let comparison { items += self.items(of: comparison.overlaps, in: comparison.plan.frameText) }
    if plan.isLevel { items.append(ReadingItem(.mode, mode)) }
    if plan.atoms.contains(where: { $0.node.isFlow }) {
      items.append(ReadingItem(.zone, zones))
      if let evaluation {
        items += leftOut(evaluation)
      }
      if let comparison, let evaluation = comparison.summary {
        items += leftOut(evaluation, in: comparison.plan.frameText).filter { !items.contains($0) }
      }
    }
    if let groups = plan.groups {
      items.append(
        ReadingItem(.note, "groups of fewer than \(groups.size) people are hidden, and what would give them away"))
    }
    let evaluator = AtomEvaluator(plan: plan, snapshot: snapshot, cache: cache, isCancelled: { false })
    if let reconciliation = try Reconciliation(evaluator) { items.append(ReadingItem(.note, reconciliation.text)) }
    items += try blanks()
    items += try foreign()
    items += noData
    if let comparison {
      items += Reading(plan: comparison.plan, snapshot: snapshot, cache: cache).noData.filter { !items.contains($0) }
    }
    items += findings
    return items
  }

  /// - Parameter frame: the frame, where it must be said.
  private func leftOut(_ evaluation: Evaluation, in frame: String? = nil) -> [ReadingItem] {
    if plan.groups != nil { return reasons(evaluation) }
    let place = frame.map { "\($0): " } ?? ""
    var items = evaluation.leftOut.filter { $0.count > 0 }.map { reason, count in
      ReadingItem(.leftOut, "\(place)\(count.counted(as: .bookings)) left out: \(reason)")
    }
    if evaluation.withoutPerson > 0 {
      let count = evaluation.withoutPerson.counted(as: .bookings)
      items.append(ReadingItem(.leftOut, "\(place)\(count) without a person, not in people"))
    }
    return items
  }

  /// Why bookings were left out, and not how many: in a small group these would be the bookings of few.
  private func reasons(_ evaluation: Evaluation) -> [ReadingItem] {
    evaluation.leftOut.map { ReadingItem(.leftOut, "bookings left out: \($0.reason)") }
      + (plan.columns.contains { $0.unit == .people }
        ? [ReadingItem(.leftOut, "bookings without a person are not in people")] : [])
  }

  var frame: String { Reading.frame(of: plan, plan.span) }

  /// The frame as it is written, and its days.
  static func frame(of plan: LogicalPlan, _ span: DaySpan) -> String {
    "\(plan.frameText) is \(span.text), \(span.dayCount.counted(as: "day"))"
  }

  private var mode: String {
    let byDay = plan.keys.contains(.calendar(.day))
    switch plan.weightMode {
    case .weighted where byDay: return "the level of each day"
    case .weighted(let mode): return mode.rawValue
    case .peak: return "peak: the earliest day of the highest value"
    case .low: return "low: the earliest day of the lowest value"
    }
  }

  var zones: String {
    let names = Set(snapshot.calendar.places.dropFirst().map(\.zone.name))
    return names.isEmpty ? snapshot.calendar.places[0].zone.name : "local: " + names.sorted().joined(separator: ", ")
  }

  /// The days that the data does not reach.
  var noData: [ReadingItem] {
    var items: [ReadingItem] = []
    let tables = Set(plan.atoms.flatMap { $0.node.tables })
    for column in Set(plan.atoms.compactMap { $0.node.scan.unstated(in: snapshot) }).sorted() {
      items.append(ReadingItem(.noData, "no booking states its \(column)"))
    }
    if tables.contains(.bookings) {
      items += reach(
        of: .bookings, BookingSource(snapshot: snapshot, cache: cache, usesActualTimes: plan.usesActualTimes).extent)
    }
    if tables.contains(.memberships) {
      let starts = snapshot.table(.memberships).days("start") ?? []
      items += reach(of: .memberships, Extent(from: starts.min() ?? Int32.max, to: Int32.max))
    }
    if tables.contains(.resources), snapshot.table(.resources).rowCount == 0 {
      items.append(ReadingItem(.noData, "the workspace has no resources"))
    }
    return items
  }

  private func reach(of table: TableName, _ extent: Extent) -> [ReadingItem] {
    if snapshot.table(table).rowCount == 0 {
      return [ReadingItem(.noData, "the workspace has no \(table.rawValue)")]
    }
    var items: [ReadingItem] = []
    let (first, last) = (Day(number: extent.from), Day(number: extent.to - 1))
    if extent.from > plan.span.first.number, extent.from != Int32.min {
      let instead = extent.from < plan.span.end.number ? "" : ": ask \(Reading.month(of: first))"
      items.append(ReadingItem(.noData, "\(table.rawValue) begin on \(first)\(instead)"))
    }
    if extent.to < plan.span.end.number {
      var instead = extent.to > plan.span.first.number ? "" : ": ask \(Reading.month(of: last))"
      // What goes by today can have another one.
      if !instead.isEmpty, plan.frameText.first?.isLetter ?? false {
        instead += ", or start with --today \(Day(number: extent.to))"
      }
      items.append(ReadingItem(.noData, "\(table.rawValue) end on \(last)\(instead)"))
    }
    return items
  }

  /// `2024-03` of one of its days.
  private static func month(of day: Day) -> String { String(day.description.prefix(7)) }

  var findings: [ReadingItem] {
    let tables = Set(plan.atoms.flatMap { $0.node.tables })
    let touching = snapshot.findings.filter { tables.contains($0.table) }
    let rejected = snapshot.rejected.count
    var items: [ReadingItem] = []
    if !touching.isEmpty {
      items.append(ReadingItem(.findings, "\(touching.count.counted(as: "finding")) of loading in its tables"))
    }
    if rejected > 0 {
      items.append(ReadingItem(.findings, "\(rejected) \(rejected == 1 ? "row" : "rows") rejected on load"))
    }
    return items
  }
}

extension Int {
  /// `1 day`, `3 days`
  func counted(as unit: String) -> String { self == 1 ? "1 \(unit)" : "\(self) \(unit)s" }

  /// `1 booking`, `3 bookings`
  func counted(as table: TableName) -> String { self == 1 ? "1 \(table.singular)" : "\(self) \(table.rawValue)" }
}
