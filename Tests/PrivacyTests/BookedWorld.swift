import Calculus
import DeskQL
import Diagnostics
import Foundation
import Store

/// A workspace of random bookings over two months, small enough that everything can be asked of it.
struct BookedWorld {
  struct Booking {
    let user: String
    let costCenter: String
    let resource: String
    let type: String
    let location: String
    let first: Day
    let last: Day
    let status: String
    let checkin: String
  }

  static let costCenters = ["A", "B", "C"]
  /// The last one is none: days at home have no resource, and everybody knows that.
  static let locations = ["L1", "L2", ""]
  static let types = ["Desk", "Standing Desk", "Parking", "Home Office"]
  static let categories = [
    "Desk": "workstation", "Standing Desk": "workstation", "Parking": "parking", "Home Office": "home_office",
  ]
  static let firstDay = Day(iso: "2023-12-18")!

  let bookings: [Booking]
  let size: Int

  init(seed: Int) {
    var dice = Seeded(seed + 1000)
    size = dice.below(3) + 2
    let people = (0..<dice.below(12) + 12).map { (name: "u\($0)", costCenter: Self.costCenters[dice.below(3)]) }
    var bookings: [Booking] = []
    for _ in 0..<dice.below(300) + 200 {
      let person = people[dice.below(people.count)]
      let first = Self.firstDay.adding(days: dice.below(56))
      let resource = dice.below(8)
      let isHome = resource > 5
      bookings.append(
        Booking(
          user: dice.below(8) == 0 ? "" : person.name,
          costCenter: dice.below(6) == 0 ? Self.costCenters[dice.below(3)] : person.costCenter,
          resource: isHome ? "" : "r\(resource)", type: isHome ? "Home Office" : Self.types[resource % 3],
          location: isHome ? "" : Self.locations[resource / 3], first: first,
          last: first.adding(days: dice.below(5) == 0 ? dice.below(4) : 0),
          status: ["", "", "", "cancelled", "pending"][dice.below(5)], checkin: ["", "", "", "missed"][dice.below(4)]))
    }
    self.bookings = bookings
  }

  /// The folder's files by name.
  func files(settings: String) -> [String: String] {
    let types = Self.types.dropLast().map { "\($0),desk,\(Self.categories[$0] ?? ""),true" }
    let resources = (0..<6).map { "r\($0),\(Self.types[$0 % 3]),\(Self.locations[$0 / 3])" }
    let rows = bookings.enumerated().map { number, booking in
      "\(number),\(booking.user),\(booking.costCenter),\(booking.resource),\(booking.type),\(booking.first)T10:00,"
        + "\(booking.last)T12:00,\(booking.status),\(booking.checkin)"
    }
    func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
    return [
      "settings.deskql": settings, "locations.csv": text(["id"] + Self.locations.dropLast()),
      "resource_types.csv": text(["name,counts_as,category,primary"] + types),
      "resources.csv": text(["id,type,location"] + resources),
      "bookings.csv": text(["id,user,cost_center,resource,type,start,end,status,checkin"] + rows),
    ]
  }

  func session(settings: String) throws -> Session {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-privacy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files(settings: settings) {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try Session.open(path: folder.path, options: SessionOptions(today: Day(iso: "2024-06-01")!))
  }

  // MARK: cells

  /// The days, of which each is an unknown in each finest cell.
  static let days = (0..<63).map { firstDay.adding(days: $0) }

  static let unknowns = cells([:], DaySpan(first: firstDay, end: firstDay.adding(days: 63))).count

  /// The parts that weeks and months have in common, by their first days.
  static let parts: [Day] = days.filter { day in
    day == firstDay || day.weekday == 0 || day == day.calendarMonth.span.first
  }

  /// Cells that agree with all of these: a key with its value, or with several.
  static func cells(_ values: [String: Set<String>], _ span: DaySpan) -> [Int] {
    var cells: [Int] = []
    var number = 0
    for costCenter in costCenters {
      for location in locations {
        for type in types where location.isEmpty == (type == "Home Office") {
          for part in parts {
            let has = [
              "costcenter": costCenter, "location": location, "type": type, "category": categories[type] ?? "",
            ]
            if values.allSatisfy({ $1.contains(has[$0] ?? "") }), span.days.contains(part) { cells.append(number) }
            number += 1
          }
        }
      }
    }
    return cells
  }

  /// Whether there are people, and too few of them, in a cell, in any of the ways in which they can be looked for: by
  /// bookings that count, where they touch and where they start, and in the whole house by any.
  func isSmall(_ values: [String: Set<String>], _ span: DaySpan) -> Bool {
    var people = [Set<String>](repeating: [], count: 4)
    for booking in bookings where !booking.user.isEmpty {
      let has = [
        "costcenter": booking.costCenter, "location": booking.location,
        "type": booking.type, "category": Self.categories[booking.type] ?? "",
      ]
      guard values.allSatisfy({ $1.contains(has[$0] ?? "") }) else { continue }
      let counts = booking.status.isEmpty && booking.checkin.isEmpty
      let touches = booking.first < span.end && booking.last >= span.first
      let starts = span.days.contains(booking.first)
      let isOfAll = values.isEmpty
      let ways = [touches && counts, starts && counts, touches && isOfAll, starts && isOfAll]
      for (place, isIn) in ways.enumerated() where isIn {
        people[place].insert(booking.user)
      }
    }
    return people.contains { (1..<size).contains($0.count) }
  }
}
