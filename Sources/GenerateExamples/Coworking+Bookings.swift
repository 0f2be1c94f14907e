import Calculus

/// Meeting rooms and the phone booth, booked by people whose membership runs that day. No check-ins in this house.
extension Coworking {
  static let bookings = {
    var table = Table(
      "bookings",
      "id user resource type start end kind cost_center checkin checked_in_at checked_out_at quantity status created")
    var rows = Table.rows(of: notableBookings) + routine()
    rows.sort { ($0["start"] ?? "", $0["id"] ?? "") < ($1["start"] ?? "", $1["id"] ?? "") }
    for row in rows { table.add(row) }
    return table
  }()

  /// Spree on 5 March 2024: 2 h + 2 h of an open day of 8 h; nobody else has it that day. Two rooms over midnight.
  private static let notableBookings = """
    id   | user    | resource | start            | end              | status    | created
    BK-1 | quentin | B-M1     | 2024-03-05T09:00 | 2024-03-05T11:00 | confirmed | 2024-02-27T10:12
    BK-2 | rosa    | B-M1     | 2024-03-05T14:00 | 2024-03-05T16:00 | confirmed | 2024-03-01T16:40
    BK-3 | boyan   | S-M1     | 2024-02-29T20:00 | 2024-03-01T02:00 | confirmed | 2024-02-20T09:05
    BK-4 | ines    | B-M2     | 2022-12-31T21:00 | 2023-01-01T03:00 | confirmed | 2022-12-12T18:30
    """

  /// Days on which only the notable bookings have the room.
  private static let keptFree = [("B-M1", day("2024-03-05"))]

  private static let firstDay = day("2022-01-03")
  private static let lastDay = day("2024-06-28")

  /// How often a place is booked on a workday (per cent), and for how long (minutes).
  private static let places: [(resource: String, location: String, chance: Int, lengths: [Int])] = [
    ("B-M1", "berlin", 45, [60, 60, 90, 120]),
    ("B-M2", "berlin", 25, [60, 120, 180]),
    ("B-PB1", "berlin", 20, [30, 30, 45]),
    ("S-M1", "sofia", 35, [60, 90, 120]),
  ]

  private static func routine() -> [Row] {
    var random = SplitMix64(seed: 2022)
    var diary = Diary()
    diary.close(resources: resources, availability: availability)
    for row in Table.rows(of: notableBookings) {
      diary.enter(row["resource"] ?? "", Stay(start: row["start"] ?? "", end: row["end"]))
    }
    for (resource, day) in keptFree { diary.enter(resource, Stay(on: day, from: 0, to: 1440)) }

    var rows: [Row] = []
    for number in firstDay.number...lastDay.number {
      let today = Day(number: number)
      for place in places where isWorkday(today, at: place.location) && random.chance(place.chance) {
        let members = members(of: place.location, on: today)
        guard !members.isEmpty else { continue }
        let start = 9 * 60 + 30 * random.below(16)
        let stay = Stay(on: today, from: start, to: start + random.pick(place.lengths))
        let user = random.pick(members)
        let status = random.chance(4) ? "cancelled" : "confirmed"
        let created = stay.start - 1440 * random.below(14) - 60 - 5 * random.below(12)
        guard diary.isFree(place.resource, during: stay) else { continue }
        if status == "confirmed" { diary.enter(place.resource, stay) }
        rows.append([
          "id": "BK-\(1001 + rows.count)", "user": user, "resource": place.resource,
          "start": Stay.stamp(stay.start), "end": Stay.stamp(stay.end),
          "status": status, "created": Stay.stamp(created),
        ])
      }
    }
    return rows
  }

  private static func isWorkday(_ day: Day, at location: String) -> Bool {
    day.weekday < 5
      && !holidays.rows.contains { $0["day"] == "\(day)" && ($0["location"] == nil || $0["location"] == location) }
  }

  /// Who has an approved membership that day: of the location itself, or on one of its resources, known by its letter.
  private static func members(of location: String, on day: Day) -> [String] {
    let date = "\(day)"
    let letter = location == "berlin" ? "B" : "S"
    return memberships.rows.filter { row in
      let status = row["status"] ?? "approved"
      return (status == "approved" || status == "cancelled" && row["end"] != nil)
        && row["start"] ?? "" <= date && date <= row["end"] ?? "9999"
        && (row["location"] == location || (row["resource"] ?? held(by: row)).hasPrefix(letter))
    }.compactMap { $0["member"] }
  }

  private static func held(by membership: Row) -> String {
    assignments.rows.first { $0["membership"] == membership["id"] }?["resource"] ?? ""
  }
}
