import Foundation
import Testing

/// What is true of a resource on a day by its bookings, and hours within hours of the day: minute by minute.
@Suite("use day by day agrees with the slow reference")
struct DailyUseTests {
  static let seeds = Array(0..<40)

  private static let definitions = [
    "define used = used: sum each day of count of resources where available and (any of bookings where counts and running) by day",
    "define resources.load = count of bookings where counts and running",
    "define crowd = load: sum each day of sum load of resources by day",
  ]

  private static let windows = ["open_hours", "workdays", "days"]

  @Test("resources booked on a day, and by how many bookings", arguments: seeds)
  func bookedDays(seed: Int) throws {
    try Sample(seed: seed, definitions: Self.definitions).check { sample in
      let reference = sample.reference
      for (metric, column) in [("used", "used"), ("crowd", "load")] {
        let table = try sample.ask("\(metric) \(sample.frame)")
        for (number, day) in sample.days.enumerated() {
          let expected: EngineAnswer.Cell
          if !(reference.bookedDays?.contains(day) ?? false) {
            expected = .noData
          } else if metric == "used" {
            expected = .number(
              Fraction(sample.world.resources.count { reference.isAvailable($0, day) && sample.load(of: $0, day) > 0 }))
          } else {
            expected = .number(sample.world.resources.reduce(.zero) { $0 + Fraction(sample.load(of: $1, day)) })
          }
          // A workspace without resources says nothing of them.
          if sample.world.resources.isEmpty { continue }
          let cell = table.rows[number][table.columns.firstIndex(of: column)!]
          #expect(cell == expected, "seed \(seed): \(metric) on \(Almanac.day(day).iso)")
        }
      }
    }
  }

  @Test("hours within hours, merged or not, and those that there are", arguments: seeds)
  func hours(seed: Int) throws {
    var dice = Dice(seed: seed + 77)
    let definitions = Self.windows.map {
      """
      define within \($0) = booked: hours of bookings, busy: hours each resource of bookings, \
      there: hours of resources where available by day during \($0)
      """
    }
    let window = dice.pick([nil, MinuteWindow(from: 540, to: 1020), MinuteWindow(from: 605, to: 655)])
    let clause = window.map { " between \(Almanac.clock($0.from)) and \(Almanac.clock($0.to))" } ?? ""
    try Sample(seed: seed, definitions: definitions).check { sample in
      for name in Self.windows {
        let table = try sample.ask("within \(name) \(sample.frame)\(clause)")
        for (number, day) in sample.days.enumerated() {
          let minutes = sample.minutes(on: day, name, window ?? .wholeDay)
          let row = table.rows[number]
          if sample.reference.bookedDays?.contains(day) ?? false {
            #expect(row[1] == .number(Fraction(Int128(minutes.booked), over: 60)), "seed \(seed): \(name) \(day)")
            #expect(row[2] == .number(Fraction(Int128(minutes.busy), over: 60)), "seed \(seed): \(name) \(day)")
          } else {
            #expect(row[1] == .noData && row[2] == .noData)
          }
          if sample.world.resources.isEmpty { continue }
          #expect(row[3] == .number(Fraction(Int128(minutes.there), over: 60)), "seed \(seed): \(name) \(day)")
        }
      }
    }
  }
}

/// A random world in a folder, and some days of it.
struct Sample {
  let world: World
  let reference: Reference
  let engine: Engine
  let days: [Int]
  private let folder: URL
  private let seed: Int

  var frame: String { "\(Almanac.day(days[0]).iso)..\(Almanac.day(days[days.count - 1]).iso)" }

  init(seed: Int, definitions: [String]) throws {
    self.seed = seed
    world = World.random(seed: seed)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-sample-\(seed)-\(UUID())")
    try world.write(to: folder)
    reference = Reference(world)
    engine = try Engine(folder: folder, definitions: definitions)
    var dice = Dice(seed: seed + 4_000)
    let first = Almanac.number("2024-02-20") + dice.number(0...60)
    days = Array(first...first + dice.number(3...20))
  }

  func check(_ body: (Sample) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(self)
  }

  func ask(_ line: String) throws -> EngineAnswer.Table {
    switch engine.ask(line) {
    case .table(let table): return table
    case .refusal(_, let text):
      Issue.record("seed \(seed): \(line): \(text)")
      throw Refused()
    }
  }

  struct Refused: Error {}

  /// How many bookings of a resource have a minute of a day.
  func load(of resource: World.Resource, _ day: Int) -> Int {
    reference.stays.count { stay in
      stay.booking.resource == resource.id
        && stay.pieces.contains { !$0.isEmpty && $0.overlaps(day * 1440..<(day + 1) * 1440) }
    }
  }

  /// Minutes of a day within hours that `during` names and a window of the clock.
  func minutes(on day: Int, _ during: String, _ window: MinuteWindow) -> (booked: Int, busy: Int, there: Int) {
    func counts(_ minute: Int, at location: World.Location?) -> Bool {
      guard minute.floored(1440) == day, window.contains(minute.rest(1440)) else { return false }
      if during == "days" { return true }
      guard Reference.isWorkday(day, at: location, in: world) else { return false }
      return during == "workdays" || Reference.openHours(at: location, in: world).contains(minute.rest(1440))
    }
    let today = day * 1440..<(day + 1) * 1440
    var booked = 0
    var busy: [String: Set<Int>] = [:]
    for stay in reference.stays {
      let location = Reference.location(of: stay.booking, in: world)
      for piece in stay.pieces {
        if !piece.overlaps(today) { continue }
        let minutes = piece.clamped(to: today).filter { counts($0, at: location) }
        booked += minutes.count * (stay.booking.quantity ?? 1)
        if !stay.booking.resource.isEmpty { busy[stay.booking.resource, default: []].formUnion(minutes) }
      }
    }
    var there = 0
    for resource in world.resources where reference.isAvailable(resource, day) {
      let location = world.locations.first { $0.id == reference.location(of: resource) }
      there += today.count { counts($0, at: location) }
    }
    return (booked, busy.values.reduce(0) { $0 + $1.count }, there)
  }
}
