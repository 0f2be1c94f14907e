import Calculus
import Testing

@testable import Formats

@Suite struct MomentZoneTests {
  /// Zone, and the days on which its clocks change in 2024.
  static let changes = [
    ("Europe/Berlin", "2024-03-31"), ("Europe/Berlin", "2024-10-27"), ("America/New_York", "2024-03-10"),
    ("America/New_York", "2024-11-03"),
    // By half an hour.
    ("Australia/Lord_Howe", "2024-04-07"), ("Australia/Lord_Howe", "2024-10-06"),
  ]

  @Test("one booking in four ways of writing is one wall clock", arguments: changes)
  func fourWays(name: String, day: String) throws {
    let zone = try Zone.load(name)
    let midnight = Int64(try #require(Day(iso: day)).number) * 1440
    for wall in stride(from: midnight - 1440, to: midnight + 2880, by: 15) {
      let utc = zone.utcMinute(ofLocal: wall)
      guard zone.localMinute(ofUTC: utc) == wall else { continue }  // in the gap
      let offset = WrittenMoment.Mark.offset(Int(wall - utc))
      let texts = [
        try rewritten(text(utc, .utc), .asWritten), try rewritten(text(utc, nil), .utc),
        try rewritten(text(wall, nil), .zone(zone)), try rewritten(text(wall, offset), .zone(zone)),
      ]
      #expect(try texts.map { try wallClock($0, in: zone) } == [wall, wall, wall, wall])
      #expect(texts[2] == text(wall, offset))
      // A false Z is taken off, and what is left is the wall clock.
      #expect(try rewritten(text(wall, .utc), .local) == text(wall, nil))
    }
  }

  @Test("gaps and folds agree with a clock that is watched minute by minute", arguments: changes)
  func gapsAndFolds(name: String, day: String) throws {
    let zone = try Zone.load(name)
    let midnight = Int64(try #require(Day(iso: day)).number) * 1440
    let shown = (midnight - 1440..<midnight + 2880).map { (utc: $0, local: zone.localMinute(ofUTC: $0)) }
    var met = (gap: 0, fold: 0)
    for local in stride(from: midnight - 60, to: midnight + 1500, by: 5) {
      let passes = shown.filter { $0.local == local }
      let (column, report) = try MomentColumn.rewritten(
        TextColumn([text(local, nil)]), rules: MomentRules(clock: .zone(zone)), order: nil)
      if let first = passes.first {
        #expect(column.texts == [text(local, .offset(Int(local - first.utc)))])
      } else {
        let jump = try #require(shown.indices.dropFirst().first { shown[$0].local > local })
        let moved = local + shown[jump].local - shown[jump - 1].local - 1
        #expect(try wallClock(column.text(0), in: zone) == moved)
        met.gap += 1
      }
      #expect(report.inGap == (passes.isEmpty ? 1 : 0) && report.inFold == (passes.count > 1 ? 1 : 0))
      if passes.count > 1 { met.fold += 1 }
    }
    #expect(met.gap > 0 || met.fold > 0)
  }

  @Test(
    "what is kept between rows changes nothing",
    arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"])
  func stretches(name: String) throws {
    let zone = try Zone.load(name)
    var clock = ZoneClock(zone)
    var dice = Seeded(state: UInt64(name.utf8.count))
    for _ in 0..<20_000 {
      let minute = Int64.random(in: -36_000_000...121_000_000, using: &dice)
      let instant = clock.instant(ofLocal: minute)
      let utc = zone.utcMinute(ofLocal: minute)
      let local = zone.localMinute(ofUTC: utc)
      #expect(instant.localMinute == local && Int64(instant.offset) == local - utc)
      #expect(instant.wasInGap == (local != minute))
    }
  }

  @Test func eachRowHasItsZone() throws {
    let (berlin, newYork) = (try Zone.load("Europe/Berlin"), try Zone.load("America/New_York"))
    let cells = ["2024-03-15 09:00", "2024-03-15 09:00", "2024-03-15 09:00", "2024-03-15 09:00Z", "2024-03-15"]
    let (column, report) = try MomentColumn.rewritten(
      TextColumn(cells), rules: MomentRules(clock: .zones([berlin, newYork, nil, berlin])), order: nil)
    #expect(
      column.texts == [
        "2024-03-15T09:00+01:00", "2024-03-15T09:00-04:00", "2024-03-15T09:00", "2024-03-15T09:00Z", "2024-03-15",
      ])
    #expect(report.withoutZone == 1)
  }

  @Test(
    "edges",
    arguments: [
      ("1850-01-01 09:00", "1850-01-01T09:00"), ("2300-01-01 09:00", "2300-01-01T09:00"),
      ("9999-12-31 09:00", "9999-12-31"), ("2200-07-01 09:00", "2200-07-01T09:00+02:00"),
      ("2024-03-31 02:30:15", "2024-03-31T03:30:15+02:00"), ("2024-03-30 24:00", "2024-03-31T00:00+01:00"),
      ("1899-12-31 24:00", "1900-01-01T00:00+01:00"),
    ])
  func edges(cell: String, expected: String) throws {
    #expect(try rewritten(cell, .zone(Zone.load("Europe/Berlin"))) == expected)
  }

  private func rewritten(_ cell: String, _ clock: MomentRules.Clock) throws -> String {
    try MomentColumn.rewritten(TextColumn([cell]), rules: MomentRules(clock: clock), order: nil).0.text(0)
  }

  /// Canonical.
  private func text(_ minute: Int64, _ mark: WrittenMoment.Mark?) -> String {
    let clock = Day.text(ofMinute: Int32(minute), separator: "T")
    switch mark {
    case nil: return clock
    case .utc: return clock + "Z"
    case .offset(let minutes):
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return clock + (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
    }
  }

  /// What the zone's clocks show at an instant.
  private func wallClock(_ text: String, in zone: Zone) throws -> Int64 {
    let bytes = Array(text.utf8)
    let read = WrittenMoment(iso: bytes.span, bytes.indices)
    let written = try #require(read)
    let date = try #require(written.date(nil))
    let minute = Moment(date: date, time: written.time).seconds / 60
    switch try #require(written.mark) {
    case .utc: return zone.localMinute(ofUTC: minute)
    case .offset(let offset): return zone.localMinute(ofUTC: minute - Int64(offset))
    }
  }
}
