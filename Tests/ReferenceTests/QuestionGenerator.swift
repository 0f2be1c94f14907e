/// Random questions that DESIGN §3 and §5 allow of a world.
extension Question {
  static func random(about world: World, _ dice: inout Dice) -> Question {
    let (frame, days) = randomFrame(&dice)
    var question = Question(metric: randomMetric(&dice), frame: frame, days: days)
    if question.metric == .concurrency {
      let first = Almanac.day(dice.number(days))
      question.frame = dice.chance(50) ? first.iso : first.monthName
      question.days = question.frame == first.iso ? first.number..<first.number + 1 : month(of: first.number)
    }
    if question.isLevel {
      question.mode = dice.pick([nil, nil, .prorated, .bom, .eom, .peak, .low])
      if question.metric == .revenue { question.mode = nil }
      if question.family == .money { question.mode = dice.pick([nil, nil, .prorated, .bom, .eom]) }
      if question.metric == .revenue { question.proration = dice.pick([nil, "actual", "thirty", "none"]) }
      if question.family == .money { question.proration = dice.pick([nil, "actual", "thirty"]) }
    }
    question.keys = randomKeys(for: question, &dice)
    question.filters = randomFilters(for: question, world, &dice)
    question.conditions = randomConditions(for: question, world, &dice)
    if question.countsHotdeskMemberships, dice.chance(15) { question.coefficient = dice.pick(["1", "4", "2.5"]) }
    if !question.isLevel, question.family != .money { question.usesActualTimes = dice.chance(15) }
    // Windows and comparisons are asked of what is answered slot by slot here.
    let isSlotted = [.flow, .level].contains(question.family) && !question.wantsResources
    if isSlotted, !question.isLevel, question.metric != .utilizationDays, dice.chance(20) {
      question.window = randomWindow(&dice)
    }
    if isSlotted, dice.chance(20) { question.versus = randomComparison(of: question, &dice) }
    // A frame without a single first or last of a month has no such value at all: that refusal has a test of its own.
    if let mode = question.mode, mode == .bom || mode == .eom {
      let isWeighted = question.frames.allSatisfy { frame in
        Reference.days(of: frame).contains { day in
          let day = Almanac.day(day)
          return mode == .bom ? day.day == 1 : day.day == day.daysInMonth
        }
      }
      if !isWeighted { question.mode = nil }
    }
    return question
  }

  private static func randomMetric(_ dice: inout Dice) -> Metric {
    let basis = dice.pick(Basis.allCases)
    return dice.pick([
      .occupancy(.desks), .occupancy(basis), .occupied(basis), .available(basis), .hotdeskOccupancy, .memberships,
      .bookings(sortedBy: dice.pick(["bookings", "hours", "people"])), .bookings(sortedBy: "hours"), .timemap,
      .attendance, .concurrency,
      dice.pick([.favorites, .weekly, .daily, .averageDays, .averageHours, .utilizationDays, .revenue]),
      dice.pick([.checkins, .noshows, .cancellations, .chargeback(on: dice.pick(["hours", "bookings", "days"]))]),
      dice.pick([.utilization, .movement, .rate(basis), .attainment(ofLet: false), .attainment(ofLet: true)]),
    ])
  }

  private static func month(of day: Int) -> Range<Int> {
    let day = Almanac.day(day)
    let first = day.number - day.day + 1
    return first..<first + day.daysInMonth
  }

  /// A frame with the days it means.
  static func randomFrame(_ dice: inout Dice) -> (String, Range<Int>) {
    let first = Almanac.day(
      dice.chance(50)
        ? dice.number(Almanac.number("2023-10-01")...Almanac.number("2024-12-10"))
        : dice.number(Almanac.number("2024-02-10")...Almanac.number("2024-04-10")))
    func spelledOut(_ name: (AlmanacDay) -> String) -> Range<Int> {
      let all = (Almanac.number("2023-01-01")..<Almanac.number("2025-02-15")).filter {
        name(Almanac.day($0)) == name(first)
      }
      return all.first!..<all.last! + 1
    }
    switch dice.number(1...100) {
    case 1...40: return (first.monthName, spelledOut(\.monthName))
    case 41...55: return (first.quarterName, spelledOut(\.quarterName))
    case 56...63: return (first.week, spelledOut(\.week))
    case 64...65: return (first.iso, first.number..<first.number + 1)
    case 66:
      let count = dice.pick([30, 90])
      return ("last\(count)", World.today - count..<World.today)
    case 67...70: return ("2024", Almanac.number("2024-01-01")..<Almanac.number("2025-01-01"))
    case 71...82:
      let last = Almanac.day(first.number + dice.number(0...70))
      return (
        "\(first.monthName)..\(last.monthName)", spelledOut(\.monthName).lowerBound..<month(of: last.number).upperBound
      )
    default:
      let last = Almanac.day(first.number + dice.number(0...70))
      return ("\(first.iso)..\(last.iso)", first.number..<last.number + 1)
    }
  }

  private static func randomKeys(for question: Question, _ dice: inout Dice) -> [Key]? {
    let levelCalendar: [Key] = [.day, .week, .month, .quarter, .year, .weekday]
    var calendar: [Key]
    var attributes: [Key]
    switch question.metric {
    case .occupancy(.desks), .occupied(.desks):
      calendar = [dice.pick(levelCalendar)]
      attributes = [dice.pick([.location, .type])]
    case .hotdeskOccupancy: (calendar, attributes) = ([dice.pick(levelCalendar)], [.location])
    case .memberships: (calendar, attributes) = ([dice.pick(levelCalendar)], [dice.pick([.company, .plan, .location])])
    case .occupancy, .occupied, .available:
      calendar = [dice.pick(levelCalendar)]
      attributes = [dice.pick([.location, .type, .resource, .floor, .category])]
    case .bookings, .timemap, .attendance:
      calendar = dice.pick([
        [.day], [.week], [.month], [.quarter], [.year], [.weekday], [.hour], [.weekday, .hour], [.month, .weekday],
        [.day, .hour], [.week, .weekday], [.month, .hour],
      ])
      attributes = [dice.pick([.location, .type, .resource, .floor, .category, .costcenter, .user, .group, .group])]
      if dice.chance(10) { attributes = [.location, .costcenter] }
      if dice.chance(10) { attributes = [.group, dice.pick([.user, .type, .costcenter])] }
    case .concurrency:
      (calendar, attributes) = ([dice.pick([.day, .week, .month, .weekday])], [dice.pick([.location, .group])])
    case .revenue:
      (calendar, attributes) = ([dice.pick([.month, .quarter])], [dice.pick([.company, .plan, .location])])
    case .utilizationDays:
      (calendar, attributes) = (
        [dice.pick([.day, .week, .month, .weekday])], [dice.pick([.location, .type, .resource])]
      )
    case .noshows, .cancellations:
      calendar = dice.pick([[.day], [.week], [.month], [.weekday], [.month, .weekday]])
      attributes = [dice.pick([.location, .type, .resource, .floor, .category, .costcenter, .user, .group])]
    case .checkins: (calendar, attributes) = ([.week], [dice.pick([.location, .type, .costcenter, .user, .group])])
    case .utilization:
      calendar = [dice.pick([.day, .week, .month, .weekday])]
      attributes = [dice.pick([.location, .type, .resource, .category])]
    case .movement:
      (calendar, attributes) = ([dice.pick([.month, .quarter, .week])], [dice.pick([.company, .plan, .location])])
    case .rate, .attainment:
      (calendar, attributes) = ([dice.pick([.month, .quarter])], [dice.pick([.location, .type])])
    case .favorites, .weekly, .daily, .averageDays, .averageHours, .chargeback:
      guard dice.chance(30) else { return nil }
      return dice.pick([[.group], [.category, .group], [.group, .costcenter]])
    }
    switch dice.number(1...100) {
    case 1...25: return nil
    case 26...55: return calendar
    case 56...80: return attributes
    default: return dice.chance(50) ? calendar + attributes : attributes + calendar
    }
  }

  private static func randomFilters(for question: Question, _ world: World, _ dice: inout Dice) -> [Filter] {
    var keys: [Key]
    switch question.metric {
    case .occupancy(.desks), .occupied(.desks): keys = [.location, .type]
    case .hotdeskOccupancy: keys = [.location]
    case .memberships, .revenue, .movement: keys = [.company, .plan, .location]
    case .rate, .attainment: keys = [.location, .type]
    case .utilizationDays, .utilization: keys = [.location, .type, .resource]
    case .occupancy, .occupied, .available: keys = [.location, .type, .floor, .resource, .category]
    case .bookings, .timemap, .attendance, .concurrency, .favorites, .weekly, .daily, .averageDays, .averageHours,
      .checkins, .noshows, .cancellations, .chargeback:
      keys = [.location, .type, .floor, .resource, .category, .user, .costcenter, .group]
    }
    keys = Array(dice.shuffled(keys).prefix(dice.pick([0, 0, 0, 0, 1, 1, 2])))
    return keys.compactMap { key in
      let choices = dice.shuffled(names(of: key, in: world, question, &dice))
      guard !choices.isEmpty else { return nil }
      let chosen = choices.prefix(dice.pick([1, 1, 1, 2]))
      return Filter(
        key: key, values: chosen.map(\.value), spellings: chosen.map(\.spelling), isInFront: dice.chance(60))
    }
  }

  /// Names that exist, each with a way to say it.
  private static func names(
    of key: Key, in world: World, _ question: Question, _ dice: inout Dice
  ) -> [(value: String, spelling: String)] {
    switch key {
    case .location: return world.locations.map { ($0.id, dice.pick([$0.id, $0.name, $0.name.lowercased()])) }
    case .type:
      let used = Set(world.resources.map { Reference.typeKey($0.type) }).sorted()
      return used.map { name in
        switch name {
        case "privateoffice": (name, dice.pick(["Private Office", "office", "private_office"]))
        case "meetingroom": (name, dice.pick(["Meeting Room", "room"]))
        case "dedicateddesk": (name, "dedicated-desk")
        default: (name, name)
        }
      } + (question.isLevel ? [] : [("homeoffice", "Home Office")])
    case .floor: return Set(world.resources.map(\.floor)).subtracting([""]).sorted().map { ($0, $0) }
    case .resource:
      return world.resources.map { ($0.id, $0.name.isEmpty ? $0.id : dice.pick([$0.id, $0.name.uppercased()])) }
    case .category: return ["workstation", dice.pick(["parking", "meeting_room", "home_office"])].map { ($0, $0) }
    case .user: return world.users.map { ($0.id, dice.pick([$0.id, $0.name, $0.email.isEmpty ? $0.name : $0.email])) }
    case .costcenter:
      let known = world.history.map(\.costCentre) + world.bookings.map(\.costCentre)
      return Set(known.map(Reference.plainCostCentre)).subtracting([""]).sorted().map { ($0, $0) }
    case .group:
      let known = Set(world.users.flatMap(\.groups).map(Reference.plainGroup)).subtracting([""])
      return known.sorted().map { ($0, dice.pick([$0, $0.uppercased()])) }
    case .company: return Set(world.memberships.map(\.company)).subtracting([""]).sorted().map { ($0, $0) }
    case .plan: return world.plans.map { ($0.id, dice.pick([$0.id, $0.name])) }
    case .day, .week, .month, .quarter, .year, .weekday, .hour, .kind: return []
    }
  }

  private static func randomConditions(for question: Question, _ world: World, _ dice: inout Dice) -> [Condition] {
    var conditions: [Condition] = []
    if dice.chance(15) { conditions.append(.weekdays(dice.pick([[0], [0, 1, 2, 3, 4], [5, 6], [1, 3]]))) }
    guard dice.chance(15) else { return conditions }
    switch question.metric {
    case .occupancy(.desks), .occupied(.desks), .hotdeskOccupancy:
      let location = dice.pick(world.locations)
      conditions.append(.attribute(.location, values: [location.id], spellings: [location.id]))
    case .occupancy, .occupied, .available:
      let floors = Set(world.resources.map(\.floor)).subtracting([""]).sorted()
      guard !floors.isEmpty else { break }
      let chosen = Array(dice.shuffled(floors).prefix(dice.number(1...2)))
      conditions.append(.attribute(.floor, values: chosen, spellings: chosen))
    case .memberships, .revenue, .movement:
      let companies = Set(world.memberships.map(\.company)).subtracting([""]).sorted()
      guard !companies.isEmpty else { break }
      let chosen = Array(dice.shuffled(companies).prefix(dice.number(1...2)))
      conditions.append(.attribute(.company, values: chosen, spellings: chosen))
    case .utilizationDays, .utilization, .rate, .attainment: break
    case .bookings, .timemap, .attendance, .concurrency, .favorites, .weekly, .daily, .averageDays, .averageHours,
      .checkins, .noshows, .cancellations, .chargeback:
      if dice.chance(50) {
        conditions.append(.quantityAbove(dice.number(1...3)))
      } else {
        conditions.append(.attribute(.kind, values: ["permanent"], spellings: ["permanent"]))
      }
    }
    return conditions
  }
}

extension Dice {
  mutating func number(_ range: Range<Int>) -> Int { number(range.lowerBound...(range.upperBound - 1)) }
}
