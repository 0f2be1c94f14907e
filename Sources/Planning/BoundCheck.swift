import Calculus
import Diagnostics
import Language
import Store

/// A check with its name settled: all that is odd, what is odd in one table, one finding row by row, or what became of
/// each file. Not yet permitted.
public struct BoundCheck: Sendable {
  public enum Subject: Hashable, Sendable {
    case everything
    case table(TableName)
    case finding(FindingKind)
    /// `check files`: what became of each file.
    case files

    /// The word for it.
    public static let filesWord = "files"
  }

  public let subject: Subject
  public let today: Day
  /// The cost centre of whoever has none.
  public let defaultCostCenter: String
  /// What definitions say of rows, as the catalogue has it; nil where nothing does.
  public let conditions: Conditions
  /// The statement's text, for messages, and where in it the check stands.
  public let source: SourceText
  public let range: SourceRange

  /// Conditions on rows by which rows are found that contradict each other.
  public struct Conditions: Sendable {
    /// `resources.held`, `resources.available`
    public let held: RowExpression?
    public let available: RowExpression?
    /// `assignments.in_force`, and `memberships.hotdesk`, whose places nobody has alone.
    public let inForce: RowExpression?
    public let hotdesk: RowExpression?
    /// `bookings.counts`
    public let counts: RowExpression?
  }
}

extension Binder {
  /// Binds a check.
  ///
  /// - Throws: `Rejection` where there is neither a table nor a finding of that name.
  public static func bind(
    _ check: CheckQuery, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText
  ) throws(Rejection) -> BoundCheck {
    let binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: source)
    let subject = try located(in: source) { () throws(Rejection) -> BoundCheck.Subject in
      guard let name = check.subject else { return .everything }
      if name.text.lowercased() == BoundCheck.Subject.filesWord { return .files }
      if let kind = FindingKind.named(name.text.lowercased()) { return .finding(kind) }
      if let table = TableName.named(name.text) { return .table(table) }
      throw Rejection(.unknownFinding(name, isMetric: binder.isBeginningOfMetric(name)))
    }
    let conditions = BoundCheck.Conditions(
      held: binder.truth("held", of: .resources), available: binder.truth("available", of: .resources),
      inForce: binder.truth("in_force", of: .assignments), hotdesk: binder.truth("hotdesk", of: .memberships),
      counts: binder.truth("counts", of: .bookings))
    return BoundCheck(
      subject: subject, today: today, defaultCostCenter: settings.defaultCostCenter, conditions: conditions,
      source: source, range: check.place.range)
  }

  /// When a column of rows holds; nil where it is none, or no condition.
  private func truth(_ word: String, of table: TableName) -> RowExpression? {
    var rows = rowBinder()
    let nowhere = Place(SourceRange(lower: 0, upper: 0))
    guard let value = try? rows.resolve(word, on: table, place: nowhere), case .truth(let condition) = value else {
      return nil
    }
    return condition
  }

  /// `check ins` is a metric that somebody may have; without a time it looks like a check.
  private func isBeginningOfMetric(_ name: Name) -> Bool {
    catalogue.metricNames.contains { $0.lowercased() == "check " + name.text.lowercased() }
  }
}
