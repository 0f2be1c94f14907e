import Store

/// Persons of whom no booking is left, and where the tables name them. It lives while a workspace is loaded or cleaned;
/// the store never has it.
struct ForgottenPersons {
  /// The new code of each user's code; 0 for those who are forgotten, and for none.
  let users: [UInt32]
  /// Attributes that tell who somebody is, by table, as they were found before anything was taken out.
  let personal: [TableName: Set<String>]
  /// Text columns that name persons, by table.
  let naming: [TableName: Set<String>]
  /// Columns of bookings that are emptied where the row loses its person.
  let lost: Set<String>
  /// Ids, names and e-mails, folded.
  private let names: Set<String>
  /// Ids that could be any number.
  private let shortNumbers: Set<String>

  /// - Parameters:
  ///   - drafts: all tables, still with everybody in them.
  ///   - users: the new code of each user's code.
  init(of drafts: [TableName: TableDraft], users: [UInt32]) {
    let tables = drafts.mapValues {
      Table($0.name, rowCount: $0.rowCount, columns: $0.columns, attributes: $0.attributes)
    }
    let snapshot = Snapshot(
      tables: tables, loaded: [], bookingOrder: .empty,
      calendar: BookingCalendar(places: [], irregularRows: [], shapes: []), findings: [], rejected: [], files: [])
    self.users = users
    personal = tables.mapValues { snapshot.personalAttributes(of: $0.name) }
    naming = tables.mapValues { table in
      Set(
        table.columns.keys.filter { column in
          // Of users only what names others, as `manager` does: their own rows go as a whole.
          table.name == .users
            ? table.attributes.contains(column) && snapshot.namesUsers(column, of: .users)
            : snapshot.isPersonal(column, of: table.name)
        })
    }
    lost = Set((tables[.bookings]?.attributes ?? []).filter(snapshot.isLostWithPerson))

    var names: Set<String> = []
    var shortNumbers: Set<String> = []
    let table = snapshot.table(.users)
    for row in 0..<table.rowCount where users[row + 1] == 0 {
      let id = LinkIndex.folded(table.id(of: row))
      if ForgottenPersons.isShortNumber(id) { shortNumbers.insert(id) } else { names.insert(id) }
      for column in ["name", "email"] { names.insert(LinkIndex.folded(table.text(column, of: row))) }
    }
    names.remove("")
    self.names = names
    self.shortNumbers = shortNumbers
  }

  /// A text without those in its `;`-separated list who are forgotten; the text itself where nobody is.
  ///
  /// - Parameter isRole: the column is called like a role of persons, so that any number in it can be a user's id.
  func cleaned(_ text: String, isRole: Bool) -> String {
    func isForgotten(_ name: String) -> Bool {
      let folded = LinkIndex.folded(name)
      return names.contains(folded) || isRole && shortNumbers.contains(folded)
    }
    if isForgotten(text) { return "" }
    let listed = text.listed
    let left = listed.filter { !isForgotten($0) }
    return left.count == listed.count ? text : left.joined(separator: ";")
  }

  /// Fewer than four digits: what seats and floors are numbered with, too.
  private static func isShortNumber(_ text: String) -> Bool {
    text.utf8.count < 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
