import Testing

@testable import Calculus

@Suite("Minutes that pass")
struct PassedMinutesTests {
  static let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]

  @Test("between two moments on the clocks", arguments: zones)
  func agreesWithInstants(zone: String) throws {
    let zone = try Zone.load(zone)
    let passed = PassedMinutes(zone)
    var dice = Seeded(zone.name.utf8.count)
    let first = Int32(Day(civil: 1969, 12, 1).number) * 1440
    let last = Int32(Day(civil: 2101, 1, 1).number) * 1440
    for _ in 0..<20_000 {
      let from = Int32.random(in: first..<last, using: &dice)
      let to = from + Int32.random(in: -200_000...200_000, using: &dice) / Int32.random(in: 1...1000, using: &dice)
      let expected = zone.utcMinute(ofLocal: Int64(to)) - zone.utcMinute(ofLocal: Int64(from))
      #expect(passed.from(from, to: to) == expected, "\(from) to \(to)")
    }
  }

  @Test(
    "around a change of the clocks",
    arguments: [
      ("2024-03-30 20:00", "2024-03-31 20:00", 23 * 60), ("2024-10-26 20:00", "2024-10-27 20:00", 25 * 60),
      ("2024-03-31 01:30", "2024-03-31 03:30", 60), ("2024-10-28 08:00", "2024-10-29 08:00", 24 * 60),
      ("2024-10-27 20:00", "2024-10-26 20:00", -25 * 60),
    ] as [(String, String, Int64)])
  func overChange(from: String, to: String, minutes: Int64) throws {
    let passed = PassedMinutes(try Zone.load("Europe/Berlin"))
    #expect(passed.from(Int32(try minute(from)), to: Int32(try minute(to))) == minutes)
  }
}
