import Store

/// Persons of whom no booking is left, and where the tables name them. It lives while a workspace is loaded or cleaned;
/// the store never has it.
struct ForgottenPersons {
  /// The new code of each user's code; 0 for those who are forgotten, and for none.
  let users: [UInt32]
  /// Attributes that tell who somebody is, by table, as they were found before anything was taken out.
  let personal: [TableName: Set<String>]
  /// Which of their names are looked for in which text columns, by table.
  let reaches: [TableName: [String: Reach]]
  /// Columns of bookings that are emptied where the row loses its person.
  let lost: Set<String>
  /// What they were called, as the store may know it.
  let forgottenNames: HashedNames
  /// What anybody is or was called, forgotten or not, and words of it.
  private let allNames: HashedNames
  /// E-mails and names of several words, folded.
  private let unmistakable: Set<String>
  /// All ids, names and e-mails but short numbers.
  private let names: Set<String>
  /// Ids that could be any number.
  private let shortNumbers: Set<String>

  /// How far a column goes in naming persons.
  enum Reach: Int, Comparable {
    /// It may do so by chance: only what can be nothing else counts.
    case unmistakable
    /// It names them, by whatever they are called.
    case any
    /// It is called like a role of persons, so that any number in it can be a user's id.
    case anyNumber

    static func < (one: Reach, other: Reach) -> Bool { one.rawValue < other.rawValue }
  }

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
    reaches = tables.mapValues { table in
      var reaches: [String: Reach] = [:]
      for (column, values) in table.columns {
        guard case .text = values else { continue }
        let isAttribute = table.attributes.contains(column)
        // The rows of users who are forgotten go as a whole; others may name them, as `manager` does.
        if table.name == .users, !isAttribute { continue }
        let isNaming =
          table.name == .users
          ? snapshot.namesUsers(column, of: .users) : snapshot.isPersonal(column, of: table.name)
        if isNaming {
          reaches[column] = Snapshot.isRole(column) ? .anyNumber : .any
        } else if isAttribute {
          reaches[column] = Snapshot.isRole(column) ? .any : .unmistakable
        }
      }
      return reaches
    }
    lost = Set((tables[.bookings]?.attributes ?? []).filter(snapshot.isLostWithPerson))

    var names: Set<String> = []
    var shortNumbers: Set<String> = []
    let table = snapshot.table(.users)
    let forgottenRows = (0..<table.rowCount).filter { users[$0 + 1] == 0 }
    forgottenNames = HashedNames(of: table, rows: forgottenRows)
    allNames = HashedNames(of: table, alsoByWord: true)
    for row in forgottenRows {
      let id = LinkIndex.folded(table.id(of: row))
      if id.isShortNumber { shortNumbers.insert(id) } else { names.insert(id) }
      for column in ["name", "email"] { names.insert(LinkIndex.folded(table.text(column, of: row))) }
    }
    names.remove("")
    self.names = names
    unmistakable = names.filter { $0.contains("@") || $0.contains(where: \.isWhitespace) }
    self.shortNumbers = shortNumbers
  }

  /// A text without those in its `;`-separated list who are forgotten; the text itself where nobody is.
  func cleaned(_ text: String, _ reach: Reach) -> String {
    func isForgotten(_ name: String) -> Bool {
      let folded = LinkIndex.folded(name)
      return switch reach {
      case .unmistakable: unmistakable.contains(folded)
      case .any: names.contains(folded)
      case .anyNumber: names.contains(folded) || shortNumbers.contains(folded)
      }
    }
    if isForgotten(text) { return "" }
    let listed = text.listed
    let left = listed.filter { !isForgotten($0) }
    return left.count == listed.count ? text : left.joined(separator: ";")
  }

  /// Whether an attribute's cell goes where its booking loses its person: it mentions anybody, be it in passing, as “lunch
  /// with Ann Example” does. Who of them stays known does not matter: the one tells who the other was.
  func isLost(_ text: String) -> Bool { allNames.areMentioned(in: text) }
}
