import Diagnostics
import Language
import Store

// Figures that are folded, rounded, or said to be in a unit.
extension Diagnostic {
  /// `sum of (a + b)`
  static func foldWithoutEach(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "fold-without-each", message: "this folds a figure, and does not say over what", range: place.range,
      help: "max each day of (…)")
  }

  /// `previous(revenue)` by day
  static func previousOfNoMonth(_ obstacle: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "previous-of-no-month", message: "“previous” is the month before, which “\(obstacle)” has none of",
      range: place.range, help: "ask for whole months, as they are or by month")
  }

  /// `revenue as hours`
  static func statedMoney(_ unit: Unit, _ name: Name) -> Diagnostic {
    Diagnostic(
      code: "stated-money", message: "\(unit.title) cannot be counted as \(name.text)", range: name.place.range,
      help: "divide it by what it is for, or leave out “as \(name.text)”")
  }

  /// `round(share, 20)`
  static func tooManyPlaces(_ name: Name, most: Int) -> Diagnostic {
    Diagnostic(
      code: "too-many-places", message: "nothing is rounded to \(name.text) decimals", range: name.place.range,
      help: "write \(most) at most")
  }

  /// `as parsecs`
  static func unknownStatedUnit(_ name: Name) -> Diagnostic {
    let words = Unit.stateable.map(\.rawValue)
    return Diagnostic(
      code: "unknown-stated-unit", message: "nothing is counted in “\(name.text)”", range: name.place.range,
      suggestion: NearestName.find(name.text, in: words + ["percent"]),
      help: "there are percent, \(words.joined(separator: ", "))")
  }

  /// `max each day of (a / b) where c`
  static func whereOfFigure(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "where-of-figure", message: "a figure has no rows of which where could choose some", range: place.range,
      help: "put it inside the brackets, behind the rows that it is about")
  }
}
