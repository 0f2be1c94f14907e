import Diagnostics
import Language

/// A definition with the text that it came from.
public struct CatalogueEntry: Sendable {
  public enum Origin: Sendable, Hashable { case prelude, user }

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

/// All definitions by name: the prelude's and the user's.
public struct Catalogue: Sendable {
  private var entries: [String: CatalogueEntry] = [:]

  public init() {}

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
    return catalogue
  }

  /// One spelling for names that people write alike.
  static func key(_ name: String) -> String { name.lowercased() }

  /// Adds or replaces a definition.
  ///
  /// - Returns: what was there before.
  /// - Throws: a name that no query could reach.
  @discardableResult
  public mutating func define(
    _ definition: Definition, from source: SourceText, origin: CatalogueEntry.Origin = .user
  ) throws(Rejection) -> CatalogueEntry? {
    try Catalogue.check(name: definition.name, in: source)
    let entry = CatalogueEntry(definition: definition, source: source, origin: origin)
    return entries.updateValue(entry, forKey: Catalogue.key(definition.name.text))
  }

  public mutating func undefine(_ name: String) -> CatalogueEntry? {
    entries.removeValue(forKey: Catalogue.key(name))
  }

  public subscript(name: String) -> CatalogueEntry? { entries[Catalogue.key(name)] }

  /// Names of metrics, sorted; without columns of rows.
  public var metricNames: [String] {
    entries.values.filter { !$0.isRowColumn }.map(\.definition.name.text).sorted()
  }

  /// Names of columns of rows, sorted.
  public var rowColumnNames: [String] {
    entries.values.filter(\.isRowColumn).map(\.definition.name.text).sorted()
  }

  private static func check(name: Phrase, in source: SourceText) throws(Rejection) {
    if let last = name.names.last, name.names.count > 1, modeWords.contains(last.text.lowercased()) {
      throw Rejection(.definitionEndsInMode(last).located(in: source))
    }
    if let first = name.names.first, name.names.count > 1,
      Keyword.keys.contains(where: { $0.rawValue == first.text.lowercased() })
    {
      throw Rejection(.definitionBeginsWithKey(first).located(in: source))
    }
  }

  static let modeWords = ["bom", "prorated", "eom", "peak", "low"]
}

extension CatalogueEntry {
  /// `resources.desks`: a column of the rows of a table.
  public var isRowColumn: Bool {
    definition.name.names.count == 1 && definition.name.text.contains(".")
  }
}
