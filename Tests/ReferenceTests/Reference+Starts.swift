/// Bookings where they start, and hours within opening hours.
extension Reference {
  private struct Counts {
    var first = 0
    var second = 0
  }

  func startRows(for question: Question) -> [Row] {
    let keys = question.effectiveKeys
    let days = Self.days(of: question)
    var cells: [[String]: Counts] = [:]
    var daysOfCell: [[String]: [Int]] = [:]
    for day in days { daysOfCell[Self.calendarCell(keys, day: day), default: []].append(day) }
    for cell in requiredCells(of: question, calendar: daysOfCell.keys) { cells[cell] = Counts() }
    for stay in question.usesActualTimes ? actualEverything : everything
    where days.contains(stay.start.floored(1440)) {
      guard Self.passes(question, quantity: stay.booking.quantity ?? 1, attribute: { attributes($0, of: stay) })
      else { continue }
      let isMissed = stay.booking.checkin == "missed"
      let isCheckedIn = stay.booking.checkin == "checked_in"
      for cell in self.cells(keys, of: stay, day: stay.start.floored(1440)) {
        switch question.metric {
        case .checkins:
          if isMissed { cells[cell, default: Counts()].first += 1 }
          if isCheckedIn, Self.flows(stay.booking) { cells[cell, default: Counts()].second += 1 }
        case .noshows:
          if isMissed { cells[cell, default: Counts()].first += 1 }
          if isMissed || isCheckedIn { cells[cell, default: Counts()].second += 1 }
        default:
          let isCancelled = ["cancelled", "canceled"].contains(stay.booking.status.lowercased())
          if isCancelled, !isMissed { cells[cell, default: Counts()].first += 1 }
          cells[cell, default: Counts()].second += 1
        }
      }
    }
    return cells.map { cell, counts in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      return Row(keys: cell, values: values(question, counts, days: daysOfCell[calendar]!))
    }
  }

  /// Where no booking states a check-in or a status, nothing is known of them.
  private func values(_ question: Question, _ counts: Counts, days: [Int]) -> [Value] {
    let (first, second) = (Fraction(counts.first), Fraction(counts.second))
    let below = question.metric == .checkins ? first + second : second
    let rate = (first / below).map { Value.number($0) } ?? .undefined
    if lacksBookings(days, question) { return [.noData, .noData, .noData] }
    if question.metric == .cancellations {
      let isStated = everything.contains { !$0.booking.status.isEmpty }
      return isStated ? [.number(first), .number(second), rate] : [.noData, .number(second), .noData]
    }
    let isStated = everything.contains { !$0.booking.checkin.isEmpty }
    return isStated ? [.number(first), .number(second), rate] : [.noData, .noData, .noData]
  }

  // MARK: - Opening hours

  func busyRows(for question: Question) -> [Row] {
    let keys = question.effectiveKeys
    let days = Self.days(of: question)
    var daysOfCell: [[String]: [Int]] = [:]
    for day in days { daysOfCell[Self.calendarCell(keys, day: day), default: []].append(day) }
    // Each minute of a resource once.
    var booked: [[String]: Set<[Int]>] = [:]
    var open: [[String]: Int] = [:]
    for cell in requiredCells(of: question, calendar: daysOfCell.keys) { open[cell] = 0 }
    for (number, resource) in world.resources.enumerated() {
      let location = world.locations.first { $0.id == self.location(of: resource) }
      let hours = Self.openHours(at: location, in: world)
      func isOpen(_ minute: Int) -> Bool {
        Self.isWorkday(minute.floored(1440), at: location, in: world) && hours.contains(minute.rest(1440))
      }
      if Self.passes(question, attribute: { [attribute($0, of: resource)] }) {
        for day in days where Self.isWorkday(day, at: location, in: world) && isAvailable(resource, day) {
          let cell = Self.cell(keys, day: day) { attribute($0, of: resource) }
          open[cell, default: 0] += hours.count
        }
      }
      for stay in stays(for: question) where stay.booking.resource == resource.id {
        guard Self.passes(question, quantity: stay.booking.quantity ?? 1, attribute: { attributes($0, of: stay) })
        else { continue }
        for minute in Set(stay.pieces.flatMap { Array($0) }) where isOpen(minute) {
          guard days.contains(minute.floored(1440)) else { continue }
          let cell = Self.cell(keys, day: minute.floored(1440)) { attributes($0, of: stay)[0] }
          booked[cell, default: []].insert([number, minute])
        }
      }
    }
    return Set(booked.keys).union(open.keys).map { cell in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      let used = Fraction(Int128(booked[cell]?.count ?? 0), over: 60)
      let all = Fraction(Int128(open[cell] ?? 0), over: 60)
      let ratio = (used / all).map { Value.number($0) } ?? .undefined
      return lacksBookings(daysOfCell[calendar]!, question)
        ? Row(keys: cell, values: [.noData, .number(all), .noData])
        : Row(keys: cell, values: [.number(used), .number(all), ratio])
    }
  }
}
