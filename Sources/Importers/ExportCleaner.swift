import Calculus
import Codecs
import Diagnostics
import Store

/// A folder of exports that is written anew without the persons whom `anonymize_after` forgets.
///
/// It is loaded as for queries, which settles whose booking ended when, who is known no more, and each cost centre; the
/// files are then copied record by record, and only cells that name somebody change.
public struct ExportCleaner {
  /// A file that a table is read from.
  public struct File {
    /// Without its folder.
    public let name: String
    public let path: String
    public let table: TableName
    /// As the workspace calls the file that it is made of.
    let export: String
    let source: SourceFile
    let layout: Layout
    /// It is written as the loader understood it.
    let isTranslated: Bool

    init(_ match: WorkspaceFiles.Match, _ table: TableName) {
      self.table = table
      export = match.account.export
      path = match.account.path
      let original = File.original(match, table)
      source = original?.file ?? match.file
      layout = original?.layout ?? match.layout
      isTranslated = original == nil
      // `robin/june.zip: bookings.csv` → `bookings.robin-june.zip-bookings.csv`
      name = original != nil ? export : "\(table.rawValue).\(File.flat(match.file.name)).csv"
    }

    /// The file itself, where it is a table of the canonical form that only writes its cells in another way.
    private static func original(
      _ match: WorkspaceFiles.Match, _ table: TableName
    ) -> (file: SourceFile, layout: Layout)? {
      if match.file.lines == nil { return (match.file, match.layout) }
      guard match.account.layout == "canonical", match.account.source == nil, match.account.encoding == nil,
        let file = try? SourceFile(path: match.account.path, name: match.account.export),
        let layout = try? Layout(table: table, headers: file.headers, file: file.name),
        isHeader(file.headers, of: match)
      else { return nil }
      return (file, layout)
    }

    /// Whether the first line is what a file was read by, and no title above it.
    private static func isHeader(_ headers: [String], of match: WorkspaceFiles.Match) -> Bool {
      let first = Set(headers.map(ColumnMapping.quoted))
      return match.account.columns.allSatisfy { column in
        let written = column.written
        let isOneHeader = written.hasPrefix("\"") && written.hasSuffix("\"") && written.count { $0 == "\"" } == 2
        return column.isAttribute || !isOneHeader || first.contains(written)
      }
    }

    private static func flat(_ name: String) -> String {
      let parts = name.split { "/: ".contains($0) }.joined(separator: "-")
      return parts.hasSuffix(".csv") ? String(parts.dropLast(4)) : parts
    }
  }

  /// In the order of their names.
  public let files: [File]
  public let anonymization: Anonymization
  let rules: CleaningRules

  /// - Parameters:
  ///   - settings: with `anonymize_after` of 1 or more.
  ///   - cutoff: the day from which that is counted.
  /// - Throws: what makes the exports unreadable as a whole.
  public init(path: String, settings: Settings, today: Day, cutoff: Day) throws(Rejection) {
    guard let anonymization = Anonymization(after: settings.anonymizeAfter, cutoff: cutoff) else {
      preconditionFailure("nothing is to be anonymised")
    }
    self.anonymization = anonymization
    let builder = try WorkspaceLoader.builder(
      ExportSources(path: path), settings: settings, today: today, cutoff: cutoff, limits: ReadingLimits())
    rules = CleaningRules(builder, anonymization, try builder.snapshot())
    files = builder.files.matches.flatMap { table, matches in matches.map { File($0, table) } }
      .sorted { $0.name < $1.name }
  }

  /// Files, and folders with files, whose rows come out under other names, as they are no tables of the canonical form.
  public var translated: Set<String> {
    Set(files.filter(\.isTranslated).compactMap { $0.export.split(separator: "/").first.map(String.init) })
  }

  /// The users of whom nothing is left.
  public var forgottenCount: Int { rules.forgottenCount }

  /// Cleans one file.
  ///
  /// - Parameter write: takes its bytes, piece by piece.
  public func clean<Failure: Error>(
    _ file: File, write: ([UInt8]) throws(Failure) -> Void
  ) throws(CleaningError<Failure>) -> CleaningReport {
    var cleaner = FileCleaner(file, rules)
    do throws(SystemError) {
      // Bookings without a column of cost centres get one if any of them is to have one.
      if cleaner.canAddColumn {
        while try cleaner.next() != nil {}
        let wantsColumn = cleaner.report.costCenters > 0
        cleaner = FileCleaner(file, rules, addsColumn: wantsColumn)
      }
    } catch {
      throw .unreadable(Rejection(.unreadable(path: file.path, error: error)))
    }
    while true {
      let bytes: [UInt8]?
      do throws(SystemError) {
        bytes = try cleaner.next()
      } catch {
        throw .unreadable(Rejection(.unreadable(path: file.path, error: error)))
      }
      guard let bytes else { return cleaner.report }
      do throws(Failure) {
        try write(bytes)
      } catch {
        throw .unwritable(error)
      }
    }
  }
}

/// Why a file could not be cleaned.
public enum CleaningError<Failure: Error>: Error {
  case unreadable(Rejection)
  case unwritable(Failure)
}

/// What cleaning goes by: the loaded exports, and who is forgotten.
struct CleaningRules {
  let anonymization: Anonymization
  private let forgotten: ForgottenPersons?
  private let bookings: Table
  private let ends: [Int32]
  private let bookingRows: ExactRows
  private let userRows: ExactRows
  /// Finds users as they were before any was forgotten.
  private let users: LinkIndex

  init(_ builder: WorkspaceBuilder, _ anonymization: Anonymization, _ snapshot: Snapshot) {
    self.anonymization = anonymization
    forgotten = builder.forgotten
    bookings = snapshot.table(.bookings)
    ends = bookings.minutes("end") ?? []
    bookingRows = ExactRows(bookings)
    userRows = ExactRows(snapshot.table(.users))
    users = builder.index(.users)
  }

  var forgottenCount: Int { forgotten.map { $0.users.dropFirst().count { $0 == 0 } } ?? 0 }

  /// What is to become of a booking.
  enum Fate: Hashable {
    case kept
    /// It ended long ago; its cost centre, where its person gave it one.
    case past(costCenter: String?)
    /// The loader could not read it, so nobody can tell its age.
    case unreadable
  }

  /// Whether an end as it is written can be that of a booking that keeps its person. Instants are taken as local, so a day
  /// more is given.
  func isYoung(end text: String) -> Bool {
    guard let moment = MinuteText.parse(text) else { return false }
    let end = moment.kind == .never ? Int32.max : moment.minute
    return !anonymization.isPast(end: Int32(clamping: Int64(end) + 2 * 1440))
  }

  func fate(ofBooking id: String?) -> Fate {
    guard let id, let row = bookingRows.row(of: id) else { return .unreadable }
    guard anonymization.isPast(end: ends[row]) else { return .kept }
    let center = bookings.text("cost_center", of: row)
    return .past(costCenter: center == CostCenters.unknown ? nil : center)
  }

  /// Whether a row of users is somebody's of whom nothing is left. One that the loader could not read is nobody's.
  func isForgotten(user id: String?) -> Bool { forgotten != nil && id.flatMap { userRows.row(of: $0) } == nil }

  /// The same of a row of the history, by what it calls its user.
  func isForgotten(userOfHistory name: String?) -> Bool {
    guard let forgotten else { return false }
    guard let name, let code = users.row(text: name), Int(code) < forgotten.users.count else { return true }
    return forgotten.users[Int(code)] == 0
  }

  /// Whether a name is that of somebody of whom nothing is left.
  func isForgotten(name: String) -> Bool {
    guard let forgotten, let code = users.row(text: name), Int(code) < forgotten.users.count else { return false }
    return code != 0 && forgotten.users[Int(code)] == 0
  }

  /// Whether a column is emptied in bookings that lose their person.
  func isLost(_ column: String) -> Bool {
    forgotten?.lost.contains { Layout.folded($0) == Layout.folded(column) } ?? false
  }

  /// Whether an attribute is emptied in such bookings for what it says.
  func isLost(text: String) -> Bool { forgotten?.isLost(text) ?? false }

  /// Which names are looked for in a column. Files of one table may spell an attribute differently.
  func reach(_ column: String, of table: TableName) -> ForgottenPersons.Reach? {
    let folded = Layout.folded(column)
    return forgotten?.reaches[table]?.first { Layout.folded($0.key) == folded }?.value
  }

  func cleaned(_ text: String, _ reach: ForgottenPersons.Reach) -> String {
    forgotten?.cleaned(text, reach) ?? text
  }
}

/// Rows by their ids to the letter.
struct ExactRows {
  private var rows: [String: Int32] = [:]

  init(_ table: Table) {
    guard case .identifiers(let ids)? = table.columns["id"] else { return }
    rows.reserveCapacity(ids.count)
    for row in 0..<ids.count { rows[ids[row]] = Int32(row) }
  }

  func row(of id: String) -> Int? { rows[id].map(Int.init) }
}
