import Calculus
import Diagnostics
import Language
import Store

// What is not told about persons (DESIGN §6).
extension Diagnostic {
  static func anonymizedTooSoon(_ person: PersonReference, days: Int) -> Diagnostic {
    Diagnostic(
      code: "anonymized-too-soon",
      message: "“\(person.text)” is about single persons, and bookings lose their person after \(days) days",
      range: person.range, help: "figures of persons need anonymize_after 0, or 90 and more, in settings.deskql")
  }

  /// `user alice hours last90`, where nothing may be known of her any more: the message says so, too.
  func asForgotten(after days: Int) -> Diagnostic {
    guard days > 0, code == "unknown-name" else { return self }
    let reason = "bookings lose their person \(days) days after their end, and who has none left is unknown"
    return Diagnostic(
      severity: severity, code: code, message: message, range: range, source: source,
      help: (help.map { $0 + "; " } ?? "") + reason)
  }

  static func personalFrameTooLong(_ person: PersonReference, days: PersonalDays, limit: Int) -> Diagnostic {
    let count = if case .some(let count) = days { "\(count)" } else { "all" }
    return Diagnostic(
      code: "personal-frame-too-long",
      message: "“\(person.text)” is about single persons, and \(count) days are more than user_frame_limit allows",
      range: person.range, help: "ask for at most \(limit) days, or for a month, a quarter, last30 or last90")
  }

  /// `hours 2024-03`, where settings.deskql has an error that may be a setting of privacy.
  static func peopleUnread(_ whole: PersonReference, _ obstacle: Diagnostic) -> Diagnostic {
    Diagnostic(
      code: "settings-unread",
      message:
        "“\(whole.text)” tells what people did, and settings.deskql has an error, so that nobody knows what it allows",
      range: whole.range,
      help:
        "mend \(place(of: obstacle)), \(obstacle.message), and open the workspace again; what no person did, such as "
        + "occupancy desks, is answered")
  }

  /// Where in a settings file something is wrong: `settings.deskql:2:16`.
  private static func place(of obstacle: Diagnostic) -> String {
    var place = obstacle.source?.name.lastPathPart ?? "settings.deskql"
    if let source = obstacle.source, let range = obstacle.range {
      let (line, column) = source.lineAndColumn(of: range.lower)
      place += ":\(line):\(column)"
    }
    return place
  }

  /// `user alice hours 2024`, where settings.deskql has an error.
  static func settingsUnread(_ person: PersonReference, _ obstacle: Diagnostic) -> Diagnostic {
    Diagnostic(
      code: "settings-unread",
      message: "“\(person.text)” is about single persons, which is refused while settings.deskql has an error",
      range: person.range,
      help: "mend \(place(of: obstacle)), \(obstacle.message), and open the workspace again")
  }

  static func userStatisticsOff(_ person: PersonReference, origin: Settings.Origin) -> Diagnostic {
    let place: String =
      switch origin {
      case .builtIn: "it is off unless the workspace's settings.deskql says `set user_statistics on`"
      case .workspace(let file): "\(file) sets user_statistics off"
      case .session: "user_statistics is off"
      }
    return Diagnostic(
      code: "user-statistics-off",
      message: "“\(person.text)” is about single persons, which this workspace does not allow",
      range: person.range, help: place + "; ask by costcenter, location or type instead")
  }
}

extension String {
  /// The name of a file, without the folders before it.
  var lastPathPart: String { split(separator: "/").last.map(String.init) ?? self }
}
