import Diagnostics
import Language

/// A definition with the text that it came from.
public struct CatalogueEntry: Sendable {
  /// Where it was made. A later one stands before an earlier one of the same name, which comes back without it.
  public enum Origin: Int, Sendable, Hashable, CaseIterable { case prelude, workspace, session }

  public let definition: Definition
  public let source: SourceText
  public let origin: Origin

  /// As written: from `define` to the end of its last line.
  public var text: String {
    let bytes = Array(source.text.utf8)
    let range = definition.place.range
    let low = min(max(range.lower, 0), bytes.count)
    let high = min(max(range.upper, low), bytes.count)
    return String(decoding: bytes[low..<high], as: UTF8.self)
  }

  /// What its text says about it: the lines of comment right above, without `#`. A heading (`# --- …`) ends them.
  public var comment: [String] {
    let low = definition.place.range.lower
    let before = String(decoding: Array(source.text.utf8.prefix(max(low, 0))), as: UTF8.self)
    let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    // The last of them is what stands on the definition's own line.
    guard lines.last?.allSatisfy(\.isWhitespace) ?? false else { return [] }
    let comment = lines.dropLast().reversed().prefix { $0.hasPrefix("#") && !$0.hasPrefix("# ---") }
    return comment.reversed().map { String($0.drop { $0 == "#" }).trimmingBlanks }.filter { !$0.isEmpty }
  }
}

/// All definitions by name: the prelude's, the workspace's and the session's.
public struct Catalogue: Sendable {
  /// Of each name at most one of each origin, the latest origin last; never none.
  private var entries: [String: [CatalogueEntry]] = [:]
  /// Names of columns of rows that are defined besides the built-in ones.
  private var ownColumns: Set<String> = []
  /// Whether what vendors publish is in it, and which of that is not.
  private var hasVendors = false
  private var withoutVendors: Set<String> = []

  public init() {}

  /// What a vendor publishes under a name.
  private func vendorEntry(_ key: String) -> CatalogueEntry? {
    hasVendors && !withoutVendors.contains(key) ? VendorLibrary.entry(key) : nil
  }

  /// The definitions that come with the program.
  public static func prelude() throws(Rejection) -> Catalogue {
    var catalogue = Catalogue()
    for source in Prelude.sources {
      let (statements, diagnostics) = Parser.script(source)
      guard diagnostics.isEmpty else { throw Rejection(diagnostics) }
      for (statement, _) in statements {
        guard case .define(let definition) = statement else { continue }
        try catalogue.define(definition, from: source, origin: .prelude)
      }
    }
    catalogue.hasVendors = true
    return catalogue
  }

  /// One spelling for names that people write alike.
  static func key(_ name: String) -> String { name.lowercased() }

  /// `define house = occupancy desks by location`: all columns of another metric.
  func wholeMetric(_ definition: Definition) -> Phrase? {
    guard definition.columns.count == 1, definition.columns[0].label == nil, !definition.columns[0].percent,
      definition.columns[0].unit == nil,
      case .name(let phrase) = definition.columns[0].value, self[phrase.text]?.isRowColumn == false
    else { return nil }
    return phrase
  }

  /// The definition that says what the columns are, behind other names of it: it is the one that takes parameters.
  func spelledOut(_ definition: Definition) -> Definition {
    var definition = definition
    var seen: Set<String> = []
    while definition.parameters.isEmpty, let whole = wholeMetric(definition), let other = self[whole.text],
      seen.insert(Self.key(whole.text)).inserted
    {
      definition = other.definition
    }
    return definition
  }

  /// Whether somebody's own definition stands before a built-in one.
  public func isRedefined(_ name: String) -> Bool {
    let key = Self.key(name)
    guard let named = entries[key] else { return false }
    return named[0].origin == .prelude ? named.count > 1 : vendorEntry(key) != nil
  }

  /// Adds a definition, or replaces the one of its origin; one of an earlier origin is kept behind it.
  ///
  /// - Returns: what was in force before.
  /// - Throws: a name that no query could reach, a parameter that none could give.
  @discardableResult
  public mutating func define(
    _ definition: Definition, from source: SourceText, origin: CatalogueEntry.Origin = .session
  ) throws(Rejection) -> CatalogueEntry? {
    try located(in: source) { () throws(Rejection) in
      try Catalogue.check(name: definition.name)
      try Catalogue.checkParameters(of: definition)
    }
    let entry = CatalogueEntry(definition: definition, source: source, origin: origin)
    let key = Catalogue.key(definition.name.text)
    let before = entries[key] ?? []
    entries[key] = before.filter { $0.origin.rawValue < origin.rawValue } + [entry]
    if origin != .prelude, entry.isRowColumn { ownColumns.insert(key) }
    return before.last
  }

  /// Whether columns of rows are defined besides the built-in ones: only then can a word mean one thing here and another
  /// there.
  var hasOwnColumns: Bool { !ownColumns.isEmpty }

  /// Takes away the definition in force, so that the one behind it is in force again.
  ///
  /// - Returns: what was taken away; `nil` where there is none, or only one that is built in.
  public mutating func undefine(_ name: String) -> CatalogueEntry? {
    let key = Catalogue.key(name)
    guard let own = entries[key]?.last, own.origin != .prelude else { return nil }
    entries[key]?.removeLast()
    if entries[key]?.isEmpty ?? false { entries[key] = nil }
    if entries[key]?.last.map({ $0.origin == .prelude }) ?? true { ownColumns.remove(key) }
    return own
  }

  /// Takes over what a session defined and undefined.
  ///
  /// - Parameters:
  ///   - session: its catalogue.
  ///   - workspace: the one that it began with.
  public mutating func keepSession(of session: Catalogue, since workspace: Catalogue) {
    for (key, named) in workspace.entries where named.last?.origin == .workspace {
      if session.entries[key]?.contains(where: { $0.origin == .workspace }) ?? false { continue }
      entries[key]?.removeAll { $0.origin == .workspace }
      if entries[key]?.isEmpty ?? false { entries[key] = nil }
    }
    for (key, named) in session.entries {
      guard let own = named.last, own.origin == .session else { continue }
      entries[key, default: []].append(own)
    }
    ownColumns = Set(
      entries.filter { $1.contains { $0.origin != .prelude && $0.isRowColumn } }.keys)
  }

  /// The same without the name, built in or not.
  func without(_ name: String) -> Catalogue {
    var result = self
    result.entries[Catalogue.key(name)] = nil
    result.withoutVendors.insert(Catalogue.key(name))
    return result
  }

  /// A column of rows, `resources.desks`, or anything else that no vendor publishes.
  func ownEntry(_ name: String) -> CatalogueEntry? { entries[Catalogue.key(name)]?.last }

  public subscript(name: String) -> CatalogueEntry? {
    let key = Catalogue.key(name)
    return entries[key]?.last ?? vendorEntry(key)
  }

  /// What comes back when the definition in force is undefined.
  public func behind(_ name: String) -> CatalogueEntry? {
    let key = Catalogue.key(name)
    guard let named = entries[key] else { return nil }
    return named.dropLast().last ?? (named[0].origin == .prelude ? nil : vendorEntry(key))
  }

  /// Definitions that stand before others of their name, by name.
  var redefinitions: [CatalogueEntry] {
    entries.filter { $1.count > 1 || $1[0].origin != .prelude && vendorEntry($0) != nil }.values.compactMap(\.last)
      .sorted { $0.definition.name.text < $1.definition.name.text }
  }

  /// Names of metrics, sorted; without columns of rows.
  public var metricNames: [String] { (ownMetricNames + vendorNames).sorted() }

  /// The same without what vendors publish.
  public var ownMetricNames: [String] {
    entries.values.compactMap(\.last).filter { !$0.isRowColumn }.map(\.definition.name.text).sorted()
  }

  /// Names of what vendors publish, sorted; of those that are in force.
  public var vendorNames: [String] {
    guard hasVendors else { return [] }
    return VendorLibrary.names.filter { entries[$0.key] == nil && !withoutVendors.contains($0.key) }.values.sorted()
  }

  /// What stands behind the words of a metric in names of others: `days` of `chargeback days`, sorted.
  public func variants(of name: String) -> [String] {
    let beginning = name.lowercased() + " "
    return metricNames.filter { $0.lowercased().hasPrefix(beginning) }.map { String($0.dropFirst(beginning.count)) }
  }

  /// Names of columns of rows, sorted.
  public var rowColumnNames: [String] {
    entries.values.compactMap(\.last).filter(\.isRowColumn).map(\.definition.name.text).sorted()
  }

  /// What may stand behind a metric of levels.
  public static let modeWords = ["bom", "prorated", "eom", "peak", "low"]
}

extension CatalogueEntry {
  /// `resources.desks`: a column of the rows of a table.
  public var isRowColumn: Bool {
    definition.name.names.count == 1 && definition.name.text.contains(".")
  }
}
