import Calculus
import Diagnostics
import Language
import Store

// Definitions that have no meaning: expressions, kinds and units.
extension Diagnostic {
  static func addingDistinct(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "adding-distinct", message: "distinct counts do not add up: who is in both is counted twice",
      range: place.range, help: "count them together: count each … of bookings")
  }

  /// `define x = at`
  static func atWithoutInstant(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "at-without-instant", message: "“at” stands behind a column that folds over instants", range: place.range,
      help: "peak: max each instant of bookings, at")
  }

  static func badCall(_ name: Name, count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-call", message: "“\(name.text)” with \(count) values is nothing", range: place.range,
      help: "max(a, b) and min(a, b) take two")
  }

  static func badDuring(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-during", message: "“during \(name.text)” is not known", range: name.place.range,
      help: "write during \(HourWindow.allCases.map(\.rawValue).joined(separator: ", during "))")
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

  static func badHoursEach(_ key: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-hours-each", message: "hours are merged by resource, not by “\(key.text)”", range: key.place.range,
      help: "hours each resource of bookings; or hours of bookings, which counts those of all of them")
  }

  static func badWiden(_ name: Name) -> Diagnostic {
    Diagnostic(code: "bad-widen", message: "a frame widens to weeks", range: name.place.range, help: "widen week")
  }

  static func clauseNotInDefinition(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "clause-not-in-definition", message: "this clause belongs to a query, not to a definition",
      range: place.range, help: "a definition takes by, where, between, having, sort, top, widen")
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

  /// `first each day of hours of bookings`
  static func foldOfFlow(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "fold-of-flow", message: "“\(name.text)” takes one day's figure of a level, and bookings are a flow",
      range: name.place.range, help: "sum, count, mean, max or min fold them; by day shows what each day has")
  }

  static func foldOfLevel(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "fold-of-level", message: "“\(name.text)” of rows that last is no level", range: name.place.range,
      help: "levels are sum E of T, or count of T; fold days by \(name.text) each day of …")
  }

  /// `hours of bookings having hours > 5`
  static func havingWithoutEach(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "having-without-each", message: "without “each” there is one figure, and having chooses among several",
      range: place.range, help: "sum each user of hours of bookings having hours > 5")
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

  static func levelAndFlow(sign: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "level-and-flow",
      message: "a level (a value on every day) and a flow (things that happen) have no “\(sign)”",
      range: place.range, help: "divide one by the other, or fold the level: sum each day of …")
  }

  static func mixedCalendar(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "mixed-calendar", message: "a condition on the calendar stands alone, joined to others by and",
      range: place.range, help: "where weekday in (Mon, Tue) and type = desk")
  }

  static func momentInSum(at place: Place) -> Diagnostic {
    Diagnostic(code: "moment-in-sum", message: "a moment is no number", range: place.range)
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

  static func notASettingTest(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-a-setting-test", message: "figures depend on settings alone", range: place.range,
      help: "if hours_divisor = frame then … else …; conditions on rows stand behind `where`")
  }

  static func notDuring(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-during", message: "this does not know opening hours", range: place.range,
      help: "`during` goes with hours of bookings, hours each resource of bookings, and hours of resources")
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

  static func rowColumnHasColumns(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "row-column", message: "“\(name)” is one value of a row, so it has one column", range: place.range)
  }

  static func unequalUnits(_ left: Unit, _ right: Unit, sign: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unequal-units", message: "\(left.title) “\(sign)” \(right.title) are unequal units", range: place.range,
      help: "divide to get a ratio, or bring both to one unit")
  }

  /// `define resources.x = price * parent.x`
  static func unitOfRecursion(_ name: String, _ taken: Unit, _ result: Unit, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unit-of-recursion",
      message: "“\(name)” reaches itself: taken in \(taken.title), it comes out in \(result.title)", range: place.range,
      help: "a definition has one unit however far it goes")
  }
}
