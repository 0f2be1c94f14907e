/// Levels: what holds on each day, added up day by day.
extension Reference {
  /// What one day adds to one cell.
  struct Atoms {
    var occupied = Fraction.zero
    var available = Fraction.zero
    var memberships = Fraction.zero
    /// Money a month.
    var price = Fraction.zero

    mutating func add(_ other: Atoms, weight: Fraction) {
      occupied += other.occupied * weight
      available += other.available * weight
      memberships += other.memberships * weight
      price += other.price * weight
    }

    func divided(by weight: Fraction) -> Atoms {
      Atoms(
        occupied: (occupied / weight)!, available: (available / weight)!, memberships: (memberships / weight)!,
        price: (price / weight)!)
    }
  }

  /// `by day` gives the level itself, whatever the mode.
  static func weight(_ day: Int, _ question: Question) -> Fraction {
    if question.effectiveKeys.contains(.day) { return Fraction(1) }
    let day = Almanac.day(day)
    switch question.mode ?? .prorated {
    case .prorated: return Fraction(1, over: Int128(day.daysInMonth))
    case .bom: return Fraction(day.day == 1 ? 1 : 0)
    case .eom: return Fraction(day.day == day.daysInMonth ? 1 : 0)
    case .peak, .low: return Fraction(1)
    }
  }

  func levelRows(for question: Question, _ listing: Set<[String]>) -> [Row] {
    let keys = question.effectiveKeys
    let days = Self.days(of: question)
    var weights: [[String]: Fraction] = [:]
    var daysOfCell: [[String]: [Int]] = [:]
    var byDay: [[String]: [Int: Atoms]] = [:]
    for day in days {
      let calendar = Self.calendarCell(keys, day: day)
      weights[calendar, default: .zero] += Self.weight(day, question)
      daysOfCell[calendar, default: []].append(day)
      for (attributes, atoms) in contributions(on: day, question) {
        let cell = zip(calendar, attributes).map { $0.isEmpty ? $1 : $0 }
        byDay[cell, default: [:]][day, default: Atoms()].add(atoms, weight: Fraction(1))
      }
    }
    let required = requiredCells(of: question, calendar: daysOfCell.keys)
    for cell in required { byDay[cell, default: [:]][days[0], default: Atoms()].add(Atoms(), weight: .zero) }
    for cell in listing { byDay[cell] = byDay[cell] ?? [:] }
    return byDay.compactMap { cell, atomsOfDay in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      let days = daysOfCell[calendar] ?? []
      guard let mode = question.mode, mode == .peak || mode == .low else {
        return Row(
          keys: cell, values: mean(question, atomsOfDay, days: days, weight: weights[calendar] ?? .zero),
          isRequired: required.contains(cell))
      }
      if days.isEmpty { return nil }
      var row = extreme(question, atomsOfDay, days: days, keys: cell)
      row.isRequired = required.contains(cell)
      return row
    }
  }

  /// What each resource and each membership adds on a day, with its attributes (calendar keys blank).
  private func contributions(on day: Int, _ question: Question) -> [([String], Atoms)] {
    let keys = question.effectiveKeys
    var result: [([String], Atoms)] = []
    if [.memberships, .revenue].contains(question.metric) {
      for membership in world.memberships where isActive(membership, day) {
        guard Self.passes(question, attribute: { [attribute($0, of: membership)] }) else { continue }
        let cell = keys.map { $0.isCalendar ? "" : Self.shown(attribute($0, of: membership)) }
        let month = Almanac.day(day).monthName
        let isFirst =
          question.proration != "none"
          || Self.days(of: question).first { Almanac.day($0).monthName == month && isActive(membership, $0) } == day
        result.append((cell, Atoms(memberships: Fraction(1), price: isFirst ? price(of: membership) : .zero)))
      }
      return result
    }
    for resource in world.resources {
      let isHotdeskMetric = question.metric == .hotdeskOccupancy
      let isCounted =
        isHotdeskMetric ? Self.typeKey(resource.type) == "hotdesk" : counts(resource, question)
      guard isCounted, Self.passes(question, attribute: { [attribute($0, of: resource)] }) else { continue }
      let cell = keys.map { $0.isCalendar ? "" : Self.shown(attribute($0, of: resource)) }
      result.append((cell, atoms(of: resource, day, question)))
    }
    if question.countsHotdeskMemberships, question.metric == .hotdeskOccupancy || hotdesksAreScoped(question) {
      let coefficient = Fraction(decimal: question.coefficient ?? world.coefficient)
      for membership in world.memberships where isActive(membership, day) && isHotdesk(membership) {
        guard Self.passes(question, attribute: { [attribute($0, of: membership)] }) else { continue }
        let cell = keys.map { $0.isCalendar ? "" : Self.shown(attribute($0, of: membership)) }
        result.append((cell, Atoms(occupied: (Fraction(1) / coefficient)!, memberships: Fraction(1))))
      }
    }
    return result
  }

  static func shown(_ value: String) -> String { value.isEmpty ? none : value }

  private func hotdesksAreScoped(_ question: Question) -> Bool {
    if let filter = question.filters.first(where: { $0.key == .type }) { return filter.values.contains("hotdesk") }
    return types["hotdesk"]!.isPrimary
  }

  private func atoms(of resource: World.Resource, _ day: Int, _ question: Question) -> Atoms {
    let isSpace = type(of: resource).countsAs == "space"
    let area = isSpace && !resource.area.isEmpty ? Fraction(decimal: resource.area) : .zero
    let (held, available) = (isHeld(resource, day), isAvailable(resource, day))
    switch question.metric {
    case .occupancy(.desks), .occupied(.desks), .available(.desks), .hotdeskOccupancy:
      return Atoms(
        occupied: Fraction(desksTaken(resource, day)),
        available: available ? Fraction(desks(resource, day)) : .zero)
    case .occupancy(.spaces), .occupied(.spaces), .available(.spaces):
      return Atoms(
        occupied: Fraction(isSpace && held ? 1 : 0), available: Fraction(isSpace && available ? 1 : 0))
    case .occupancy(.area), .occupied(.area), .available(.area):
      return Atoms(occupied: held ? area : .zero, available: available ? area : .zero)
    default: return Atoms()
    }
  }

  private func mean(
    _ question: Question, _ atomsOfDay: [Int: Atoms], days: [Int], weight: Fraction
  ) -> [Value] {
    guard let last = days.max() else { return columns(question, nil, lacksData: false) }
    let lacksData = lacksMemberships(last)
    guard !weight.isZero else { return columns(question, nil, lacksData: lacksData) }
    var sum = Atoms()
    let weigh = question.metric == .revenue ? Self.moneyWeight : Self.weight
    for (day, atoms) in atomsOfDay { sum.add(atoms, weight: weigh(day, question)) }
    // Money a month times `months`, which is the weight itself, is the sum.
    let atoms = question.metric == .revenue ? sum : sum.divided(by: weight)
    return columns(question, atoms, lacksData: lacksData)
  }

  /// The earliest day with the highest or lowest figure; where no day has one, the first day as it is.
  private func extreme(_ question: Question, _ atomsOfDay: [Int: Atoms], days: [Int], keys: [String]) -> Row {
    let figures = days.map { day in
      (day: day, values: columns(question, atomsOfDay[day] ?? Atoms(), lacksData: lacksMemberships(day)))
    }
    var best: (figure: Fraction, day: Int, values: [Value])?
    for (day, values) in figures {
      guard case .number(let figure) = values.last! else { continue }
      if let best, question.mode == .peak ? figure <= best.figure : figure >= best.figure { continue }
      best = (figure, day, values)
    }
    let shown = best.map { (day: $0.day, values: $0.values) } ?? figures[0]
    return Row(keys: keys, values: shown.values, day: Almanac.day(shown.day).iso)
  }

  /// No atoms where no day has a weight: then nothing is defined but the settings.
  private func columns(_ question: Question, _ atoms: Atoms?, lacksData: Bool) -> [Value] {
    let coefficient = Fraction(decimal: question.coefficient ?? world.coefficient)
    func value(_ fraction: Fraction?) -> Value { fraction.map { .number($0) } ?? .undefined }
    func held(_ fraction: Fraction?) -> Value { lacksData ? .noData : value(fraction) }
    if !isStated(question.metric) { return question.columns.map { _ in .noData } }
    switch question.metric {
    case .occupancy:
      return [held(atoms?.occupied), value(atoms?.available), held(atoms.flatMap { $0.occupied / $0.available })]
    case .occupied: return [held(atoms?.occupied)]
    case .available: return [value(atoms?.available)]
    case .hotdeskOccupancy:
      return [
        held(atoms?.memberships), value(atoms?.available), value(coefficient),
        held(atoms.flatMap { $0.memberships / ($0.available * coefficient) }),
      ]
    case .memberships: return [held(atoms?.memberships)]
    case .revenue: return [held(atoms?.price)]
    default: return []
    }
  }

  /// An export that gives no area of any resource, or no price of any membership, tells nothing of areas or prices.
  private func isStated(_ metric: Question.Metric) -> Bool {
    switch metric {
    case .occupancy(.area), .occupied(.area), .available(.area): world.resources.contains { !$0.area.isEmpty }
    case .revenue: world.memberships.contains { !priceText(of: $0).isEmpty }
    default: true
    }
  }

  /// Nothing is known of who held what before the first membership began.
  func lacksMemberships(_ day: Int) -> Bool { world.memberships.allSatisfy { $0.start > day } }
}
