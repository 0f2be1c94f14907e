import Diagnostics
import Store

/// A query that the workspace's privacy settings allow. Only `PrivacyPolicy.permit` makes one, and `Planner` takes nothing
/// else, so a query that skips the policy does not compile.
public struct PermittedQuery: Sendable {
  public let query: BoundQuery

  fileprivate init(_ query: BoundQuery) {
    self.query = query
  }
}

/// A list that the workspace's privacy settings allow. Only `PrivacyPolicy.permit` makes one.
public struct PermittedList: Sendable {
  public let list: BoundList
  /// Why the columns that tell who somebody is stay out; nil where they may be shown.
  public let hiding: Diagnostic?

  fileprivate init(_ list: BoundList, hiding: Diagnostic?) {
    self.list = list
    self.hiding = hiding
  }
}

/// What the workspace allows to be asked about persons (DESIGN §6). It judges the bound query, so every way to a person
/// is judged alike.
public struct PrivacyPolicy: Sendable {
  private let settings: Settings
  /// What is wrong in the workspace's settings file, if anything: then nothing that it allows counts.
  private let obstacle: Diagnostic?

  package init(settings: Settings, obstacle: Diagnostic? = nil) {
    self.settings = obstacle == nil ? settings : Settings()
    self.obstacle = obstacle
  }

  public func permit(_ query: BoundQuery) throws(Rejection) -> PermittedQuery {
    let custom = query.frames.filter(\.isCustom).map(\.span.dayCount).max()
    let days = custom.map { PersonalDays.some($0) } ?? .usual
    try judge(query.persons, unknown: query.unknownPersons, days)
    return PermittedQuery(query)
  }

  /// Ways to persons are refused as in a query; columns that are merely there are left out.
  public func permit(_ list: BoundList) throws(Rejection) -> PermittedList {
    try judge(list.persons, unknown: list.unknownPersons, list.personalDays)
    return PermittedList(list, hiding: list.personalColumns.flatMap { refusal(of: $0, list.personalDays) })
  }

  private func judge(
    _ persons: [PersonReference], unknown: [Diagnostic], _ days: PersonalDays
  ) throws(Rejection) {
    guard let person = persons.first else { return }
    if let refusal = refusal(of: person, days) { throw Rejection(refusal) }
    guard unknown.isEmpty else { throw Rejection(unknown.map { $0.asForgotten(after: settings.anonymizeAfter) }) }
  }

  /// Why nothing about this person is told.
  private func refusal(of person: PersonReference, _ days: PersonalDays) -> Diagnostic? {
    if let obstacle { return .settingsUnread(person, obstacle).located(in: person.source) }
    guard settings.userStatistics else {
      return .userStatisticsOff(person, origin: settings.origin("user_statistics")).located(in: person.source)
    }
    if settings.anonymizeAfter > 0, settings.anonymizeAfter < 90 {
      return .anonymizedTooSoon(person, days: settings.anonymizeAfter).located(in: person.source)
    }
    let limit = settings.userFrameLimit
    guard limit > 0, days.exceed(limit) else { return nil }
    return .personalFrameTooLong(person, days: days, limit: limit).located(in: person.source)
  }

  /// Whether names of persons may be shown at all, as in completion.
  public var allowsPersons: Bool {
    obstacle == nil && settings.userStatistics && (settings.anonymizeAfter == 0 || settings.anonymizeAfter >= 90)
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
