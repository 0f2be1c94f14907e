import Testing

@testable import Calculus

/// Files made up here, so that slim ones, old ones and broken ones are all met, whatever the machine has.
@Suite("Zone files")
struct ZoneFileTests {
  private let winter: [UInt8] = [0, 0, 0x0E, 0x10, 0, 0]  // +01:00
  private let summer: [UInt8] = [0, 0, 0x1C, 0x20, 1, 0]  // +02:00

  @Test("a slim file with a rule alone is the zone from its rule")
  func ruleAlone() throws {
    let slim = try Zone(name: "Slim", tzif: file(types: [winter], footer: "CET-1CEST,M3.5.0,M10.5.0/3"))
    let berlin = try Zone.load("Europe/Berlin")
    for year in [1998, 2024, 2038, 2200, 2450] {
      for day in Year(year).span.days {
        let minute = Int64(day.number) * 1440 + 90
        #expect(slim.localMinute(ofUTC: minute) == berlin.localMinute(ofUTC: minute))
      }
    }
  }

  @Test("after the last transition the rule goes on")
  func transitionsThenRule() throws {
    // 828 234 000 is 1996-03-31T01:00Z; after it come the end of that summer, and every summer from then on.
    let zone = try Zone(
      name: "Slim",
      tzif: file(times: [828_234_000], indices: [1], types: [winter, summer], footer: "XXX-1YYY,M3.5.0,M10.5.0/3"))
    let berlin = try Zone.load("Europe/Berlin")
    for year in 1996...2100 {
      for day in Year(year).span.days {
        let minute = Int64(day.number) * 1440 + 90
        #expect(zone.localMinute(ofUTC: minute) == berlin.localMinute(ofUTC: minute))
      }
    }
    let summer1995 = Int64(Day(civil: 1995, 7, 1).number) * 1440
    #expect(zone.localMinute(ofUTC: summer1995) == summer1995 + 60)  // the file knows of no summer before
  }

  @Test(
    "rules",
    arguments: [
      // rule                              day           offset at noon UTC, in minutes
      ("UTC0", "2024-07-01", 0),
      ("<+0330>-3:30", "2024-07-01", 210),
      ("<-03>3", "2024-07-01", -180),
      ("EST5EDT,M3.2.0,M11.1.0", "2024-03-10", -240),
      ("EST5EDT,M3.2.0,M11.1.0", "2024-03-09", -300),
      ("EST5EDT", "2024-07-01", -240),  // no dates: those of the United States
      ("EST5EDT", "2024-11-03", -300),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2024-01-01", 660),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2024-07-01", 630),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2024-07-01", 60),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2024-12-01", 0),
      ("XXX3YYY2,J60/0,J300", "2024-02-29", -180),  // J60 is 1 March in every year
      ("XXX3YYY2,J60/0,J300", "2024-03-01", -120),
      ("XXX3YYY2,59/0,300", "2024-02-29", -120),  // day 59 from 0 is 29 February
      ("EST5EDT,0/0,J365/25", "2024-12-31", -240),  // summer time all year round (RFC 8536 §3.3.1)
      ("EST5EDT,0/0,J365/25", "2025-01-01", -240),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-30", -120),  // −1: an hour before midnight of 31 March
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31", -60),
    ] as [(String, String, Int64)])
  func rules(rule: String, day: String, offset: Int64) throws {
    let zone = try Zone(name: "Rule", tzif: file(types: [winter], footer: rule))
    let noon = Int64(try #require(Day(iso: day)).number) * 1440 + 720
    #expect(zone.localMinute(ofUTC: noon) - noon == offset)
  }

  @Test("summer time all year round has no changes")
  func allYearRound() throws {
    let zone = try Zone(name: "Rule", tzif: file(types: [winter], footer: "EST5EDT,0/0,J365/25"))
    let (from, to) = (Int64(Year(2000).span.first.number) * 1440, Int64(Year(2100).span.first.number) * 1440)
    #expect(!zone.hasTransition(fromUTC: from, toUTC: to))
    #expect(zone.pieces(fromUTC: from, toUTC: to).count == 1)
  }

  @Test(
    "rules that are none",
    arguments: [
      "C", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
      "CET-1CEST,M3.5.7,M10.5.0",
      "CET-26", "CET-1CEST,J0,J300", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M3.5.0/168,M10.5.0", "<CET-1",
      "CET-1:60", ",",
      "CET-1CEST,366,J1", "CET--1",
    ])
  func badRules(rule: String) throws {
    #expect(ZoneRule(rule) == nil)
    #expect(throws: ZoneError.self) { try Zone(name: "Rule", tzif: file(types: [winter], footer: rule)) }
  }

  @Test("an old file of version 1 has its transitions, and no rule")
  func versionOne() throws {
    let bytes = header(version: 0, times: 1, types: 2) + [0, 0, 0, 60] + [1] + winter + summer + [0]
    let zone = try Zone(name: "Old", tzif: bytes)
    #expect(zone.localMinute(ofUTC: 0) == 60)
    #expect(zone.localMinute(ofUTC: 1) == 121)
    #expect(zone.localMinute(ofUTC: 1_000_000_000) == 1_000_000_120)
  }

  @Test("a file cut anywhere is an error, never a trap")
  func cutFiles() throws {
    let whole = file(times: [0, 60], indices: [1, 0], types: [winter, summer], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    for length in 0..<whole.count - 30 {
      #expect(throws: ZoneError.self) { try Zone(name: "Cut", tzif: Array(whole.prefix(length))) }
    }
  }

  @Test("files with any bytes are read or refused, and what is read can be asked", arguments: 0..<200)
  func noise(seed: Int) {
    var random = Seeded(seed)
    let whole = file(times: [0, 60], indices: [1, 0], types: [winter, summer], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    for _ in 0..<20 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      guard let zone = try? Zone(name: "Noise", tzif: bytes) else { continue }
      let minute = Int64(Int32.random(in: .min ... .max, using: &random))
      _ = zone.utcMinute(ofLocal: zone.localMinute(ofUTC: minute))
      let pieces = zone.pieces(fromUTC: minute, toUTC: minute + 600_000)
      #expect(pieces.reduce(0) { $0 + $1.end - $1.start } == min(600_000, Int64(Int32.max) - minute))
    }
  }

  @Test(
    "contradictions are told",
    arguments: [
      ([60, 0], [1, 0], "it is cut short or inconsistent"),  // not ascending
      ([0, 60], [1, 2], "it is cut short or inconsistent"),  // a type that is not there
      ([0, .max], [1, 0], "it is cut short or inconsistent"),  // beyond the year 9999
    ] as [([Int64], [UInt8], String)])
  func contradictions(times: [Int64], indices: [UInt8], reason: String) {
    #expect(throws: ZoneError.unreadable(name: "Bad", reason: reason)) {
      try Zone(name: "Bad", tzif: file(times: times, indices: indices, types: [winter, summer], footer: "CET-1"))
    }
  }

  @Test("clocks that count leap seconds are refused: they are not UTC")
  func leapSeconds() {
    let bytes =
      header(version: 0, times: 0, types: 1, leapSeconds: 1) + winter + [0] + [4, 0xB2, 0x58, 0, 0, 0, 0, 1]
    #expect(throws: ZoneError.unreadable(name: "right", reason: "it counts leap seconds")) {
      try Zone(name: "right", tzif: bytes)
    }
  }

  /// A file of version 2: an empty 32-bit part, the 64-bit part, the footer.
  private func file(times: [Int64] = [], indices: [UInt8] = [], types: [[UInt8]], footer: String) -> [UInt8] {
    header(version: UInt8(ascii: "2"), times: 0, types: 1) + winter + [0]
      + header(version: UInt8(ascii: "2"), times: times.count, types: types.count)
      + times.flatMap { time in (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * Int64($0))) } } + indices
      + types.flatMap { $0 } + [0] + Array("\n\(footer)\n".utf8)
  }

  private func header(version: UInt8, times: Int, types: Int, leapSeconds: Int = 0) -> [UInt8] {
    let counts = [0, 0, leapSeconds, times, types, 1]
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in counts { bytes += [0, 0, UInt8(count >> 8), UInt8(count & 0xFF)] }
    return bytes
  }
}
