import Foundation

/// Random worlds: tiny, but with every oddity of DESIGN §2 now and then.
///
/// Left out on purpose, as DESIGN does not say what they mean: hotdesks inside offices, times that a DST gap skipped,
/// instants in the doubled hour, children at another place than their parents.
extension World {
  static func random(seed: Int) -> World {
    var dice = Dice(seed: seed)
    var world = World()
    world.coefficient = dice.pick(["1", "1", "2", "3.5"])
    world.openHours = dice.pick(["", "", "08:00-18:00", "08:30-12:15"])
    world.addLocations(&dice)
    world.addTypes(&dice)
    world.addResources(&dice)
    world.addAvailability(&dice)
    world.addPlans(&dice)
    world.addMemberships(&dice)
    world.addUsers(&dice)
    world.addHolidays(&dice)
    world.addBookings(&dice)
    return world
  }

  private static func day(_ dice: inout Dice, _ first: String, _ last: String) -> Int {
    dice.number(Almanac.number(first)...Almanac.number(last))
  }

  private mutating func addLocations(_ dice: inout Dice) {
    let all = [
      Location(id: "L1", name: "Berlin", zone: dice.pick(["Europe/Berlin", ""])),
      Location(id: "L2", name: "New York", zone: "America/New_York"),
      Location(id: "L3", name: "Reykjavik", zone: "UTC"),
    ]
    locations = Array(dice.shuffled(all).prefix(dice.number(1...3)))
    if dice.chance(20) { locations[0].openHours = "10:00-16:30" }
  }

  private mutating func addTypes(_ dice: inout Dice) {
    let all = [
      ResourceType(name: "Standing Desk", countsAs: "desk", category: "workstation", isPrimary: true),
      ResourceType(name: "Phone Booth", countsAs: "space", category: "other", isPrimary: dice.chance(50)),
      ResourceType(name: "Locker", countsAs: "desk", category: "other", isPrimary: false),
      ResourceType(name: "Parking", countsAs: "space", category: "parking", isPrimary: true),
      ResourceType(name: "meeting room", countsAs: "space", category: "meeting_room", isPrimary: true),
      ResourceType(name: "Dedicated Desk", countsAs: "desk", category: "workstation", isPrimary: false),
    ]
    if dice.chance(40) { types = Array(dice.shuffled(all).prefix(dice.number(1...3))) }
  }

  private mutating func addResources(_ dice: inout Dice) {
    let spaces = ["Private Office", "Private Office", "private_office", "office", "Meeting Room", "Parking"]
    let desks = ["Dedicated Desk", "Hotdesk", "hot desk", "Desk", "Office Desk", "dedicated_desk"]
    let custom = types.map(\.name).filter { ["Standing Desk", "Phone Booth", "Locker"].contains($0) }
    for index in 1...dice.pick([2, 3, 5, 7, 8, 9, 10]) {
      var resource = Resource(id: "R\(index)", type: dice.pick(dice.chance(45) ? spaces : desks + custom))
      if dice.chance(70) { resource.name = "Place \(index)" }
      if dice.chance(85) { resource.location = dice.pick(locations).id }
      if dice.chance(70) { resource.floor = dice.pick(["1", "2", "EG"]) }
      if dice.chance(45) { resource.size = dice.pick([0, 1, 2, 3, 4, 6]) }
      if dice.chance(60) { resource.area = dice.pick(["12.5", "20", "7.25", "100"]) }
      if dice.chance(60) { resource.price = dice.pick(["100", "250.50", "999.99"]) }
      if dice.chance(20) { resource.availableFrom = Self.day(&dice, "2023-09-15", "2024-09-01") }
      if dice.chance(20) {
        resource.availableTo = max(resource.availableFrom ?? 0, Self.day(&dice, "2023-12-15", "2024-12-01"))
      }
      let isHotdesk = Self.plainName(resource.type) == "hotdesk"
      let parents = resources.filter { possible in
        let isSpace = ["privateoffice", "office", "meetingroom"].contains(Self.plainName(possible.type))
        let depth = possible.parent.isEmpty ? 0 : 1
        return isSpace && (depth == 0 || dice.chance(30))
      }
      if !isHotdesk, !parents.isEmpty, dice.chance(60) {
        let parent = dice.pick(parents)
        resource.parent = parent.id
        resource.location = dice.chance(50) ? parent.location : ""
      }
      resources.append(resource)
    }
    if dice.chance(30) { resources = dice.shuffled(resources) }
  }

  /// Type names match ignoring case, blanks, `_` and `-`.
  static func plainName(_ name: String) -> String { name.lowercased().filter { !" _-".contains($0) } }

  private mutating func addAvailability(_ dice: inout Dice) {
    for resource in resources where dice.chance(30) {
      for _ in 0...dice.number(0...2) {
        let from = Self.day(&dice, "2023-09-01", "2024-10-01")
        let to = from + dice.pick([0, 6, 30, 100])
        availability.append(
          Interval(
            resource: resource.id, from: dice.chance(85) ? from : nil, to: dice.chance(80) ? to : nil,
            isOpen: dice.chance(40)))
      }
    }
  }

  private mutating func addPlans(_ dice: inout Dice) {
    plans = [
      Plan(id: "P1", name: "Flex", type: dice.pick(["Hotdesk", "hot-desk"]), price: "199"),
      Plan(id: "P2", name: "Team Room", type: "Private Office", price: "1200.50"),
      Plan(id: "P3", name: "Fixed", type: dice.pick(["Dedicated Desk", ""]), price: "349.90"),
    ]
  }

  private mutating func addMemberships(_ dice: inout Dice) {
    let statuses = [
      "", "", "", "", "", "approved", "active", "Confirmed", "signed", "cancelled", "canceled", "terminated",
      "not_approved",
      "pending", "draft",
    ]
    let count = dice.pick([0, 2, 5, 8, 10, 12])
    for index in 0..<count {
      let start = Self.day(&dice, "2023-08-01", dice.pick(["2024-02-01", "2024-11-01"]))
      var membership = Membership(id: "M\(index + 1)", start: dice.chance(20) ? Self.firstOfMonth(start) : start)
      if dice.chance(60) { membership.end = membership.start + dice.pick([0, 13, 45, 90, 200, 300]) }
      if dice.chance(80) { membership.company = dice.pick(["ACME", "Initech", "Globex & Sons"]) }
      if dice.chance(85) { membership.plan = dice.pick(["P1", "P2", "P2", "P3"]) }
      if dice.chance(30) { membership.planType = dice.pick(["Hotdesk", "Private Office", "Dedicated Desk"]) }
      if dice.chance(75) { membership.resource = dice.pick(resources).id }
      if dice.chance(40) { membership.location = dice.pick(locations).id }
      if dice.chance(70) { membership.price = dice.pick(["100", "500", "333.33", "0"]) }
      membership.status = dice.pick(statuses)
      if dice.chance(25) { addAssignments(of: &membership, &dice) }
      memberships.append(membership)
    }
  }

  /// Moves from one resource to another, or several at once. The membership then says where it is.
  private mutating func addAssignments(of membership: inout Membership, _ dice: inout Dice) {
    var from = membership.start - dice.pick([0, 0, 10])
    for _ in 0...dice.number(0...2) {
      let to = from + dice.pick([10, 40, 90])
      assignments.append(
        Assignment(
          membership: membership.id, resource: dice.pick(resources).id, from: dice.chance(90) ? from : nil,
          to: dice.chance(75) ? to : nil))
      from = dice.chance(70) ? to + 1 : from
    }
  }

  private static func firstOfMonth(_ day: Int) -> Int { day - Almanac.day(day).day + 1 }

  private mutating func addUsers(_ dice: inout Dice) {
    let names = ["Alice", "Bob", "Carol", "Dave", "Eve Adams"]
    users = names.prefix(dice.number(1...5)).enumerated().map { index, name in
      User(
        id: "u\(index + 1)", name: name, email: dice.chance(50) ? "\(name.prefix(3).lowercased())@example.com" : "",
        costCentre: dice.pick(["", "Sales", "4130"]),
        groups: dice.pick([
          [], ["Berlin team"], ["Berlin team", "Parents"], [" parents", "Choir"],
          ["choir ", "Choir", "", "BERLIN TEAM"],
        ]))
    }
    for _ in 0..<dice.number(0...8) {
      let day = dice.chance(20) ? Almanac.number("2024-02-01") : Self.day(&dice, "2023-09-01", "2024-11-15")
      guard day != Self.today else { continue }
      let from = dice.chance(60) ? Moment.day(day) : .local(day * 1440 + dice.pick([0, 9 * 60, 12 * 60 + 30]))
      history.append(
        CostCentreChange(
          user: dice.pick(users).id, costCentre: dice.pick(["R&D", "Sales", " sales ", "HQ, Board", "4130"]),
          from: from))
    }
  }

  private mutating func addHolidays(_ dice: inout Dice) {
    let days = ["2023-12-25", "2024-01-01", "2024-03-29", "2024-05-01", "2024-10-03", "2024-05-20"]
    for day in dice.shuffled(days).prefix(dice.number(0...4)) {
      holidays.append(
        Holiday(day: Almanac.number(day), location: dice.chance(40) ? dice.pick(locations).id : ""))
    }
  }

  private mutating func addBookings(_ dice: inout Dice) {
    let statuses = [
      "", "", "", "", "", "", "", "", "confirmed", "Accepted", "completed", "cancelled", "pending", "rejected",
      "tentative", "on hold",
    ]
    let count = dice.pick([0, 8, 20, 30, 40, 40])
    for index in 0..<count {
      var booking = Booking(id: "B\(index + 1)", start: .day(0))
      if dice.chance(80) { booking.user = dice.pick(users).id }
      if dice.chance(85) { booking.resource = dice.pick(resources).id } else { booking.type = "Home Office" }
      let zone = Reference.zone(of: booking, in: self)
      (booking.start, booking.end) = Self.times(zone, &dice)
      if booking.end == nil { booking.kind = dice.pick(["permanent", "permanent", ""]) }
      if dice.chance(15) { booking.costCentre = dice.pick(["R&D", "Sales", "sales", "External"]) }
      booking.checkin = dice.pick(["", "", "", "", "checked_in", "checked_in", "missed", "not_required"])
      Self.addActualTimes(zone, &booking, &dice)
      if dice.chance(20) { booking.quantity = dice.number(1...4) }
      booking.status = dice.pick(statuses)
      bookings.append(booking)
      if dice.chance(8) { bookings.append(booking) }
    }
    if dice.chance(50) { bookings = dice.shuffled(bookings) }
  }

  /// When somebody really came and went: near what was booked, one of them unknown, the wrong way round, days later.
  private static func addActualTimes(_ zone: TimeZone, _ booking: inout Booking, _ dice: inout Dice) {
    guard dice.chance(40) else { return }
    func local(_ moment: Moment) -> Int {
      switch moment {
      case .day(let day): day * 1440 + 540
      case .local(let minute): minute
      case .instant(let utc, _): Clock.local(ofUTC: utc, in: zone)
      }
    }
    let start = local(booking.start)
    if dice.chance(75) { booking.checkedIn = start + dice.number(-40...90) }
    if dice.chance(75) {
      booking.checkedOut = booking.end.map(local).map { $0 + dice.number(-300...120) } ?? start + dice.number(1...4000)
    }
    while let minute = booking.checkedIn, !Clock.exists(local: minute, in: zone) { booking.checkedIn = minute - 60 }
    while let minute = booking.checkedOut, !Clock.exists(local: minute, in: zone) { booking.checkedOut = minute + 60 }
  }

  /// Start and end of a booking: within a day, over nights, over a change of the clocks, whole days, open-ended.
  private static func times(_ zone: TimeZone, _ dice: inout Dice) -> (Moment, Moment?) {
    let changes = ["2023-10-29", "2023-11-05", "2024-03-10", "2024-03-31", "2024-10-27", "2024-11-03"]
    let first = dice.pick([
      day(&dice, "2023-10-01", "2024-12-01"), day(&dice, "2024-02-01", "2024-04-15"),
      day(&dice, "2024-02-26", "2024-03-10"),
    ])
    var start = first * 1440 + dice.number(0...1439)
    var end = start + dice.number(1...600)
    switch dice.number(1...100) {
    case 1...35:
      start = first * 1440 + 60 * dice.number(6...14) + dice.pick([0, 15, 30])
      end = start + 15 * dice.number(1...36)
    case 36...50: break
    case 51...60: end = start + dice.number(1...4) * 1440
    case 61...75:
      let change = Almanac.number(dice.pick(changes))
      start = (change - dice.number(0...1)) * 1440 + 30 * dice.number(0...47)
      end = change * 1440 + 30 * dice.number(2...60)
    case 76...85: return (.day(first), .day(first + dice.pick([0, 0, 1, 2, 9])))
    case 86...90: return (.day(first), nil)
    case 91...94: end = 0
    case 95: end = start
    default:
      let (utcStart, utcEnd) = (Clock.utc(ofLocal: start, in: zone), Clock.utc(ofLocal: end, in: zone))
      let offset = dice.pick([0, 0, 60, -300])
      return (.instant(utc: utcStart, offset: offset), .instant(utc: utcEnd, offset: offset))
    }
    while !Clock.exists(local: start, in: zone) { start -= 60 }
    guard end != 0 else { return (.local(start), nil) }
    while !Clock.exists(local: end, in: zone) { end += 60 }
    return (.local(start), .local(end))
  }
}
