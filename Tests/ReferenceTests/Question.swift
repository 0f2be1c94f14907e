/// A query as the reference understands it: what to compute, and the line that asks the engine for the same.
struct Question {
  enum Basis: String, CaseIterable { case desks, spaces, area }

  enum Metric: Hashable {
    case occupancy(Basis)
    case occupied(Basis)
    case available(Basis)
    case hotdeskOccupancy
    case memberships
    /// `bookings`, `hours` and `people` are one metric, sorted by the word.
    case bookings(sortedBy: String)
    case timemap
    case attendance
    case concurrency
    case favorites
    case weekly
    case daily
    case averageDays
    case averageHours
    case utilizationDays
    /// A level times the months of the cell.
    case revenue
    /// Of bookings, where they start.
    case checkins
    case noshows
    case cancellations
    /// Hours within opening hours, of those that are open.
    case utilization
    case movement
    case rate(Basis)
    case attainment(ofLet: Bool)
    /// Split by hours, bookings or object-days; the amounts themselves are compared elsewhere.
    case chargeback(on: String)
  }

  /// How a question is answered here.
  enum Family { case level, flow, start, busy, movement, money }

  var family: Family {
    switch metric {
    case .occupancy, .occupied, .available, .hotdeskOccupancy, .memberships, .revenue: .level
    case .bookings, .timemap, .attendance, .concurrency, .favorites, .weekly, .daily, .averageDays, .averageHours,
      .utilizationDays, .chargeback:
      .flow
    case .checkins, .noshows, .cancellations: .start
    case .utilization: .busy
    case .movement: .movement
    case .rate, .attainment: .money
    }
  }

  enum Mode: String, CaseIterable { case prorated, bom, eom, peak, low }

  enum Key: String {
    case day, week, month, quarter, year, weekday, hour
    case location, type, resource, floor, category, costcenter, user, company, plan, kind, group

    var isCalendar: Bool {
      switch self {
      case .day, .week, .month, .quarter, .year, .weekday, .hour: true
      case .location, .type, .resource, .floor, .category, .costcenter, .user, .company, .plan, .kind, .group: false
      }
    }
  }

  struct Filter {
    var key: Key
    /// As the reference compares them: ids, plain type names, lower-case cost centres.
    var values: [String]
    /// As the query says them.
    var spellings: [String]
    /// Written before the metric, or after the frame.
    var isInFront = true
  }

  /// One predicate of `where`.
  enum Condition {
    case weekdays([Int])
    case attribute(Key, values: [String], spellings: [String])
    case quantityAbove(Int)
  }

  var metric: Metric
  var mode: Mode?
  var frame: String
  /// Half-open, in days since 1970-01-01.
  var days: Range<Int>
  var filters: [Filter] = []
  var conditions: [Condition] = []
  var keys: [Key]?
  var coefficient: String?
  /// `actual`, `thirty`, `none`
  var proration: String?
  /// `with times actual`
  var usesActualTimes = false
  /// `between 10:30 and 16:00` in minutes of the day; over midnight where it ends before it begins.
  var window: (from: Int, to: Int)?
  /// What stands behind `vs`, and the days that it means.
  var versus: (text: String, days: Range<Int>)?
  /// The other frame of `vs lastyear`.
  var isYearEarlier = false

  /// The keys of `by`, else those that the metric brings along.
  var effectiveKeys: [Key] {
    if let keys { return keys }
    switch metric {
    case .timemap: return [.weekday, .hour]
    case .concurrency, .daily: return [.day]
    case .favorites: return [.resource, .type]
    case .weekly: return [.week]
    case .averageDays: return [.category]
    case .averageHours: return [.weekday]
    case .checkins: return [.week]
    case .utilization: return [.category]
    case .chargeback: return [.costcenter]
    case .noshows, .cancellations, .movement, .rate, .attainment: return []
    case .occupancy, .occupied, .available, .hotdeskOccupancy, .memberships, .revenue: return []
    case .bookings, .attendance, .utilizationDays: return []
    }
  }

  /// The columns beside the keys, as DESIGN §5 names them.
  var columns: [String] {
    versus == nil ? metricColumns : metricColumns + ["other", "difference", "relative"]
  }

  /// The column that is compared.
  var valueColumn: String {
    switch metric {
    case .bookings(let word): word
    case .concurrency: "peak"
    default: metricColumns.last!
    }
  }

  private var metricColumns: [String] {
    switch metric {
    case .occupancy: ["occupied", "available", "occupancy"]
    case .occupied: ["occupied"]
    case .available: ["available"]
    case .hotdeskOccupancy: ["memberships", "available", "coefficient", "occupancy"]
    case .memberships: ["memberships"]
    case .bookings: ["bookings", "hours", "people"]
    case .timemap: ["bookings", "days", "value"]
    case .attendance: ["person_days", "days", "attendance"]
    case .concurrency: ["peak", "at"]
    case .favorites: ["hours", "bookings"]
    case .weekly: ["office_days", "home_days"]
    case .daily: ["office_hours", "home_hours"]
    case .averageDays: ["days", "weeks", "people", "days_per_week"]
    case .checkins: ["missed", "valid", "missed_rate"]
    case .noshows: ["noshows", "required", "noshow_rate"]
    case .cancellations: ["cancelled", "bookings", "cancellation_rate"]
    case .utilization: ["booked", "open", "utilization"]
    case .movement:
      [
        "active_first", "started", "ended", "active_last", "net", "churn", "new_revenue", "lost_revenue",
      ]
    case .rate: ["revenue", "occupied", "rate"]
    case .attainment: ["revenue", "list_price", "attainment"]
    case .chargeback: ["basis", "share"]
    case .averageHours: ["office_hours", "home_hours", "days", "office_avg", "home_avg"]
    case .utilizationDays: ["booked", "available", "utilization"]
    case .revenue: ["revenue"]
    }
  }

  var isLevel: Bool { family == .level || family == .money }

  /// Weekly metrics take whole weeks (DESIGN §5).
  var widensToWeeks: Bool { [.weekly, .averageDays, .checkins].contains(metric) }

  /// What is of no resource does not count.
  var wantsResources: Bool {
    switch metric {
    case .favorites, .chargeback: true
    default: false
    }
  }

  /// The days of the frame, widened where the metric says so.
  var widened: Range<Int> {
    guard widensToWeeks else { return days }
    let (first, last) = (Almanac.day(days.lowerBound), Almanac.day(days.upperBound - 1))
    return first.number - first.weekday..<last.number - last.weekday + 7
  }

  /// Hotdesk memberships have neither floor nor resource, and keys and filters on those are refused.
  var countsHotdeskMemberships: Bool {
    switch metric {
    case .occupancy(.desks), .occupied(.desks), .hotdeskOccupancy: true
    default: false
    }
  }

  /// The line for the engine.
  var text: String {
    let front = filters.filter(\.isInFront).map(\.text)
    let behind = filters.filter { !$0.isInFront }.map(\.text)
    let name: String =
      switch metric {
      case .occupancy(let basis): "occupancy \(basis.rawValue)"
      case .occupied(let basis): "occupied \(basis.rawValue)"
      case .available(let basis): "available \(basis.rawValue)"
      case .hotdeskOccupancy: "occupancy hotdesks"
      case .memberships: "memberships"
      case .bookings(let word): word
      case .timemap: "timemap"
      case .attendance: "attendance"
      case .concurrency: "concurrency"
      case .favorites: "favorites"
      case .weekly: "weekly"
      case .daily: "daily"
      case .averageDays: "avgdays"
      case .averageHours: "avghours"
      case .utilizationDays: "utilization days"
      case .revenue: "revenue"
      case .checkins: "checkins"
      case .noshows: "noshows"
      case .cancellations: "cancellations"
      case .utilization: "utilization"
      case .movement: "movement"
      case .rate(let basis): "rate \(basis.rawValue)"
      case .attainment(let isLet): isLet ? "attainment let" : "attainment"
      case .chargeback: "chargeback 1000 EUR"
      }
    var words = front + [name] + (mode.map { [$0.rawValue] } ?? []) + [frame] + behind
    if let keys { words.append("by " + keys.map(\.rawValue).joined(separator: ", ")) }
    if !conditions.isEmpty { words.append("where " + conditions.map(\.text).joined(separator: " and ")) }
    if let window { words.append("between \(Almanac.clock(window.from)) and \(Almanac.clock(window.to))") }
    if let versus { words.append("vs \(versus.text)") }
    if let coefficient { words.append("with coefficient \(coefficient)") }
    if usesActualTimes { words.append("with times actual") }
    if let proration { words.append("with proration \(proration)") }
    if case .chargeback(let basis) = metric { words.append("on \(basis)") }
    return words.joined(separator: " ")
  }
}

extension Question.Filter {
  var text: String { key.rawValue + " " + spellings.map(Question.quoted).joined(separator: ", ") }
}

extension Question.Condition {
  var text: String {
    switch self {
    case .weekdays(let days): "weekday in (" + days.map { Almanac.weekdays[$0] }.joined(separator: ", ") + ")"
    case .attribute(let key, _, let spellings) where spellings.count == 1:
      "\(key.rawValue) = \(Question.quoted(spellings[0]))"
    case .attribute(let key, _, let spellings):
      "\(key.rawValue) in (" + spellings.map(Question.quoted).joined(separator: ", ") + ")"
    case .quantityAbove(let limit): "quantity > \(limit)"
    }
  }
}

extension Question {
  static func quoted(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber } ? name : "\"\(name)\""
  }
}
