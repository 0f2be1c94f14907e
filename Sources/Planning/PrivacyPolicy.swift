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

/// What the workspace allows to be asked about persons (DESIGN §6). It judges the bound query, so every way to a person
/// is judged alike.
public struct PrivacyPolicy: Sendable {
  private let settings: Settings

  package init(settings: Settings) {
    self.settings = settings
  }

  public func permit(_ query: BoundQuery) throws(Rejection) -> PermittedQuery {
    guard let person = query.persons.first else { return PermittedQuery(query) }
    guard settings.userStatistics else {
      throw Rejection(.userStatisticsOff(person, origin: settings.origin("user_statistics")).located(in: person.source))
    }
    if settings.anonymizeAfter > 0, settings.anonymizeAfter < 90 {
      throw Rejection(.anonymizedTooSoon(person, days: settings.anonymizeAfter).located(in: person.source))
    }
    let limit = settings.userFrameLimit
    for (isCustom, span) in query.frames where limit > 0 && isCustom && span.dayCount > limit {
      throw Rejection(.personalFrameTooLong(person, days: span.dayCount, limit: limit).located(in: person.source))
    }
    guard query.unknownPersons.isEmpty else { throw Rejection(query.unknownPersons) }
    return PermittedQuery(query)
  }

  /// Whether names of persons may be shown at all, as in completion.
  public var allowsPersons: Bool {
    settings.userStatistics && (settings.anonymizeAfter == 0 || settings.anonymizeAfter >= 90)
  }
}
