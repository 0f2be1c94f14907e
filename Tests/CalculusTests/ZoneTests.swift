import Testing

@testable import Calculus

@Suite("Zone")
struct ZoneTests {
  @Test(
    "a day has the hours that really pass",
    arguments: [
      // zone                 day           minutes
      ("Europe/Berlin", "2024-03-31", 1380),
      ("Europe/Berlin", "2024-10-27", 1500),
      ("Europe/Berlin", "2024-07-01", 1440),
      ("America/New_York", "2024-03-10", 1380),
      ("America/New_York", "2024-11-03", 1500),
      ("Australia/Lord_Howe", "2024-04-07", 1470),  // shifts by half an hour
      ("Australia/Lord_Howe", "2024-10-06", 1410),
      ("Asia/Kolkata", "2024-03-31", 1440),
      ("UTC", "2024-03-31", 1440),
      ("Pacific/Apia", "2011-12-30", 0),  // crossed the date line
      // After 2037 the footer's rule holds: last Sundays of March and October.
      ("Europe/Berlin", "2038-03-28", 1380),
      ("Europe/Berlin", "2099-10-25", 1500),
      ("Europe/Berlin", "2200-03-30", 1380),
      ("Europe/Berlin", "2600-03-30", 1380),  // beyond the cycle of 400 years
      ("America/New_York", "2150-11-01", 1500),
      ("Australia/Lord_Howe", "2100-04-04", 1470),
      ("Europe/Dublin", "2100-03-28", 1380),  // its rule has winter as the exception
    ] as [(String, String, Int64)])
  func lengthOfDay(zone: String, day: String, minutes: Int64) throws {
    let zone = try Zone.load(zone)
    let midnight = try minute(day + " 00:00")
    let start = zone.utcMinute(ofLocal: midnight)
    let end = zone.utcMinute(ofLocal: midnight + 1440)
    #expect(end - start == minutes)
    #expect(zone.pieces(fromUTC: start, toUTC: end).reduce(0) { $0 + $1.end - $1.start } == minutes)
    #expect(zone.hasTransition(fromUTC: start, toUTC: end) == (minutes != 1440 && minutes != 0))
  }

  @Test(
    "instants and clocks",
    arguments: [
      // zone                 UTC                 on the clock
      ("Europe/Berlin", "2024-01-15 12:00", "2024-01-15 13:00"),
      ("Europe/Berlin", "2024-07-15 12:00", "2024-07-15 14:00"),
      ("Europe/Berlin", "2024-03-31 00:59", "2024-03-31 01:59"),
      ("Europe/Berlin", "2024-03-31 01:00", "2024-03-31 03:00"),
      ("Europe/Berlin", "2024-10-27 00:30", "2024-10-27 02:30"),
      ("America/New_York", "2024-07-01 00:00", "2024-06-30 20:00"),
      ("Asia/Kathmandu", "2024-07-01 00:00", "2024-07-01 05:45"),
      ("Pacific/Kiritimati", "2024-07-01 12:00", "2024-07-02 02:00"),
      ("Australia/Lord_Howe", "2024-07-01 00:00", "2024-07-01 10:30"),
      ("Europe/Berlin", "2190-07-15 12:00", "2190-07-15 14:00"),
      ("Europe/Berlin", "1945-06-01 12:00", "1945-06-01 15:00"),  // double summer time
      ("UTC", "2024-07-01 00:00", "2024-07-01 00:00"),
      ("Etc/GMT+5", "2024-07-01 00:00", "2024-06-30 19:00"),
    ])
  func clocks(name: String, utc: String, local: String) throws {
    let zone = try Zone.load(name)
    #expect(zone.localMinute(ofUTC: try minute(utc)) == (try minute(local)))
    #expect(zone.utcMinute(ofLocal: try minute(local)) == (try minute(utc)))
  }

  @Test(
    "a minute that comes twice is its first pass; one that never comes is moved forward",
    arguments: [
      // zone                 on the clock        UTC
      ("Europe/Berlin", "2024-10-27 02:00", "2024-10-27 00:00"),
      ("Europe/Berlin", "2024-10-27 02:59", "2024-10-27 00:59"),
      ("Europe/Berlin", "2024-10-27 03:00", "2024-10-27 02:00"),
      ("Europe/Berlin", "2024-03-31 01:59", "2024-03-31 00:59"),
      ("Europe/Berlin", "2024-03-31 02:00", "2024-03-31 01:00"),  // as 03:00
      ("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 01:30"),  // as 03:30
      ("Europe/Berlin", "2024-03-31 03:00", "2024-03-31 01:00"),
      ("America/New_York", "2024-11-03 01:30", "2024-11-03 05:30"),
      ("America/New_York", "2024-03-10 02:30", "2024-03-10 07:30"),
      ("Australia/Lord_Howe", "2024-10-06 02:15", "2024-10-05 15:45"),  // as 02:45
      ("Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-06 14:45"),
      ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 22:00"),  // as noon of the 31st
    ])
  func gapsAndFolds(zone: String, local: String, utc: String) throws {
    #expect(try Zone.load(zone).utcMinute(ofLocal: try minute(local)) == (try minute(utc)))
  }

  @Test(
    "a gap's minutes are in no piece, a fold's in two",
    arguments: [
      // zone             from UTC            to UTC              pieces on the clock
      ("Europe/Berlin", "2024-03-31 00:00", "2024-03-31 02:00", ["2024-03-31 01:00–02:00", "2024-03-31 03:00–04:00"]),
      ("Europe/Berlin", "2024-10-27 00:00", "2024-10-27 02:00", ["2024-10-27 02:00–03:00", "2024-10-27 02:00–03:00"]),
      ("Europe/Berlin", "2024-10-26 22:00", "2024-10-27 23:00", ["2024-10-27 00:00–03:00", "2024-10-27 02:00–24:00"]),
      ("Europe/Berlin", "2024-03-31 01:00", "2024-03-31 02:00", ["2024-03-31 03:00–04:00"]),
      ("Europe/Berlin", "2024-03-31 00:00", "2024-03-31 01:00", ["2024-03-31 01:00–02:00"]),
      ("Europe/Berlin", "2024-05-01 08:00", "2024-05-01 09:00", ["2024-05-01 10:00–11:00"]),
      ("Europe/Berlin", "2024-05-01 08:00", "2024-05-01 08:00", []),
      ("Europe/Berlin", "2024-05-01 09:00", "2024-05-01 08:00", []),
      (
        "Australia/Lord_Howe", "2024-04-06 14:00", "2024-04-06 16:00",
        ["2024-04-07 01:00–02:00", "2024-04-07 01:30–02:30"]
      ),
    ])
  func pieces(zone: String, from: String, to: String, texts: [String]) throws {
    let pieces = try Zone.load(zone).pieces(fromUTC: try minute(from), toUTC: try minute(to))
    #expect(pieces.map { text($0) } == texts)
  }

  @Test(
    "clocks change at these minutes of a year",
    arguments: [
      // zone                 UTC
      ("Europe/Berlin", ["2024-03-31 01:00", "2024-10-27 01:00"]),
      ("Australia/Lord_Howe", ["2024-04-06 15:00", "2024-10-05 15:30"]),  // by half an hour
      ("Asia/Kolkata", []), ("UTC", []),
    ] as [(String, [String])])
  func changes(zone: String, minutes: [String]) throws {
    let zone = try Zone.load(zone)
    func minute(_ day: String) throws -> Int64 { Int64(try #require(Day(iso: day)).number) * 1440 }
    let changes = zone.changes(fromUTC: try minute("2024-01-01"), toUTC: try minute("2025-01-01"))
    #expect(changes.map { Day.text(ofMinute: Int32($0)) } == minutes)
    for change in changes {
      #expect(zone.changes(fromUTC: change - 1, toUTC: change) == [change])
      #expect(zone.changes(fromUTC: change, toUTC: change + 1) == [])
    }
  }

  @Test("a booking of a year has a piece for each stretch of one offset")
  func longPieces() throws {
    let zone = try Zone.load("Europe/Berlin")
    let (from, to) = (try minute("2023-12-31 23:00"), try minute("2024-12-31 23:00"))
    let pieces = zone.pieces(fromUTC: from, toUTC: to)
    #expect(pieces.count == 3)
    #expect(pieces.reduce(0) { $0 + $1.end - $1.start } == 366 * 1440)
  }

  @Test(
    "a clock shows again what was looked up, for any instant",
    arguments: [
      "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin", "Africa/Monrovia",
      "Europe/Amsterdam", "Asia/Gaza", "Africa/Casablanca", "America/Sao_Paulo", "Antarctica/Troll", "Pacific/Chatham",
    ])
  func roundTrip(name: String) throws {
    let zone = try Zone.load(name)
    var random = Seeded(name.utf8.count)
    for _ in 0..<3_000 {
      let utc = Int64(random.next() % 160_000_000) - 36_800_000  // 1900 to 2204
      let local = zone.localMinute(ofUTC: utc)
      let back = zone.utcMinute(ofLocal: local)
      #expect(back <= utc && zone.localMinute(ofUTC: back) == local)
      if back != utc { #expect(zone.hasTransition(fromUTC: back, toUTC: utc + 1)) }

      let to = utc + Int64(random.next() % 1_000_000)
      let pieces = zone.pieces(fromUTC: utc, toUTC: to)
      #expect(pieces.reduce(0) { $0 + $1.end - $1.start } == to - utc)
      #expect(pieces.first?.start == (to > utc ? local : nil))
    }
  }

  @Test("minutes beyond all calendars are stopped, not trapped on")
  func extremes() throws {
    for zone in [try Zone.load("Europe/Berlin"), .utc] {
      for minute in [Int64.min, .max, Int64(Int32.min), Int64(Int32.max)] {
        let local = zone.localMinute(ofUTC: minute)
        #expect(abs(zone.utcMinute(ofLocal: local) - Int64(Int32(clamping: minute))) <= 120)
      }
      #expect(zone.pieces(fromUTC: .max, toUTC: .min).isEmpty)
      #expect(!zone.pieces(fromUTC: .min, toUTC: .max).isEmpty)
    }
  }

  @Test(
    "names that are none are refused, and never mean UTC",
    arguments: [
      "", "/etc/passwd", "../../../etc/passwd", "Europe/../Europe/Berlin", "Europe//Berlin", "Europe/Berlin/", ".",
      "zone.tab",
      "Europe/Berlin\0", "Ewrope/Berlin\n", "Zürich", "localtime", "C:\\",
    ])
  func badNames(name: String) {
    #expect(throws: ZoneError.badName(name)) { try Zone.load(name) }
  }

  @Test("names without a zone", arguments: ["Europe/Atlantis", "Europe", "tzdata", "CEST", "Berlin"])
  func unknownNames(name: String) {
    #expect(throws: ZoneError.unknownName(name)) { try Zone.load(name) }
  }

  @Test("without time zone data there is no zone, not even UTC")
  func noData() {
    #expect(throws: ZoneError.noData(directory: "/nonexistent/zoneinfo")) {
      try Zone.load("UTC", from: "/nonexistent/zoneinfo")
    }
  }

  private func text(_ piece: (start: Int64, end: Int64)) -> String {
    let day = Day(number: Int32(piece.start / 1440))
    func clock(_ minute: Int64) -> String {
      let minute = minute - Int64(day.number) * 1440
      return "\(Int(minute / 60).padded(to: 2)):\(Int(minute % 60).padded(to: 2))"
    }
    return "\(day) \(clock(piece.start))–\(clock(piece.end))"
  }
}

/// Minutes since 1970 of `2024-03-31 02:30`.
func minute(_ text: String) throws -> Int64 {
  let parts = text.split(separator: " ")
  let day = try #require(Day(iso: parts[0]))
  let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
  return Int64(day.number) * 1440 + clock[0] * 60 + clock[1]
}
