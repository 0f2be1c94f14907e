import Calculus
import Execution
import Planning
import Store

/// What made a difference, as a report.
struct AttributionReport {
  let attribution: Attribution
  let plan: ExplainedPlan
  let words: QueryWords
  let snapshot: Snapshot
  /// How many causes are told one by one; 0 is all.
  let limit: Int
  private let rowNames: [TableName: RowNames]

  init(_ attribution: Attribution, plan: ExplainedPlan, words: QueryWords, snapshot: Snapshot, limit: Int) {
    self.attribution = attribution
    self.plan = plan
    self.words = words
    self.snapshot = snapshot
    self.limit = limit
    rowNames = Dictionary(
      uniqueKeysWithValues: Set(attribution.causes.flatMap(\.subjects).map(\.table)).map {
        ($0, RowNames(snapshot: snapshot, table: $0, showsPersons: plan.hiding == nil))
      })
  }

  private var column: PlanColumn { plan.plan.columns[plan.plan.valueColumn] }
  private var other: String { plan.plan.comparison?.text ?? "" }
  private var own: String { plan.plan.frameText }
  private var isPercent: Bool { column.isPercent }
  private var effectUnit: Unit { isPercent ? .percentagePoints : column.unit }
  /// The figures that have a say in the value.
  private var used: [Int] { column.value.atoms.sorted() }

  var sections: [ReportSection] {
    [change, figures] + causes + [
      ReportSection(
        "how", title: "how to read it",
        lines: [
          "the effects of all causes add up to the change, with nothing left over",
          "an effect is what a cause changes of each figure, times what one of it is worth (effect_of_one)",
          "what it changes is what there is less of a change with its rows as they were on \(attribution.base), or without "
            + "its bookings",
        ] + (words.columns.indices.contains(plan.plan.valueColumn) ? formLines : []))
    ]
  }

  private var change: ReportSection {
    let difference = try? attribution.after.subtracting(attribution.before)
    var facts: [(name: String, value: ReportValue)] = [
      ("metric", .text("\(plan.plan.title): \(column.name)")),
      ("before_frame", .label(other)), ("before", .machine(attribution.before)), (other, shown(attribution.before)),
      ("after_frame", .label(own)), ("after", .machine(attribution.after)), (own, shown(attribution.after)),
    ]
    if let difference {
      facts.append(
        (
          "change",
          isPercent ? .text(points(difference)) : shown(difference)
        ))
      facts.append(
        ("exact", .text("\(attribution.after.fraction) - \(attribution.before.fraction) = \(difference.fraction)")))
    }
    return ReportSection("change", title: "the change", facts: facts)
  }

  private func shown(_ value: Rational) -> ReportValue {
    .shown(.value(value), isPercent: isPercent, decimals: .asNeeded)
  }

  /// `5.82 percentage points`
  private func points(_ value: Rational) -> String {
    guard let hundredths = try? value.multiplied(by: Rational(100)) else { return value.decimal }
    return hundredths.rounded(places: 2) + " percentage points"
  }

  // MARK: figures

  /// What the value is made of, and what a change of one in each does.
  private var figures: ReportSection {
    var table = PartTable(
      labels: ["figure", "of"],
      figures: [("before", .none), ("after", .none), ("change", .none), ("effect_of_one", .none)], part: 3)
    for number in used {
      let (before, after) = attribution.atoms[number]
      table.add(
        ["a\(number + 1)", words.atoms[number]],
        [before, after, try? after.subtracting(before), attribution.form.atoms[number]])
    }
    for (count, coefficient) in attribution.form.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let (before, after) = attribution.counts[count] else { continue }
      table.add([count.rawValue, "the calendar"], [before, after, try? after.subtracting(before), coefficient])
    }
    return ReportSection(
      "figures", title: "what it is made of",
      facts: [("value", .text(column.value.formula { $0.leafName }))], table: table.answer(limit: 0))
  }

  private var formLines: [String] {
    let terms =
      used.map { "Δa\($0 + 1) × (\(attribution.form.atoms[$0].unrounded))" }
      + counts.map { "Δ\($0.rawValue) × (\((attribution.form.counts[$0] ?? .zero).unrounded))" }
    return ["effect = " + terms.joined(separator: " + ")]
  }

  // MARK: causes

  private var causes: [ReportSection] {
    let keys = plan.plan.keys.compactMap { key in
      if case .attribute(let name, _) = key { name } else { nil }
    }
    guard !keys.isEmpty else {
      return [table(attribution.causes).section("causes", title: "causes", limit: limit)]
    }
    var groups: [[GroupLabel?]] = []
    var byGroup: [[GroupLabel?]: [Cause]] = [:]
    for cause in attribution.causes {
      if byGroup[cause.group] == nil { groups.append(cause.group) }
      byGroup[cause.group, default: []].append(cause)
    }
    // What does not fit has none.
    let effects = byGroup.compactMapValues { sum($0.map(\.effect)) }
    groups = groups.enumerated().sorted { left, right in
      let (a, b) = (effects[left.element]?.size ?? .zero, effects[right.element]?.size ?? .zero)
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
    var overview = PartTable(
      labels: keys, figures: [("causes", .none)] + used.map { ("a\($0 + 1)", .none) } + [("effect", effectUnit)],
      part: used.count + 1, rounds: true)
    for group in groups {
      let own = byGroup[group] ?? []
      overview.add(
        names(of: group, own),
        [Rational(own.count)] + used.map { number in sum(own.map { $0.changes[number] }) } + [effects[group]])
    }
    let each = max(limit == 0 ? 0 : 3, limit == 0 ? 0 : limit / max(groups.count, 1))
    return [
      overview.section("groups", title: "causes by \(keys.joined(separator: ", "))", limit: limit)
    ]
      + groups.map { group in
        ReportSection(
          "causes", title: names(of: group, byGroup[group] ?? []).joined(separator: ", "),
          facts: zip(keys, names(of: group, byGroup[group] ?? [])).map { ($0, .label($1)) },
          table: table(byGroup[group] ?? []).answer(limit: each), isOneOfSeveral: true)
      }
  }

  /// What a cell of the keys is called; other days that are counted over all of them belong to none.
  private func names(of group: [GroupLabel?], _ causes: [Cause]) -> [String] {
    let isCalendar = causes.allSatisfy { $0.kind == .calendar }
    return group.map { $0?.name ?? (isCalendar ? "(calendar)" : Wording.missingKey) }
  }

  private func table(_ causes: [Cause]) -> PartTable {
    var table = PartTable(
      labels: ["cause", "of", "rows"],
      figures: used.map { ("a\($0 + 1)", .none) } + counts.map { ($0.rawValue, .none) } + [("effect", effectUnit)],
      part: used.count + counts.count, rounds: true)
    for cause in causes {
      table.add(
        [cause.kind.rawValue, subjects(of: cause), rows(of: cause)],
        used.map { cause.changes[$0] } + counts.map { change(of: $0, by: cause) } + [cause.effect])
    }
    return table
  }

  private func sum(_ values: [Rational]) -> Rational? {
    values.reduce(Rational?.some(.zero)) { sum, value in sum.flatMap { try? $0.adding(value) } }
  }

  /// The counts of the calendar that have a say in the value.
  private var counts: [CalendarCount] { attribution.form.counts.keys.sorted { $0.rawValue < $1.rawValue } }

  /// What a cause adds to the change of a count.
  private func change(of count: CalendarCount, by cause: Cause) -> Rational {
    guard cause.changesCounts, let (before, after) = attribution.counts[count] else { return .zero }
    return (try? after.subtracting(before)) ?? .zero
  }

  // MARK: names

  private func subjects(of cause: Cause) -> String {
    if cause.kind == .calendar { return "other days" }
    let names = cause.subjects.map { subject in
      rowNames[subject.table]?.name(of: subject.row) ?? ""
    }
    if names.isEmpty { return "no resource" }
    return listed(names, first: 3)
  }

  private func rows(of cause: Cause) -> String {
    if let bookings = cause.bookings {
      if cause.kind == .bookedOtherwise { return "" }
      return "\(bookings.before) → \(bookings.after) \(bookings.after == 1 ? "booking" : "bookings")"
    }
    let texts = cause.rows.compactMap { text(of: $0, kind: cause.kind) }
    return listed(texts, first: 2)
  }

  /// Some of many texts, and how many more there are; all where nothing is folded.
  private func listed(_ texts: [String], first count: Int) -> String {
    texts.listed(first: limit > 0 ? count : texts.count, separator: "; ")
  }

  /// `M-067 ACME from 2024-02-15`; nothing of an assignment whose membership is named.
  private func text(of row: RowReference, kind: Cause.Kind) -> String? {
    let table = snapshot.table(row.table)
    guard let edges = Schema.edges(of: row.table) else { return nil }
    let from = table.days(edges.start)?[row.row] ?? Int32.min
    let to = table.days(edges.end)?[row.row] ?? Int32.max
    let days = [
      from == Int32.min ? nil : "from \(Day(number: from))", to == Int32.max ? nil : "to \(Day(number: to - 1))",
    ].compactMap { $0 }.joined(separator: " ")
    switch row.table {
    case .memberships:
      return [table.id(of: row.row), table.text("company", of: row.row), days].filter { !$0.isEmpty }.joined(
        separator: " ")
    case .assignments where kind != .moved && kind != .several: return nil
    case .assignments: return resource(of: row).map { "at \($0) \(days)" }
    case .availability:
      return (resource(of: row).map { kind == .resized ? "\($0) " : "" } ?? "")
        + "\(table.text("state", of: row.row).lowercased()) \(days)"
    case .resources: return "\(table.name(of: row.row)) \(days)"
    case .locations, .types, .plans, .users, .history, .bookings, .holidays: return nil
    }
  }

  /// The name of the resource of an assignment, or of a row of availability.
  private func resource(of row: RowReference) -> String? {
    guard let code = snapshot.table(row.table).codes("resource")?[row.row], code > 0 else { return nil }
    return snapshot.table(.resources).name(of: code - 1)
  }
}
