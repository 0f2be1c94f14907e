import Calculus
import Diagnostics
import Language
import Store

// Clauses, times and modes of a query that make no sense.
extension Diagnostic {
  /// `occupancy 12 EUR 2024-03`
  static func amountNotExpected(_ amount: Amount) -> Diagnostic {
    Diagnostic(
      code: "amount-not-expected", message: "this metric takes no amount of money", range: amount.place.range,
      help: "leave out “\(amount.number.text) \(amount.currency.text)”")
  }

  static func badCalendarValue(_ key: CalendarKey, at place: Place) -> Diagnostic {
    let example =
      switch key {
      case .hour: "an hour from 0 to 23"
      case .weekday: "one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"
      case .day, .week, .month, .quarter, .year: "a time as in 2024-03"
      }
    return Diagnostic(
      code: "bad-calendar-value", message: "this is no \(key.rawValue)", range: place.range, help: "write \(example)")
  }

  static func badFrame(_ error: FrameError, at place: Place) -> Diagnostic {
    Diagnostic(
      code: error.code, message: error.message, range: place.range, suggestion: error.suggestion, help: error.help)
  }

  static func badHaving(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-having", message: "having compares a column of the answer with a number", range: place.range,
      help: "having occupancy > 80%")
  }

  static func badNumber(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-number", message: "“\(name.text)” is no number with at most six decimals", range: name.place.range)
  }

  private static func isToday(_ word: String) -> Bool { word.lowercased() == "today" }

  public static func badSetting(_ error: SettingError, name: Name, value: Name) -> Diagnostic {
    switch error {
    case .unknown(let word, let names):
      Diagnostic(
        code: "unknown-setting", message: "there is no setting “\(word)”", range: name.place.range,
        suggestion: isToday(word) ? nil : NearestName.find(word, in: names),
        help: isToday(word)
          ? "it is given at the start: deskql --today \(value.text == word ? "2024-07-01" : value.text)"
          : "show settings lists them; what $\(word) stands for is given at the start: --set \(word)=…")
    case .badValue(let text, let expected):
      Diagnostic(
        code: "bad-setting-value", message: "“\(text)” is no value of \(name.text)", range: value.place.range,
        help: "write \(expected)")
    case .privacyInSession:
      Diagnostic(
        code: "privacy-setting", message: "\(name.text) is set by the workspace's settings.deskql only",
        range: name.place.range, help: "nobody can change it in a session")
    case .onlyOnLoad:
      Diagnostic(
        code: "load-setting", message: "\(name.text) decides how exports are read", range: name.place.range,
        help: "put it into settings.deskql of the workspace and open it again")
    }
  }

  /// `between 10 and noon`
  static func badTimeOfDay(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-time-of-day", message: "“\(name.text)” is no time of day", range: name.place.range,
      help: "write 10:30; the last one is 24:00")
  }

  static func badTop(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-top", message: "top takes a whole number from 1", range: name.place.range, help: "top 10")
  }

  /// `list resources by floor`
  static func clauseNotForLists(_ word: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-for-lists", message: "a list shows rows, and “\(word)” is for figures", range: place.range,
      help: "a list takes filters, where, sort, top and as")
  }

  public static func clauseNotSupported(_ word: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-supported", message: "this version does not answer “\(word)”", range: place.range,
      help: "leave it out; the figure without it is another one")
  }

  static func clauseTwice(_ word: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "clause-twice", message: "“\(word)” stands here for the second time", range: place.range,
      help: word == "by"
        ? "put all keys behind one by: by month, type"
        : word == "under" ? "put all definitions behind one under: under days, hours" : "leave one out")
  }

  static func daysOfList(_ condition: CalendarCondition, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "days-of-list", message: "“\(condition.label)” chooses days, and this list goes by none",
      range: place.range, help: "add a frame and a state that changes from day to day, or leave it out")
  }

  /// `between 10:00 and 10:00`
  static func emptyWindow(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "empty-window", message: "there is no minute of the day between these times", range: place.range,
      help: "between 09:00 and 12:00; between 22:00 and 06:00 goes over midnight")
  }

  static func filterByDay(_ place: Place, isList: Bool = false) -> Diagnostic {
    Diagnostic(
      code: "filter-by-day", message: "this holds on some days and not on others, so it filters no rows",
      range: place.range,
      help: isList
        ? "name it as the state of the list: list TABLE STATE today"
        : "put it into a definition: define … = sum … where …")
  }

  /// `occupancy desks`
  static func frameMissing(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "frame-missing", message: "for which time?",
      range: SourceRange(lower: place.range.upper, upper: place.range.upper),
      help: "add a frame: 2024-03, 2024-Q1, last90, 2024-01..2024-06, since 2024-02, lastmonth")
  }

  /// `list plans 2024-03`
  static func frameOfTimeless(_ table: TableName, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "frame-of-timeless", message: "\(table.rawValue) have no days, so no frame narrows them",
      range: place.range, help: "leave out the frame, or name a state that goes by days")
  }

  /// `memberships 2024-03 where starting`
  static func frameOutsideList(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "frame-outside-list", message: "only a list with a frame has a “frame” to compare with",
      range: place.range, help: "write a time, as in start = 2024-03")
  }

  static func levelByHour(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "level-by-hour", message: "a level has one value a day, none by the hour", range: name.place.range,
      help: "by day")
  }

  static func modeOnFlow(_ name: Phrase, mode: String) -> Diagnostic {
    Diagnostic(
      code: "mode-on-flow", message: "“\(name.text)” counts what happens, so it has no mode “\(mode)”",
      range: name.place.range, help: "leave it out")
  }

  /// `define gross = gross: mean each day of … * months`, with proration thirty
  static func prorationOfMeans(_ proration: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "proration-of-means",
      message: "this takes money as a mean over days, which proration \(proration) cannot weigh",
      range: place.range, help: "with proration actual, or multiply the months' money by plain numbers only")
  }

  static func prorationOfResources(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "proration-of-resources", message: "whole months go by membership, and this is paid by resource",
      range: place.range, help: "with proration actual, or ask for revenue")
  }

  /// `list bookings x 2024-03`, where x asks whether a resource is open
  /// `list bookings 2024-03 with coefficient 2`
  static func settingNotForLists(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "not-for-lists", message: "a list shows rows, and “with \(name.text)” is for figures",
      range: name.place.range,
      help: "a list takes filters, where, sort, top, as and with times")
  }

  static func stateByDayOfBookings(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(
      code: "state-by-day", message: "“\(phrase.text)” holds on some days and not on others, and a booking is no day",
      range: phrase.place.range, help: "list the resources that it is about")
  }

  /// `list resources vacant`
  static func stateWithoutFrame(_ phrase: Phrase, of table: TableName) -> Diagnostic {
    Diagnostic(
      code: "frame-missing", message: "for which time are they “\(phrase.text)”?",
      range: SourceRange(lower: phrase.place.range.upper, upper: phrase.place.range.upper),
      help: "add a frame: list \(table.rawValue) \(phrase.text) today")
  }
}
