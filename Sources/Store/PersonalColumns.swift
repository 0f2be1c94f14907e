import Synchronization

extension Snapshot {
  /// Whether a column tells who somebody is. A canonical column does so by its meaning (`Field.isPersonal`). Any other
  ///
  /// - of users does where nine in ten of its values, or more, are one user's alone, as badge numbers are;
  /// - of another table does where more than half of its values are ids, names or e-mails of users, in a `;`-separated
  ///   list each of its names. A plain number is taken for an id where it has four digits or more, or where the column is
  ///   called like a role of persons (`booked_by`): numbers of seats are no persons;
  /// - of bookings does where nine in ten of its values, or more, of five at least, are in rows of one user alone, as
  ///   number plates are;
  /// - of what persons have (bookings, memberships, assignments, the history) does where it is called like a personal
  ///   column of users, whatever is in it.
  ///
  /// A column of users that names users, as `manager` does, says to which team somebody belongs, like any other.
  public func isPersonal(_ column: String, of table: TableName) -> Bool {
    if let field = Schema.field(column, of: table) { return field.isPersonal }
    return personal.columns(of: table, in: self).contains(column)
  }

  /// Whether a column of bookings is emptied where its row loses its person: it tells who that was, or is called like
  /// something that gives it away, as a subject or a number plate does.
  public func isLostWithPerson(_ column: String) -> Bool {
    isPersonal(column, of: .bookings)
      || Schema.field(column, of: .bookings) == nil && ColumnWords.givesPersonAway(column)
  }

  /// Whether more than half of the values of an attribute are what users are called.
  public func namesUsers(_ attribute: String, of table: TableName) -> Bool {
    guard case .text(_, let pool)? = self.table(table).columns[attribute] else { return false }
    return namesUsers(pool, isRole: ColumnWords.isRole(attribute))
  }

  /// Whether a column is called like a role of persons, so that any number in it can be a user's id.
  public static func isRole(_ column: String) -> Bool { ColumnWords.isRole(column) }

  /// The attributes of a table that tell who somebody is: the rule itself, O(values).
  public func personalAttributes(of table: TableName) -> Set<String> {
    let rows = self.table(table)
    return Set(
      rows.attributes.filter { name in
        if isCalledPersonal(name, of: table) { return true }
        guard case .text(let codes, let pool)? = rows.columns[name] else { return false }
        if table == .users { return isNearlyUnique(codes, pool) }
        return namesUsers(pool, isRole: ColumnWords.isRole(name)) || isOfSinglePersons(codes, pool, rows)
      })
  }

  private func isCalledPersonal(_ column: String, of table: TableName) -> Bool {
    switch table {
    case .bookings, .memberships, .assignments, .history: ColumnWords.isPersonal(column)
    case .locations, .types, .resources, .availability, .plans, .users, .holidays: false
    }
  }

  /// Whether nine in ten of the values, of two or more, are one row's alone.
  private func isNearlyUnique(_ codes: Codes, _ pool: StringPool) -> Bool {
    guard pool.count > 2 else { return false }
    var counts = [Int](repeating: 0, count: pool.count)
    for row in 0..<codes.count { counts[codes[row]] += 1 }
    let values = counts.dropFirst().filter { $0 > 0 }
    return values.count { $0 == 1 } * 10 >= values.count * 9
  }

  /// Whether nine in ten of the values, of five or more, are in rows of one user alone, as number plates are. Of fewer it
  /// may be so by chance.
  private func isOfSinglePersons(_ codes: Codes, _ pool: StringPool, _ rows: Table) -> Bool {
    guard rows.name == .bookings, let users = rows.codes("user"), pool.count > 5 else { return false }
    // By value: its only user, or -1 of several.
    var owners = [Int](repeating: 0, count: pool.count)
    for row in 0..<codes.count where users[row] != 0 {
      let owner = owners[codes[row]]
      if owner != users[row] { owners[codes[row]] = owner == 0 ? users[row] : -1 }
    }
    let values = owners.dropFirst().filter { $0 != 0 }
    return values.count >= 5 && values.count { $0 > 0 } * 10 >= values.count * 9
  }

  /// Whether more than half of the values are what users are called.
  ///
  /// - Parameter isRole: any number can be a user's id.
  private func namesUsers(_ pool: StringPool, isRole: Bool) -> Bool {
    let values = pool.strings.dropFirst()
    var (named, others) = (0, 0)
    for value in values {
      let names = value.listed
      let areUsers = names.allSatisfy { name in
        (isRole || !name.isShortNumber) && !rows(named: name, in: .users).isEmpty
      }
      if areUsers, !names.isEmpty { named += 1 } else { others += 1 }
      if others * 2 >= values.count { return false }
    }
    return named * 2 > values.count
  }
}

/// The attributes of each table that tell who somebody is, found when they are first asked for.
final class PersonalColumns: Sendable {
  private let found: Mutex<[TableName: Set<String>]>

  /// - Parameter known: what was found before values were taken out that showed it.
  init(known: [TableName: Set<String>] = [:]) {
    found = Mutex(known)
  }

  fileprivate func columns(of table: TableName, in snapshot: Snapshot) -> Set<String> {
    if let known = found.withLock({ $0[table] }) { return known }
    let columns = snapshot.personalAttributes(of: table)
    found.withLock { $0[table] = columns }
    return columns
  }
}

/// What headers give away.
private enum ColumnWords {
  static func isPersonal(_ column: String) -> Bool {
    ["name", "username", "login", "email", "mail", "member", "membername", "displayname"].contains(plain(column))
  }

  /// `booked_by`, `organizer`, `user_2`
  static func isRole(_ column: String) -> Bool {
    let word = plain(column)
    return word.hasSuffix("by") || roles.contains { word.contains($0) }
  }

  private static let roles = [
    "user", "person", "people", "organi", "owner", "host", "employee", "member", "assignee", "attendee", "guest",
    "contact", "manager", "supervisor",
    "requester", "approver", "creator", "booker",
  ]

  /// `subject`, `License plate`, `Betreff 2`, `cancelled_by`: nothing that queries must not show, and yet nothing that may
  /// stay where a person was forgotten.
  static func givesPersonAway(_ column: String) -> Bool {
    var word = String(plain(column).filter(\.isLetter))
    // Not every word that ends or contains one of those below is meant.
    for other in ["template", "nearby", "standby"] { word = word.replacing(other, with: "") }
    return isPersonal(word) || names.contains(word) || word.hasSuffix("by")
      || ["note", "notes"].contains { word.hasSuffix($0) } || parts.contains { word.contains($0) }
  }

  private static let names: Set<String> = [
    "user", "person", "benutzer", "mitarbeiter", "owner", "employee",
    "firstname", "lastname", "givenname", "familyname", "fullname", "personname", "vorname", "nachname", "benutzername",
    "car", "vehicle", "fahrzeug", "bookedfor", "reservedfor", "onbehalf",
  ]

  private static let parts = [
    "login", "username", "surname", "mail", "phone", "mobile", "telefon", "handy",
    "plate", "registration", "kennzeichen",
    "subject", "betreff", "title", "titel", "summary", "description", "beschreibung", "notiz", "comment", "kommentar",
    "bemerkung", "purpose", "reason", "zweck", "anlass",
    "organiz", "organis", "host", "guest", "gast", "gäste", "attendee", "participant", "teilnehmer", "visitor",
    "besucher", "onbehalfof",
  ]

  private static func plain(_ column: String) -> String { column.lowercased().filter { !" _-".contains($0) } }
}
