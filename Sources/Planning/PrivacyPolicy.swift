import Diagnostics
import Store

/// What was permitted, with the decisions of the policy, which name nobody.
public protocol DecidedQuery: Sendable {
  var decisions: [String] { get }
}

/// A query that the workspace's privacy settings allow. Only `PrivacyPolicy.permit` makes one, and `Planner` takes nothing
/// else, so a query that skips the policy does not compile.
public struct PermittedQuery: DecidedQuery {
  public let query: BoundQuery
  /// How small groups are hidden in its answer; nil where none can be told from it, or all may be shown.
  public let groups: GroupRule?

  fileprivate init(_ query: BoundQuery, groups: GroupRule?) {
    self.query = query
    self.groups = groups
  }

  public var decisions: [String] {
    query.persons.allowed + (groups.map { ["groups of fewer than \($0.size) people hidden"] } ?? [])
  }
}

/// A list that the workspace's privacy settings allow. Only `PrivacyPolicy.permit` makes one.
public struct PermittedList: DecidedQuery {
  public let list: BoundList
  /// Why the columns that tell who somebody is stay out; nil where they may be shown.
  public let hiding: Diagnostic?

  fileprivate init(_ list: BoundList, hiding: Diagnostic?) {
    self.list = list
    self.hiding = hiding
  }

  public var decisions: [String] {
    list.persons.allowed + (hiding == nil ? [] : ["columns of persons left out"])
      + (hiding == nil && list.personalColumns != nil && list.persons.isEmpty ? ["columns of persons shown"] : [])
  }
}

/// A query whose rows the workspace's privacy settings allow to be told. Only `PrivacyPolicy.permit` makes one.
public struct PermittedExplanation: DecidedQuery {
  public let query: PermittedQuery
  /// Whether the rows behind the figures are told: not those of small groups.
  public let tellsRows: Bool
  /// Why the columns that tell who somebody is stay out; nil where they may be shown.
  public let hiding: Diagnostic?

  fileprivate init(_ query: PermittedQuery, tellsRows: Bool, hiding: Diagnostic?) {
    self.query = query
    self.tellsRows = tellsRows
    self.hiding = hiding
  }

  public var decisions: [String] {
    query.decisions + [!tellsRows ? "no rows" : hiding == nil ? "rows with persons" : "rows without persons"]
  }
}

/// What the workspace allows to be asked about persons (DESIGN §6). It judges the bound query, so every way to a person
/// is judged alike.
public struct PrivacyPolicy: Sendable {
  let settings: Settings
  /// What is wrong in the workspace's settings file, if anything: then nothing is told about persons.
  let obstacle: SettingsObstacle?
  /// Which bookings figures are made of, by the workspace's own definitions.
  let counted: RowExpression
  /// Whether some groups are too small to be shown; a group of one is a group.
  let hidesGroups: Bool

  /// - Parameter counted: `bookings.counts` as the workspace has it, whatever a session makes of it.
  package init(settings: Settings, obstacle: SettingsObstacle? = nil, counted: RowExpression = .always) {
    self.settings = settings
    self.obstacle = obstacle
    self.counted = counted
    hidesGroups = settings.minGroup > 1 || obstacle?.mayHidePolicy == true
  }

  public func permit(_ query: BoundQuery) throws(Rejection) -> PermittedQuery {
    let custom = query.frames.filter(\.isCustom).map(\.span.dayCount).max()
    let days = custom.map { PersonalDays.some($0) } ?? .usual
    try judge(query.persons, days)
    guard hidesGroups, query.tellsOfPeople else {
      try checkNames(query.unknownNames)
      return PermittedQuery(query, groups: nil)
    }
    let whole = PersonReference(text: query.title, range: query.range, source: query.source)
    try checkFile(whole)
    if let refusal = groupRefusal(of: query) { throw Rejection(refusal.located(in: query.source)) }
    try checkNames(query.unknownNames)
    return PermittedQuery(query, groups: GroupRule(size: settings.minGroup, counted: counted))
  }

  /// The rows behind a query are told as a list tells them: columns of persons are left out where they are not allowed, and
  /// where small groups are hidden there is no row of what people did.
  ///
  /// - Parameter statement: `explain`, `why`.
  public func permit(_ query: BoundQuery, toldBy statement: String) throws(Rejection) -> PermittedExplanation {
    let permitted = try permit(query)
    let custom = query.frames.filter(\.isCustom).map(\.span.dayCount).max()
    let whole = PersonReference(text: "\(statement) \(query.title)", range: query.range, source: query.source)
    return PermittedExplanation(
      permitted, tellsRows: permitted.groups == nil,
      hiding: refusal(of: whole, custom.map { PersonalDays.some($0) } ?? .usual))
  }

  /// Ways to persons are refused as in a query; columns that are merely there are left out.
  public func permit(_ list: BoundList) throws(Rejection) -> PermittedList {
    try judge(list.persons, list.personalDays)
    if hidesGroups, list.tellsOfPeople {
      let whole = PersonReference(text: "list " + list.title, range: list.range, source: list.source)
      try checkFile(whole)
      throw Rejection(.listOfPeople(whole, groups).located(in: list.source))
    }
    try checkNames(list.unknownNames)
    return PermittedList(list, hiding: list.personalColumns.flatMap { refusal(of: $0, list.personalDays) })
  }

  private func judge(_ persons: [PersonReference], _ days: PersonalDays) throws(Rejection) {
    if let person = persons.first, let refusal = refusal(of: person, days) { throw Rejection(refusal) }
  }

  /// What nothing is called is told where it may be told what there is.
  private func checkNames(_ unknown: [Diagnostic]) throws(Rejection) {
    guard unknown.isEmpty else { throw Rejection(unknown.map { $0.asForgotten(after: settings.anonymizeAfter) }) }
  }

  /// A file that cannot be read might hide small groups, and nobody knows how small.
  private func checkFile(_ whole: PersonReference) throws(Rejection) {
    if let obstacle { throw Rejection(.peopleUnread(whole, obstacle.diagnostic).located(in: whole.source)) }
  }

  /// Why nothing about this person is told.
  func refusal(of person: PersonReference, _ days: PersonalDays) -> Diagnostic? {
    if let obstacle { return .settingsUnread(person, obstacle.diagnostic).located(in: person.source) }
    guard settings.userStatistics else {
      return .userStatisticsOff(person, origin: settings.origin("user_statistics")).located(in: person.source)
    }
    if settings.anonymizeAfter > 0, settings.anonymizeAfter < 90 {
      return .anonymizedTooSoon(person, days: settings.anonymizeAfter).located(in: person.source)
    }
    if hidesGroups { return .personInGroups(person, groups).located(in: person.source) }
    let limit = settings.userFrameLimit
    guard limit > 0, days.exceed(limit) else { return nil }
    return .personalFrameTooLong(person, days: days, limit: limit).located(in: person.source)
  }

  /// Whether names of persons may be shown at all, as in completion.
  public var allowsPersons: Bool {
    obstacle == nil && settings.userStatistics && !hidesGroups
      && (settings.anonymizeAfter == 0 || settings.anonymizeAfter >= 90)
  }

  /// Whether the cells of columns that are no key of groups may be shown.
  public var allowsAnyText: Bool { !hidesGroups }

  var groups: GroupSetting { GroupSetting(size: settings.minGroup, origin: settings.origin("min_group")) }
}

extension [PersonReference] {
  fileprivate var allowed: [String] { [isEmpty ? "no single person" : "single persons allowed"] }
}

/// What is wrong in a workspace's settings file.
public struct SettingsObstacle: Sendable {
  public let diagnostic: Diagnostic
  /// What could not be read may be a setting of privacy: then the strictest policy is in force. A definition that makes no
  /// sense is none.
  public let mayHidePolicy: Bool

  public init(_ diagnostic: Diagnostic, mayHidePolicy: Bool) {
    self.diagnostic = diagnostic
    self.mayHidePolicy = mayHidePolicy
  }
}

/// The days over which something is told about persons.
public enum PersonalDays: Hashable, Sendable {
  /// A month, a quarter, `last30`, `last90`; or nothing that goes by days.
  case usual
  /// A frame that can be of any length.
  case some(Int)
  /// All that there are.
  case all

  func exceed(_ limit: Int) -> Bool {
    switch self {
    case .usual: false
    case .some(let count): count > limit
    case .all: true
    }
  }
}
