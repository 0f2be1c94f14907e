import Calculus

/// A year of ordinary days, drawn from people's habits.
extension Office {
  static let bookings = {
    var table = Table(
      "bookings",
      "id user resource type start end kind cost_center checkin checked_in_at checked_out_at quantity status created")
    var routine = Routine()
    var rows = notableBookings + routine.rows()
    rows.sort { ($0["start"] ?? "", Int($0["id"] ?? "") ?? 0) < ($1["start"] ?? "", Int($1["id"] ?? "") ?? 0) }
    for row in rows + repeats { table.add(row) }
    return table
  }()
}

/// Draws the days of July 2023 to mid-July 2024, person by person, so that nothing is booked twice.
struct Routine {
  private static let firstDay = day("2023-07-03")
  private static let lastDay = day("2024-07-12")
  private static let exported = day("2024-07-01")
  private static let checkInsSince = day("2023-10-01")
  private static let drivers: Set = ["katja", "maja", "nils", "samir", "ulrich", "willi", "harry"]

  private var random = SplitMix64(seed: 2024)
  private var diary = Diary()
  private var drawn: [Row] = []

  /// The hand-written bookings and closures come first: the routine fills what they leave.
  init() {
    diary.close(resources: Office.resources, availability: Office.availability)
    for row in Office.notableBookings {
      let stay = Stay(start: row["start"] ?? "", end: row["end"])
      if let resource = row["resource"] { diary.enter(resource, stay) }
      if let user = row["user"] { diary.enter(user, stay) }
    }
    diary.enter("alice", Stay(start: "2024-03-01", end: "2024-03-31"))
  }

  mutating func rows() -> [Row] {
    var away: Set<String> = []
    for number in Self.firstDay.number...Self.lastDay.number {
      let today = Day(number: number)
      if today.weekday == 0 { away = drawHolidays(of: today) }
      guard today.weekday < 5 else { continue }
      for person in Office.people where !away.contains(person["id"] ?? "") && works(person, on: today) {
        spend(today, as: person)
      }
    }
    return drawn
  }

  /// Who is away for the week: every twelfth; every third in August and around Christmas.
  private mutating func drawHolidays(of monday: Day) -> Set<String> {
    let quiet = monday.month == 8 || monday >= day("2023-12-18") && monday <= day("2024-01-01")
    return Set(Office.people.compactMap { random.chance(quiet ? 34 : 8) ? $0["id"] : nil })
  }

  private func works(_ person: Row, on today: Day) -> Bool {
    let site = person["site"] == "london" ? "london" : "berlin"
    let isHoliday = Office.holidays.rows.contains {
      $0["day"] == "\(today)" && ($0["location"] == nil || $0["location"] == site)
    }
    let hasLeft = person["site"] == "left" && today >= day("2023-09-01")
    return !isHoliday && !hasLeft && person["from"] ?? "" <= "\(today)"
      && diary.isFree(person["id"] ?? "", during: Stay(on: today, from: 0, to: 1440))
  }

  /// One person's day by their habit; what lies after the export is only what was booked ahead.
  private mutating func spend(_ today: Day, as person: Row) {
    let habits = Array(person["week"] ?? "-----")
    let habit = habits[today.weekday]
    let isUsual = habit.isUppercase ? random.chance(74) : random.chance(26)
    guard isUsual, today < Self.exported || random.chance(45) else { return }
    switch habit {
    case "O", "o": goToTheOffice(today, as: person)
    case "H", "h": book(nil, stay(on: today), by: person)
    default: break
    }
  }

  private mutating func goToTheOffice(_ today: Day, as person: Row) {
    let letter = person["site"] == "london" ? "L" : "B"
    let stay = stay(on: today)
    let desks = Office.resources.rows.compactMap { row in
      row["type"]?.hasSuffix("Desk") == true ? row["id"] : nil
    }.filter { $0.hasPrefix(letter) && diary.isFree($0, during: stay) }
    let near = desks.filter { $0.hasPrefix(letter + (person["floor"] ?? "")) }
    guard !desks.isEmpty else {
      book(nil, stay, by: person)
      return
    }
    book(random.pick(near.isEmpty ? desks : near), stay, by: person)

    if random.chance(24) {
      let room = letter == "L" ? "R-4" : random.pick(["R-1", "R-1", "R-2", "R-2", "R-3", "PB-1"])
      let start = stay.start + 30 * (1 + random.below(6))
      let meeting = Stay(from: start, to: start + random.pick([30, 60, 60, 90, 120]))
      if diary.isFree(room, during: meeting) { book(room, meeting, by: person) }
    }
    if Self.drivers.contains(person["id"] ?? ""), random.chance(60) {
      let space = letter == "L" ? "P-5" : random.pick(["P-1", "P-2", "P-3", "P-4"])
      if diary.isFree(space, during: stay) { book(space, stay, by: person) }
    }
  }

  /// Mostly a whole day, sometimes a morning or an afternoon; by quarters of an hour.
  private mutating func stay(on today: Day) -> Stay {
    switch random.below(10) {
    case 0, 1: Stay(on: today, from: 8 * 60 + 15 * random.below(5), to: 13 * 60)
    case 2: Stay(on: today, from: 13 * 60, to: 17 * 60 + 15 * random.below(5))
    default: Stay(on: today, from: 8 * 60 + 15 * random.below(7), to: 16 * 60 + 30 * random.below(5))
    }
  }

  private mutating func book(_ resource: String?, _ stay: Stay, by person: Row) {
    var row: Row = [
      "id": "\(1001 + drawn.count)", "resource": resource ?? "", "type": Office.type(of: resource) ?? "",
      "start": Stay.stamp(stay.start), "end": Stay.stamp(stay.end), "kind": "flexible",
      "status": drawStatus(), "created": Stay.stamp(drawCreation(before: stay)),
    ]
    if person["site"] == "left" { row["cost_center"] = person["cost_center"] } else { row["user"] = person["id"] }
    if row["status"] == "approved" {
      if let resource { diary.enter(resource, stay) }
      if stay.start < Int(Self.exported.number) * 1440 { drawCheckIn(of: stay, into: &row) }
    }
    drawn.append(row)
  }

  private mutating func drawStatus() -> String {
    switch random.below(100) {
    case 0..<4: "cancelled"
    case 4: "pending"
    case 5: "rejected"
    default: "approved"
    }
  }

  /// Up to ten days ahead, in the daytime, and before the export.
  private mutating func drawCreation(before stay: Stay) -> Int {
    let today = stay.start / 1440
    let ahead = max(random.below(11), today - Int(Self.exported.number) + 1)
    return ahead == 0 ? stay.start - 10 - random.below(50) : (today - ahead) * 1440 + 7 * 60 + random.below(12 * 60)
  }

  /// Berlin's desks and rooms ask for a check-in since October 2023; parking, home and London never do.
  private mutating func drawCheckIn(of stay: Stay, into row: inout Row) {
    let resource = row["resource"] ?? ""
    let isAsked = resource.hasPrefix("B") || ["R-1", "R-2", "R-3"].contains(resource)
    guard isAsked, stay.start >= Int(Self.checkInsSince.number) * 1440 else {
      row["checkin"] = "not_required"
      return
    }
    guard !random.chance(8) else {
      row["checkin"] = "missed"
      return
    }
    row["checkin"] = "checked_in"
    row["checked_in_at"] = Stay.stamp(stay.start - 10 + random.below(25))
    if random.chance(35) { row["checked_out_at"] = Stay.stamp(stay.end - random.below(25)) }
  }
}
