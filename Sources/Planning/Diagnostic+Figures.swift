import Diagnostics
import Language
import Store

/// What does not go together in the figures of a definition.
extension Diagnostic {
  static func amountBelowCoin(_ value: MetricArguments.Value, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "amount-below-coin",
      message: "\(value.number.decimal) \(value.currency?.code ?? "") is finer than its smallest coin",
      range: place.range, help: "give it to the coin, as in 12000.50 EUR")
  }

  static func amountNotPositive(_ amount: Amount) -> Diagnostic {
    Diagnostic(
      code: "amount-not-positive", message: "\(amount.number.text) \(amount.currency.text) cannot be split",
      range: amount.place.range, help: "give an amount above 0")
  }

  static func amountTooLarge(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "amount-too-large", message: "that is more money than there is", range: place.range,
      help: "give an amount below a quadrillion")
  }

  static func badDuring(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-during", message: "“during \(name.text)” is not known", range: name.place.range,
      help: "write during open_hours")
  }

  static func badHoursEach(_ key: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-hours-each", message: "hours are merged by resource, not by “\(key.text)”", range: key.place.range,
      help: "hours each resource of bookings; or hours of bookings, which counts those of all of them")
  }

  static func notASettingTest(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-a-setting-test", message: "figures depend on settings alone", range: place.range,
      help: "if hours_divisor = frame then … else …; conditions on rows stand behind `where`")
  }

  static func notDuring(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-during", message: "this does not know opening hours", range: place.range,
      help: "`during open_hours` goes with hours each resource of bookings, and hours of resources")
  }

  static func parameterInside(_ parameter: Name, metric: String) -> Diagnostic {
    Diagnostic(
      code: "parameter-inside", message: "“\(metric)” wants “\(parameter.text)”, which a definition cannot give it",
      range: parameter.place.range, help: "ask for it by itself")
  }

  static func parameterMissing(_ parameter: Name, metric: Phrase) -> Diagnostic {
    Diagnostic(
      code: "parameter-missing", message: "“\(metric.text)” wants “\(parameter.text)”", range: metric.place.range,
      help: parameter.text.lowercased() == "amount"
        ? "\(metric.text) 12000 EUR 2024-03" : "\(metric.text) 2024-03 with \(parameter.text) 8")
  }

  static func prorationOfResources(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "proration-of-resources", message: "whole months go by membership, and this is paid by resource",
      range: place.range, help: "with proration actual, or ask for revenue")
  }

  static func splitByNoFlow(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-by-no-flow", message: "an amount is split by what adds up over the rows", range: place.range,
      help: "split amount by basis, where basis is hours or a count of bookings")
  }

  static func splitInside(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-inside", message: "a split amount is a column of its own", range: place.range,
      help: "amount: split amount by basis")
  }

  static func splitOfNoAmount(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-of-no-amount", message: "what is split is an amount of money that the query gives",
      range: place.range, help: "define chargeback (amount) = …, amount: split amount by basis")
  }

  static func splitOfOwn(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-of-own", message: "a row shares what the row has that it names", range: place.range,
      help: "define assignments.price = split membership.price by desks")
  }

  static func unknownBasis(_ name: Name, metric: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-basis", message: "“\(metric)” knows no basis “\(name.text)”", range: name.place.range,
      help: known.isEmpty ? "leave out the clause `on`" : "it knows \(known.joined(separator: ", "))")
  }

  static func unknownSetting(_ name: Name, parameters: [String]) -> Diagnostic {
    let names = Settings.definitions.map(\.name) + parameters
    return Diagnostic(
      code: "unknown-setting", message: "there is no setting or parameter “\(name.text)”", range: name.place.range,
      help: NearestName.find(name.text, in: names).map { "did you mean “\($0)”?" } ?? "show settings lists them")
  }
}
