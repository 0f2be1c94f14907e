/// Money of memberships, and memberships that come and go.
extension Reference {
  // MARK: - Which memberships

  private func planType(of membership: World.Membership) -> String {
    let plan = world.plans.first { $0.id == membership.plan }
    return Self.typeKey(membership.planType.isEmpty ? plan?.type ?? "" : membership.planType)
  }

  private func isScoped(_ membership: World.Membership, _ question: Question) -> Bool {
    let type = planType(of: membership)
    if let filter = question.filters.first(where: { $0.key == .type }) { return filter.values.contains(type) }
    return types[type]?.isPrimary ?? false
  }

  /// The resources that a membership holds on a day on which it is active.
  private func held(by membership: World.Membership, _ day: Int) -> [World.Resource] {
    guard isActive(membership, day) else { return [] }
    let assignments = world.assignments.filter { $0.membership == membership.id }
    if assignments.isEmpty { return [resources[membership.resource]].compactMap { $0 } }
    return assignments.filter { ($0.from ?? .min) <= day && day <= ($0.to ?? .max) }.compactMap {
      resources[$0.resource]
    }
  }

  private func isWithinScope(_ resource: World.Resource, _ question: Question) -> Bool {
    isScoped(resource, question) || (parent(of: resource).map { isWithinScope($0, question) } ?? false)
  }

  private func isBound(_ membership: World.Membership, _ day: Int, _ question: Question) -> Bool {
    let held = held(by: membership, day)
    switch question.metric {
    case .rate(.spaces), .rate(.area):
      return held.contains { counts($0, question) && type(of: $0).countsAs == "space" }
    case .attainment(ofLet: true): return held.contains { isWithinScope($0, question) }
    default:
      return isHotdesk(membership) && isScoped(membership, question)
        || held.contains { isWithinScope($0, question) }
    }
  }

  // MARK: - Money

  /// What a day weighs of its month's money.
  static func moneyWeight(_ day: Int, _ question: Question) -> Fraction {
    guard question.proration == "thirty", [nil, .prorated].contains(question.mode) else {
      return weight(day, question)
    }
    let date = Almanac.day(day)
    if date.day == 31 { return .zero }
    let isLastOfFebruary = date.daysInMonth < 30 && date.day == date.daysInMonth
    return Fraction(isLastOfFebruary ? Int128(31 - date.day) : 1, over: 30)
  }

  private struct Money {
    var revenue = Fraction.zero
    var listPrice = Fraction.zero
    var occupied = Fraction.zero
  }

  func moneyRows(for question: Question) -> [Row] {
    let keys = question.effectiveKeys
    let days = Self.days(of: question)
    let isWhole = question.proration == "none" && [nil, .prorated].contains(question.mode)
    var cells: [[String]: Money] = [:]
    var daysOfCell: [[String]: [Int]] = [:]
    for day in days { daysOfCell[Self.calendarCell(keys, day: day), default: []].append(day) }
    for cell in requiredCells(of: question, calendar: daysOfCell.keys) { cells[cell] = Money() }
    for membership in world.memberships {
      guard
        Self.passes(
          question,
          attribute: { key in
            key == .type ? question.filters.first { $0.key == .type }!.values : [attribute(key, of: membership)]
          })
      else { continue }
      var monthsTouched: Set<String> = []
      for day in days where isActive(membership, day) {
        let cell = Self.cell(keys, day: day) { attribute($0, of: membership) }
        if isBound(membership, day, question) {
          var share = Self.moneyWeight(day, question)
          if isWhole { share = Fraction(monthsTouched.insert(Almanac.day(day).monthName).inserted ? 1 : 0) }
          cells[cell, default: Money()].revenue += price(of: membership) * share
        }
        if question.metric == .rate(.desks), isHotdesk(membership), isScoped(membership, question) {
          cells[cell, default: Money()].occupied += Self.weight(day, question)
        }
      }
    }
    for resource in world.resources where counts(resource, question) {
      guard Self.passes(question, attribute: { [attribute($0, of: resource)] }) else { continue }
      var monthsTouched: Set<String> = []
      for day in days {
        let cell = Self.cell(keys, day: day) { attribute($0, of: resource) }
        cells[cell, default: Money()].occupied += occupied(resource, day, question) * Self.weight(day, question)
        guard isAvailable(resource, day) else { continue }
        let list = listPrice(resource, day, question)
        if list.isZero { continue }
        var share = Self.moneyWeight(day, question)
        if isWhole { share = Fraction(monthsTouched.insert(Almanac.day(day).monthName).inserted ? 1 : 0) }
        cells[cell, default: Money()].listPrice += list * share
      }
    }
    return cells.map { cell, money in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      return Row(keys: cell, values: values(question, money, days: daysOfCell[calendar]!))
    }
  }

  private func occupied(_ resource: World.Resource, _ day: Int, _ question: Question) -> Fraction {
    let isHeldSpace = type(of: resource).countsAs == "space" && isHeld(resource, day)
    switch question.metric {
    case .rate(.desks): return Fraction(desksTaken(resource, day))
    case .rate(.spaces): return Fraction(isHeldSpace ? 1 : 0)
    case .rate(.area): return isHeldSpace && !resource.area.isEmpty ? Fraction(decimal: resource.area) : .zero
    default: return .zero
    }
  }

  private func listPrice(_ resource: World.Resource, _ day: Int, _ question: Question) -> Fraction {
    func own(_ resource: World.Resource) -> Fraction {
      resource.price.isEmpty ? .zero : Fraction(decimal: resource.price)
    }
    guard question.metric == .attainment(ofLet: true) else { return own(resource) }
    if isHeld(resource, day) { return own(resource) }
    return world.resources.filter { $0.parent == resource.id && isHeld($0, day) }.reduce(.zero) { $0 + own($1) }
  }

  private func values(_ question: Question, _ money: Money, days: [Int]) -> [Value] {
    let weight = days.reduce(Fraction.zero) { $0 + Self.weight($1, question) }
    let months = days.reduce(Fraction.zero) { $0 + Self.moneyWeight($1, question) }
    let lacks = lacksMemberships(days.max()!)
    let priced = world.memberships.contains { !priceText(of: $0).isEmpty }
    let revenue: Value = lacks || !priced ? .noData : .number(money.revenue)
    func ratio(_ above: Fraction, _ below: Fraction?, _ other: Value) -> Value {
      if revenue == .noData || other == .noData { return .noData }
      return below.flatMap { above / $0 }.map { .number($0) } ?? .undefined
    }
    if case .rate(let basis) = question.metric {
      let stated = basis != .area || world.resources.contains { !$0.area.isEmpty }
      let mean = money.occupied / weight
      let occupied: Value = lacks || !stated ? .noData : mean.map { .number($0) } ?? .undefined
      let monthly = money.revenue / months
      if revenue == .noData || occupied == .noData { return [revenue, occupied, .noData] }
      return [revenue, occupied, monthly.map { ratio($0, mean, occupied) } ?? .undefined]
    }
    let isLet = question.metric == .attainment(ofLet: true)
    let stated = isLet ? !lacks : world.resources.contains { !$0.price.isEmpty }
    let list: Value = stated ? .number(money.listPrice) : .noData
    return [revenue, list, ratio(money.revenue, money.listPrice, list)]
  }

  // MARK: - Movement

  func movementRows(for question: Question) -> [Row] {
    let keys = question.effectiveKeys
    let days = Self.days(of: question)
    var daysOfCell: [[String]: [Int]] = [:]
    for day in days { daysOfCell[Self.calendarCell(keys, day: day), default: []].append(day) }
    var cells: [[String]: [World.Membership]] = [:]
    for cell in requiredCells(of: question, calendar: daysOfCell.keys) { cells[cell] = [] }
    for membership in world.memberships {
      guard Self.passes(question, attribute: { [attribute($0, of: membership)] }) else { continue }
      for (calendar, _) in daysOfCell {
        let cell = zip(keys, calendar).map { key, value in
          key.isCalendar ? value : Self.shown(attribute(key, of: membership))
        }
        cells[cell, default: []].append(membership)
      }
    }
    let priced = world.memberships.contains { !priceText(of: $0).isEmpty }
    return cells.map { cell, memberships in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      let days = daysOfCell[calendar]!
      if lacksMemberships(days.max()!) { return Row(keys: cell, values: question.columns.map { _ in .noData }) }
      func count(_ memberships: [World.Membership]) -> Value { .number(Fraction(memberships.count)) }
      func price(_ memberships: [World.Membership]) -> Value {
        priced ? .number(memberships.reduce(.zero) { $0 + self.price(of: $1) }) : .noData
      }
      let first = memberships.filter { isActive($0, days[0]) }
      let last = memberships.filter { isActive($0, days[days.count - 1]) }
      let started = memberships.filter { days.contains($0.start) && isActive($0, $0.start) }
      let ended = memberships.filter { membership in
        membership.end.map { days.contains($0) && isActive(membership, $0) } ?? false
      }
      let churn = (Fraction(ended.count) / Fraction(first.count)).map { Value.number($0) } ?? .undefined
      return Row(
        keys: cell,
        values: [
          count(first), count(started), count(ended), count(last), .number(Fraction(started.count - ended.count)),
          churn,
          price(started), price(ended),
        ])
    }
  }
}
