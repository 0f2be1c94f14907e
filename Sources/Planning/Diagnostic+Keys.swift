import Calculus
import Diagnostics
import Language
import Store

// Keys and filters that do not reach what they are asked of.
extension Diagnostic {
  /// `rate desks 2024-02 where currency = EUR`
  static func filterByCurrency(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "filter-by-currency", message: "a resource is let in one currency today and in another tomorrow",
      range: name.place.range, help: "leave it out: each currency has a row of its own; or ask one location")
  }

  /// `where price > 0`, where resources and memberships have one
  static func keyMeansTwoThings(_ name: Name, tables: [String]) -> Diagnostic {
    Diagnostic(
      code: "key-means-two-things",
      message: "“\(name.text)” means different things for the figures of this metric: "
        + tables.joined(separator: ", "),
      range: name.place.range, help: "it would change one side of the figure only")
  }

  /// `hours 2024 by company`: no figure of the metric has such rows.
  ///
  /// - Parameter keys: those that it can be asked by.
  public static func keyNotReached(_ name: Name, reason: String, keys: [String] = []) -> Diagnostic {
    Diagnostic(
      code: "key-not-reached", message: "“\(name.text)” does not reach this metric: \(reason)",
      range: name.place.range, help: keys.isEmpty ? nil : told(keys))
  }

  /// What a metric can be asked by.
  private static func told(_ keys: [String]) -> String { "its keys are " + keys.joined(separator: ", ") }

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

  static func keyTwice(_ name: Name) -> Diagnostic {
    Diagnostic(code: "key-twice", message: "“\(name.text)” is a key already", range: name.place.range)
  }

  /// `list memberships resource B-101`
  static func resourceOfMemberships(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", message: "a membership can hold several resources, one after the other",
      range: name.place.range, help: "list the assignments, which say which it holds when")
  }

  /// `hours 2024-03 by group, team`, where people have several of each
  static func secondListKey(_ name: Name, after first: Name) -> Diagnostic {
    Diagnostic(
      code: "second-list-key", message: "one booking can have several of “\(first.text)” and of “\(name.text)”",
      range: name.place.range, help: "one of them can be a key; narrow the other by a filter or by where")
  }

  /// `where type = parking` on a metric of the primary types.
  static func typeOutOfScope(_ name: Name, type: String) -> Diagnostic {
    Diagnostic(
      code: "type-out-of-scope", message: "\(type) is not a primary type, so nothing would be left",
      range: name.place.range, help: "put it in scope by the filter: type \(Printer.name(type))")
  }

  /// `hours 2024 by team`, `hours 2024 by colour`
  ///
  /// - Parameter candidates: the keys that the metric can be asked by.
  static func unknownKey(_ name: Name, candidates: [String]) -> Diagnostic {
    let near = KeyNames.near(name.text, among: candidates)
    let suggestion = near.isEmpty ? NearestName.find(name.text, in: candidates) : near.count == 1 ? near[0] : nil
    return Diagnostic(
      code: "unknown-key", message: "there is no key “\(name.text)”", range: name.place.range,
      suggestion: suggestion.map { Printer.key($0) },
      help: near.isEmpty
        ? told(candidates) : "ask by " + near.dropLast().joined(separator: ", ") + " or \(near[near.count - 1])")
  }

  /// `weeks` by month
  static func weeksInMonths(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "weeks-in-months", message: "a \(name.text) has no whole number of weeks, and the metric counts weeks",
      range: name.place.range, help: "by week; or let the definition say widen week")
  }
}
