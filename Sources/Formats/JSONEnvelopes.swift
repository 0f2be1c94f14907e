// Unsafe: follows places of keys. Promises: none beyond those of `JSONTable`, which has to live on.

/// Which objects at the top of a text are envelopes, and what they hold. The rule stands at `JSONReader`.
struct JSONEnvelopes {
  struct Envelope {
    /// In the table of what stands at the top.
    let row: Int
    /// Single records.
    let recordPaths: [String]
    /// Lists of objects, empty ones too.
    let listPaths: [String]
  }

  private struct Contents {
    var records: [JSONKey.Place] = []
    var lists: [JSONKey.Place] = []
  }

  /// In the order of their rows.
  private(set) var all: [Envelope] = []

  /// Finds out whether the row that was read last is an envelope.
  mutating func judge(_ table: JSONTable, row: Int) {
    var contents = Contents()
    guard JSONEnvelopes.open(table.root, of: table, row, into: &contents) else { return }
    JSONEnvelopes.addLists(below: table.root, table.serial, into: &contents)
    let records = contents.records.map(\.pointee.path)
    all.append(Envelope(row: row, recordPaths: records, listPaths: contents.lists.map(\.pointee.path)))
  }

  /// - Returns: false if the object is a record.
  private static func open(
    _ object: JSONKey.Place, of table: JSONTable, _ row: Int, into contents: inout Contents
  ) -> Bool {
    let members = object.pointee.lastMembers
    guard !members.contains(where: { marksRecord($0, of: table, row) }) else { return false }
    var isEnvelope = false
    for member in members {
      let key = member.pointee
      if key.listSeen == table.serial { isEnvelope = true }
      if key.emptyListSeen == table.serial, key.role.namesList || key.list != nil {
        contents.lists.append(member)
        isEnvelope = true
      }
      if key.objectSeen == table.serial, key.role == .data || members.count == 1 {
        if open(member, of: table, row, into: &contents) {
          isEnvelope = true
        } else if key.role == .data {
          contents.records.append(member)
          isEnvelope = true
        }
      }
    }
    return isEnvelope
  }

  private static func marksRecord(_ key: JSONKey.Place, of table: JSONTable, _ row: Int) -> Bool {
    switch key.pointee.role {
    case .identity: true
    case .schemas:
      key.pointee.column.map {
        $0.pointee.rows > row
          && String(decoding: $0.pointee.last, as: UTF8.self).split(separator: ";")
            .contains { $0.hasSuffix(":User") }
      } ?? false
    case .other, .data, .list: false
    }
  }

  /// All lists of objects of an envelope are lists of records, but those within a record.
  private static func addLists(below object: JSONKey.Place, _ serial: UInt64, into contents: inout Contents) {
    for member in object.pointee.lastMembers {
      if member.pointee.listSeen == serial { contents.lists.append(member) }
      if member.pointee.objectSeen == serial, !contents.records.contains(member) {
        addLists(below: member, serial, into: &contents)
      }
    }
  }
}
