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

  /// What a membership pays for each resource that it holds, by their desks, or alike where they have none: in millionths,
  /// what is left over going to the largest remainders in the order of the rows.
  private func shares(of membership: World.Membership, _ day: Int) -> [(resource: String, price: Fraction)] {
    guard isActive(membership, day) else { return [] }
    let rows = assignments(of: membership)
    let isHeld = rows.map { ($0.from ?? .min) <= day && day <= ($0.to ?? .max) && resources[$0.resource] != nil }
    var weights = zip(rows, isHeld).map { $1 ? desks(resources[$0.resource]!, day) : 0 }
    if weights.allSatisfy({ $0 == 0 }) { weights = isHeld.map { $0 ? 1 : 0 } }
    let total = weights.reduce(0, +)
    if total == 0 { return [] }
    let millionths = price(of: membership) * Fraction(1_000_000)
    let exact = weights.map { (millionths * Fraction($0) / Fraction(total))! }
    var parts = exact.map { $0.top / $0.bottom }
    var left = millionths.top / millionths.bottom - parts.reduce(0, +)
    let order = parts.indices.sorted { left, right in
      let remainders = (exact[left] - Fraction(parts[left], over: 1), exact[right] - Fraction(parts[right], over: 1))
      return remainders.0 == remainders.1 ? left < right : remainders.1 < remainders.0
    }
    for index in order where left > 0 {
      parts[index] += 1
      left -= 1
    }
    return zip(rows, parts).map { ($0.resource, Fraction($1, over: 1_000_000)) }
  }

  /// The assignments, or the short form.
  private func assignments(of membership: World.Membership) -> [World.Assignment] {
    let own = world.assignments.filter { $0.membership == membership.id }
    if !own.isEmpty || membership.resource.isEmpty { return own }
    return [World.Assignment(membership: membership.id, resource: membership.resource)]
  }

  /// What is paid for a resource, and for those within it if that is asked.
  private func paid(for resource: World.Resource, _ day: Int, within: Bool) -> Fraction {
    let own = world.memberships.filter { !isHotdesk($0) }.flatMap { shares(of: $0, day) }
      .filter { $0.resource == resource.id }.reduce(Fraction.zero) { $0 + $1.price }
    guard within else { return own }
    return world.resources.filter { $0.parent == resource.id }.reduce(own) { $0 + paid(for: $1, day, within: true) }
  }

  // MARK: - Money

  /// What a day weighs of its month's money.
  static func moneyWeight(_ day: Int, _ question: Question) -> Fraction {
    // A month that is touched counts whole, on the first day that is: see `contributions`.
    if question.proration == "none", [nil, .prorated].contains(question.mode) { return Fraction(1) }
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
    var cells: [[String]: Money] = [:]
    var daysOfCell: [[String]: [Int]] = [:]
    for day in days { daysOfCell[Self.calendarCell(keys, day: day), default: []].append(day) }
    for cell in requiredCells(of: question, calendar: daysOfCell.keys) { cells[cell] = Money() }
    // Hotdesk memberships by themselves, all others by what they hold.
    let withHotdesks = [.rate(.desks), .attainment(ofLet: false)].contains(question.metric)
    for membership in world.memberships
    where withHotdesks && isHotdesk(membership) && isScoped(membership, question) {
      guard Self.passes(question, attribute: { scopedAttribute($0, of: membership, question) }) else { continue }
      for day in days where isActive(membership, day) {
        let cell = Self.cell(keys, day: day) { attribute($0, of: membership) }
        cells[cell, default: Money()].revenue += price(of: membership) * Self.moneyWeight(day, question)
        if question.metric == .rate(.desks) { cells[cell]!.occupied += Self.weight(day, question) }
      }
    }
    for resource in world.resources where counts(resource, question) {
      guard Self.passes(question, attribute: { [attribute($0, of: resource)] }) else { continue }
      for day in days {
        let cell = Self.cell(keys, day: day) { attribute($0, of: resource) }
        let weight = Self.moneyWeight(day, question)
        cells[cell, default: Money()].revenue += revenue(of: resource, day, question) * weight
        cells[cell]!.occupied += occupied(resource, day, question) * Self.weight(day, question)
        if isOffered(resource, day, question) { cells[cell]!.listPrice += listPrice(resource, day, question) * weight }
      }
    }
    return cells.map { cell, money in
      let calendar = zip(keys, cell).map { $0.isCalendar ? $1 : "" }
      return Row(keys: cell, values: values(question, money, days: daysOfCell[calendar]!))
    }
  }

  /// The filter `type` is the scope, which has been looked at.
  private func scopedAttribute(
    _ key: Question.Key, of membership: World.Membership, _ question: Question
  ) -> [String] {
    key == .type ? question.filters.first { $0.key == .type }!.values : [attribute(key, of: membership)]
  }

  private func revenue(of resource: World.Resource, _ day: Int, _ question: Question) -> Fraction {
    switch question.metric {
    case .rate(.spaces), .rate(.area):
      type(of: resource).countsAs == "space" ? paid(for: resource, day, within: false) : .zero
    default: paid(for: resource, day, within: true)
    }
  }

  /// Desks for which somebody pays as such: not those that are let through something out of scope.
  private func desksPaid(_ resource: World.Resource, _ day: Int) -> Int {
    if isHeldItself(resource, day) { return desks(resource, day) }
    return world.resources.filter { $0.parent == resource.id && countsAsDesk($0) && isHeldItself($0, day) }.count
  }

  /// What could be let: not what is let through something out of scope. Of what is let, all of it.
  private func isOffered(_ resource: World.Resource, _ day: Int, _ question: Question) -> Bool {
    if question.metric == .attainment(ofLet: true) { return true }
    let isLetAbove = parent(of: resource).map { isHeld($0, day) } ?? false
    return isAvailable(resource, day) && (isHeldItself(resource, day) || !isLetAbove)
  }

  private func occupied(_ resource: World.Resource, _ day: Int, _ question: Question) -> Fraction {
    let isHeldSpace = type(of: resource).countsAs == "space" && isHeldItself(resource, day)
    switch question.metric {
    case .rate(.desks): return Fraction(desksPaid(resource, day))
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
    if isHeldItself(resource, day) { return own(resource) }
    return world.resources.filter { $0.parent == resource.id && isHeldItself($0, day) }.reduce(.zero) { $0 + own($1) }
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
    // What is let elsewhere is not offered, and who holds what is not known before the first membership.
    let stated = world.resources.contains { !$0.price.isEmpty } && !lacks
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
