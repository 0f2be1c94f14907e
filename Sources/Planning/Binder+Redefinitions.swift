import Diagnostics
import Language
import Store

// A definition that stands before another of its name can take the sense from those that rest on it.
extension Binder {
  /// Binds, and where that fails in a definition that a redefinition has spoilt, says so at the redefinition.
  ///
  /// - Parameters:
  ///   - place: the query's own words; what is wrong in them is nobody else's fault.
  ///   - bind: binds with the definitions that it is given.
  static func blamingRedefinitions<Result>(
    of place: Place, in source: SourceText, _ catalogue: Catalogue, _ bind: (Catalogue) throws(Rejection) -> Result
  ) throws(Rejection) -> Result {
    do throws(Rejection) {
      return try bind(catalogue)
    } catch {
      guard let first = error.diagnostics.first, let text = first.source, let range = first.range,
        text != source || !place.range.contains(range)
      else { throw error }
      let spoilt = catalogue.entry(at: range, of: text)
      for own in catalogue.redefinitions where own.definition.name != spoilt?.definition.name {
        var before = catalogue
        _ = before.undefine(own.definition.name.text)
        do throws(Rejection) {
          _ = try bind(before)
        } catch let other {
          if other.diagnostics.contains(first) { continue }
        }
        throw Rejection(.redefinitionSpoils(spoilt?.definition.name.text ?? "", own, reason: first.message))
      }
      throw error
    }
  }

  /// Definitions that can be bound before a change and not after it, with the reason of the first. Those of vendors say so
  /// when they are asked for.
  public static func spoilt(
    by changed: Catalogue, before: Catalogue, snapshot: Snapshot, settings: Settings
  ) -> (names: [String], reason: String)? {
    func obstacle(_ entry: CatalogueEntry, _ catalogue: Catalogue) -> Diagnostic? {
      do throws(Rejection) {
        try check(entry.definition, catalogue: catalogue, snapshot: snapshot, settings: settings, source: entry.source)
        return nil
      } catch {
        return error.diagnostics.first
      }
    }
    var names: [String] = []
    var reason: String?
    for name in changed.ownMetricNames + changed.rowColumnNames {
      guard let entry = changed[name], let after = obstacle(entry, changed), obstacle(entry, before) == nil else {
        continue
      }
      names.append(name)
      reason = reason ?? after.message
    }
    return reason.map { (names, $0) }
  }
}

extension Catalogue {
  /// The definition in force that has this part of a text.
  fileprivate func entry(at range: SourceRange, of text: SourceText) -> CatalogueEntry? {
    (metricNames + rowColumnNames).lazy.compactMap { self[$0] }.first {
      $0.source == text && $0.definition.place.range.contains(range)
    }
  }
}
