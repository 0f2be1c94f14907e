import Calculus
import DeskQL
import Diagnostics
import Execution
import Foundation
import Language
import Planning
import Store
import Testing

/// Causes add up to the change, and each is what undoing its rows takes from it: the rows are undone in the exports, and
/// the figures asked again.
///
/// `DESKQL_WHY_SEEDS=3000 swift test --filter WhyTests` asks more worlds.
@Suite("the causes of a change are its causes")
struct WhyTests {
  static let seeds = Dice.batches(
    of: 5, ProcessInfo.processInfo.environment["DESKQL_WHY_SEEDS"].flatMap(Int.init) ?? 25)

  @Test("random changes on random worlds", arguments: seeds)
  func undoing(seeds: Range<Int>) throws {
    var undone = 0
    for seed in seeds { undone += try undoCauses(seed: seed) }
    // In one world nothing may happen, but not in several.
    #expect(undone > 0, "seeds \(seeds): no cause was undone")
  }

  /// - Returns: how many causes were undone.
  private func undoCauses(seed: Int) throws -> Int {
    var dice = Dice(seed: seed + 5_000_000)
    let world = World.changing(seed: seed, &dice)
    var undone = 0
    for _ in 0..<5 {
      let change = Change.random(&dice)
      let house = try House(world)
      guard let attribution = try house.attribution(of: change, seed) else { continue }
      var sum = Rational.zero
      for cause in attribution.causes { sum = try sum.adding(cause.effect) }
      #expect(
        try attribution.before.adding(sum) == attribution.after, "seed \(seed), \(change.text): causes do not add up")
      // One that reaches several cells of the keys has an effect in each of them.
      let events = Dictionary(grouping: attribution.causes.filter { $0.kind != .calendar }) { cause in
        cause.bookings == nil ? "\(cause.rows)" : "\(cause.group) \(cause.subjects)"
      }
      for (name, causes) in events {
        let other = try House(house.undoing(causes[0], base: attribution.base))
        let effect = try house.effect(of: change, attribution, against: other)
        let told = try causes.reduce(Rational.zero) { try $0.adding($1.effect) }
        #expect(
          effect == told, "seed \(seed), \(change.text): \(causes[0].kind) of \(name) is \(told), undone \(effect)")
        undone += 1
      }
      // With all rows as they were nothing is left but other days.
      if attribution.causes.allSatisfy({ $0.bookings == nil }) {
        let frozen = try House(world.frozen(on: Int(attribution.base.number)))
        let calendar = try attribution.causes.filter { $0.kind == .calendar }.reduce(Rational.zero) {
          try $0.adding($1.effect)
        }
        let effect = try house.effect(of: change, attribution, against: frozen)
        let whole = try attribution.after.subtracting(attribution.before)
        #expect(try whole.subtracting(effect) == calendar, "seed \(seed), \(change.text): the calendar")
      }
    }
    return undone
  }
}

/// A figure in two times.
private struct Change {
  let metric: String
  let frame: String
  let other: String
  let keys: String

  var text: String { "why \(metric) \(frame) vs \(other)\(keys)" }

  static func random(_ dice: inout Dice) -> Change {
    let metrics = [
      "occupancy desks", "occupancy desks bom", "occupancy desks eom", "occupancy spaces", "occupancy area",
      "occupied desks", "available desks bom", "memberships", "memberships eom", "revenue", "rate desks", "rate spaces",
      "attainment", "occupancy hotdesks", "movement", "hours", "bookings", "attendance", "utilization days",
    ]
    let frames = [
      "2024-01", "2024-02", "2024-03", "2024-04", "2024-06", "2024-Q1", "2024-Q2", "2023-12..2024-02",
      "2024-02-10..2024-03-20",
    ]
    let metric = dice.pick(metrics)
    let isFlow = ["hours", "bookings"].contains(metric)
    let keys =
      isFlow
      ? dice.pick(["", "", " by location", " by costcenter"])
      : dice.pick(["", "", ["attendance", "utilization days"].contains(metric) ? "" : " by location"])
    return Change(metric: metric, frame: dice.pick(frames), other: dice.pick(frames), keys: keys)
  }
}

extension World {
  /// A world in which every booking ends, and of which the first and last day are far from all frames, so that what is
  /// taken away does not shorten the data.
  fileprivate static func changing(seed: Int, _ dice: inout Dice) -> World {
    var world = World.random(seed: seed)
    world.bookings = world.bookings.filter { $0.end != nil }
    for (id, day) in [("first", "2023-01-02"), ("last", "2025-06-02")] {
      let minute = Almanac.number(day) * 1440 + 600
      world.bookings.append(
        Booking(id: id, type: "Home Office", start: .local(minute), end: .local(minute + 60)))
    }
    world.memberships.append(
      Membership(id: "long ago", start: Almanac.number("2022-01-01"), end: Almanac.number("2022-02-01")))
    world.resources.append(
      Resource(id: "always", type: "Desk", location: world.locations[0].id, area: "9", price: "10"))
    world.resources[world.resources.count - 1].size = 1
    world.users.append(User(id: "nobody", name: "Nobody"))
    return world
  }
}

/// A world that is asked.
private struct House {
  let world: World
  let session: Session

  init(_ world: World) throws {
    self.world = world
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-why-\(UUID())")
    try world.write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    session = try Session.open(path: folder.path, options: SessionOptions(today: Day(iso: "2024-07-01")!))
  }

  /// Nil where a change has no causes that add up, which only has so many reasons.
  func attribution(of change: Change, _ seed: Int) throws -> Attribution? {
    let source = SourceText(name: "query", text: change.text)
    guard case .why(let query)? = Session.parse(source).statements.first else { return nil }
    do {
      return try session.attribution(of: query, source: source).0
    } catch {
      let codes = error.diagnostics.map(\.code)
      let known = ["why-zero-base", "why-no-data", "why-not-additive", "no-month-start", "key-not-reached"]
      let isKnown = codes.allSatisfy { known.contains($0) }
      #expect(isKnown, "seed \(seed), \(change.text): \(error.diagnostics.map { DiagnosticRenderer.line($0) })")
      return nil
    }
  }

  /// The figures that a metric is made of, in one frame, as `explain` has them; what the data does not have is 0.
  private func figures(_ metric: String, _ frame: String) throws -> [Rational] {
    let source = SourceText(name: "query", text: "explain \(metric) \(frame)")
    guard let statement = Session.parse(source).statements.first else { return [] }
    var session = session
    guard case .report(let report, _) = try session.execute(statement, source: source).0 else { return [] }
    let atoms = report.sections.filter { $0.name == "cells" }.flatMap(\.sections).filter { $0.name == "atoms" }
    return try atoms.map { atom in
      for fact in atom.facts where fact.name == "exact" {
        switch fact.value {
        case .text(let text), .label(let text):
          let parts = text.split(separator: "/").map { Int128($0)! }
          return try Rational(parts[0], over: parts.count > 1 ? parts[1] : 1)
        case .number, .machine, .shown: break
        }
      }
      return .zero
    }
  }

  /// What the change of this world is more than that of another, figure by figure, in terms of the whole.
  func effect(of change: Change, _ attribution: Attribution, against other: House) throws -> Rational {
    var sum = Rational.zero
    let (after, before) = (try figures(change.metric, change.frame), try figures(change.metric, change.other))
    let (later, earlier) = (
      try other.figures(change.metric, change.frame), try other.figures(change.metric, change.other)
    )
    for (number, coefficient) in attribution.form.atoms.enumerated() {
      let own = try after[number].subtracting(before[number])
      let undone = try later[number].subtracting(earlier[number])
      sum = try sum.adding(coefficient.multiplied(by: try own.subtracting(undone)))
    }
    return sum
  }

  // MARK: undoing in the exports

  func undoing(_ cause: Cause, base: Day) throws -> World { try undoing(cause, base: base, in: world) }

  func undoing(_ cause: Cause, base: Day, in world: World) throws -> World {
    var world = world
    if cause.bookings != nil { return without(cause, world) }
    let day = Int(base.number)
    for row in cause.rows {
      let table = session.workspace.snapshot.table(row.table)
      switch row.table {
      case .memberships: world.freeze(membership: table.id(of: row.row), on: day)
      case .resources: world.freeze(resource: table.id(of: row.row), on: day)
      case .availability: world.freeze(availability: row.row, on: day)
      case .assignments: break  // with their membership
      default: Issue.record("a cause has rows of \(row.table)")
      }
    }
    return world
  }

  /// Without the bookings of a resource, a person, or of no resource; in one cost centre or location where causes are told
  /// apart by it.
  private func without(_ cause: Cause, _ world: World) -> World {
    var world = world
    let snapshot = session.workspace.snapshot
    let bookings = snapshot.table(.bookings)
    let dropped = Set(
      (0..<bookings.rowCount).filter { row in
        let column = cause.subjects.first?.table == .users ? "user" : "resource"
        guard bookings.codes(column)?[row] ?? 0 == (cause.subjects.first.map { $0.row + 1 } ?? 0) else { return false }
        guard let group = cause.group.first else { return true }
        let place = snapshot.place(ofBooking: row)
        let own =
          place > 0 && group.map { $0.id == snapshot.table(.locations).id(of: place - 1) } ?? false
          || bookings.text("cost_center", of: row) == group?.id ?? "?"
        return own || group == nil && place == 0
      }.map { bookings.id(of: $0) })
    world.bookings.removeAll { dropped.contains($0.id) && !["first", "last"].contains($0.id) }
    return world
  }
}

extension World {
  /// All rows for good as they were on a day.
  fileprivate func frozen(on day: Int) -> World {
    var world = self
    // What is cancelled without an end counts nowhere, and would with one.
    let ended = ["cancelled", "canceled", "terminated"]
    for membership in memberships where membership.end != nil || !ended.contains(membership.status) {
      world.freeze(membership: membership.id, on: day)
    }
    for resource in resources where resource.availableFrom != nil || resource.availableTo != nil {
      world.freeze(resource: resource.id, on: day)
    }
    for place in availability.indices { world.freeze(availability: place, on: day) }
    return world
  }

  private static let long = (from: Almanac.number("2022-01-01"), to: Almanac.number("2026-12-01"))

  fileprivate mutating func freeze(resource id: String, on day: Int) {
    let place = resources.firstIndex { $0.id == id }!
    let was = (resources[place].availableFrom ?? day) <= day && day <= (resources[place].availableTo ?? day)
    resources[place].availableFrom = Self.long.from
    resources[place].availableTo = was ? Self.long.to : Self.long.from
  }

  fileprivate mutating func freeze(availability place: Int, on day: Int) {
    let was = (availability[place].from ?? day) <= day && day <= (availability[place].to ?? day)
    availability[place].from = Self.long.from
    availability[place].to = was ? Self.long.to : Self.long.from
  }

  /// A membership for good as it was on a day, with what it holds.
  fileprivate mutating func freeze(membership id: String, on day: Int) {
    let place = memberships.firstIndex { $0.id == id }!
    let was = memberships[place].start <= day && day <= (memberships[place].end ?? day)
    assignments = assignments.map { assignment in
      guard assignment.membership == id else { return assignment }
      guard (assignment.from ?? day) <= day, day <= (assignment.to ?? day) else {
        // Without any, a membership would hold what it names itself.
        let once = Almanac.number("2022-01-01")
        return Assignment(membership: id, resource: assignment.resource, from: once, to: once)
      }
      return Assignment(membership: id, resource: assignment.resource)
    }
    memberships[place].start = Almanac.number(was ? "2022-01-01" : "2022-02-01")
    memberships[place].end = was ? Almanac.number("2026-12-01") : Almanac.number("2022-02-01")
  }
}
