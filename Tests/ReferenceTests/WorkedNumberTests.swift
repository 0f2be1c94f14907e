import Testing

/// The reference against the figures that DESIGN works out by hand: who checks must be checked.
@Suite("the reference gives DESIGN's worked numbers")
struct WorkedNumberTests {
  private func question(
    _ metric: Question.Metric, _ first: String, _ last: String, mode: Question.Mode? = nil,
    by keys: [Question.Key]? = nil
  ) -> Question {
    Question(
      metric: metric, mode: mode, frame: "\(first)..\(last)",
      days: Almanac.number(first)..<Almanac.number(last) + 1, keys: keys)
  }

  /// The values of the row with these keys, as text.
  private func values(_ world: World, _ question: Question, _ keys: String...) -> [String] {
    let row = Reference(world).rows(for: question).first { $0.keys == keys }
    return row.map { row in
      row.values.map { value in
        switch value {
        case .number(let fraction): fraction.description
        case .undefined: "undefined"
        case .noData: "no data"
        case .minute(let minute): Almanac.isoMinute(minute)
        }
      }
    } ?? []
  }

  private func day(_ iso: String) -> Int { Almanac.number(iso) }

  @Test(
    "calendars: ISO weeks, months, quarters",
    arguments: [
      ("2024-01-01", "2024-W01", "Mon", "2024-Q1", 31),
      ("2023-01-01", "2022-W52", "Sun", "2023-Q1", 31),
      ("2024-12-30", "2025-W01", "Mon", "2024-Q4", 31),
      ("2024-02-29", "2024-W09", "Thu", "2024-Q1", 29),
    ])
  func calendar(iso: String, week: String, weekday: String, quarter: String, length: Int) {
    let day = Almanac.day(Almanac.number(iso))
    #expect(day.iso == iso)
    #expect(day.week == week)
    #expect(day.weekdayName == weekday)
    #expect(day.quarterName == quarter)
    #expect(day.daysInMonth == length)
  }

  @Test("a membership from 15 February 2023 on one desk holds 14 of 28 days, and nothing on the first")
  func proration() {
    var world = World()
    world.resources = [World.Resource(id: "D", type: "Dedicated Desk")]
    world.memberships = [World.Membership(id: "M", resource: "D", start: day("2023-02-15"))]
    let february = question(.occupancy(.desks), "2023-02-01", "2023-02-28")
    #expect(values(world, february) == ["1/2", "1", "1/2"])
    var beginning = february
    beginning.mode = .bom
    #expect(values(world, beginning) == ["0", "1", "0"])
    beginning.mode = .eom
    #expect(values(world, beginning) == ["1", "1", "1"])
    beginning.mode = .peak
    #expect(values(world, beginning) == ["1", "1", "1"])
  }

  @Test(
    "8 hotdesk memberships on 10 hotdesks are 80 %, and 40 % with coefficient 2",
    arguments: [("1", "4/5"), ("2", "2/5")])
  func hotdesks(coefficient: String, expected: String) {
    var world = World()
    world.coefficient = coefficient
    world.resources = (1...10).map { World.Resource(id: "H\($0)", type: "hot desk") }
    world.memberships = (1...8).map {
      World.Membership(id: "M\($0)", planType: "Hotdesk", start: day("2023-01-01"))
    }
    let march = question(.hotdeskOccupancy, "2024-03-01", "2024-03-31")
    #expect(values(world, march) == ["8", "10", coefficient, expected])
    let desks = question(.occupancy(.desks), "2024-03-01", "2024-03-31")
    #expect(values(world, desks).last == expected)
    let places = question(.occupancy(.desks), "2024-03-01", "2024-03-31", by: [.type])
    #expect(values(world, places, "hotdesk").last == expected)
  }

  private var office: World {
    var world = World()
    world.resources = [World.Resource(id: "O", type: "Private Office", size: 4, area: "50")]
    world.resources += (1...5).map { World.Resource(id: "C\($0)", type: "Office Desk", parent: "O") }
    return world
  }

  @Test("an office of size 4 with 5 children counts 5")
  func officeCountsChildren() {
    #expect(values(office, question(.available(.desks), "2024-03-01", "2024-03-31")) == ["5"])
    #expect(values(office, question(.available(.spaces), "2024-03-01", "2024-03-31")) == ["1"])
    #expect(values(office, question(.available(.area), "2024-03-01", "2024-03-31")) == ["50"])
    var children = question(.available(.desks), "2024-03-01", "2024-03-31")
    children.filters = [Question.Filter(key: .type, values: ["officedesk"], spellings: ["Office Desk"])]
    #expect(values(office, children) == ["5"])
  }

  @Test("three of five children held, the office not: 3 desks, 0 spaces; the office held: 5 desks, 1 space")
  func heldChildren() {
    var world = office
    world.memberships = (1...3).map {
      World.Membership(id: "M\($0)", resource: "C\($0)", start: day("2023-01-01"))
    }
    let desks = question(.occupancy(.desks), "2024-03-01", "2024-03-31")
    let spaces = question(.occupancy(.spaces), "2024-03-01", "2024-03-31")
    #expect(values(world, desks) == ["3", "5", "3/5"])
    #expect(values(world, spaces) == ["0", "1", "0"])
    world.memberships.append(World.Membership(id: "M", resource: "O", start: day("2023-01-01")))
    #expect(values(world, desks) == ["5", "5", "1"])
    #expect(values(world, spaces) == ["1", "1", "1"])
  }

  @Test("a resource that opens on the 10th, blocked for a week")
  func availability() {
    var world = World()
    world.resources = [World.Resource(id: "D", type: "Desk", availableFrom: day("2024-04-10"))]
    let april = question(.available(.desks), "2024-04-01", "2024-04-30")
    #expect(values(world, april) == ["7/10"])
    world.availability = [
      World.Interval(resource: "D", from: day("2024-04-15"), to: day("2024-04-21"), isOpen: false),
      World.Interval(resource: "D", from: day("2024-04-01"), to: day("2024-04-01"), isOpen: true),
    ]
    #expect(values(world, april) == ["1/2"])
  }

  @Test("a cancelled membership counts up to its end, and without an end not at all")
  func cancelledMemberships() {
    var world = World()
    world.memberships = [
      World.Membership(id: "A", start: day("2024-01-01"), end: day("2024-04-15"), status: "cancelled"),
      World.Membership(id: "B", start: day("2024-01-01"), status: "cancelled"),
      World.Membership(id: "C", start: day("2024-01-01"), status: "not_approved"),
    ]
    #expect(values(world, question(.memberships, "2024-04-01", "2024-04-30")) == ["1/2"])
    #expect(values(world, question(.memberships, "2024-01-01", "2024-03-31")) == ["1"])
  }

  private func world(from start: String, to end: String) -> World {
    var world = World()
    world.resources = [World.Resource(id: "D", type: "Desk")]
    world.bookings = [
      World.Booking(
        id: "B", user: "u", resource: "D", start: .local(Almanac.minute(start)), end: .local(Almanac.minute(end)))
    ]
    return world
  }

  @Test("08:30–10:15 touches the hours 8, 9 and 10 with ½, 1 and ¼")
  func hours() {
    let world = world(from: "2024-03-15T08:30", to: "2024-03-15T10:15")
    let byHour = question(.bookings(sortedBy: "hours"), "2024-03-15", "2024-03-15", by: [.hour])
    #expect(values(world, byHour, "7") == ["0", "0", "0"])
    #expect(values(world, byHour, "8") == ["1", "1/2", "1"])
    #expect(values(world, byHour, "9") == ["1", "1", "1"])
    #expect(values(world, byHour, "10") == ["1", "1/4", "1"])
    #expect(values(world, question(.bookings(sortedBy: "hours"), "2024-03-15", "2024-03-15")) == ["1", "7/4", "1"])
    #expect(
      values(world, question(.concurrency, "2024-03-15", "2024-03-15"), "2024-03-15") == ["1", "2024-03-15T08:30"])
  }

  @Test(
    "a night over a change of the clocks has the hours that really passed",
    arguments: [
      ("2024-03-30T22:00", "2024-03-31T06:00", "7", "0"),
      ("2024-10-26T22:00", "2024-10-27T06:00", "9", "2"),
      ("2024-06-01T22:00", "2024-06-02T06:00", "8", "1"),
    ])
  func clockChanges(start: String, end: String, hours: String, hoursAtTwo: String) {
    let world = world(from: start, to: end)
    let (first, last) = (String(start.prefix(10)), String(end.prefix(10)))
    #expect(values(world, question(.bookings(sortedBy: "hours"), first, last)) == ["1", hours, "1"])
    let byHour = question(.bookings(sortedBy: "hours"), first, last, by: [.hour])
    #expect(values(world, byHour, "2")[1] == hoursAtTwo)
    #expect(values(world, byHour, "2")[0] == (hoursAtTwo == "0" ? "0" : "1"))
    let byDay = question(.bookings(sortedBy: "hours"), first, last, by: [.weekday])
    #expect(values(world, byDay, "Sat")[0] == "1")
    #expect(values(world, byDay, "Sun")[0] == "1")
  }

  @Test("a desk assigned for good is there at each of 13 Mondays at 8; its hours are those of workdays")
  func openEnded() {
    var world = world(from: "2024-01-01T00:00", to: "2024-01-01T01:00")
    world.bookings[0].end = nil
    world.bookings.append(
      World.Booking(id: "last", start: .day(day("2024-04-30")), end: .day(day("2024-04-30")), status: "cancelled"))
    world.holidays = [World.Holiday(day: day("2024-01-01"))]
    let quarter = question(.timemap, "2024-01-01", "2024-03-31")
    #expect(values(world, quarter, "Mon", "8") == ["13", "13", "1"])
    #expect(values(world, quarter, "Sun", "3") == ["13", "13", "1"])
    let week = question(.bookings(sortedBy: "hours"), "2024-01-01", "2024-01-07")
    #expect(values(world, week) == ["1", "32", "1"])
    let attendance = question(.attendance, "2024-01-01", "2024-01-07")
    #expect(values(world, attendance) == ["4", "7", "4/7"])
  }

  @Test("a desk assigned for good is known to be taken until the last booking ends")
  func openEndedUntilTheDataEnds() {
    var world = world(from: "2024-01-01T00:00", to: "2024-01-01T01:00")
    world.bookings[0].end = nil
    let week = question(.bookings(sortedBy: "hours"), "2024-01-01", "2024-01-07")
    #expect(values(world, week) == ["1", "40", "1"])
    world.bookings.append(
      World.Booking(id: "last", start: .day(day("2024-01-03")), end: .day(day("2024-01-03")), status: "cancelled"))
    #expect(values(world, week) == ["1", "24", "1"])
    let next = question(.bookings(sortedBy: "hours"), "2024-01-08", "2024-01-14")
    #expect(values(world, next) == ["no data", "no data", "no data"])
  }

  @Test("an all-day booking has the open hours on each of its days, the last included")
  func allDay() {
    var world = world(from: "2024-01-01T00:00", to: "2024-01-01T01:00")
    world.openHours = "08:00-18:00"
    world.bookings[0].start = .day(day("2024-03-08"))
    world.bookings[0].end = .day(day("2024-03-10"))
    world.bookings[0].quantity = 2
    #expect(values(world, question(.bookings(sortedBy: "hours"), "2024-03-01", "2024-03-31")) == ["1", "60", "1"])
    #expect(values(world, question(.attendance, "2024-03-01", "2024-03-31")) == ["3", "31", "3/31"])
  }

  @Test(
    "the cost centre is the one its user had when the booking started",
    arguments: [
      ("2024-01-31T09:00", "default"),
      ("2024-02-01T09:00", "sales"),
      ("2024-03-01T09:00", "r&d"),
      ("2024-11-01T09:00", "r&d"),
    ])
  func costCentres(start: String, expected: String) {
    var world = world(from: start, to: String(start.prefix(11)) + "10:00")
    world.users = [World.User(id: "u", costCentre: "profile")]
    world.history = [
      World.CostCentreChange(user: "u", costCentre: "R&D", from: .day(day("2024-03-01"))),
      World.CostCentreChange(user: "u", costCentre: "Ops", from: .day(day("2024-02-01"))),
      World.CostCentreChange(user: "u", costCentre: "Sales", from: .day(day("2024-02-01"))),
      World.CostCentreChange(user: "u", costCentre: "Later", from: .day(day("2024-10-01"))),
    ]
    let year = question(.bookings(sortedBy: "bookings"), "2024-01-01", "2024-12-31", by: [.costcenter])
    #expect(values(world, year, expected) == ["1", "1", "1"])
  }

  @Test("worlds and questions repeat for a seed, and the reference answers them", arguments: [1, 2, 3])
  func repeatable(seed: Int) {
    #expect(World.random(seed: seed).files.map(\.text) == World.random(seed: seed).files.map(\.text))
    let world = World.random(seed: seed)
    let reference = Reference(world)
    var dice = Dice(seed: seed)
    for _ in 0..<20 {
      let question = Question.random(about: world, &dice)
      for row in reference.rows(for: question) { #expect(row.values.count == question.columns.count) }
    }
  }
}
