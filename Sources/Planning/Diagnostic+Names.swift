import Calculus
import Diagnostics
import Language
import Store

// Names that stand for nothing, or for several things.
extension Diagnostic {
  /// `by city`, where users and locations have one.
  static func ambiguousKey(_ name: Name, candidates: [String]) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-key", message: "“\(name.text)” can mean several columns", range: name.place.range,
      help: "write one of " + candidates.joined(separator: ", "))
  }

  /// `user Ann`, where two users have that name.
  static func ambiguousName(_ name: String, key: String, ids: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-name", message: "“\(name)” is the name of \(ids.count) \(key.pluralTitle)", range: place.range,
      help: "write the id: " + ids.prefix(5).joined(separator: ", "))
  }

  static func lastAnswerMissing(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "no-last-answer", message: "there is no last answer", range: place.range, help: "ask something first")
  }

  /// `list metrics`
  static func listedByDescribe(_ word: String, in list: ListQuery) -> Diagnostic {
    Diagnostic(
      code: "unknown-table", message: "there is no table “\(word)”",
      range: SourceRange(lower: list.place.range.lower, upper: list.table.place.range.upper),
      suggestion: "describe \(word)")
  }

  /// `user Greta Gruber hours 2024-06`
  static func nameWithoutQuotes(_ name: Phrase) -> Diagnostic {
    Diagnostic(
      code: "name-without-quotes", message: "a name of several words stands in quotes", range: name.place.range,
      suggestion: Printer.name(name.text))
  }

  static func notAColumn(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(code: "not-a-column", message: "“\(phrase.text)” is no column", range: phrase.place.range)
  }

  /// `memberships ending next90`
  static func rowsWithoutList(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "“\(phrase.text)” are rows, not a metric", range: phrase.place.range,
      help: "rows are listed with “list \(phrase.text) …”")
  }

  static func twoTimes(_ name: Name) -> Diagnostic {
    Diagnostic(code: "two-times", message: "each takes one key of the calendar, the finest", range: name.place.range)
  }

  static func unexpectedAfterMetric(_ rest: Phrase, metric: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "“\(rest.text)” is no mode of “\(metric)” and no time", range: rest.place.range,
      suggestion: NearestName.find(rest.text, in: Catalogue.modeWords),
      help: "behind the metric stands a mode (bom, prorated, eom, peak, low) or a time, as in 2024-03")
  }

  public static func unknownColumn(_ phrase: Phrase, of table: TableName, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", message: "\(table.rawValue) have no “\(phrase.text)”", range: phrase.place.range,
      suggestion: nearest.map { Printer.key($0) })
  }

  /// `usr alice hours 2024`
  static func unknownFirstWord(_ name: Name, nearest: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "there is no metric that begins with “\(name.text)”", range: name.place.range,
      suggestion: nearest)
  }

  static func unknownInDefinition(_ phrase: Phrase, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-name", message: "“\(phrase.text)” is no metric, column or count of the calendar",
      range: phrase.place.range, suggestion: nearest)
  }

  static func unknownMetric(_ name: String, at place: Place, nearest: String?, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "there is no metric “\(name)”", range: place.range,
      suggestion: nearest,
      help: "there are " + known.prefix(12).joined(separator: ", ")
        + (known.count > 12 ? ", …; describe metrics lists them" : ""))
  }

  /// - Parameter candidates: what may be told; of more than 20 a few that contain the name.
  static func unknownName(_ name: String, key: String, candidates: [String], at place: Place) -> Diagnostic {
    var told = candidates
    if candidates.count > 20 {
      let part = name.lowercased()
      told = []
      for one in candidates where one.lowercased().contains(part) && !told.contains(one) {
        told.append(told.count < 5 ? one : "…")
        if told.count > 5 { break }
      }
    }
    return Diagnostic(
      code: "unknown-name", message: "there is no \(key.singularTitle) “\(name)”", range: place.range,
      suggestion: NearestName.find(name, in: candidates).map { Printer.name($0) },
      help: told.isEmpty ? nil : (told.count == 1 ? "there is " : "there are ") + told.joined(separator: ", "))
  }

  static func unknownResultColumn(_ name: Name, columns: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-result-column", message: "the answer has no column “\(name.text)”", range: name.place.range,
      suggestion: NearestName.find(name.text, in: columns).map { Printer.key($0) },
      help: "it has " + columns.joined(separator: ", "))
  }

  static func unknownRows(_ name: Name, of table: TableName) -> Diagnostic {
    Diagnostic(
      code: "unknown-rows", message: "no rows called “\(name.text)” name a row of \(table.rawValue)",
      range: name.place.range)
  }

  /// `where costcenter like "S%"`, `where costcenter is Sales`
  static func comparedByWord(_ column: Name, _ word: Name) -> Diagnostic {
    let isEqual = ["is", "equals"].contains(word.text.lowercased())
    return Diagnostic(
      code: "compared-by-word", message: "“\(word.text)” compares nothing here", range: word.place.range,
      suggestion: isEqual ? "=" : nil,
      help: "names are compared whole: write \(column.text) in (…, …), where Tab lists what there is")
  }

  /// `list resources vacnt today`
  static func unknownState(_ phrase: Phrase, of table: TableName, states: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-state", message: "\(table.rawValue) have no state “\(phrase.text)”", range: phrase.place.range,
      suggestion: NearestName.find(phrase.text, in: states),
      help: (states.isEmpty ? nil : "there are " + states.joined(separator: ", ")))
  }

  /// `check bokings`, `check ins`
  ///
  /// - Parameter isMetric: there is a metric that begins so.
  static func unknownFinding(_ name: Name, isMetric: Bool) -> Diagnostic {
    let known = TableName.allCases.map(\.rawValue) + FindingKind.all.map(\.code) + [BoundCheck.Subject.filesWord]
    let help =
      isMetric
      ? "as a metric it needs a time: check \(name.text) last30"
      : "check alone tells all that is odd; a table or the name of a finding narrows it"
    return Diagnostic(
      code: "unknown-finding", message: "there is neither a table nor a finding “\(name.text)”",
      range: name.place.range, suggestion: isMetric ? nil : NearestName.find(name.text, in: known), help: help)
  }

  public static func unknownTable(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "unknown-table", message: "there is no table “\(name.text)”", range: name.place.range,
      suggestion: NearestName.find(name.text, in: TableName.allCases.map(\.rawValue)),
      help: "the tables are " + TableName.allCases.map(\.rawValue).joined(separator: ", "))
  }
}

extension String {
  /// A column or a table as people say it of one: `groups` → `group`, `plan_type` → `plan type`.
  fileprivate var singularTitle: String {
    switch self {
    case "groups": "group"
    case "cost_center": "cost centre"
    default: replacing("_", with: " ")
    }
  }

  /// `location` → `locations`, `category` → `categories`
  fileprivate var pluralTitle: String {
    let title = singularTitle
    return title.hasSuffix("y") ? title.dropLast() + "ies" : title + "s"
  }
}
