import Foundation

/// The slow, obvious evaluator: DESIGN §1–§5 read aloud, one day, one booking, one quarter of an hour after another.
///
/// It knows nothing of the engine, so that whatever both say is probably what DESIGN says.
struct Reference {
  /// What is known of a cell's column.
  enum Value: Hashable {
    case number(Fraction)
    /// Nothing to divide by.
    case undefined
    /// The table says nothing of these days.
    case noData
    /// A local minute since 1970-01-01T00:00.
    case minute(Int)
  }

  struct Row {
    var keys: [String]
    var values: [Value]
    /// Of `peak` and `low`: the day that it is about, and the one that it is compared with.
    var day: String?
    var otherDay: String?
    /// Cells of the calendar, of places and of types appear even if nothing is in them (DESIGN §3).
    var isRequired = false
  }

  let world: World
  let types: [String: World.ResourceType]
  let resources: [String: World.Resource]
  /// Bookings that flow, in file order, with what each of them touches.
  let stays: [Stay]
  /// All bookings, whether they flow or not.
  let everything: [Stay]
  /// The same from check-in to check-out.
  let actualStays: [Stay]
  let actualEverything: [Stay]
  /// The days of all bookings, also of those that do not flow: there, and only there, bookings say anything.
  let bookedDays: ClosedRange<Int>?
  let actualDays: ClosedRange<Int>?

  /// After any frame ends, widened or not: open-ended bookings are spelled out so far.
  static let horizon = Almanac.number("2025-04-01")

  init(_ world: World) {
    self.world = world
    var types: [String: World.ResourceType] = [:]
    for type in Self.builtInTypes + world.types { types[World.plainName(type.name)] = type }
    self.types = types
    resources = Dictionary(uniqueKeysWithValues: world.resources.map { ($0.id, $0) })
    stays = Self.stays(in: world)
    everything = Self.stays(in: world, flowing: false)
    actualStays = Self.stays(in: world, actual: true)
    actualEverything = Self.stays(in: world, flowing: false, actual: true)
    bookedDays = Self.bookedDays(in: world)
    actualDays = Self.bookedDays(in: world, actual: true)
  }

  func rows(for question: Question) -> [Row] {
    question.versus == nil ? rows(for: question, listing: []) : comparedRows(for: question)
  }

  /// - Parameter listing: cells that have a row, whatever is in them.
  func rows(for question: Question, listing: Set<[String]>) -> [Row] {
    switch question.family {
    case .level: levelRows(for: question, listing)
    case .flow: flowRows(for: question, listing)
    case .start: startRows(for: question)
    case .busy: busyRows(for: question)
    case .movement: movementRows(for: question)
    case .money: moneyRows(for: question)
    }
  }

  /// DESIGN §2, *Resources*.
  static let builtInTypes = [
    World.ResourceType(name: "Private Office", countsAs: "space", category: "workstation", isPrimary: true),
    World.ResourceType(name: "Dedicated Desk", countsAs: "desk", category: "workstation", isPrimary: true),
    World.ResourceType(name: "Hotdesk", countsAs: "desk", category: "workstation", isPrimary: true),
    World.ResourceType(name: "Desk", countsAs: "desk", category: "workstation", isPrimary: true),
    World.ResourceType(name: "Office Desk", countsAs: "desk", category: "workstation", isPrimary: true),
    World.ResourceType(name: "Parking", countsAs: "space", category: "parking", isPrimary: false),
    World.ResourceType(name: "Meeting Room", countsAs: "space", category: "meeting_room", isPrimary: false),
    World.ResourceType(name: "Home Office", countsAs: "", category: "home_office", isPrimary: false),
  ]

  /// The type that a name means: `hot desk` is `hotdesk`, `office` is `privateoffice`, `room` is `meetingroom`.
  static func typeKey(_ name: String) -> String {
    switch World.plainName(name) {
    case "office": "privateoffice"
    case "room": "meetingroom"
    case let plain: plain
    }
  }

  func type(of resource: World.Resource) -> World.ResourceType { types[Self.typeKey(resource.type)]! }

  func parent(of resource: World.Resource) -> World.Resource? { resources[resource.parent] }

  /// Children share their parent's location.
  func location(of resource: World.Resource) -> String {
    parent(of: resource).map { location(of: $0) } ?? resource.location
  }

  /// A child without a floor is on its parent's.
  func floor(of resource: World.Resource) -> String {
    resource.floor.isEmpty ? parent(of: resource).map { floor(of: $0) } ?? "" : resource.floor
  }
}

// MARK: - The calendar part of a cell

extension Reference {
  /// What a day, and for `hour` an hour, gives a calendar key.
  static func calendarValue(_ key: Question.Key, day: AlmanacDay, hour: Int?) -> String? {
    switch key {
    case .day: day.iso
    case .week: day.week
    case .month: day.monthName
    case .quarter: day.quarterName
    case .year: "\(day.year)"
    case .weekday: day.weekdayName
    case .hour: "\(hour!)"
    case .location, .type, .resource, .floor, .category, .costcenter, .user, .company, .plan, .kind, .group: nil
    }
  }

  /// The cell's values with attributes left blank: the cell of the calendar alone.
  static func calendarCell(_ keys: [Question.Key], day: Int, hour: Int? = nil) -> [String] {
    let day = Almanac.day(day)
    return keys.map { calendarValue($0, day: day, hour: hour) ?? "" }
  }

  /// A missing attribute, however it is shown.
  static let none = "(none)"

  /// A cell with each attribute looked up.
  static func cell(
    _ keys: [Question.Key], day: Int, hour: Int? = nil, attribute: (Question.Key) -> String
  ) -> [String] {
    zip(keys, calendarCell(keys, day: day, hour: hour)).map { key, value in
      guard !key.isCalendar else { return value }
      let own = attribute(key)
      return own.isEmpty ? none : own
    }
  }

  /// The days of the frame that the calendar conditions leave.
  static func days(of question: Question) -> [Int] {
    question.widened.filter { day in
      question.conditions.allSatisfy { condition in
        switch condition {
        case .weekdays(let weekdays): weekdays.contains(Almanac.day(day).weekday)
        case .attribute, .quantityAbove: true
        }
      }
    }
  }

  /// Whether a row with these attributes passes filters and `where`; `nil` passes nothing.
  static func passes(_ question: Question, quantity: Int = 1, attribute: (Question.Key) -> [String]) -> Bool {
    let filtered = question.filters.allSatisfy { filter in
      attribute(filter.key).contains { filter.values.contains($0) }
    }
    return filtered
      && question.conditions.allSatisfy { condition in
        switch condition {
        case .weekdays: true
        case .attribute(let key, let values, _): attribute(key).contains { values.contains($0) }
        case .quantityAbove(let limit): quantity > limit
        }
      }
  }
}
