import Calculus
import Diagnostics
import Language
import Store

// Everything that can be wrong with names, kinds, frames and persons, in alphabetical order.
extension Diagnostic {
  /// `user Ann`, where two users have that name.
  static func ambiguousName(_ name: String, key: String, ids: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-name", message: "“\(name)” is the name of \(ids.count) \(key.pluralTitle)", range: place.range,
      help: "write the id: " + ids.prefix(5).joined(separator: ", "))
  }

  /// `by city`, where users and locations have one.
  static func ambiguousKey(_ name: Name, candidates: [String]) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-key", message: "“\(name.text)” can mean several columns", range: name.place.range,
      help: "write one of " + candidates.joined(separator: ", "))
  }

  /// `occupancy 12 EUR 2024-03`
  static func amountNotExpected(_ amount: Amount) -> Diagnostic {
    Diagnostic(
      code: "amount-not-expected", message: "this metric takes no amount of money", range: amount.place.range,
      help: "leave out “\(amount.number.text) \(amount.currency.text)”")
  }

  static func anonymizedTooSoon(_ person: PersonReference, days: Int) -> Diagnostic {
    Diagnostic(
      code: "anonymized-too-soon",
      message: "“\(person.text)” is about single persons, and bookings lose their person after \(days) days",
      range: person.range, help: "figures of persons need anonymize_after 0, or 90 and more, in settings.deskql")
  }

  /// `define x = at`
  static func atWithoutInstant(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "at-without-instant", message: "“at” stands behind a column that folds over instants", range: place.range,
      help: "peak: max each instant of bookings, at")
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

  static func badCall(_ name: Name, count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-call", message: "“\(name.text)” with \(count) values is nothing", range: place.range,
      help: "max(a, b) and min(a, b) take two")
  }

  static func badFold(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-fold", message: "“\(name.text)” does not fold these rows", range: name.place.range,
      help: "write sum, count, mean, max or min; `count` without and `sum` with a column")
  }

  static func badFoldHaving(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-fold-having", message: "inside a fold, having compares the figure with a number", range: place.range,
      help: "having value >= 2")
  }

  static func badFrame(_ error: FrameError, at place: Place) -> Diagnostic {
    Diagnostic(code: error.code, message: error.message, range: place.range, help: error.help)
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

  public static func badSetting(_ error: SettingError, name: Name, value: Name) -> Diagnostic {
    switch error {
    case .unknown(let word, let names):
      Diagnostic(
        code: "unknown-setting", message: "there is no setting “\(word)”", range: name.place.range,
        help: NearestName.find(word, in: names).map { "did you mean “\($0)”?" }
          ?? "the settings are " + names.joined(separator: ", "))
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

  static func badTop(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-top", message: "top takes a whole number from 1", range: name.place.range, help: "top 10")
  }

  /// `between 10 and noon`
  static func badTimeOfDay(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-time-of-day", message: "“\(name.text)” is no time of day", range: name.place.range,
      help: "write 10:30; the last one is 24:00")
  }

  static func badWiden(_ name: Name) -> Diagnostic {
    Diagnostic(code: "bad-widen", message: "a frame widens to weeks", range: name.place.range, help: "widen week")
  }

  static func clauseNotInDefinition(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "clause-not-in-definition", message: "this clause belongs to a query, not to a definition",
      range: place.range, help: "a definition takes by, where, between, having, sort, top, widen")
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
      help: word == "by" ? "put all keys behind one by: by month, type" : "leave one out")
  }

  static func columnTwice(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(code: "column-twice", message: "two columns are called “\(name)”", range: place.range)
  }

  static func compareCondition(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "compare-condition", message: "this is a condition, not a value to compare", range: place.range,
      help: "write it alone, or = yes")
  }

  static func conditionAsFigure(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "condition-as-figure", message: "a condition is no figure", range: place.range,
      help: "count of bookings where …")
  }

  static func countOfMeasure(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "count-of-measure", message: "count takes rows, not a column", range: place.range,
      help: "count of T where P, or sum E of T")
  }

  /// `define x = y` and `define y = x`
  static func definitionCycle(_ path: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "definition-cycle", message: "this definition needs itself: " + path.joined(separator: " → "),
      range: place.range)
  }

  static func definitionEndsInMode(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "definition-name", message: "a metric cannot end in the mode “\(name.text)”", range: name.place.range,
      help: "say it another way: the mode is written behind the metric")
  }

  /// `define 2024 = …`, `define hours by day = …`
  static func definitionName(_ name: Name, _ obstacle: NameObstacle) -> Diagnostic {
    let reading =
      switch obstacle {
      case .time: "would be read as a time"
      case .number: "would be read as a number"
      case .keyword: "would be read as a word of the language"
      case .key: "would be read as a filter"
      case .statement: "would be read as a statement"
      case .lastAnswer: "would be read as the last answer"
      }
    return Diagnostic(
      code: "definition-name", message: "“\(name.text)” \(reading), so nobody could ask for this name",
      range: name.place.range, help: "take another word")
  }

  static func daysOfList(_ condition: CalendarCondition, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "days-of-list", message: "“\(condition.label)” chooses days, and this list goes by none",
      range: place.range, help: "add a frame and a state that changes from day to day, or leave it out")
  }

  static func definitionTooLarge(_ most: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "definition-too-large", message: "with the definitions that it uses this has more than \(most) terms",
      range: place.range)
  }

  static func eachOfLevel(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "each-of-level", message: "a level has a value on each day, and is folded over days only",
      range: place.range, help: "sum each day of count of resources where available")
  }

  static func eachOfRows(_ name: Name, table: TableName) -> Diagnostic {
    Diagnostic(
      code: "each-of-rows", message: "“each \(name.text)” needs something that happens, and \(table.rawValue) last",
      range: name.place.range, help: "sum each day of count of \(table.rawValue)")
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

  static func foldOfLevel(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "fold-of-level", message: "“\(name.text)” of rows that last is no level", range: name.place.range,
      help: "levels are sum E of T, or count of T; fold days by \(name.text) each day of …")
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

  /// `mean each instant of bookings`
  static func instantFold(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "instant-fold", message: "instants fold to the most or the fewest bookings, nothing else",
      range: place.range,
      help: "max each instant of bookings")
  }

  static func instantWithKeys(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "instant-with-keys", message: "instants are folded by themselves", range: name.place.range,
      help: "max each instant of bookings; put other keys behind by")
  }

  /// `bookings 2024-03 by id`
  static func keyOfIdentifiers(_ name: Name, table: TableName) -> Diagnostic {
    Diagnostic(
      code: "key-of-identifiers", message: "“\(name.text)” is another one in every row of \(table.rawValue)",
      range: name.place.range, help: "narrow it by where \(name.text) = …, or take a key that rows share")
  }

  /// `bookings 2024-03 by size`
  static func keyOfNumbers(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "key-of-numbers", message: "“\(name.text)” holds numbers, conditions or days, and by needs names",
      range: name.place.range)
  }

  /// `where price > 0`, where resources and memberships have one
  static func keyMeansTwoThings(_ name: Name, tables: [String]) -> Diagnostic {
    Diagnostic(
      code: "key-means-two-things",
      message: "“\(name.text)” means different things for the figures of this metric: "
        + tables.joined(separator: ", "),
      range: name.place.range, help: "it would change one side of the figure only")
  }

  /// `company ACME occupancy desks`: it would filter the numerator alone.
  public static func keyNotReached(_ name: Name, reason: String) -> Diagnostic {
    Diagnostic(
      code: "key-not-reached", message: "“\(name.text)” does not reach every figure of this metric: \(reason)",
      range: name.place.range, help: "it would change one side of the figure only")
  }

  static func keyTwice(_ name: Name) -> Diagnostic {
    Diagnostic(code: "key-twice", message: "“\(name.text)” is a key already", range: name.place.range)
  }

  static func lastAnswerMissing(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "no-last-answer", message: "there is no last answer", range: place.range, help: "ask something first")
  }

  static func levelAndFlow(sign: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "level-and-flow",
      message: "a level (a value on every day) and a flow (things that happen) have no “\(sign)”",
      range: place.range, help: "divide one by the other, or fold the level: sum each day of …")
  }

  static func levelByHour(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "level-by-hour", message: "a level has one value a day, none by the hour", range: name.place.range,
      help: "by day")
  }

  static func addingDistinct(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "adding-distinct", message: "distinct counts do not add up: who is in both is counted twice",
      range: place.range, help: "count them together: count each … of bookings")
  }

  static func mixedCalendar(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "mixed-calendar", message: "a condition on the calendar stands alone, joined to others by and",
      range: place.range, help: "where weekday in (Mon, Tue) and type = desk")
  }

  static func modeOnFlow(_ name: Phrase, mode: String) -> Diagnostic {
    Diagnostic(
      code: "mode-on-flow", message: "“\(name.text)” counts what happens, so it has no mode “\(mode)”",
      range: name.place.range, help: "leave it out")
  }

  static func momentInSum(at place: Place) -> Diagnostic {
    Diagnostic(code: "moment-in-sum", message: "a moment is no number", range: place.range)
  }

  static func nestedTooDeep(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "nested-too-deep", message: "a fold takes rows, or one figure of rows", range: place.range,
      help: "max each day of count of bookings")
  }

  static func notAColumn(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(code: "not-a-column", message: "“\(phrase.text)” is no column", range: phrase.place.range)
  }

  static func notACondition(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(
      code: "not-a-condition", message: "“\(phrase.text)” is a value, not a condition", range: phrase.place.range,
      help: "compare it: \(phrase.text) = …")
  }

  static func notAName(_ place: Place) -> Diagnostic {
    Diagnostic(code: "not-a-name", message: "a name is expected here", range: place.range)
  }

  static func notANumber(_ place: Place) -> Diagnostic {
    Diagnostic(code: "not-a-number", message: "a number is expected here", range: place.range)
  }

  static func notForFigures(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "not-for-figures", message: "“\(name.text)” works on the rows of a table, not on figures of a cell",
      range: name.place.range, help: "define it as a column of the rows: define resources.x = …")
  }

  static func notForRows(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-for-rows", message: "this works on figures of a cell, not on rows", range: place.range)
  }

  static func orderOfNames(_ place: Place, comparison: String) -> Diagnostic {
    Diagnostic(
      code: "order-of-names", message: "names have no “\(comparison)”", range: place.range, help: "write = or in (…)")
  }

  static func percentOfUnit(_ unit: Unit, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "percent-of-unit", message: "this is in \(unit.title), and per cents are of a ratio", range: place.range,
      help: "divide it by something in \(unit.title)")
  }

  static func personalFrameTooLong(_ person: PersonReference, days: PersonalDays, limit: Int) -> Diagnostic {
    let count = if case .some(let count) = days { "\(count)" } else { "all" }
    return Diagnostic(
      code: "personal-frame-too-long",
      message: "“\(person.text)” is about single persons, and \(count) days are more than user_frame_limit allows",
      range: person.range, help: "ask for at most \(limit) days, or for a month, a quarter, last30 or last90")
  }

  static func productOfLevels(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "product-of-levels", message: "the product of two levels has no mean over days", range: place.range,
      help: "multiply in the rows: sum a * b of …")
  }

  /// `occupancy desks 2024-03` after `define occupied desks = hours of bookings`
  static func redefinitionSpoils(_ name: String, _ own: CatalogueEntry, reason: String) -> Diagnostic {
    let title = own.definition.name.text
    return Diagnostic(
      code: "redefinition-spoils",
      message: "with this definition of “\(title)”, “\(name)” makes no sense: \(reason)",
      range: own.definition.name.place.range, source: own.source,
      help: "“undefine \(Printer.text(of: own.definition.name))” brings the earlier one back")
  }

  /// `list memberships resource B-101`
  static func resourceOfMemberships(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", message: "a membership can hold several resources, one after the other",
      range: name.place.range, help: "list the assignments, which say which it holds when")
  }

  static func rowColumnHasColumns(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "row-column", message: "“\(name)” is one value of a row, so it has one column", range: place.range)
  }

  /// `hours 2024-03 by group, team`, where people have several of each
  static func secondListKey(_ name: Name, after first: Name) -> Diagnostic {
    Diagnostic(
      code: "second-list-key", message: "one booking can have several of “\(first.text)” and of “\(name.text)”",
      range: name.place.range, help: "one of them can be a key; narrow the other by a filter or by where")
  }

  /// `user alice hours 2024`, where settings.deskql has an error.
  static func settingsUnread(_ person: PersonReference, _ obstacle: Diagnostic) -> Diagnostic {
    let file = obstacle.source.map { $0.name.split(separator: "/").last.map(String.init) ?? $0.name }
    var place = file ?? "settings.deskql"
    if let source = obstacle.source, let range = obstacle.range {
      let (line, column) = source.lineAndColumn(of: range.lower)
      place += ":\(line):\(column)"
    }
    return Diagnostic(
      code: "settings-unread",
      message: "“\(person.text)” is about single persons, which is refused while settings.deskql has an error",
      range: person.range,
      help: "mend \(place), \(obstacle.message), and open the workspace again; or ask by costcenter, location or type")
  }

  /// `rate desks 2024-02 where currency = EUR`
  static func filterByCurrency(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "filter-by-currency", message: "a resource is let in one currency today and in another tomorrow",
      range: name.place.range, help: "leave it out: each currency has a row of its own; or ask one location")
  }

  /// `where type = parking` on a metric of the primary types.
  static func typeOutOfScope(_ name: Name, type: String) -> Diagnostic {
    Diagnostic(
      code: "type-out-of-scope", message: "\(type) is not a primary type, so nothing would be left",
      range: name.place.range, help: "put it in scope by the filter: type \(Printer.name(type))")
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

  static func unequalUnits(_ left: Unit, _ right: Unit, sign: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unequal-units", message: "\(left.title) “\(sign)” \(right.title) are unequal units", range: place.range,
      help: "divide to get a ratio, or bring both to one unit")
  }

  static func unexpectedAfterMetric(_ rest: Phrase, metric: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "“\(rest.text)” is no mode of “\(metric)” and no time", range: rest.place.range,
      help: NearestName.find(rest.text, in: Catalogue.modeWords).map { "did you mean “\($0)”?" }
        ?? "behind the metric stands a mode (bom, prorated, eom, peak, low) or a time, as in 2024-03")
  }

  public static func unknownColumn(_ phrase: Phrase, of table: TableName, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", message: "\(table.rawValue) have no “\(phrase.text)”", range: phrase.place.range,
      help: nearest.map { "did you mean “\($0)”?" })
  }

  /// `define resources.x = price * parent.x`
  static func unitOfRecursion(_ name: String, _ taken: Unit, _ result: Unit, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unit-of-recursion",
      message: "“\(name)” reaches itself: taken in \(taken.title), it comes out in \(result.title)", range: place.range,
      help: "a definition has one unit however far it goes")
  }

  /// `usr alice hours 2024`
  static func unknownFirstWord(_ name: Name, nearest: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "there is no metric that begins with “\(name.text)”", range: name.place.range,
      help: "did you mean “\(nearest)”?")
  }

  static func unknownInDefinition(_ phrase: Phrase, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "unknown-name", message: "“\(phrase.text)” is no metric, column or count of the calendar",
      range: phrase.place.range, help: nearest.map { "did you mean “\($0)”?" })
  }

  static func unknownKey(_ name: Name, candidates: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-key", message: "there is no key “\(name.text)”", range: name.place.range,
      help: NearestName.find(name.text, in: candidates).map { "did you mean “\($0)”?" }
        ?? "the keys are " + candidates.joined(separator: ", "))
  }

  static func unknownMetric(_ name: String, at place: Place, nearest: String?, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-metric", message: "there is no metric “\(name)”", range: place.range,
      help: nearest.map { "did you mean “\($0)”?" } ?? "there are " + known.prefix(12).joined(separator: ", "))
  }

  static func unknownName(_ name: String, key: String, candidates: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unknown-name", message: "there is no \(key.singularTitle) “\(name)”", range: place.range,
      help: NearestName.find(name, in: candidates).map { "did you mean “\($0)”?" }
        ?? (candidates.isEmpty || candidates.count > 20
          ? nil : "there are " + candidates.joined(separator: ", ")))
  }

  static func unknownResultColumn(_ name: Name, columns: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-result-column", message: "the answer has no column “\(name.text)”", range: name.place.range,
      help: NearestName.find(name.text, in: columns).map { "did you mean “\($0)”?" }
        ?? "it has " + columns.joined(separator: ", "))
  }

  static func unknownRows(_ name: Name, of table: TableName) -> Diagnostic {
    Diagnostic(
      code: "unknown-rows", message: "no rows called “\(name.text)” name a row of \(table.rawValue)",
      range: name.place.range)
  }

  /// `list resources vacnt today`
  static func unknownState(_ phrase: Phrase, of table: TableName, states: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-state", message: "\(table.rawValue) have no state “\(phrase.text)”", range: phrase.place.range,
      help: NearestName.find(phrase.text, in: states).map { "did you mean “\($0)”?" }
        ?? (states.isEmpty ? nil : "there are " + states.joined(separator: ", ")))
  }

  static func unknownTable(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "unknown-table", message: "there is no table “\(name.text)”", range: name.place.range,
      help: NearestName.find(name.text, in: TableName.allCases.map(\.rawValue)).map { "did you mean “\($0)”?" }
        ?? "the tables are " + TableName.allCases.map(\.rawValue).joined(separator: ", "))
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

  static func twoTimes(_ name: Name) -> Diagnostic {
    Diagnostic(code: "two-times", message: "each takes one key of the calendar, the finest", range: name.place.range)
  }

  /// `weeks` by month
  static func weeksInMonths(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "weeks-in-months", message: "a \(name.text) has no whole number of weeks, and the metric counts weeks",
      range: name.place.range, help: "by week; or let the definition say widen week")
  }
}

extension Unit {
  /// For messages.
  var title: String {
    switch self {
    case .none: "plain numbers"
    case .other: "a quotient without a name"
    case .ratio: "a ratio"
    default: rawValue
    }
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
