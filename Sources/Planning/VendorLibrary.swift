import Diagnostics
import Language

/// The definitions that vendors publish. A session begins without having read them: their names are known, and the texts
/// are read once one of them is asked for.
enum VendorLibrary {
  /// As they are spelled, by their keys in a catalogue.
  static let names: [String: String] = {
    var names: [String: String] = [:]
    for source in Prelude.vendors {
      for line in source.text.split(separator: "\n") where line.hasPrefix(opening) {
        let name = line.dropFirst(opening.count).prefix { $0 != "=" && $0 != "(" }.trimmingBlanks
        names[Catalogue.key(name)] = name
      }
    }
    return names
  }()

  private static let opening = "define "

  /// By their keys in a catalogue.
  static let entries: [String: CatalogueEntry] = {
    var entries: [String: CatalogueEntry] = [:]
    for source in Prelude.vendors {
      let (statements, diagnostics) = Parser.script(source)
      precondition(diagnostics.isEmpty, "\(source.name): \(diagnostics.map(\.message))")
      for (statement, _) in statements {
        guard case .define(let definition) = statement else { continue }
        entries[Catalogue.key(definition.name.text)] = CatalogueEntry(
          definition: definition, source: source, origin: .prelude)
      }
    }
    return entries
  }()

  /// A metric of that name, if there is one; none has a name of one word, and no definition's name ends in a mode.
  static func entry(_ key: String) -> CatalogueEntry? {
    // Most of what is looked up in vain is a column of rows, of one word.
    guard let last = key.utf8.lastIndex(of: UInt8(ascii: " ")),
      !Catalogue.modeWords.contains(String(key[key.utf8.index(after: last)...])), names[key] != nil
    else { return nil }
    return entries[key]
  }
}

extension CatalogueEntry {
  /// Of the library: what a vendor publishes.
  public var isOfVendor: Bool { origin == .prelude && VendorLibrary.names[Catalogue.key(definition.name.text)] != nil }
}
