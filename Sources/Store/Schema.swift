/// What a canonical column holds, which settles how its text is read.
public enum DataType: Sendable, Hashable {
  case identifier
  case text
  /// Names a row of another table by its id (or, where unique, its name).
  case link(TableName)
  case number
  /// A day that begins something; missing is open.
  case firstDay
  /// The last day of something, written inclusive, stored exclusive; missing is open.
  case lastDay
  /// A local minute, or a date alone.
  case minute
  case flag
}

/// A canonical column of DESIGN §2.
public struct Field: Sendable, Hashable {
  public let name: String
  public let type: DataType
  /// No cell of it may be empty.
  public let isRequired: Bool
  /// A file must have it, though its cells may be empty: a booking without an end lasts for good, and a column of another
  /// name would make all of them that.
  public let needsColumn: Bool
  /// Other headers that mean it, ignoring case, blanks, `_` and `-`.
  public let synonyms: [String]
  /// It tells who somebody is.
  public let isPersonal: Bool
  /// The words that it can hold by its meaning, whether or not a row does.
  public let vocabulary: [String]

  public init(
    _ name: String, _ type: DataType, required: Bool = false, needsColumn: Bool = false, synonyms: [String] = [],
    personal: Bool = false, vocabulary: [String] = []
  ) {
    self.name = name
    self.type = type
    isRequired = required
    self.needsColumn = required || needsColumn
    self.synonyms = synonyms
    isPersonal = personal
    self.vocabulary = vocabulary
  }
}

/// The canonical columns of each table, in the order of DESIGN §2.
public enum Schema {
  public static func fields(of table: TableName) -> [Field] {
    switch table {
    case .locations:
      [
        Field("id", .identifier, required: true, synonyms: ["location", "location_id"]),
        Field("name", .text, synonyms: ["location_name"]),
        Field("timezone", .text, synonyms: ["time_zone", "tz"]),
        Field("open_hours", .text, synonyms: ["opening_hours", "business_hours"]),
      ]
    case .types:
      [
        Field("name", .identifier, required: true, synonyms: ["id", "type", "title"]),
        Field("counts_as", .text, synonyms: ["countsas"], vocabulary: ["desk", "space"]),
        Field(
          "category", .text, vocabulary: ["workstation", "home_office", "parking", "meeting_room", "other"]),
        Field("primary", .flag, synonyms: ["is_primary"]),
      ]
    case .resources:
      [
        Field("id", .identifier, required: true, synonyms: ["object", "bookable", "resource", "resource_id"]),
        Field("name", .text, synonyms: ["resource_name", "title"]),
        Field("type", .link(.types), required: true, synonyms: ["resource_type"]),
        Field("location", .link(.locations), synonyms: ["location_id", "building", "office"]),
        Field("floor", .text, synonyms: ["level", "room"]),
        Field("parent", .link(.resources), synonyms: ["parent_id"]),
        Field("size", .number, synonyms: ["desks", "capacity"]),
        Field("area", .number, synonyms: ["sqm"]),
        Field("price", .number, synonyms: ["list_price"]),
        Field("available_from", .firstDay, synonyms: ["valid_from"]),
        Field("available_to", .lastDay, synonyms: ["available_until", "valid_to"]),
      ]
    case .availability:
      [
        Field("resource", .link(.resources), required: true, synonyms: ["object", "bookable", "resource_id"]),
        Field("from", .firstDay, synonyms: ["start", "valid_from", "start_date"]),
        Field("to", .lastDay, synonyms: ["end", "valid_to", "until", "end_date"]),
        Field("state", .text, synonyms: ["status"], vocabulary: ["open", "blocked"]),
      ]
    case .plans:
      [
        Field("id", .identifier, required: true, synonyms: ["plan", "plan_id"]),
        Field("name", .text, synonyms: ["plan_name", "title"]),
        Field("type", .link(.types), synonyms: ["plan_type"]),
        Field("price", .number),
      ]
    case .memberships:
      [
        Field("id", .identifier, required: true, synonyms: ["membership", "membership_id"]),
        Field("company", .text, synonyms: ["team"]),
        Field("member", .text, personal: true),
        Field("plan", .link(.plans), synonyms: ["plan_id"]),
        Field("plan_type", .link(.types)),
        Field("resource", .link(.resources), synonyms: ["object", "bookable", "resource_id"]),
        Field("location", .link(.locations), synonyms: ["location_id"]),
        Field("start", .firstDay, required: true, synonyms: ["start_date", "from", "valid_from"]),
        Field("end", .lastDay, synonyms: ["end_date", "to", "valid_to"]),
        Field("price", .number, synonyms: ["discounted_price", "net_price"]),
        Field("currency", .text),
        Field("status", .text, synonyms: ["state"]),
      ]
    case .assignments:
      [
        Field("membership", .link(.memberships), required: true, synonyms: ["membership_id"]),
        Field("resource", .link(.resources), required: true, synonyms: ["object", "bookable", "resource_id"]),
        Field("from", .firstDay, synonyms: ["start", "valid_from", "start_date"]),
        Field("to", .lastDay, synonyms: ["end", "valid_to", "until", "end_date"]),
      ]
    case .users:
      [
        Field("id", .identifier, required: true, synonyms: ["user", "user_id"], personal: true),
        Field("name", .text, synonyms: ["login", "user_name", "display_name"], personal: true),
        Field("email", .text, synonyms: ["mail", "e_mail"], personal: true),
        Field("cost_center", .text, synonyms: ["cost_centre", "costcenter", "costcentre"]),
        Field("groups", .text, synonyms: ["group"]),
      ]
    case .history:
      [
        Field("user", .link(.users), required: true, synonyms: ["user_id", "login"], personal: true),
        Field("cost_center", .text, required: true, synonyms: ["cost_centre", "costcenter", "costcentre"]),
        Field("from", .minute, required: true, synonyms: ["valid_from", "start", "since"]),
        Field("source", .text),
      ]
    case .bookings:
      [
        Field("id", .identifier, required: true, synonyms: ["booking", "booking_id", "reference"]),
        Field("user", .link(.users), synonyms: ["user_id", "login", "booked_by"], personal: true),
        Field("resource", .link(.resources), synonyms: ["object", "bookable", "resource_id"]),
        Field("type", .link(.types), synonyms: ["resource_type"]),
        Field("start", .minute, required: true, synonyms: ["from", "begin", "start_time"]),
        Field("end", .minute, needsColumn: true, synonyms: ["to", "until", "end_time"]),
        Field("kind", .text, vocabulary: ["flexible", "permanent"]),
        Field("cost_center", .text, synonyms: ["cost_centre", "costcenter", "costcentre"]),
        Field(
          "checkin", .text, synonyms: ["check_in", "checkin_status"],
          vocabulary: ["checked_in", "missed", "not_required"]),
        Field("checked_in_at", .minute, synonyms: ["check_in_time"]),
        Field("checked_out_at", .minute, synonyms: ["check_out_time"]),
        Field("quantity", .number, synonyms: ["units"]),
        Field("status", .text, synonyms: ["state"]),
        Field("created", .minute, synonyms: ["created_at"]),
      ]
    case .holidays:
      [
        Field("day", .firstDay, required: true, synonyms: ["date"]),
        Field("location", .link(.locations), synonyms: ["location_id"]),
        Field("name", .text, synonyms: ["holiday"]),
      ]
    }
  }

  /// Columns that loading adds: how status words were understood, and where an assignment is from.
  public static func derivedFields(of table: TableName) -> [Field] {
    switch table {
    case .types: [Field("primary_without_parent", .flag)]
    case .memberships: [Field("standing", .text, vocabulary: ["approved", "cancelled", "unapproved"])]
    case .bookings: [Field("standing", .text, vocabulary: ["valid", "cancelled", "rejected", "pending"])]
    case .assignments: [Field("origin", .text, vocabulary: ["assignment", "membership"])]
    case .locations: [Field("currency", .text)]
    case .resources, .availability, .plans, .users, .history, .holidays: []
    }
  }

  /// The columns with the first and last day of a row, where rows last.
  public static func edges(of table: TableName) -> (start: String, end: String)? {
    switch table {
    case .memberships: ("start", "end")
    case .assignments, .availability: ("from", "to")
    case .resources: ("available_from", "available_to")
    case .locations, .types, .plans, .users, .history, .bookings, .holidays: nil
    }
  }

  public static func field(_ name: String, of table: TableName) -> Field? {
    (fields(of: table) + derivedFields(of: table)).first { $0.name == name }
  }

  /// What a row has that says nothing, in millionths: a booking is of one.
  public static func valueOfMissing(_ column: String, of table: TableName) -> Int64 {
    table == .bookings && column == "quantity" ? Numbers.scale : 0
  }

  /// Tables that name the same things in a column of that name: a cost centre of a user's history exists, though no
  /// booking has it.
  public static func tables(naming column: String) -> [TableName] {
    switch column {
    case "cost_center": [.users, .history, .bookings]
    case "currency": [.memberships, .locations]
    default: []
    }
  }
}

extension Schema {
  /// The entity that a way of links ends at; `nil` when it ends at a text.
  public static func entity(of path: [String], from table: TableName) -> TableName? {
    var table = table
    for (index, name) in path.enumerated() {
      guard case .link(let target)? = field(name, of: table)?.type else { return nil }
      if index == path.count - 1 { return target }
      table = target
    }
    return nil
  }
}
