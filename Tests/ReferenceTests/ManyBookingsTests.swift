import Foundation
import Testing

/// So many bookings that they are read in parts, counted on both cores and by runs of one person: the ways that small
/// worlds never take. The expected figures are one loop per booking.
@Suite("many bookings")
struct ManyBookingsTests {
  private struct Booking {
    let user: Int
    let desk: Int
    /// Minutes since 2024-01-01T00:00.
    let start: Int
    let end: Int
  }

  private static let count = 150_000
  private static let first = Almanac.number("2024-01-01")

  private static let bookings: [Booking] = {
    var dice = Dice(seed: 4711)
    return (0..<count).map { _ in
      let start = dice.number(0...(360 * 1440))
      let length = dice.chance(3) ? dice.number(1440...7000) : dice.number(15...600)
      return Booking(user: dice.number(0...900), desk: dice.number(0...60), start: start, end: start + length)
    }
  }()

  private static func moment(_ minute: Int) -> String {
    let time = minute % 1440
    return Almanac.day(first + minute / 1440).iso + String(format: "T%02d:%02d", time / 60, time % 60)
  }

  /// A workspace in UTC: every tenth booking is nobody's.
  private static let engine: Engine = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-many-\(UUID())")
    try! FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ lines: [String]) {
      try! Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent(name))
    }
    write("settings.deskql", ["set user_statistics on", "set timezone UTC"])
    write("users.csv", ["id,name,groups"] + (1...900).map { "u\($0),User \($0),\(groups($0).joined(separator: ";"))" })
    write("resources.csv", ["id,type"] + (0...60).map { "d\($0),\($0 < 30 ? "Desk" : "Meeting Room")" })
    write(
      "bookings.csv",
      ["id,user,resource,start,end"]
        + bookings.enumerated().map { number, booking in
          let user = booking.user == 0 || number % 10 == 0 ? "" : "u\(booking.user)"
          return "\(number + 1),\(user),d\(booking.desk),\(moment(booking.start)),\(moment(booking.end))"
        })
    return try! Engine(folder: folder)
  }()

  /// Each third person is in the one, each fifth in the other, the others are in none.
  private static func groups(_ user: Int) -> [String] {
    (user % 3 == 0 ? ["Third"] : []) + (user % 5 == 0 ? ["Fifth"] : [])
  }

  private static func user(_ number: Int) -> Int { number % 10 == 0 ? 0 : bookings[number].user }

  private func rows(_ query: String) throws -> [[EngineAnswer.Cell]] {
    guard case .table(let table) = Self.engine.ask(query) else {
      Issue.record("\(query): \(Self.engine.ask(query))")
      return []
    }
    return table.rows
  }

  @Test("bookings, hours and people by month and type")
  func byMonth() throws {
    var counts: [String: Int] = [:]
    var minutes: [String: Int] = [:]
    var people: [String: Set<Int>] = [:]
    for (number, booking) in Self.bookings.enumerated() {
      var touched = Set<String>()
      for day in booking.start / 1440...(booking.end - 1) / 1440 where day < 366 {
        let key = Almanac.day(Self.first + day).monthName + (booking.desk < 30 ? " Desk" : " Meeting Room")
        minutes[key, default: 0] += min(booking.end, (day + 1) * 1440) - max(booking.start, day * 1440)
        touched.insert(key)
      }
      for key in touched {
        counts[key, default: 0] += 1
        if Self.user(number) != 0 { people[key, default: []].insert(Self.user(number)) }
      }
    }
    let rows = try rows("hours 2024 by month, type")
    #expect(rows.count == counts.count)
    for row in rows {
      let key = "\(row[0]) \(row[1])"
      #expect(row[2] == .number(Fraction(counts[key] ?? 0)), "\(key)")
      #expect(row[3] == .number(Fraction(Int128(minutes[key] ?? 0), over: 60)), "\(key)")
      #expect(row[4] == .number(Fraction(people[key]?.count ?? 0)), "\(key)")
    }
  }

  @Test("person-days by week")
  func attendance() throws {
    var personDays: [String: Set<Int>] = [:]
    for (number, booking) in Self.bookings.enumerated() where Self.user(number) != 0 {
      for day in booking.start / 1440...(booking.end - 1) / 1440 where day < 366 {
        personDays[Almanac.day(Self.first + day).week, default: []].insert(Self.user(number) * 1000 + day)
      }
    }
    let rows = try rows("attendance 2024 by week")
    #expect(rows.count == personDays.count)
    for row in rows { #expect(row[1] == .number(Fraction(personDays["\(row[0])"]?.count ?? 0)), "\(row[0])") }
  }

  @Test("the peak of every week, over blocks of days")
  func concurrency() throws {
    var edges = [Int](repeating: 0, count: 367 * 1440)
    for booking in Self.bookings {
      edges[booking.start] += 1
      if booking.end < edges.count { edges[booking.end] -= 1 }
    }
    var peaks: [String: (Int, Int)] = [:]
    var level = 0
    for minute in 0..<366 * 1440 {
      level += edges[minute]
      let week = Almanac.day(Self.first + minute / 1440).week
      if level > peaks[week]?.0 ?? -1 { peaks[week] = (level, minute + Self.first * 1440) }
    }
    let rows = try rows("concurrency 2024 by week")
    #expect(rows.count == peaks.count)
    for row in rows {
      let peak = try #require(peaks["\(row[0])"])
      #expect(row[1] == .number(Fraction(peak.0)), "\(row[0])")
      #expect(row[2] == .minute(peak.1), "\(row[0])")
    }
  }

  @Test("the time map of one person and of the house")
  func timeMap() throws {
    for only in [nil, 17] {
      var touched: [String: Int] = [:]
      for (number, booking) in Self.bookings.enumerated() where only == nil || Self.user(number) == only {
        for hour in booking.start / 60...(booking.end - 1) / 60 where hour < 366 * 24 {
          touched["\(Almanac.day(Self.first + hour / 24).weekdayName) \(hour % 24)", default: 0] += 1
        }
      }
      let rows = try rows((only.map { "user u\($0) " } ?? "") + "timemap 2024")
      #expect(rows.count == 168)
      for row in rows {
        #expect(row[2] == .number(Fraction(touched["\(row[0]) \(row[1])"] ?? 0)), "\(row[0]) \(row[1])")
      }
    }
  }

  @Test("persons of each group and type by hour, in one order and in another", arguments: ["type", "resource"])
  func groups(key: String) throws {
    var counts: [String: Int] = [:]
    var personDays: [String: Set<Int>] = [:]
    for (number, booking) in Self.bookings.enumerated() {
      let groups = Self.user(number) == 0 ? [] : Self.groups(Self.user(number))
      for group in groups.isEmpty ? ["missing"] : groups {
        let place = key == "resource" ? "d\(booking.desk)" : booking.desk < 30 ? "Desk" : "Meeting Room"
        for hour in booking.start / 60...(booking.end - 1) / 60 where hour < 366 * 24 {
          let cell = "\(hour % 24) \(group) \(place)"
          counts[cell, default: 0] += 1
          if Self.user(number) == 0 { continue }
          personDays[cell, default: []].insert(Self.user(number) * 1000 + hour / 24)
        }
      }
    }
    // Of `resource` there is the name, too.
    let figures = key == "resource" ? 4 : 3
    let attendance = try rows("attendance 2024 by hour, group, \(key)")
    #expect(attendance.count == counts.count)
    for row in attendance {
      let cell = "\(row[0]) \(row[1]) \(row[2])"
      #expect(row[figures] == .number(Fraction(personDays[cell]?.count ?? 0)), "\(cell)")
    }
    for row in try rows("timemap 2024 by hour, group, \(key)") {
      let cell = "\(row[0]) \(row[1]) \(row[2])"
      #expect(row[figures] == .number(Fraction(counts[cell] ?? 0)), "\(cell)")
    }
  }
}
