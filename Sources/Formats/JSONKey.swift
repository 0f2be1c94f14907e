// Unsafe: keys refer to each other by address. Promises: a key lives as long as the table that made it, and stays where
// it is; only `JSONTable` makes and frees them.

/// A key of the objects of one place in a JSON text (`resource` in the rows, `id` within `resource`): where its values go,
/// and what stood beside it the last time, so that the next object's keys can be guessed instead of looked up.
struct JSONKey {
  typealias Place = UnsafeMutablePointer<JSONKey>

  /// The keys on the way to it, joined by `.`; the header of its column.
  let path: String
  /// The object's key in which it lies; nil for the object that is a row.
  let parent: Place?
  /// `name"` as it is spelled between two quotes.
  let spelling: UnsafeMutablePointer<UInt8>
  /// A count that never fits if the name has to be escaped.
  let quotedCount: Int
  /// The first eight bytes of `spelling`, and which of them count.
  let head: UInt64
  let headMask: UInt64
  /// What a list or an object under it may mean for an envelope.
  let role: Role

  enum Role {
    case other
    /// `id` and the like: its object is a record.
    case identity
    /// `schemas`: its object is a record if it names a user.
    case schemas
    /// `data`, which holds a list or one record.
    case data
    /// `results` and the like: a list under it is one of records, even if it is empty.
    case list
  }

  /// Its place among the keys of the objects in which it lies, as they first appeared.
  let number: Int
  /// The keys of the objects under it, by their bytes.
  var memberByName: [[UInt8]: Place] = [:]
  /// The column of its plain values.
  var column: JSONColumn.Place?
  /// The table of its lists' objects; the parent table holds it.
  var list: Unmanaged<JSONTable>?

  /// The first key of its last object, and its own neighbour in the last object in which it was.
  var firstMember: Place?
  var next: Place?

  /// The last key of its last object, and the key before it in the last object in which it was: so the keys of one object
  /// are met without those that others of that place had.
  var lastMember: Place?
  var before: Place?

  /// The row in which it was seen last, and those where it held an object, objects in a list, or an empty list; as
  /// serial numbers of rows, 0 being none.
  var seen: UInt64 = 0
  var objectSeen: UInt64 = 0
  var listSeen: UInt64 = 0
  var emptyListSeen: UInt64 = 0

  /// - Parameter name: decoded.
  init(name: [UInt8], parent: Place?) {
    let text = String(decoding: name, as: UTF8.self)
    let prefix = parent?.pointee.path ?? ""
    path = parent?.pointee.parent == nil ? text : prefix + "." + text
    self.parent = parent
    number = parent?.pointee.memberByName.count ?? 0
    spelling = .allocate(capacity: name.count + 9)
    spelling.initialize(repeating: 0, count: name.count + 9)
    for (place, byte) in name.enumerated() { spelling[place] = byte }
    spelling[name.count] = UInt8(ascii: "\"")
    let isPlain = name.allSatisfy { $0 > 0x1F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    quotedCount = isPlain ? name.count + 1 : .max / 2
    head = UnsafeRawPointer(spelling).loadUnaligned(as: UInt64.self)
    headMask = name.count + 1 >= 8 ? .max : (1 << UInt64(8 * (name.count + 1)) - 1).littleEndian
    role = Role(name: text)
  }

  /// The keys of its last object, as they first appeared in any.
  var lastMembers: [Place] {
    var members: [Place] = []
    var key = lastMember
    while let member = key {
      members.append(member)
      key = member.pointee.before
    }
    return members.sorted { $0.pointee.number < $1.pointee.number }
  }
}

extension JSONKey.Role {
  /// - Parameter name: compared with its case where it marks a record, without it where it holds a list.
  init(name: String) {
    switch name {
    case "id", "_id", "Id", "uuid", "userName": self = .identity
    default:
      switch name.lowercased() {
      case "schemas": self = .schemas
      case "data": self = .data
      case "results", "resources", "items", "value", "records", "bookings", "users": self = .list
      default: self = .other
      }
    }
  }

  /// Whether an empty list under it is a list of no records.
  var namesList: Bool {
    switch self {
    case .data, .list: true
    case .other, .identity, .schemas: false
    }
  }
}
