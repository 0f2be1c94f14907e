import Diagnostics
import Language
import Store

// Several definitions side by side: the clause `under`.
extension Diagnostic {
  /// `utilization 2024-03 under Robin, Cobot vs previous`
  static func comparedDefinitions(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "compared-definitions", message: "vs compares frames, and under definitions: one of the two at a time",
      range: place.range, help: "ask for the other frame by itself, or for one definition as the metric")
  }

  /// `utilization 2024-03 under Robin, robin`
  static func definitionTwice(_ name: Phrase) -> Diagnostic {
    Diagnostic(
      code: "definition-twice", message: "“\(name.text)” stands here for the second time", range: name.place.range,
      help: "leave one out")
  }

  /// `explain utilization 2024-03 under Robin, Cobot`
  static func severalDefinitions(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "several-definitions", message: "under puts several definitions side by side, and this is about one figure",
      range: place.range, help: "name the definition as the metric: chargeback days")
  }

  /// `revenue 2024-03 under held, hours`, where one of them has a row for each currency
  static func unequalKeys(
    _ first: String, _ firstKeys: [PlanKey], _ second: String, _ secondKeys: [PlanKey], at place: Place
  ) -> Diagnostic {
    func text(_ keys: [PlanKey]) -> String {
      keys.isEmpty ? "has one row" : "has rows by " + keys.map(\.name).joined(separator: ", ")
    }
    return Diagnostic(
      code: "unequal-keys", message: "“\(first)” \(text(firstKeys)), and “\(second)” \(text(secondKeys))",
      range: place.range, help: "say by what all of them are to have rows, or leave one currency: where currency = EUR")
  }

  /// `utilization 2024-03 under Robbin`
  ///
  /// - Parameter shorter: the words of a metric that has such a definition: `utilization` of `utilization days`.
  static func unknownVariant(
    _ name: Phrase, of family: String, known: [String], but shorter: String?
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-definition", message: "there is no “\(family) \(name.text)”", range: name.place.range,
      suggestion: shorter == nil ? NearestName.find(name.text, in: known) : nil,
      help: shorter.map { "“\($0)” has it: \($0) … under \(name.text)" }
        ?? (known.isEmpty
          ? "define \(family) \(name.text) = …" : "“\(family)” is defined as " + known.joined(separator: ", ")))
  }
}
