import Diagnostics
import Store

/// A check that the workspace's privacy settings allow. Only `PrivacyPolicy.permit` makes one.
public struct PermittedCheck: DecidedQuery {
  public let check: BoundCheck
  /// Why no single person is named; nil where they may be.
  public let hidingPersons: Diagnostic?
  /// Why no booking is named; nil where they may be.
  public let hidingBookings: Diagnostic?

  fileprivate init(_ check: BoundCheck, hidingPersons: Diagnostic?, hidingBookings: Diagnostic?) {
    self.check = check
    self.hidingPersons = hidingPersons
    self.hidingBookings = hidingBookings
  }

  public var decisions: [String] {
    // Files are told with their headers and how many rows they have, and no row of them.
    if check.subject == .files { return [] }
    return [hidingPersons == nil ? "rows of persons shown" : "rows of persons left out"]
      + (hidingBookings == nil ? [] : ["rows of bookings left out"])
  }

  /// Why the rows of a finding are not told, only how many they are; nil where they are told.
  public func hiding(_ finding: Finding) -> Diagnostic? {
    switch finding.subject {
    case .persons: hidingPersons
    case .bookings: hidingBookings
    case .things: nil
    }
  }
}

extension PrivacyPolicy {
  /// A check is answered in any case: what it may not tell of row by row, it counts.
  ///
  /// Findings about persons go by all days that there are, like a list of bookings without a frame.
  public func permit(_ check: BoundCheck) throws(Rejection) -> PermittedCheck {
    let persons = PersonReference(text: "check", range: check.range, source: check.source)
    let hidingBookings =
      hidesGroups
      ? obstacle.map { .peopleUnread(persons, $0.diagnostic) } ?? Diagnostic.listOfPeople(persons, groups) : nil
    return PermittedCheck(
      check, hidingPersons: refusal(of: persons, .all), hidingBookings: hidingBookings?.located(in: check.source))
  }

  /// What may be told of findings where nobody asked, as when a workspace is opened strictly.
  package func told(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      switch finding.subject {
      case .persons: allowsPersons ? finding : finding.withoutRows
      case .bookings: hidesGroups ? finding.withoutRows : finding
      case .things: finding
      }
    }
  }
}
