import Calculus
import Store
import Testing

@testable import Importers

/// One booking, however its times are told, is the same minutes on the clocks of its place, and as long.
@Suite("clocks of exports")
struct ClockTests {
  /// How an export tells its times.
  enum Form: String, CaseIterable {
    case instant, offset, utc, epoch, local, falseUTC, falseOffset, zone, zoneColumn

    /// It knows which pass of a doubled hour is meant.
    var isExact: Bool {
      switch self {
      case .instant, .offset, .utc, .epoch: true
      case .local, .falseUTC, .falseOffset, .zone, .zoneColumn: false
      }
    }

    /// The headers of start and end.
    var headers: String {
      switch self {
      case .instant, .offset, .local: "start,end"
      case .utc, .epoch, .falseUTC, .zone: "start \(rawValue),end \(rawValue)"
      case .falseOffset: "start falseUTC,end falseUTC"
      case .zoneColumn: "start zoneColumn,end zoneColumn"
      }
    }
  }

  private static func minute(_ text: String) -> Int64 { Int64(MinuteText.parse(text)!.minute) }

  private static func iso(_ minute: Int64, _ mark: String) -> String {
    let day = floorDiv(Int32(minute), 1440)
    let rest = Int(minute) - Int(day) * 1440
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(Day(number: day))T\(two(rest / 60)):\(two(rest % 60))\(mark)"
  }

  /// A moment as an export has it.
  private static func text(_ form: Form, utc: Int64, local: Int64) -> String {
    switch form {
    case .instant: return iso(utc, "Z")
    case .offset:
      let offset = local - utc
      let hours = abs(offset) / 60
      let minutes = abs(offset) % 60
      let mark = "\(offset < 0 ? "-" : "+")\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
      return iso(local, mark)
    case .utc: return iso(utc, "")
    case .epoch: return "\(utc * 60)"
    case .local, .zone, .zoneColumn: return iso(local, "")
    case .falseUTC: return iso(local, "Z")
    case .falseOffset: return iso(local, "+00:00")
    }
  }

  /// One booking in each form, in one workspace, with the clocks of one place.
  private func load(_ forms: [Form], _ zone: String, utc: [Int64], local: [Int64]) throws -> Snapshot {
    var files = [
      "locations.csv": "id,timezone\nhere,\(zone)\n", "resources.csv": "id,type,location\nD1,Desk,here\n",
    ]
    for form in forms {
      files["bookings.\(form.rawValue).csv"] =
        "id,resource,\(form.headers),tz\n\(form.rawValue),D1,\(Self.text(form, utc: utc[0], local: local[0])),"
        + "\(Self.text(form, utc: utc[1], local: local[1])),\(zone)\n"
    }
    let maps = ["start", "end"].map { name in
      "bookings.\(name) = \"\(name) utc\" as utc or \"\(name) epoch\" as epoch or \"\(name) falseUTC\" as local"
        + " or \"\(name) zone\" as zone \(zone) or \"\(name) zoneColumn\" as zone of \"tz\" or \"\(name)\" as ymd"
    }
    return try Folder.load(files, settings: try Folder.settings(maps: maps), today: "2025-01-01")
  }

  /// `form: start–end, minutes` of each booking.
  private func shown(_ snapshot: Snapshot) -> [String] {
    let table = snapshot.table(.bookings)
    guard case .minute(let starts)? = table.columns["start"], case .minute(let ends)? = table.columns["end"] else {
      return []
    }
    let calendar = snapshot.calendar
    return (0..<table.rowCount).map { row in
      var minutes = ends[row] - starts[row]
      if let index = calendar.irregularRows.firstIndex(of: UInt32(row)) {
        minutes = 0
        calendar.forEachPiece(
          of: calendar.shapes[index], start: starts[row], end: ends[row], place: 1, from: .min, to: .max,
          everyHour: false
        ) { minutes += $1 - $0 }
      }
      return "\(table.shown("id", row, in: snapshot)): \(table.shown("start", row, in: snapshot))–"
        + "\(table.shown("end", row, in: snapshot)), \(minutes)"
    }.sorted()
  }

  private func expect(_ forms: [Form], _ zone: String, utc: [String], local: [String], shown: String) throws {
    let snapshot = try load(forms, zone, utc: utc.map(Self.minute), local: local.map(Self.minute))
    #expect(snapshot.rejectedLines == [])
    #expect(self.shown(snapshot) == forms.map { "\($0.rawValue): \(shown)" }.sorted())
  }

  @Test(
    "all forms of one booking agree",
    arguments: [
      // zone                   UTC                                     on the clock                            minutes
      // Forward at 02:00 on 31 March, 10 March and 6 October (by half an hour).
      ("Europe/Berlin", "2024-03-31T00:15", "2024-03-31T00:45", "2024-03-31T01:15", "2024-03-31T01:45", 30),
      ("Europe/Berlin", "2024-03-31T00:30", "2024-03-31T01:30", "2024-03-31T01:30", "2024-03-31T03:30", 60),
      ("Europe/Berlin", "2024-03-31T00:30", "2024-03-31T01:00", "2024-03-31T01:30", "2024-03-31T03:00", 30),
      ("Europe/Berlin", "2024-03-31T01:00", "2024-03-31T02:00", "2024-03-31T03:00", "2024-03-31T04:00", 60),
      ("Europe/Berlin", "2024-03-30T21:00", "2024-03-31T06:00", "2024-03-30T22:00", "2024-03-31T08:00", 540),
      ("America/New_York", "2024-03-10T06:30", "2024-03-10T07:30", "2024-03-10T01:30", "2024-03-10T03:30", 60),
      ("America/New_York", "2024-03-10T03:00", "2024-03-10T12:00", "2024-03-09T22:00", "2024-03-10T08:00", 540),
      ("America/New_York", "2024-03-10T14:00", "2024-03-10T15:00", "2024-03-10T10:00", "2024-03-10T11:00", 60),
      ("Australia/Lord_Howe", "2024-10-05T15:00", "2024-10-05T16:00", "2024-10-06T01:30", "2024-10-06T03:00", 60),
      ("Australia/Lord_Howe", "2024-10-05T11:30", "2024-10-05T21:00", "2024-10-05T22:00", "2024-10-06T08:00", 570),
      // Back at 03:00 on 27 October, at 02:00 on 3 November and 7 April (by half an hour).
      ("Europe/Berlin", "2024-10-26T23:30", "2024-10-27T02:00", "2024-10-27T01:30", "2024-10-27T03:00", 150),
      ("Europe/Berlin", "2024-10-26T20:00", "2024-10-27T07:00", "2024-10-26T22:00", "2024-10-27T08:00", 660),
      ("Europe/Berlin", "2024-10-27T00:15", "2024-10-27T00:45", "2024-10-27T02:15", "2024-10-27T02:45", 30),
      ("Europe/Berlin", "2024-10-27T02:30", "2024-10-27T03:30", "2024-10-27T03:30", "2024-10-27T04:30", 60),
      ("America/New_York", "2024-11-03T04:30", "2024-11-03T07:00", "2024-11-03T00:30", "2024-11-03T02:00", 150),
      ("America/New_York", "2024-11-03T05:15", "2024-11-03T05:45", "2024-11-03T01:15", "2024-11-03T01:45", 30),
      ("America/New_York", "2024-11-03T02:00", "2024-11-03T13:00", "2024-11-02T22:00", "2024-11-03T08:00", 660),
      ("Australia/Lord_Howe", "2024-04-06T14:00", "2024-04-06T15:30", "2024-04-07T01:00", "2024-04-07T02:00", 90),
      ("Australia/Lord_Howe", "2024-04-06T14:30", "2024-04-06T14:45", "2024-04-07T01:30", "2024-04-07T01:45", 15),
      ("Australia/Lord_Howe", "2024-04-06T11:00", "2024-04-06T21:30", "2024-04-06T22:00", "2024-04-07T08:00", 630),
    ])
  func agree(zone: String, start: String, end: String, localStart: String, localEnd: String, minutes: Int) throws {
    try expect(
      Form.allCases, zone, utc: [start, end], local: [localStart, localEnd],
      shown: "\(localStart)–\(localEnd), \(minutes)")
  }

  @Test(
    "the second pass of a doubled hour is what only marks and UTC can tell",
    arguments: [
      // zone                   UTC                                     on the clock                            minutes
      ("Europe/Berlin", "2024-10-27T01:15", "2024-10-27T01:45", "2024-10-27T02:15", "2024-10-27T02:45", 30),
      ("Europe/Berlin", "2024-10-27T01:30", "2024-10-27T03:00", "2024-10-27T02:30", "2024-10-27T04:00", 90),
      ("Europe/Berlin", "2024-10-26T23:30", "2024-10-27T01:30", "2024-10-27T01:30", "2024-10-27T02:30", 120),
      ("America/New_York", "2024-11-03T06:15", "2024-11-03T06:45", "2024-11-03T01:15", "2024-11-03T01:45", 30),
      ("Australia/Lord_Howe", "2024-04-06T15:00", "2024-04-06T15:15", "2024-04-07T01:30", "2024-04-07T01:45", 15),
      ("Australia/Lord_Howe", "2024-04-06T14:00", "2024-04-06T15:15", "2024-04-07T01:00", "2024-04-07T01:45", 75),
    ])
  func secondPass(
    zone: String, start: String, end: String, localStart: String, localEnd: String, minutes: Int
  ) throws {
    try expect(
      Form.allCases.filter(\.isExact), zone, utc: [start, end], local: [localStart, localEnd],
      shown: "\(localStart)–\(localEnd), \(minutes)")
  }

  @Test(
    "from one pass to the other: the hours that passed, though the clock stands or goes back",
    arguments: [
      // Its end says the latest minute that the clock shows.
      ("Europe/Berlin", "2024-10-27T00:30", "2024-10-27T01:30", "2024-10-27T02:30", "2024-10-27T03:00", 60),
      ("Europe/Berlin", "2024-10-27T00:45", "2024-10-27T01:15", "2024-10-27T02:45", "2024-10-27T03:00", 30),
      ("America/New_York", "2024-11-03T05:30", "2024-11-03T06:30", "2024-11-03T01:30", "2024-11-03T02:00", 60),
      ("Australia/Lord_Howe", "2024-04-06T14:45", "2024-04-06T15:15", "2024-04-07T01:45", "2024-04-07T02:00", 30),
    ])
  func bothPasses(zone: String, start: String, end: String, first: String, last: String, minutes: Int) throws {
    let (utcStart, utcEnd) = (Self.minute(start), Self.minute(end))
    let place = try Zone.load(zone)
    let snapshot = try load(
      Form.allCases.filter(\.isExact), zone, utc: [utcStart, utcEnd],
      local: [place.localMinute(ofUTC: utcStart), place.localMinute(ofUTC: utcEnd)])
    #expect(snapshot.rejectedLines == [])
    let expected = Form.allCases.filter(\.isExact).map { "\($0.rawValue): \(first)–\(last), \(minutes)" }
    #expect(shown(snapshot) == expected.sorted())
  }

  @Test(
    "a doubled minute without a mark is its first pass",
    arguments: [
      // zone                   from                to on the clock     minutes
      ("Europe/Berlin", "2024-10-27T02:15", "2024-10-27T02:45", 30),
      ("Europe/Berlin", "2024-10-27T02:30", "2024-10-27T03:30", 120),
      ("Europe/Berlin", "2024-10-27T01:30", "2024-10-27T02:30", 60),
      ("America/New_York", "2024-11-03T01:30", "2024-11-03T02:30", 120),
      ("Australia/Lord_Howe", "2024-04-07T01:45", "2024-04-07T02:15", 60),
    ])
  func fold(zone: String, start: String, end: String, minutes: Int) throws {
    try expect(
      Form.allCases.filter { !$0.isExact }, zone, utc: [start, end], local: [start, end],
      shown: "\(start)–\(end), \(minutes)")
  }

  @Test(
    "a minute that never comes is moved on by the gap, in its hours if not on paper",
    arguments: [
      // zone                   from                to on the clock     minutes, moved to by a zone
      ("Europe/Berlin", "2024-03-31T02:30", "2024-03-31T04:30", 60, "2024-03-31T03:30", "2024-03-31T04:30"),
      ("Europe/Berlin", "2024-03-31T01:30", "2024-03-31T02:30", 60, "2024-03-31T01:30", "2024-03-31T03:30"),
      ("Europe/Berlin", "2024-03-31T02:15", "2024-03-31T02:45", 30, "2024-03-31T03:15", "2024-03-31T03:45"),
      ("America/New_York", "2024-03-10T02:30", "2024-03-10T04:30", 60, "2024-03-10T03:30", "2024-03-10T04:30"),
      ("Australia/Lord_Howe", "2024-10-06T02:15", "2024-10-06T03:15", 30, "2024-10-06T02:45", "2024-10-06T03:15"),
    ])
  func gap(zone: String, start: String, end: String, minutes: Int, movedStart: String, movedEnd: String) throws {
    try expect(
      [.local, .falseUTC, .falseOffset], zone, utc: [start, end], local: [start, end],
      shown: "\(start)–\(end), \(minutes)")
    try expect(
      [.zone, .zoneColumn], zone, utc: [start, end], local: [start, end],
      shown: "\(movedStart)–\(movedEnd), \(minutes)")
  }
}
