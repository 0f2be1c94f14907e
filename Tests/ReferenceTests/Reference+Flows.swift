import Foundation

/// Flows: what each stay brings to the cells that it touches.
extension Reference {
  /// The values of an attribute: several only for groups, and none of them where there is no group.
  func attributes(_ key: Question.Key, of stay: Stay) -> [String] {
    let resource = resources[stay.booking.resource]
    switch key {
    case .location: return [resource.map { location(of: $0) } ?? ""]
    case .type: return [Self.typeKey(resource?.type ?? stay.booking.type)]
    case .resource: return [resource?.id ?? ""]
    case .floor: return [resource.map { floor(of: $0) } ?? ""]
    case .category: return [types[Self.typeKey(resource?.type ?? stay.booking.type)]?.category ?? ""]
    case .costcenter: return [stay.costCentre]
    case .user: return [stay.booking.user]
    case .kind: return [stay.booking.kind]
    case .group:
      let groups = world.users.first { $0.id == stay.booking.user }?.groups ?? []
      return groups.map(Self.plainGroup).filter { !$0.isEmpty }
    case .day, .week, .month, .quarter, .year, .weekday, .hour, .company, .plan: return []
    }
  }

  /// Names match ignoring case and the blanks around them.
  static func plainGroup(_ name: String) -> String { name.trimmingCharacters(in: .whitespaces).lowercased() }

  /// The cells that a stay lies in: one, or one for each group of the person.
  func cells(_ keys: [Question.Key], of stay: Stay, day: Int, hour: Int? = nil) -> [[String]] {
    let groups = Set(attributes(.group, of: stay))
    return (keys.contains(.group) && !groups.isEmpty ? groups.sorted() : [""]).map { group in
      Self.cell(keys, day: day, hour: hour) { $0 == .group ? group : attributes($0, of: stay)[0] }
    }
  }

  // MARK: - Flows in cells

  private struct Touched: Hashable {
    let booking: String
    let day: Int
  }

  private struct PersonDay: Hashable {
    let person: String
    let day: Int
  }

  private struct ResourceDay: Hashable {
    let resource: String
    let day: Int
  }

  /// What is gathered in one cell.
  private struct Gathered {
    /// A booking once in every cell it touches; in cells of weekday or hour, once for each date it touches there.
    var bookings: Set<Touched> = []
    var minutes = 0
    var people: Set<String> = []
    var personDays: Set<PersonDay> = []
    /// Of bookings of workstations and of home offices.
    var officeDays: Set<PersonDay> = []
    var homeDays: Set<PersonDay> = []
    var officeMinutes = 0
    var homeMinutes = 0
    var resourceDays: Set<ResourceDay> = []
    var availableDays = 0
    /// Bookings that start here, and object-days of each cost centre.
    var starts = 0
    var objectDays: Set<[String]> = []
    /// How many bookings are there at a local minute.
    var crowd: [Int: Int] = [:]

    /// What an amount is split by.
    func basis(_ word: String) -> Fraction {
      switch word {
      case "hours": Fraction(Int128(minutes), over: 60)
      case "bookings": Fraction(starts)
      default: Fraction(objectDays.count)
      }
    }
  }

  func flowRows(for question: Question, _ listing: Set<[String]>) -> [Row] {
    let keys = question.effectiveKeys
    let daysOfCell = daysOfCells(question)
    let required = requiredCells(of: question, calendar: daysOfCell.keys)
    let cells = gathered(question, among: required.union(listing))
    // What stands in several groups is in the total once.
    var whole = question
    whole.keys = keys.filter { $0 != .group }
    let total = total(keys.contains(.group) ? gathered(whole, among: []) : cells)
    return cells.map { cell, gathered in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      let days = daysOfCell[calendar] ?? []
      return Row(
        keys: cell, values: values(question, gathered, of: total, days: days), isRequired: required.contains(cell))
    }
  }

  /// The days of the calendar's cells.
  private func daysOfCells(_ question: Question) -> [[String]: [Int]] {
    let keys = question.effectiveKeys
    let hours = keys.contains(.hour) ? (0..<24).filter { Self.opens(question, hour: $0) }.map { Int?($0) } : [nil]
    var daysOfCell: [[String]: [Int]] = [:]
    for day in Self.days(of: question) {
      for hour in hours {
        daysOfCell[Self.calendarCell(keys, day: day, hour: hour), default: []].append(day)
      }
    }
    return daysOfCell
  }

  /// What is in the cells, and nothing in those of `listing` that nothing else is in.
  private func gathered(_ question: Question, among listing: Set<[String]>) -> [[String]: Gathered] {
    let days = Self.days(of: question)
    var cells: [[String]: Gathered] = [:]
    for cell in listing { cells[cell] = Gathered() }
    if question.metric == .utilizationDays { countAvailableDays(question, days: days, into: &cells) }
    for stay in stays(for: question) where question.metric != .averageDays || isPlaceOfADay(stay) {
      // What is no resource is no favourite, and nothing to charge for.
      if question.wantsResources, stay.booking.resource.isEmpty { continue }
      guard Self.passes(question, quantity: stay.booking.quantity ?? 1, attribute: { attributes($0, of: stay) })
      else { continue }
      gather(stay, question, days: Set(days), into: &cells)
    }
    return cells
  }

  /// Adds up over the days how many resources are available.
  private func countAvailableDays(_ question: Question, days: [Int], into cells: inout [[String]: Gathered]) {
    for resource in world.resources where Self.passes(question, attribute: { [attribute($0, of: resource)] }) {
      for day in days {
        let cell = Self.cell(question.effectiveKeys, day: day) { attribute($0, of: resource) }
        cells[cell, default: Gathered()].availableDays += isAvailable(resource, day) ? 1 : 0
      }
    }
  }

  private func gather(_ stay: Stay, _ question: Question, days: Set<Int>, into result: inout [[String]: Gathered]) {
    let keys = question.effectiveKeys
    func cells(_ slot: Stay.Slot) -> [[String]] { self.cells(keys, of: stay, day: slot.day, hour: slot.hour) }
    let countsDates = keys.contains(.weekday) || keys.contains(.hour)
    for slot in touches(stay, byHour: keys.contains(.hour)) where days.contains(slot.day) {
      for cell in cells(slot) {
        result[cell, default: Gathered()].bookings.insert(
          Touched(booking: stay.booking.id, day: countsDates ? slot.day : 0))
        result[cell]!.minutes += slot.minutes * (stay.booking.quantity ?? 1)
        if !stay.booking.user.isEmpty {
          result[cell]!.people.insert(stay.booking.user)
          result[cell]!.personDays.insert(PersonDay(person: stay.booking.user, day: slot.day))
        }
      }
    }
    for slot in stay.slots where days.contains(slot.day) {
      for cell in cells(slot) { gatherByCategory(stay, slot, into: &result[cell]!) }
    }
    let firstDay = stay.start.floored(1440)
    let firstHour = stay.start.rest(1440) / 60
    if days.contains(firstDay), !keys.contains(.hour) || Self.opens(question, hour: firstHour) {
      for cell in cells(Stay.Slot(day: firstDay, hour: firstHour, minutes: 0)) {
        result[cell, default: Gathered()].starts += 1
      }
    }
    guard question.metric == .concurrency else { return }
    for minute in Set(stay.pieces.flatMap { Array($0) }) where days.contains(minute.floored(1440)) {
      let slot = Stay.Slot(day: minute.floored(1440), hour: minute.rest(1440) / 60, minutes: 1)
      for cell in cells(slot) { result[cell]!.crowd[minute, default: 0] += 1 }
    }
  }

  /// `avgdays` tells of these categories only.
  private func isPlaceOfADay(_ stay: Stay) -> Bool {
    ["workstation", "home_office", "parking"].contains(attributes(.category, of: stay)[0])
  }

  private func gatherByCategory(_ stay: Stay, _ slot: Stay.Slot, into cell: inout Gathered) {
    let category = attributes(.category, of: stay)[0]
    let minutes = slot.minutes * (stay.booking.quantity ?? 1)
    if category == "workstation" { cell.officeMinutes += minutes }
    if category == "home_office" { cell.homeMinutes += minutes }
    if !stay.booking.resource.isEmpty {
      cell.resourceDays.insert(ResourceDay(resource: stay.booking.resource, day: slot.day))
      cell.objectDays.insert([stay.booking.resource, "\(slot.day)", stay.costCentre])
    }
    guard !stay.booking.user.isEmpty else { return }
    let personDay = PersonDay(person: stay.booking.user, day: slot.day)
    if category == "workstation" { cell.officeDays.insert(personDay) }
    if category == "home_office" { cell.homeDays.insert(personDay) }
  }

  /// In cells of hours an open-ended booking touches every hour of every day from its start to the data's end.
  private func touches(_ stay: Stay, byHour: Bool) -> [Stay.Slot] {
    guard byHour, let open = stay.openMinutes else { return stay.slots }
    let hours = open.lowerBound.floored(60)..<open.upperBound.floored(60)
    let touched = hours.filter { hour in
      let minutes = open.clamped(to: hour * 60..<hour * 60 + 60)
      return !stay.skippedHours.contains(hour) && minutes.contains { stay.window.contains($0.rest(1440)) }
    }
    let idle = touched.map {
      Stay.Slot(day: $0.floored(24), hour: $0.rest(24), minutes: 0)
    }
    return idle + stay.slots
  }

  /// What bookings would tell is not known where there are none before and none after; the calendar's counts are.
  private func values(_ question: Question, _ gathered: Gathered, of total: Gathered, days: [Int]) -> [Value] {
    let values = figures(question, gathered, of: total, days: days)
    guard lacksBookings(days, question) else { return values }
    let known: Set<String> = question.metric == .averageDays ? ["weeks"] : ["days", "available"]
    return zip(question.columns, values).map { known.contains($0) ? $1 : .noData }
  }

  private func figures(_ question: Question, _ gathered: Gathered, of total: Gathered, days: [Int]) -> [Value] {
    func whole(_ number: Int) -> Value { .number(Fraction(number)) }
    func ratio(_ number: Int) -> Value { (Fraction(number) / Fraction(days.count)).map { .number($0) } ?? .undefined }
    switch question.metric {
    case .bookings:
      return [
        whole(gathered.bookings.count), .number(Fraction(Int128(gathered.minutes), over: 60)),
        whole(gathered.people.count),
      ]
    case .timemap: return [whole(gathered.bookings.count), whole(days.count), ratio(gathered.bookings.count)]
    case .attendance: return [whole(gathered.personDays.count), whole(days.count), ratio(gathered.personDays.count)]
    case .concurrency:
      let peak = gathered.crowd.values.max() ?? 0
      let earliest = gathered.crowd.filter { $0.value == peak }.keys.min()
      return [whole(peak), earliest.map { .minute($0) } ?? .undefined]
    case .favorites: return [.number(Fraction(Int128(gathered.minutes), over: 60)), whole(gathered.bookings.count)]
    case .weekly: return [whole(gathered.officeDays.count), whole(gathered.homeDays.count)]
    case .daily:
      return [
        .number(Fraction(Int128(gathered.officeMinutes), over: 60)),
        .number(Fraction(Int128(gathered.homeMinutes), over: 60)),
      ]
    case .averageHours:
      let office = Fraction(Int128(gathered.officeMinutes), over: 60)
      let home = Fraction(Int128(gathered.homeMinutes), over: 60)
      let averages = [office, home].map { ($0 / Fraction(days.count)).map { Value.number($0) } ?? .undefined }
      return [.number(office), .number(home), whole(days.count)] + averages
    case .averageDays:
      let weeks = Fraction(Set(days.map { Almanac.day($0).week }).count)
      let (personDays, people) = (gathered.personDays.count, gathered.people.count)
      let rate = (Fraction(personDays) / weeks).flatMap { $0 / Fraction(people) }
      return [whole(personDays), .number(weeks), whole(people), rate.map { .number($0) } ?? .undefined]
    case .chargeback(let basis):
      let own = gathered.basis(basis)
      let share = (own / total.basis(basis)).map { Value.number($0) } ?? .undefined
      return [.number(own), share]
    case .utilizationDays:
      let (booked, available) = (gathered.resourceDays.count, gathered.availableDays)
      return [
        whole(booked), whole(available), (Fraction(booked) / Fraction(available)).map { .number($0) } ?? .undefined,
      ]
    default: return []
    }
  }

  /// Everything of all cells, for the shares of a chargeback.
  private func total(_ cells: [[String]: Gathered]) -> Gathered {
    var total = Gathered()
    for gathered in cells.values {
      total.minutes += gathered.minutes
      total.starts += gathered.starts
      total.objectDays.formUnion(gathered.objectDays)
    }
    return total
  }

  /// Whether all these days lie outside those of the bookings.
  func lacksBookings(_ days: [Int], _ question: Question) -> Bool {
    if days.isEmpty { return false }
    return (question.usesActualTimes ? actualDays : bookedDays).map { booked in !days.contains { booked.contains($0) } }
      ?? true
  }
}
