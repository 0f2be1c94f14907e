import Diagnostics
import Language
import Planning

/// Which of the users' definitions the statements of tests lead to.
///
/// It goes by names alone: a name that a query, or a definition which it uses, writes down leads to the metrics and the
/// columns of rows that are called so.
struct TouchedDefinitions {
  /// A definition, by its name and the file that has it.
  struct Key: Hashable {
    let file: String
    let name: String
  }

  private(set) var all: [Key: CatalogueEntry] = [:]
  private(set) var touched: Set<Key> = []

  /// Notes the definitions that are in force and those that statements lead to.
  ///
  /// - Parameter path: what a file of definitions is called to people.
  mutating func note(_ statements: [Statement], in catalogue: Catalogue, path: (String) -> String) {
    let names = catalogue.metricNames + catalogue.rowColumnNames
    let entries = names.compactMap { catalogue[$0] }
    func key(_ entry: CatalogueEntry) -> Key {
      Key(file: path(entry.source.name), name: entry.definition.name.text)
    }
    let own = entries.filter { $0.origin != .prelude }
    guard !own.isEmpty else { return }
    for entry in own where all[key(entry)] == nil { all[key(entry)] = entry }

    let reached = TouchedDefinitions.reached(from: statements, entries)
    for entry in own where reached.contains(entry.definition.name.text.lowercased()) { touched.insert(key(entry)) }
  }

  /// Names of definitions, in lower case, that statements lead to.
  private static func reached(from statements: [Statement], _ entries: [CatalogueEntry]) -> Set<String> {
    var byName: [String: [CatalogueEntry]] = [:]
    for entry in entries {
      let name = entry.definition.name.text.lowercased()
      byName[name, default: []].append(entry)
      if entry.isRowColumn { byName[String(name.split(separator: ".").last ?? ""), default: []].append(entry) }
    }
    // What `of bookings` leaves out is said by a definition, too.
    if let counts = byName["bookings.counts"] { byName["bookings", default: []] += counts }

    var reached: Set<String> = []
    var outlines = statements.compactMap { statement -> SyntaxOutline? in
      if case .define = statement { nil } else { SyntaxOutline(of: statement) }
    }
    while let outline = outlines.popLast() {
      for entry in outline.names.flatMap({ byName[$0] ?? [] }) {
        guard reached.insert(entry.definition.name.text.lowercased()).inserted else { continue }
        outlines.append(SyntaxOutline(of: .define(entry.definition)))
      }
    }
    return reached
  }

  /// Those that no statement leads to, by file and place.
  var untouched: [CatalogueEntry] {
    all.filter { !touched.contains($0.key) }
      .sorted { left, right in
        (left.key.file, left.value.definition.place.range.lower)
          < (right.key.file, right.value.definition.place.range.lower)
      }
      .map(\.value)
  }
}

extension SyntaxOutline {
  /// What its leaves say, in lower case: each phrase as it is and without its last word, which may be a mode, and the
  /// parts of dotted words.
  fileprivate var names: [String] {
    if !children.isEmpty { return children.flatMap(\.names) + variants }
    let text = label.filter { $0 != "\"" }.lowercased()
    let parts = text.split(separator: ".").map(String.init)
    let withoutMode = text.split(separator: " ").dropLast().joined(separator: " ")
    return [text, withoutMode] + (parts.count > 1 ? parts : [])
  }

  /// `utilization robin` of `utilization 2024 under Robin`, `chargeback days` of `chargeback … on days`.
  private var variants: [String] {
    let metrics = children.filter { $0.label == "metric" }.flatMap(\.names)
    let words = children.filter { ["under", "on"].contains($0.label) }.flatMap(\.names)
    return metrics.flatMap { metric in words.map { metric + " " + $0 } }
  }
}
