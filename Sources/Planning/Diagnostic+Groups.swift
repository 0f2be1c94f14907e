import Diagnostics
import Language

// What is not told where small groups are hidden (DESIGN §6, `min_group`).
extension Diagnostic {
  private static let code = "small-groups"

  private static func refused(_ message: String, _ range: SourceRange, _ groups: GroupSetting, _ help: String)
    -> Diagnostic
  {
    Diagnostic(code: code, message: "\(message), and \(groups.text) hides small groups", range: range, help: help)
  }

  /// `bookings 2024-03 with threshold 3`, where the metric counts bookings `where quantity > threshold`.
  static func conditionOfGroups(
    _ label: String, metric: String, _ range: SourceRange, _ groups: GroupSetting
  ) -> Diagnostic {
    refused(
      "“\(metric)” leaves out bookings by “\(label)”, which could single people out", range, groups,
      "figures may go by costcenter, location, type and category, and those of the whole house by what became of bookings"
    )
  }

  /// `concurrency 2024-03 by month`
  static func figureOfGroups(
    _ reason: String, metric: String, _ range: SourceRange, _ groups: GroupSetting
  ) -> Diagnostic {
    refused(
      "“\(metric)” could single people out: \(reason)", range, groups,
      "ask for counts, hours, people and what can be divided by them")
  }

  /// `hours 2024-03 where floor = 3`
  static func filterOfGroups(_ label: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    let prefix = "other than "
    let text = label.hasPrefix(prefix) ? String(label.dropFirst(prefix.count)) : label
    return refused(
      "“\(text)” could single people out", range, groups,
      "filter by costcenter, location, type or category, each in a condition of its own")
  }

  /// `hours 2024-03-01..2024-03-15`
  static func frameOfGroups(_ frame: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(frame)” is neither whole weeks nor whole months", range, groups,
      "ask for weeks, months, quarters or years, as 2024-W10, 2024-03, 2024-Q1, lastmonth or last3months")
  }

  /// `hours 2024-03 with times actual`
  static func groupsOfActualTimes(_ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused("actual times could place people where they did not book", range, groups, "ask with times booked")
  }

  /// `hours 2024-03 where weekday = Mon`
  static func groupsOfSomeDays(_ label: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(label)” picks days or hours, on which few people may have been there", range, groups,
      "ask for whole weeks, months, quarters or years")
  }

  /// `hours 2024-03 by resource`
  static func keyOfGroups(_ key: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "by “\(key)” single people could be told", range, groups,
      "ask by costcenter, location, type, category, week, month, quarter or year")
  }

  /// A level that goes by bookings or users: `list resources unused`, `count of resources where any of bookings`.
  static func levelOfPeople(_ metric: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(metric)” tells of single resources or users what was booked", range, groups,
      "ask for bookings, hours or people by costcenter, location, type or category")
  }

  /// `list bookings 2024-03`
  static func listOfPeople(_ list: PersonReference, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(list.text)” shows what single people did", list.range, groups,
      "ask for figures: bookings, hours or people by costcenter, location, type or category")
  }

  /// `noshows 2024-03 by costcenter`
  static func statesOfGroups(_ metric: String, _ range: SourceRange, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(metric)” tells what became of bookings", range, groups,
      "ask for the whole house, by week, month, quarter or year alone: without other keys, filters and conditions")
  }

  /// `user alice hours 2024-03`
  static func personInGroups(_ person: PersonReference, _ groups: GroupSetting) -> Diagnostic {
    refused(
      "“\(person.text)” is about single persons", person.range, groups, "ask by costcenter, location, type or category")
  }
}
