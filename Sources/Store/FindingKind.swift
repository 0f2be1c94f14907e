/// What the code of a finding stands for: one row of a table that says all there is to say of it.
public struct FindingKind: Sendable, Hashable {
  /// Whom its rows tell about.
  public enum Subject: Sendable, Hashable {
    /// Places, resources, contracts.
    case things
    /// What people did, without saying who.
    case bookings
    /// Single persons.
    case persons
  }

  public let code: String
  public let subject: Subject
  /// The columns that it makes doubtful: `bookings.resource`; a table alone is any column of it. None where each finding
  /// says its own.
  public let columns: [String]
  /// One sentence about one row, and about several: `#` is how many. Empty where each finding has words of its own.
  let one: String
  let several: String
  /// What to do about it, or how to live with it.
  public let remedy: String

  init(
    _ code: String, _ subject: Subject, _ columns: [String], one: String = "", several: String = "", remedy: String
  ) {
    self.code = code
    self.subject = subject
    self.columns = columns
    self.one = one
    self.several = several
    self.remedy = remedy
  }

  init(_ code: String, _ columns: [String], one: String = "", several: String = "", remedy: String) {
    self.init(code, .things, columns, one: one, several: several, remedy: remedy)
  }

  /// `3 bookings have a check-out that is not after the check-in`
  public func sentence(_ count: Int) -> String {
    (count == 1 ? one : several).replacing("#", with: "\(count)")
  }

  public static func named(_ code: String) -> FindingKind? { kindOfCode[code] }

  private static let kindOfCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
}

extension Finding {
  /// A finding whose sentence is that of its kind.
  public init(_ kind: FindingKind, _ table: TableName, rows: [String], count: Int, details: [String] = []) {
    self.init(
      kind: kind, message: kind.sentence(count), table: table, rows: rows, count: count, details: details)
  }
}
