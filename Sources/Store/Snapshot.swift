import Calculus

/// Everything that was loaded, immutable: queries read it, nothing writes it.
public final class Snapshot: Sendable {
  private let tables: [TableName: Table]
  /// Which tables came from a file.
  public let loaded: Set<TableName>
  public let bookingOrder: BookingOrder
  public let calendar: BookingCalendar
  public let findings: [Finding]
  public let rejected: [RejectedRow]
  public let files: [FileReport]
  /// The tables of which a file could not be read, with the names of such files: what reads them has no figures.
  public let failedTables: [TableName: [String]]
  /// Files that could not be read, and may have held rows of any table.
  public let failedFiles: [String]
  let names = NameDirectories()
  let personal: PersonalColumns
  private let forgottenNames: HashedNames

  /// - Parameters:
  ///   - personal: attributes that tell who somebody is, of tables in which that was found before; the others are looked
  ///     through when they are asked for.
  ///   - forgottenNames: what users were called who are known no more.
  public init(
    tables: [TableName: Table], loaded: Set<TableName>, bookingOrder: BookingOrder, calendar: BookingCalendar,
    findings: [Finding], rejected: [RejectedRow], files: [FileReport], personal: [TableName: Set<String>] = [:],
    forgottenNames: HashedNames = .none
  ) {
    self.tables = tables
    self.loaded = loaded
    self.bookingOrder = bookingOrder
    self.calendar = calendar
    self.findings = findings
    self.rejected = rejected
    self.files = files
    failedTables = Dictionary(
      files.filter(\.isMissed).compactMap { report in report.table.map { ($0, [report.file]) } }, uniquingKeysWith: +)
    failedFiles = files.filter { $0.hasFailed && $0.table == nil }.map(\.file)
    self.personal = PersonalColumns(known: personal)
    self.forgottenNames = forgottenNames
  }

  /// The same with other rows in some tables, which are as many as before.
  public func replacing(_ changed: [Table]) -> Snapshot {
    var tables = tables
    for table in changed { tables[table.name] = table }
    return Snapshot(
      tables: tables, loaded: loaded, bookingOrder: bookingOrder, calendar: calendar, findings: findings,
      rejected: rejected, files: files, forgottenNames: forgottenNames)
  }

  public func table(_ name: TableName) -> Table { tables[name] ?? .empty(name) }

  /// The runs of words that are what some user is called, or was who is forgotten.
  public func runsNamingPersons(in words: [String]) -> [Range<Int>] {
    names.hashedNames(of: table(.users)).runs(in: words) + forgottenNames.runs(in: words)
  }

  /// The location code of a booking: its resource's; 0 without one.
  public func place(ofBooking row: Int) -> Int {
    guard let resources = table(.bookings).codes("resource"), resources[row] != 0,
      let locations = table(.resources).codes("location")
    else { return 0 }
    return locations[resources[row] - 1]
  }
}
