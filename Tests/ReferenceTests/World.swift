import Foundation

/// A workspace small enough to be looked at whole: the tables of DESIGN §2 as plain rows.
///
/// Days are days since 1970-01-01 and inclusive as people write them; an empty text is an empty cell.
struct World {
  struct Location {
    var id: String
    var name: String
    var zone = ""
    var openHours = ""
  }

  struct ResourceType {
    var name: String
    /// `desk`, `space`, or nothing.
    var countsAs: String
    var category: String
    var isPrimary: Bool
  }

  struct Resource {
    var id: String
    var name = ""
    var type: String
    var location = ""
    var floor = ""
    var parent = ""
    var size: Int?
    var area = ""
    var price = ""
    var availableFrom: Int?
    var availableTo: Int?
  }

  struct Interval {
    var resource: String
    var from: Int?
    var to: Int?
    var isOpen: Bool
  }

  struct Plan {
    var id: String
    var name: String
    var type = ""
    var price = ""
  }

  struct Membership {
    var id: String
    var company = ""
    var plan = ""
    var planType = ""
    var resource = ""
    var location = ""
    var start: Int
    var end: Int?
    var price = ""
    var currency = ""
    var status = ""
  }

  struct Assignment {
    var membership: String
    var resource: String
    var from: Int?
    var to: Int?
  }

  struct User {
    var id: String
    var name = ""
    var email = ""
    var costCentre = ""
    var groups: [String] = []
  }

  struct CostCentreChange {
    var user: String
    var costCentre: String
    var from: Moment
  }

  /// A time as an export writes it.
  enum Moment: Hashable {
    /// `2024-03-15`
    case day(Int)
    /// `2024-03-15T08:30`, on the location's wall
    case local(Int)
    /// `2024-03-15T08:30+01:00` or, without an offset, `2024-03-15T07:30Z`
    case instant(utc: Int, offset: Int)
  }

  struct Booking: Hashable {
    var id: String
    var user = ""
    var resource = ""
    var type = ""
    var start: Moment
    var end: Moment?
    var kind = ""
    var costCentre = ""
    var checkin = ""
    /// Local minutes.
    var checkedIn: Int?
    var checkedOut: Int?
    /// The local minute, of one that is told as it was.
    var bookedStart: Int?
    var quantity: Int?
    var status = ""
  }

  struct Holiday {
    var day: Int
    var location = ""
  }

  var coefficient = "1"
  /// As the setting is written; the default is 09:00–17:00.
  var openHours = ""
  var zone = "Europe/Berlin"

  var locations: [Location] = []
  var types: [ResourceType] = []
  var resources: [Resource] = []
  var availability: [Interval] = []
  var plans: [Plan] = []
  var memberships: [Membership] = []
  var assignments: [Assignment] = []
  var users: [User] = []
  var history: [CostCentreChange] = []
  var bookings: [Booking] = []
  var holidays: [Holiday] = []

  /// The day on which the session believes to be.
  static let today = Almanac.number("2024-07-01")
}

extension World.Moment {
  var text: String {
    switch self {
    case .day(let day): Almanac.day(day).iso
    case .local(let minute): Almanac.isoMinute(minute)
    case .instant(let utc, 0): Almanac.isoMinute(utc) + ":00Z"
    case .instant(let utc, let offset):
      Almanac.isoMinute(utc + offset) + (offset < 0 ? "-" : "+") + Almanac.clock(abs(offset))
    }
  }
}
